import { sql } from "kysely";
import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { forbidden } from "#platform/errors.ts";

const unprovenDays = 14;
const dayMs = 24 * 3600 * 1000;

/**
 * Erases the name, address and sign-in of a person who applies, and the mails that were written to them; the row stays for what points to
 * it. Refuses anybody who holds or held a seat. The caller has taken care of what they wrote.
 */
export async function eraseApplicant(tx: Transaction, ctx: Context, personId: string): Promise<void> {
  const person = await tx
    .selectFrom("person")
    .select(["email", "organisationIds", "demoPurpose"])
    .where("id", "=", personId)
    .executeTakeFirstOrThrow();
  if (person.organisationIds.length > 0 || person.demoPurpose !== null) throw forbidden();
  await tx.deleteFrom("mailMessage").where("toAddress", "=", person.email).execute();
  await sql`delete from auth."user" where id = ${personId}`.execute(tx);
  await tx
    .updateTable("person")
    .set({ name: "–", email: `${personId}@erased.invalid`, applicantSince: null, timeZone: null, deactivatedAt: ctx.now() })
    .where("id", "=", personId)
    .execute();
  await audit(tx, ctx, { action: "applicant.erased", subjectType: "person", subjectId: personId });
}

/** Forgets people who asked for a link to apply and in two weeks never opened one: nobody has proven that the address is theirs. */
export async function forgetUnprovenApplicants(platform: Platform): Promise<number> {
  const ctx = contextFor(platform, system);
  const before = new Date(ctx.now().getTime() - unprovenDays * dayMs);
  return ctx.transact(async (tx) => {
    const { rows } = await sql<{ id: string; email: string }>`
      delete from app.person using auth."user" auth_user
      where auth_user.id = person.id and not auth_user.email_verified and person.kind = 'human'
        and person.applicant_since < ${before} and person.organisation_ids = '{}' and person.demo_purpose is null
        and not exists (select from auth.session where session.user_id = person.id)
        and not exists (select from app.seat where seat.person_id = person.id)
      returning person.id, person.email`.execute(tx);
    await tx
      .deleteFrom("mailMessage")
      .where(
        "toAddress",
        "in",
        rows.map(({ email }) => email),
      )
      .execute();
    return rows.length;
  });
}
