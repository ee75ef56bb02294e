import { type SqlBool, sql } from "kysely";
import { canReadCompanies } from "#contexts/companies/index.ts";
import { baseToday, daysAfter } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, allowToSee, found, notFound } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { canGiveDocument, canKeepDocuments, canSeePilots, canSeeSensitive, visiblePilots } from "../policy.ts";
import { type ReadinessKind, readinessKinds, warnDays } from "../readiness.ts";
import { maskDetails, sensitiveFields } from "../readiness-details.ts";
import { pilotRows } from "./pilot-row.ts";

/** Documents the actor may read: of its own firm, or of firms whose pilots it reads, once they were given to its organisation. */
async function visibleDocuments(tx: Transaction, { actor }: Context) {
  const all = tx.selectFrom("startupDocument as document");
  if (actor.kind === "system") return { documents: all };
  if (actor.organisationId === null || !canSeePilots(actor)) return { documents: all.where(sql<SqlBool>`false`) };
  if (canKeepDocuments(actor)) return { documents: all.where("document.startupOrgId", "=", actor.organisationId) };
  const pilots = await visiblePilots(tx, actor)
    .select("pilot.companyId")
    .where("pilot.ownerOrgId", "=", actor.organisationId)
    .execute();
  const companyIds = pilots.map(({ companyId }) => companyId);
  return {
    documents: all
      .where(sql<SqlBool>`document.company_id = any (${companyIds}::uuid[])`)
      .where(sql<SqlBool>`${actor.organisationId}::uuid = any (document.reader_org_ids)`),
  };
}

/** One document behind its walls, or not found. */
export async function documentRowIn(tx: Transaction, ctx: Context, documentId: string) {
  if (!isId(documentId)) throw notFound();
  const { documents } = await visibleDocuments(tx, ctx);
  return found(await documents.selectAll("document").where("document.id", "=", documentId).executeTakeFirst());
}

/** Of what kind a document is that the actor may read. */
export const documentKind = async (ctx: Context, documentId: string): Promise<ReadinessKind> =>
  (await ctx.transact((tx) => documentRowIn(tx, ctx, documentId))).kind;

/** All documents of the own firm, the earlier ones included: to whom they were given, until when they hold and where they are used. */
export async function listOwnDocuments(ctx: Context) {
  return ctx.transact(async (tx) => {
    allow(canKeepDocuments(ctx.actor));
    return documentsIn(tx, ctx, null);
  });
}

/** A firm's documents as they were given to the actor's organisation. */
export async function listCompanyDocuments(ctx: Context, companyId: string) {
  return ctx.transact(async (tx) => {
    allowToSee(canSeePilots(ctx.actor) && canReadCompanies(ctx.actor));
    if (!isId(companyId)) throw notFound();
    const company = found(await tx.selectFrom("company").select(["id", "name"]).where("id", "=", companyId).executeTakeFirst());
    return { company, documents: await documentsIn(tx, ctx, companyId) };
  });
}

/** Whether the actor may read a document of a firm. */
export async function hasDocumentsIn(tx: Transaction, ctx: Context, companyId: string): Promise<boolean> {
  const { documents } = await visibleDocuments(tx, ctx);
  const first = await documents.select("document.id").where("document.companyId", "=", companyId).executeTakeFirst();
  return first !== undefined;
}

async function documentsIn(tx: Transaction, ctx: Context, companyId: string | null) {
  const today = await baseToday(tx, ctx);
  const { documents } = await visibleDocuments(tx, ctx);
  const rows = await documents
    .leftJoin("pilotFile as file", "file.id", "document.fileId")
    .$if(companyId !== null, (query) => query.where("document.companyId", "=", companyId!))
    .select(["document.id", "document.kind", "document.details", "document.validUntil", "document.givenAt"])
    .select(["document.givenByName", "document.replacedAt", "document.readerOrgIds"])
    .select(["file.id as fileId", "file.name as fileName", "file.sizeBytes", "file.scanState"])
    .orderBy(sql`document.replaced_at is not null`)
    .orderBy("document.givenAt", "desc")
    .execute();
  const uses = await usesIn(
    tx,
    rows.map(({ id }) => id),
  );
  const names = await namesOf(tx, [...new Set(rows.flatMap(({ readerOrgIds }) => readerOrgIds))]);
  return rows
    .map(({ details, fileId, fileName, sizeBytes, scanState, readerOrgIds, ...row }) => ({
      ...row,
      details: maskDetails(row.kind, details as Record<string, string>),
      hasSensitive: sensitiveFields(row.kind).some((name) => name in (details as object)),
      file: fileId ? { name: fileName!, sizeBytes: sizeBytes!, scanState: scanState! } : null,
      standing: standingOf(row, today),
      givenTo: readerOrgIds.filter((id) => id !== ctx.actor.organisationId).flatMap((id) => names.get(id) ?? []),
      uses: uses.filter(({ documentId }) => documentId === row.id).map(({ documentId, ...use }) => use),
      can: { replace: canGiveDocument(ctx.actor, row.kind) && row.replacedAt === null },
    }))
    .toSorted((a, b) => readinessKinds.indexOf(a.kind) - readinessKinds.indexOf(b.kind));
}

function standingOf({ replacedAt, validUntil }: { replacedAt: Date | null; validUntil: string | null }, today: string) {
  if (replacedAt !== null) return "replaced" as const;
  if (validUntil !== null && validUntil < today) return "ranOut" as const;
  return validUntil !== null && validUntil <= daysAfter(today, warnDays) ? ("runningOut" as const) : ("valid" as const);
}

const usesIn = (tx: Transaction, documentIds: readonly string[]) =>
  documentIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom("readinessItem as item")
        .innerJoin("pilot", "pilot.id", "item.pilotId")
        .select(["item.documentId", "item.state", "item.isReused", "pilot.id as pilotId", "pilot.number", "pilot.title"])
        .where("item.documentId", "in", [...documentIds])
        .orderBy("pilot.number")
        .execute();

/** Names of organisations, where the actor may know them. */
async function namesOf(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("organisation")
    .select(["id", "name"])
    .where("id", "in", [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export type DocumentRow = Awaited<ReturnType<typeof documentRowIn>>;

export async function maySeeFull(
  tx: Transaction,
  ctx: Context,
  { id, kind, companyId, startupOrgId }: Pick<DocumentRow, "id" | "kind" | "companyId" | "startupOrgId">,
): Promise<boolean> {
  const { actor } = ctx;
  if (sensitiveFields(kind).length === 0 || actor.kind === "system") return true;
  if (canKeepDocuments(actor)) return startupOrgId === actor.organisationId;
  const pilots = await pilotRows(tx, actor)
    .where("pilot.companyId", "=", companyId)
    .where("pilot.ownerOrgId", "=", actor.organisationId)
    .execute();
  const given = await tx.selectFrom("readinessItem").select("hostPersonId").where("documentId", "=", id).execute();
  const isGiven = actor.personId !== null && given.some(({ hostPersonId }) => hostPersonId === actor.personId);
  return pilots.length > 0 && (isGiven || pilots.some((pilot) => canSeeSensitive(actor, pilot, pilot.sponsorPersonId)));
}
