import { recordPass } from "#contexts/companies/index.ts";
import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { matchingEvents } from "../../events.ts";
import { requireCompanyRow } from "../../feedback.ts";
import type { EntryPass } from "../../schema.ts";
import type { OpenStage } from "../../shortlist-stage.ts";
import { lockNeeds, requireCurator, requireEntry } from "./entry-access.ts";

/** Passes on a company for this need with a reason; puts it on the list first if it is not there. Recorded with the company too. */
export async function passEntry(ctx: Context, needId: string, companyId: string, pass: EntryPass): Promise<PassedEntry> {
  return ctx.transact((tx) => passEntryIn(tx, ctx, needId, companyId, pass));
}

interface PassedEntry {
  id: string;
  passId: string;
}

/** The same in a transaction that does more. */
export async function passEntryIn(
  tx: Transaction,
  ctx: Context,
  needId: string,
  companyId: string,
  pass: EntryPass,
): Promise<PassedEntry> {
  const walls = await requireCurator(tx, ctx, needId);
  await requireCompanyRow(tx, companyId);
  const known = await tx
    .selectFrom("shortlistEntry")
    .select(["id", "stage", "removedAt"])
    .where("needId", "=", needId)
    .where("companyId", "=", companyId)
    .forUpdate()
    .executeTakeFirst();
  if (known?.stage === "passed" && known.removedAt === null) throw new DomainError("conflict", "matching.errors.passed");
  const at = ctx.now();
  const id = known?.id ?? newId();
  const { id: passId } = await recordPass(tx, ctx, companyId, pass, {
    needId,
    isNeedPrivate: walls.visibility === "unit" || walls.visibility === "people",
    needUnitId: walls.visibility === "unit" ? walls.unitId : null,
  });
  const isListed = known && known.removedAt === null;
  const values = {
    stage: "passed" as const,
    passId,
    stageBeforePass: isListed ? known.stage : null,
    removedAt: null,
    updatedAt: at,
  };
  if (known) await tx.updateTable("shortlistEntry").set(values).where("id", "=", id).execute();
  else {
    const row = { id, needId, companyId, ownerOrgId: walls.ownerOrgId, addedBy: ctx.actor.personId!, addedAt: at };
    await tx
      .insertInto("shortlistEntry")
      .values({ ...row, ...values, reasons: json([]) })
      .execute();
  }
  await publish(tx, ctx, matchingEvents.entryMoved, {
    needId,
    companyId,
    entryId: id,
    ownerOrgId: walls.ownerOrgId,
    from: known?.stage ?? null,
    to: "passed",
  });
  await audit(tx, ctx, {
    action: "shortlist.passed",
    subjectType: "need",
    subjectId: needId,
    reason: pass.reasonCode,
    detail: { companyId, passId },
  });
  return { id, passId };
}

/** Takes a pass back: whatever passes on the company for this need are withdrawn, and the entry returns to its stage before, or leaves the list if it had none. */
export async function takePassBack(ctx: Context, needId: string, entryId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const walls = await requireCurator(tx, ctx, needId);
    const entry = await requireEntry(tx, needId, entryId);
    if (entry.stage !== "passed") throw new DomainError("conflict", "matching.errors.notPassed");
    await tx
      .updateTable("companyPass")
      .set({ withdrawnAt: ctx.now() })
      .where("needId", "=", needId)
      .where("companyId", "=", entry.companyId)
      .where("ownerOrgId", "=", walls.ownerOrgId)
      .where("withdrawnAt", "is", null)
      .execute();
    await returnToStage(tx, entry, ctx.now());
    await audit(tx, ctx, {
      action: "shortlist.passWithdrawn",
      subjectType: "need",
      subjectId: needId,
      detail: { companyId: entry.companyId, passId: entry.passId },
    });
  });
}

/** Entries follow what was decided at the company: a withdrawn pass brings its entry back to its stage, a restored one takes it off again. */
export async function followPasses(platform: Platform, passIds: readonly string[]): Promise<void> {
  const ctx = contextFor(platform, system);
  for (const passId of passIds) await ctx.transact((tx) => followPass(tx, ctx, passId));
}

async function followPass(tx: Transaction, ctx: Context, passId: string): Promise<void> {
  const pass = await tx.selectFrom("companyPass").select(["companyId", "needId"]).where("id", "=", passId).executeTakeFirst();
  if (!pass?.needId) return;
  await lockNeeds(tx, [pass.needId]);
  const { withdrawnAt } = await tx
    .selectFrom("companyPass")
    .select("withdrawnAt")
    .where("id", "=", passId)
    .executeTakeFirstOrThrow();
  const entry = await tx
    .selectFrom("shortlistEntry")
    .selectAll()
    .where("needId", "=", pass.needId)
    .where("companyId", "=", pass.companyId)
    .forUpdate()
    .executeTakeFirst();
  if (!entry) return;
  if (withdrawnAt !== null && entry.passId === passId) await returnToStage(tx, entry, ctx.now());
  if (withdrawnAt === null && entry.stage !== "passed")
    await tx
      .updateTable("shortlistEntry")
      .set({
        stage: "passed",
        passId,
        stageBeforePass: entry.removedAt === null ? entry.stage : null,
        removedAt: null,
        updatedAt: ctx.now(),
      })
      .where("id", "=", entry.id)
      .execute();
}

/** An entry that was not on the list before the pass leaves it again. */
async function returnToStage(
  tx: Transaction,
  { id, stageBeforePass }: { id: string; stageBeforePass: string | null },
  at: Date,
): Promise<void> {
  const back = stageBeforePass as OpenStage | null;
  await tx
    .updateTable("shortlistEntry")
    .set({ stage: back ?? "longlist", passId: null, stageBeforePass: null, removedAt: back ? null : at, updatedAt: at })
    .where("id", "=", id)
    .execute();
}
