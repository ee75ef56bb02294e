import { sql } from "kysely";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { canChangeRecord, canRecordContacts, visibleRecords } from "../policy.ts";
import { requireCompany, requireOpenCompany } from "../queries/company-records.ts";
import type { NewContact } from "../schema.ts";

/** Logs who of the actor's organisation spoke to whom of the company; refuses days to come. Returns the entry's id. */
export async function recordContact(ctx: Context, companyId: string, contact: NewContact): Promise<{ id: string }> {
  const id = newId();
  await ctx.transact(async (tx) => {
    await requireOpenCompany(tx, ctx.actor, companyId);
    allow(canRecordContacts(ctx.actor));
    if (contact.happenedOn > (await baseToday(tx, ctx))) {
      throw new DomainError("invalid", "errors.invalid", { fields: { happenedOn: "companies.errors.contactInFuture" } });
    }
    await tx
      .insertInto("companyContact")
      .values({
        ...contact,
        id,
        companyId,
        ownerOrgId: ctx.actor.organisationId!,
        personId: ctx.actor.personId!,
        createdAt: ctx.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: "company.contacted",
      subjectType: "company",
      subjectId: companyId,
      detail: { contactId: id },
    });
  });
  return { id };
}

/** Takes an entry out of the contact log; its writer may, and those who keep the universe. */
export const removeContact = (ctx: Context, companyId: string, contactId: string): Promise<void> =>
  setRemoved(ctx, companyId, contactId, true);

/** Brings a removed entry back. */
export const restoreContact = (ctx: Context, companyId: string, contactId: string): Promise<void> =>
  setRemoved(ctx, companyId, contactId, false);

async function setRemoved(ctx: Context, companyId: string, contactId: string, isRemoved: boolean): Promise<void> {
  await ctx.transact(async (tx) => {
    await requireCompany(tx, ctx.actor, companyId);
    const contact = found(
      await tx
        .selectFrom("companyContact")
        .select(["ownerOrgId", "personId", "removedAt"])
        .where("id", "=", contactId)
        .where("companyId", "=", companyId)
        .where(visibleRecords(ctx.actor))
        .executeTakeFirst(),
    );
    allow(canChangeRecord(ctx.actor, contact));
    if ((contact.removedAt !== null) === isRemoved) return;
    await tx
      .updateTable("companyContact")
      .set({ removedAt: isRemoved ? ctx.now() : null })
      .where("id", "=", contactId)
      .execute();
    await audit(tx, ctx, {
      action: isRemoved ? "company.contactRemoved" : "company.contactRestored",
      subjectType: "company",
      subjectId: companyId,
      detail: { contactId },
    });
  });
}

/** Today in the base's time zone. */
export async function baseToday(tx: Transaction, ctx: Context): Promise<string> {
  const { rows } = await sql<{ today: string }>`
    select (${ctx.now().toISOString()}::timestamptz at time zone coalesce((select time_zone from app.base), 'UTC'))::date as today`.execute(
    tx,
  );
  return rows[0]!.today;
}
