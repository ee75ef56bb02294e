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

/**
 * Forgets people who asked for a link to apply and in two weeks never opened one: nobody has proven that the address is theirs. Who has
 * written something all the same, as a co-author whose address nobody proved, stays with it.
 */
export async function forgetUnprovenApplicants(platform: Platform): Promise<number> {
  const ctx = contextFor(platform, system);
  const before = new Date(ctx.now().getTime() - unprovenDays * dayMs);
  const { rows } = await ctx.transact((tx) =>
    sql<{ id: string; email: string }>`
      select person.id, person.email from app.person join auth."user" auth_user on auth_user.id = person.id
      where not auth_user.email_verified and person.kind = 'human'
        and person.applicant_since < ${before} and person.organisation_ids = '{}' and person.demo_purpose is null
        and not exists (select from auth.session where session.user_id = person.id)
        and not exists (select from app.seat where seat.person_id = person.id)`.execute(tx),
  );
  let forgotten = 0;
  for (const person of rows) if (await forget(ctx, person)) forgotten++;
  return forgotten;
}

async function forget(ctx: Context, { id, email }: { id: string; email: string }): Promise<boolean> {
  try {
    await ctx.transact(async (tx) => {
      await tx.deleteFrom("person").where("id", "=", id).execute();
      await tx.deleteFrom("mailMessage").where("toAddress", "=", email).execute();
    });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === foreignKeyViolation) return false;
    throw error;
  }
}

/** PostgreSQL, appendix A: something of theirs is left that points to them. */
const foreignKeyViolation = "23503";
