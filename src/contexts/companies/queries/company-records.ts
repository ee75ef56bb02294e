import type { Actor, Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allowToSee, DomainError, found } from "#platform/errors.ts";
import {
  canChangeRecord,
  canReadCompanies,
  canReadPassWords,
  visibleCompanies,
  visiblePasses,
  visibleRecords,
} from "../policy.ts";
import type { ContactView, PassView } from "../views.ts";

/** Passes of the reader's organisation on the companies, the last first; withdrawn ones only where asked for. */
export async function listPassesOf(
  tx: Transaction,
  { actor }: Pick<Context, "actor">,
  companyIds: readonly string[],
  { withdrawn = false }: { withdrawn?: boolean } = {},
): Promise<PassView[]> {
  let select = passes(tx, actor).where("companyPass.companyId", "in", [...companyIds]);
  if (!withdrawn) select = select.where("companyPass.withdrawnAt", "is", null);
  return (await select.execute()).map((row) => passView(actor, row));
}

/** Every pass of the reader's organisation on one company, withdrawn ones included. Unknown company: not found. */
export function listPasses(ctx: Context, companyId: string): Promise<PassView[]> {
  return ctx.transact(async (tx) => {
    await requireCompany(tx, ctx.actor, companyId);
    return listPassesOf(tx, ctx, [companyId], { withdrawn: true });
  });
}

/** The contact log of the reader's organisation with one company, the last contact first. Unknown company: not found. */
export function listContacts(ctx: Context, companyId: string): Promise<ContactView[]> {
  return ctx.transact(async (tx) => {
    await requireCompany(tx, ctx.actor, companyId);
    const rows = await tx
      .selectFrom("companyContact")
      .leftJoin("person", "person.id", "companyContact.personId")
      .select([
        "companyContact.id",
        "companyContact.companyId",
        "companyContact.channel",
        "companyContact.companyPerson",
        "companyContact.note",
        "companyContact.happenedOn",
        "companyContact.personId",
        "companyContact.createdAt",
        "companyContact.ownerOrgId",
        "person.name as personName",
      ])
      .where("companyContact.companyId", "=", companyId)
      .where("companyContact.removedAt", "is", null)
      .where(visibleRecords(ctx.actor))
      .orderBy("companyContact.happenedOn", "desc")
      .orderBy("companyContact.id", "desc")
      .execute();
    return rows.map(({ ownerOrgId, ...row }) => ({
      ...row,
      can: { remove: canChangeRecord(ctx.actor, { ownerOrgId, personId: row.personId }) },
    }));
  });
}

/** Passes whose re-check is due, for the organisation; the longest waiting first. */
export function listDueRechecks(ctx: Context): Promise<(PassView & { companyName: string })[]> {
  allowToSee(canReadCompanies(ctx.actor));
  return ctx.transact(async (tx) => {
    const rows = await passes(tx, ctx.actor)
      .innerJoin("company", "company.id", "companyPass.companyId")
      .select("company.name as companyName")
      .where("companyPass.recheckDueAt", "is not", null)
      .where("companyPass.withdrawnAt", "is", null)
      .clearOrderBy()
      .orderBy("companyPass.recheckDueAt")
      .orderBy("companyPass.id")
      .limit(200)
      .execute();
    return rows.map((row) => ({ ...passView(ctx.actor, row), companyName: row.companyName }));
  });
}

/** Throws not found unless the actor may read the company. */
export async function requireCompany(tx: Transaction, actor: Actor, companyId: string) {
  return found(
    await tx
      .selectFrom("company")
      .selectAll("company")
      .where("company.id", "=", companyId)
      .where(visibleCompanies(actor))
      .executeTakeFirst(),
  );
}

/**
 * The same for writers of rows beside the company, which is neither merged nor erased before they commit. A record merged into another
 * is a conflict.
 */
export async function requireOpenCompany(tx: Transaction, actor: Actor, companyId: string) {
  const company = found(
    await tx
      .selectFrom("company")
      .selectAll("company")
      .where("company.id", "=", companyId)
      .where(visibleCompanies(actor))
      .forShare()
      .executeTakeFirst(),
  );
  if (company.mergedIntoId) throw new DomainError("conflict", "companies.errors.merged");
  return company;
}

const passes = (tx: Transaction, actor: Actor) =>
  tx
    .selectFrom("companyPass")
    .leftJoin("person", "person.id", "companyPass.personId")
    .select([
      "companyPass.id",
      "companyPass.companyId",
      "companyPass.needId",
      "companyPass.isNeedPrivate",
      "companyPass.needUnitId",
      "companyPass.reasonCode",
      "companyPass.note",
      "companyPass.recheckKind",
      "companyPass.recheckOn",
      "companyPass.recheckDetail",
      "companyPass.recheckDueAt",
      "companyPass.passedAt",
      "companyPass.withdrawnAt",
      "companyPass.personId",
      "companyPass.ownerOrgId",
      "person.name as personName",
    ])
    .where(visiblePasses(actor))
    .orderBy("companyPass.passedAt", "desc")
    .orderBy("companyPass.id", "desc");

type PassRow = Omit<PassView, "can" | "hasHiddenWords"> & {
  ownerOrgId: string;
  isNeedPrivate: boolean;
  needUnitId: string | null;
};

function passView(actor: Actor, { ownerOrgId, isNeedPrivate, needUnitId, ...row }: PassRow): PassView {
  const { personId, withdrawnAt } = row;
  const hasHiddenWords = !canReadPassWords(actor, { personId, isNeedPrivate, needUnitId });
  return {
    ...row,
    ...(hasHiddenWords ? { needId: null, note: "", recheckDetail: null } : {}),
    hasHiddenWords,
    can: { withdraw: withdrawnAt === null && canChangeRecord(actor, { ownerOrgId, personId }) },
  };
}
