import { audit } from "#platform/audit/audit.ts";
import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { isOver } from "../pilot.ts";
import { canGiveDocument, canRunPilot, sideOf } from "../policy.ts";
import { documentRowIn } from "../queries/documents.ts";
import { type PilotRow, pilotRowIn } from "../queries/pilot-row.ts";
import { offersIn } from "../queries/reusable-documents.ts";
import type { ReadinessKind } from "../readiness.ts";
import type { DocumentInput } from "../readiness-schema.ts";
import { keepPilotFileIn, type Upload, withStoredFile } from "./keep-file.ts";
import { lockedPilotIn } from "./locked-pilot.ts";
import { type ItemRow, moveItemIn, openItemsIn } from "./readiness-items.ts";

/** Keeps a document with the firm in the place of the one of its kind, which stays to be looked up. Whoever had that one has this one too. */
export async function keepDocumentIn(
  tx: Transaction,
  ctx: Context,
  { id: pilotId, companyId, startupOrgId, partyOrgIds }: PilotRow,
  kind: ReadinessKind,
  { details, validUntil, fileId }: DocumentInput,
): Promise<string> {
  if (fileId) await demandDocumentFile(tx, pilotId, fileId);
  const replaced = await tx
    .updateTable("startupDocument")
    .set({ replacedAt: ctx.now() })
    .where("companyId", "=", companyId)
    .where("kind", "=", kind)
    .where("replacedAt", "is", null)
    .returning("readerOrgIds")
    .executeTakeFirst();
  const readerOrgIds = [...new Set([...(replaced?.readerOrgIds ?? []), ...partyOrgIds])];
  if (fileId) await letRead(tx, fileId, readerOrgIds);
  const id = newId();
  await tx
    .insertInto("startupDocument")
    .values({
      id,
      companyId,
      startupOrgId,
      readerOrgIds,
      kind,
      fileId: fileId ?? null,
      details: json(details),
      validUntil: validUntil ?? null,
      givenForPilotId: pilotId,
      givenBy: ctx.actor.personId!,
      givenByName: ctx.actor.personName ?? "",
      givenAt: ctx.now(),
    })
    .execute();
  return id;
}

async function demandDocumentFile(tx: Transaction, pilotId: string, fileId: string): Promise<void> {
  found(
    await tx
      .selectFrom("pilotFile")
      .select("id")
      .where("id", "=", fileId)
      .where("pilotId", "=", pilotId)
      .where("purpose", "=", "document")
      .executeTakeFirst(),
  );
}

/** A document outlives the pilot it was given for, and its file with it. */
async function letRead(tx: Transaction, fileId: string, readerOrgIds: string[]): Promise<void> {
  await tx.updateTable("pilotFile").set({ readerOrgIds, pilotId: null }).where("id", "=", fileId).execute();
}

/**
 * Uses what the firm gave before for the items of a pilot that ask for it: said by the start-up, which thereby gives it to this host, or by
 * the host of what it has already. Answers how many items it was.
 */
export async function reuseDocuments(
  ctx: Context,
  pilotId: string,
  { kinds }: { kinds?: ReadinessKind[] | undefined } = {},
): Promise<{ reused: number }> {
  return ctx.transact(async (tx) => {
    const { pilot, items } = await openItemsIn(tx, ctx, pilotId);
    allow(sideOf(ctx.actor, pilot) === "startup" || canRunPilot(ctx.actor, pilot));
    const calendar = await baseCalendar(tx, ctx);
    const offers = await offersIn(tx, pilot, items, calendar.today);
    const wanted = offers.filter(({ item }) => kinds === undefined || kinds.includes(item.kind));
    let current: readonly ItemRow[] = items;
    for (const { item, document } of wanted) {
      const readerOrgIds = [...new Set([...document.readerOrgIds, ...pilot.partyOrgIds])];
      await tx.updateTable("startupDocument").set({ readerOrgIds }).where("id", "=", document.id).execute();
      if (document.fileId) await tx.updateTable("pilotFile").set({ readerOrgIds }).where("id", "=", document.fileId).execute();
      const now = current.find(({ id }) => id === item.id)!;
      const move = {
        state: "provided" as const,
        documentId: document.id,
        isReused: true,
        providedOn: calendar.today,
        validUntil: document.validUntil,
        dueOn: calendar.workdaysAfter(calendar.today, item.hostDays),
      };
      await moveItemIn(tx, ctx, { pilot, items: current, calendar }, now, move);
      current = current.map((each) => (each.id === item.id ? { ...each, ...move } : each));
    }
    return { reused: wanted.length };
  });
}

