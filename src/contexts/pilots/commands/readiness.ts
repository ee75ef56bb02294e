import { audit } from "#platform/audit/audit.ts";
import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { canGiveDocument, canJudgeItem, sideOf } from "../policy.ts";
import { acceptedBeforeIn } from "../queries/reusable-documents.ts";
import { isDone, isRunningOut, type ReadinessKind } from "../readiness.ts";
import type { DocumentInput, ItemVerdict } from "../readiness-schema.ts";
import { keepDocumentIn } from "./documents.ts";
import { keepPilotFileIn, type Upload, withStoredFile } from "./keep-file.ts";
import { type ItemRow, moveItemIn, openItemIn, openItemsIn } from "./readiness-items.ts";

export { startReadinessIn } from "./start-readiness.ts";

/**
 * Gives what an item asks for; by the start-up, or by the host for it. The document is kept with the firm and used again in later pilots:
 * one of the same kind is replaced, and stays to be looked up.
 */
export async function provideDocument(
  ctx: Context,
  pilotId: string,
  kind: ReadinessKind,
  given: DocumentInput,
  upload?: Upload,
): Promise<void> {
  // Refused before anything is stored.
  await ctx.transact((tx) => demandOpen(tx, ctx, pilotId, kind, given));
  if (!upload) return keepProvided(ctx, pilotId, kind, given);
  await withStoredFile(ctx, upload, (stored) => keepProvided(ctx, pilotId, kind, given, stored));
}

async function keepProvided(
  ctx: Context,
  pilotId: string,
  kind: ReadinessKind,
  given: DocumentInput,
  stored?: Parameters<typeof keepPilotFileIn>[2],
): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, items, item, calendar } = await demandOpen(tx, ctx, pilotId, kind, given);
    const walls = { pilotId, readerOrgIds: pilot.partyOrgIds, purpose: "document" as const };
    const fileId = stored ? (await keepPilotFileIn(tx, ctx, stored, walls)).id : given.fileId;
    const documentId = await keepDocumentIn(tx, ctx, pilot, kind, { ...given, fileId });
    await moveItemIn(tx, ctx, { pilot, items, calendar }, item, {
      state: "provided",
      documentId,
      isReused: false,
      providedOn: calendar.today,
      acceptedOn: null,
      validUntil: given.validUntil ?? null,
      dueOn: calendar.workdaysAfter(calendar.today, item.hostDays),
    });
  });
}

async function demandOpen(
  tx: Transaction,
  ctx: Context,
  pilotId: string,
  kind: ReadinessKind,
  { version, validUntil }: DocumentInput,
) {
  const found = await openItemIn(tx, ctx, pilotId, kind, version);
  const { pilot, item } = found;
  allow(sideOf(ctx.actor, pilot) === "startup" ? canGiveDocument(ctx.actor, kind) : canJudgeItem(ctx.actor, pilot, item));
  const calendar = await baseCalendar(tx, ctx);
  const { today } = calendar;
  if (isDone(item, today) && !isRunningOut(item, today)) throw new DomainError("conflict", "pilots.errors.itemDone");
  if (validUntil && validUntil < today)
    throw new DomainError("invalid", "errors.invalid", { fields: { validUntil: "pilots.errors.ranOut" } });
  return { ...found, calendar };
}

/** Stores a file that a document is given with; for both sides. */
export async function uploadDocumentFile(ctx: Context, pilotId: string, upload: Upload): Promise<{ id: string }> {
  await ctx.transact((tx) => openItemsIn(tx, ctx, pilotId));
  return withStoredFile(ctx, upload, (stored) =>
    ctx.transact(async (tx) => {
      const { pilot } = await openItemsIn(tx, ctx, pilotId);
      return keepPilotFileIn(tx, ctx, stored, { pilotId, readerOrgIds: pilot.partyOrgIds, purpose: "document" });
    }),
  );
}

