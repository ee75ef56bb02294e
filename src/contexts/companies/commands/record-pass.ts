import { type AuditFact, audit, auditAll } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { passesChanged } from "../events.ts";
import { canChangeRecord, canRecordPasses, visiblePasses } from "../policy.ts";
import { requireCompany, requireOpenCompany } from "../queries/company-records.ts";
import type { BulkPass, NewPass } from "../schema.ts";

/** Records why a company was not taken and what would make us look again; belongs to the actor's organisation. Returns the pass's id. */
export function passOnCompany(ctx: Context, companyId: string, pass: NewPass): Promise<{ id: string }> {
  return ctx.transact((tx) => recordPass(tx, ctx, companyId, pass));
}

/** What a pass is made within: a need or an application, which the caller has found readable for the actor. */
export type PassedWithin = PassedNeed | { applicationId: string };

interface PassedNeed {
  needId: string;
  /** Only a unit or named people read the need. */
  isNeedPrivate: boolean;
  needUnitId: string | null;
}

/** The same within a need or an application, in the transaction of its command; refuses seats that may not pass and records merged into another. */
export async function recordPass(
  tx: Transaction,
  ctx: Context,
  companyId: string,
  pass: NewPass,
  within?: PassedWithin,
): Promise<{ id: string }> {
  const { id, fact } = await addPass(tx, ctx, companyId, pass, { within });
  await audit(tx, ctx, fact);
  return { id };
}

async function addPass(
  tx: Transaction,
  ctx: Context,
  companyId: string,
  pass: NewPass,
  { batchId = null, within }: { batchId?: string | null; within?: PassedWithin },
): Promise<{ id: string; fact: AuditFact }> {
  const company = await requireOpenCompany(tx, ctx.actor, companyId);
  allow(canRecordPasses(ctx.actor));
  const id = newId();
  const { organisationId, personId } = ctx.actor;
  await tx
    .insertInto("companyPass")
    .values({
      id,
      companyId,
      ownerOrgId: organisationId!,
      personId: personId!,
      ...within,
      reasonCode: pass.reasonCode,
      note: pass.note,
      recheckKind: pass.recheckKind,
      recheckOn: pass.recheckKind === "date" ? (pass.recheckOn ?? null) : null,
      recheckDetail: pass.recheckKind === "none" ? null : pass.recheckDetail,
      recheckBaseline: json({ fundingTotalFen: company.fundingTotalFen, certificates: company.certificates }),
      passedAt: ctx.now(),
      batchId,
    })
    .execute();
  const detail = { passId: id, reasonCode: pass.reasonCode };
  const applicationId = within && "applicationId" in within ? within.applicationId : null;
  return { id, fact: { action: "company.passed", ...subjectOf(companyId, applicationId), detail } };
}

/** What is logged of an application's pass is hidden from those who must not know of the application. */
const subjectOf = (companyId: string, applicationId: string | null) =>
  applicationId === null
    ? { subjectType: "company", subjectId: companyId }
    : { subjectType: "application", subjectId: applicationId };

/** Passes on many companies with one reason, locked in the order of their ids; all or none. Returns the batch, by which it is undone. */
export function passOnCompanies(ctx: Context, { companyIds, pass }: BulkPass): Promise<{ batchId: string; count: number }> {
  const batchId = newId();
  return ctx.transact(async (tx) => {
    const facts: AuditFact[] = [];
    for (const companyId of [...new Set(companyIds)].sort())
      facts.push((await addPass(tx, ctx, companyId, pass, { batchId })).fact);
    await auditAll(tx, ctx, facts);
    return { batchId, count: facts.length };
  });
}

/** Withdraws a pass; its writer may, and those who keep the universe. A withdrawn pass stays in the history and is never due. */
export function withdrawPass(ctx: Context, companyId: string, passId: string): Promise<void> {
  return setWithdrawn(ctx, companyId, passId, true);
}

/** Takes the withdrawal back. */
export function restorePass(ctx: Context, companyId: string, passId: string): Promise<void> {
  return setWithdrawn(ctx, companyId, passId, false);
}

const setWithdrawn = (ctx: Context, companyId: string, passId: string, isWithdrawn: boolean): Promise<void> =>
  ctx.transact((tx) => withdrawIn(tx, ctx, companyId, passId, isWithdrawn));

/** The same in the transaction of another command. */
export async function withdrawIn(
  tx: Transaction,
  ctx: Context,
  companyId: string,
  passId: string,
  isWithdrawn = true,
): Promise<void> {
  await requireCompany(tx, ctx.actor, companyId);
  const pass = found(
    await tx
      .selectFrom("companyPass")
      .select(["ownerOrgId", "personId", "withdrawnAt", "applicationId"])
      .where("id", "=", passId)
      .where("companyId", "=", companyId)
      .where(visiblePasses(ctx.actor))
      .executeTakeFirst(),
  );
  allow(canChangeRecord(ctx.actor, pass));
  if ((pass.withdrawnAt !== null) === isWithdrawn) return;
  await tx
    .updateTable("companyPass")
    .set({ withdrawnAt: isWithdrawn ? ctx.now() : null })
    .where("id", "=", passId)
    .execute();
  await publish(tx, ctx, passesChanged, { passIds: [passId] });
  await audit(tx, ctx, {
    action: isWithdrawn ? "company.passWithdrawn" : "company.passRestored",
    ...subjectOf(companyId, pass.applicationId),
    detail: { passId },
  });
}