/**
 * Replaces a document of the own firm for everybody it was given to. In pilots that still go on the host looks at the new one; the old one
 * stays to be looked up.
 */
export async function replaceDocument(ctx: Context, documentId: string, given: DocumentInput, upload?: Upload): Promise<void> {
  await ctx.transact((tx) => replaceableIn(tx, ctx, documentId, given));
  const keep = (stored?: Parameters<typeof keepPilotFileIn>[2]) =>
    ctx.transact(async (tx) => {
      for (const { pilotId } of await usesOf(tx, documentId)) await lockedPilotIn(tx, ctx, pilotId);
      const old = await replaceableIn(tx, ctx, documentId, given);
      const { readerOrgIds } = old;
      const file = stored && (await keepPilotFileIn(tx, ctx, stored, { pilotId: null, readerOrgIds, purpose: "document" }));
      await tx.updateTable("startupDocument").set({ replacedAt: ctx.now() }).where("id", "=", old.id).execute();
      const id = newId();
      await tx
        .insertInto("startupDocument")
        .values({
          id,
          companyId: old.companyId,
          startupOrgId: old.startupOrgId,
          readerOrgIds,
          kind: old.kind,
          fileId: file?.id ?? null,
          details: json(given.details),
          validUntil: given.validUntil ?? null,
          givenForPilotId: old.givenForPilotId,
          givenBy: ctx.actor.personId!,
          givenByName: ctx.actor.personName ?? "",
          givenAt: ctx.now(),
        })
        .execute();
      await renewItems(tx, ctx, old.id, { id, validUntil: given.validUntil ?? null });
      const detail = { kind: old.kind, replaces: old.id };
      await audit(tx, ctx, { action: "pilot.document_replaced", subjectType: "startup_document", subjectId: id, detail });
    });
  await (upload ? withStoredFile(ctx, upload, keep) : keep());
}

async function replaceableIn(tx: Transaction, ctx: Context, documentId: string, { validUntil }: DocumentInput) {
  const document = await documentRowIn(tx, ctx, documentId);
  allow(canGiveDocument(ctx.actor, document.kind) && document.startupOrgId === ctx.actor.organisationId);
  if (document.replacedAt !== null) throw new DomainError("conflict", "pilots.errors.changedMeanwhile");
  const { today } = await baseCalendar(tx, ctx);
  if (validUntil && validUntil < today)
    throw new DomainError("invalid", "errors.invalid", { fields: { validUntil: "pilots.errors.ranOut" } });
  return document;
}

/** In the order they are locked: pilots before documents, as where one is given. */
const usesOf = (tx: Transaction, documentId: string) =>
  tx.selectFrom("readinessItem").select(["pilotId", "id"]).where("documentId", "=", documentId).orderBy("pilotId").execute();

async function renewItems(
  tx: Transaction,
  ctx: Context,
  oldId: string,
  { id: documentId, validUntil }: { id: string; validUntil: string | null },
): Promise<void> {
  const calendar = await baseCalendar(tx, ctx);
  for (const { pilotId, id } of await usesOf(tx, oldId)) {
    if (isOver((await pilotRowIn(tx, ctx, pilotId)).state)) continue;
    const { pilot, items } = await openItemsIn(tx, ctx, pilotId);
    const item = items.find((each) => each.id === id)!;
    if (item.state === "notNeeded") continue;
    await moveItemIn(tx, ctx, { pilot, items, calendar }, item, {
      state: "provided",
      documentId,
      providedOn: calendar.today,
      acceptedOn: null,
      validUntil,
      dueOn: calendar.workdaysAfter(calendar.today, item.hostDays),
    });
  }
}