/** The host accepts what was given, gives it back with what is wrong, or says that this pilot does not need it. */
export async function judgeItem(ctx: Context, pilotId: string, kind: ReadinessKind, judged: ItemVerdict): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, items, item } = await openItemIn(tx, ctx, pilotId, kind, judged.version);
    allow(canJudgeItem(ctx.actor, pilot, item));
    const calendar = await baseCalendar(tx, ctx);
    demandJudgeable(item, judged, calendar.today);
    if (judged.verdict === "accepted") await keepSupplierNumber(tx, item, judged.supplierNumber ?? null);
    const { today, workdaysAfter } = calendar;
    await moveItemIn(tx, ctx, { pilot, items, calendar }, item, {
      state: judged.verdict,
      acceptedOn: judged.verdict === "accepted" ? today : null,
      ...(judged.verdict === "accepted"
        ? judged.validUntil
          ? { validUntil: judged.validUntil }
          : {}
        : { reason: judged.reason }),
      dueOn: judged.verdict === "returned" ? workdaysAfter(today, item.startupDays) : today,
    });
  });
}

function demandJudgeable(item: ItemRow, judged: ItemVerdict, today: string): void {
  if (judged.verdict === "notNeeded") {
    if (isDone(item, today)) throw new DomainError("conflict", "pilots.errors.itemDone");
    return;
  }
  if (item.state !== "provided") throw new DomainError("conflict", "pilots.errors.nothingProvided");
  const validUntil = judged.verdict === "accepted" ? (judged.validUntil ?? item.validUntil) : null;
  if (validUntil && validUntil < today)
    throw new DomainError("invalid", "errors.invalid", { fields: { validUntil: "pilots.errors.ranOut" } });
}

/** The number a supplier has at the host stands with what it said of itself, so that the next pilot finds it there. */
async function keepSupplierNumber(tx: Transaction, { kind, documentId }: ItemRow, supplierNumber: string | null): Promise<void> {
  if (kind !== "supplierNumber" || documentId === null) return;
  const { details } = await tx
    .selectFrom("startupDocument")
    .select("details")
    .where("id", "=", documentId)
    .executeTakeFirstOrThrow();
  const known = details as Record<string, string>;
  if (!supplierNumber && !known.supplierNumber)
    throw new DomainError("invalid", "errors.invalid", { fields: { supplierNumber: "errors.required" } });
  if (!supplierNumber) return;
  await tx
    .updateTable("startupDocument")
    .set({ details: json({ ...known, supplierNumber }) })
    .where("id", "=", documentId)
    .execute();
}

/** Asks for something again that was said not to be needed. */
export async function reopenItem(ctx: Context, pilotId: string, kind: ReadinessKind): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, items, item } = await openItemIn(tx, ctx, pilotId, kind);
    allow(canJudgeItem(ctx.actor, pilot, item));
    if (item.state !== "notNeeded") throw new DomainError("conflict", "pilots.errors.noSuchMove");
    const calendar = await baseCalendar(tx, ctx);
    const dueOn = calendar.workdaysAfter(calendar.today, item.startupDays);
    await moveItemIn(tx, ctx, { pilot, items, calendar }, item, { state: "waiting", dueOn });
  });
}

/** Accepts at once all that the same host had accepted for an earlier pilot; answers how many. */
export async function acceptReused(ctx: Context, pilotId: string): Promise<{ accepted: number }> {
  return ctx.transact(async (tx) => {
    const { pilot, items } = await openItemsIn(tx, ctx, pilotId);
    const calendar = await baseCalendar(tx, ctx);
    const before = await acceptedBeforeIn(tx, pilotId, pilot.ownerOrgId);
    const known = items.filter(({ state, documentId }) => state === "provided" && documentId !== null && before.has(documentId));
    allow(known.every((item) => canJudgeItem(ctx.actor, pilot, item)));
    let current: readonly ItemRow[] = items;
    for (const item of known) {
      const { today } = calendar;
      await moveItemIn(tx, ctx, { pilot, items: current, calendar }, item, {
        state: "accepted",
        acceptedOn: today,
        dueOn: today,
      });
      current = current.map((each) => (each.id === item.id ? { ...each, state: "accepted" as const } : each));
    }
    await audit(tx, ctx, {
      action: "pilot.readiness_reused",
      subjectType: "pilot",
      subjectId: pilotId,
      detail: { kinds: known.map(({ kind }) => kind) },
    });
    return { accepted: known.length };
  });
}
