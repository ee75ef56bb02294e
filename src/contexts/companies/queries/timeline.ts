import type { Actor, Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { companyPartsOf } from "../company-parts.ts";
import { canReadPassWords, canWriteCompanies, visiblePasses, visibleRecords } from "../policy.ts";
import type { TimelineEntry } from "../views.ts";
import { requireCompany } from "./company-records.ts";

const mostOfAKind = 100;

/**
 * What happened to a company, the last first: sources, edits and merges of the universe; contacts, passes and files of the reader's
 * organisation only; and what other parts of the product tell of it, as the reader may know it. At most 100 entries of a kind.
 */
export async function getTimeline(ctx: Context, companyId: string): Promise<TimelineEntry[]> {
  const own = await ownEntries(ctx, companyId);
  const lent = await companyPartsOf(ctx.platform).timeline(ctx, companyId);
  return [...own, ...lent].sort((left, right) => right.at.getTime() - left.at.getTime() || (left.id < right.id ? 1 : -1));
}

function ownEntries(ctx: Context, companyId: string): Promise<TimelineEntry[]> {
  const { actor } = ctx;
  return ctx.transact(async (tx) => {
    const company = await requireCompany(tx, actor, companyId);
    return [
      ...(await sources(tx, companyId)),
      ...(await edits(tx, actor, companyId)),
      ...(await merges(tx, actor, companyId)),
      ...(await contacts(tx, actor, companyId)),
      ...(await passes(tx, actor, companyId)),
      ...(await files(tx, actor, companyId)),
      ...(company.archivedAt ? [entry("archived", companyId, company.archivedAt, {})] : []),
    ];
  });
}

interface Who {
  personName?: string | null;
  organisationName?: string | null;
}

function entry(
  kind: TimelineEntry["kind"],
  id: string,
  at: Date,
  detail: Record<string, unknown>,
  who: Who = {},
  undo = false,
): TimelineEntry {
  return {
    id: `${kind}:${id}`,
    kind,
    at,
    personName: who.personName ?? null,
    organisationName: who.organisationName ?? null,
    detail,
    can: { undo },
  };
}

async function sources(tx: Transaction, companyId: string): Promise<TimelineEntry[]> {
  const rows = await tx
    .selectFrom("companySource")
    .select(["id", "source", "externalId", "firstSeenAt", "lastSeenAt", "importId"])
    .where("companyId", "=", companyId)
    .orderBy("lastSeenAt", "desc")
    .limit(mostOfAKind)
    .execute();
  return rows.map(({ id, firstSeenAt, ...detail }) => entry("source", id, firstSeenAt, detail));
}

async function edits(tx: Transaction, actor: Actor, companyId: string): Promise<TimelineEntry[]> {
  const rows = await tx
    .selectFrom("companyEdit")
    .leftJoin("person", "person.id", "companyEdit.personId")
    .leftJoin("organisation", "organisation.id", "companyEdit.orgId")
    .select([
      "companyEdit.id",
      "companyEdit.orgId",
      "companyEdit.before",
      "companyEdit.after",
      "companyEdit.editedAt",
      "companyEdit.undoneAt",
    ])
    .select(["person.name as personName", "organisation.name as organisationName"])
    .where("companyEdit.companyId", "=", companyId)
    .orderBy("companyEdit.editedAt", "desc")
    .limit(mostOfAKind)
    .execute();
  return rows.map(({ id, orgId, before, after, editedAt, undoneAt, ...who }) => {
    const isTranslation = "translation" in after;
    const columns = isTranslation ? [] : Object.keys(after);
    const changes = columns.map((column) => ({ column, before: before[column], after: after[column] }));
    const detail = { editId: id, changes, lang: isTranslation ? after.lang : null, isUndone: undoneAt !== null };
    return entry(
      "edit",
      id,
      editedAt,
      detail,
      who,
      undoneAt === null && canWriteCompanies(actor) && orgId === actor.organisationId,
    );
  });
}

async function merges(tx: Transaction, actor: Actor, companyId: string): Promise<TimelineEntry[]> {
  const rows = await tx
    .selectFrom("companyMerge")
    .innerJoin("company", "company.id", "companyMerge.absorbedCompanyId")
    .leftJoin("person", "person.id", "companyMerge.mergedBy")
    .select([
      "companyMerge.id",
      "companyMerge.mergedAt",
      "companyMerge.undoneAt",
      "companyMerge.reason",
      "company.id as absorbedId",
      "company.name",
    ])
    .select("person.name as personName")
    .where("companyMerge.survivingCompanyId", "=", companyId)
    .orderBy("companyMerge.mergedAt", "desc")
    .limit(mostOfAKind)
    .execute();
  return rows.flatMap(({ id, mergedAt, undoneAt, reason, absorbedId, name, personName }) => {
    const detail = { mergeId: id, absorbedId, name, reason };
    return [
      entry(
        "merge",
        id,
        mergedAt,
        { ...detail, isUndone: undoneAt !== null },
        { personName },
        undoneAt === null && canWriteCompanies(actor),
      ),
      ...(undoneAt ? [entry("mergeUndone", id, undoneAt, detail)] : []),
    ];
  });
}

async function contacts(tx: Transaction, actor: Actor, companyId: string): Promise<TimelineEntry[]> {
  const rows = await tx
    .selectFrom("companyContact")
    .leftJoin("person", "person.id", "companyContact.personId")
    .select([
      "companyContact.id",
      "companyContact.channel",
      "companyContact.companyPerson",
      "companyContact.note",
      "companyContact.happenedOn",
      "companyContact.createdAt",
    ])
    .select("person.name as personName")
    .where("companyContact.companyId", "=", companyId)
    .where("companyContact.removedAt", "is", null)
    .where(visibleRecords(actor))
    .orderBy("companyContact.happenedOn", "desc")
    .limit(mostOfAKind)
    .execute();
  return rows.map(({ id, createdAt, personName, ...detail }) => {
    const noon = new Date(`${detail.happenedOn}T12:00:00Z`);
    return entry("contact", id, noon < createdAt ? noon : createdAt, detail, { personName });
  });
}

async function passes(tx: Transaction, actor: Actor, companyId: string): Promise<TimelineEntry[]> {
  const rows = await tx
    .selectFrom("companyPass")
    .leftJoin("person", "person.id", "companyPass.personId")
    .select([
      "companyPass.id",
      "companyPass.reasonCode",
      "companyPass.note",
      "companyPass.recheckKind",
      "companyPass.personId",
      "companyPass.isNeedPrivate",
      "companyPass.needUnitId",
      "companyPass.passedAt",
      "companyPass.withdrawnAt",
    ])
    .select(["companyPass.recheckDueAt", "person.name as personName"])
    .where("companyPass.companyId", "=", companyId)
    .where(visiblePasses(actor))
    .orderBy("companyPass.passedAt", "desc")
    .limit(mostOfAKind)
    .execute();
  return rows.flatMap((row) => {
    const { id, reasonCode, recheckKind, passedAt, withdrawnAt, recheckDueAt, personName } = row;
    const detail = { passId: id, reasonCode, note: canReadPassWords(actor, row) ? row.note : "", recheckKind };
    return [
      entry("pass", id, passedAt, detail, { personName }),
      ...(recheckDueAt ? [entry("recheckDue", id, recheckDueAt, detail)] : []),
      ...(withdrawnAt ? [entry("passWithdrawn", id, withdrawnAt, detail)] : []),
    ];
  });
}

async function files(tx: Transaction, actor: Actor, companyId: string): Promise<TimelineEntry[]> {
  const rows = await tx
    .selectFrom("file")
    .leftJoin("person", "person.id", "file.uploadedBy")
    .select(["file.id", "file.name", "file.sizeBytes", "file.uploadedAt", "person.name as personName"])
    .where("file.subjectType", "=", "company")
    .where("file.subjectId", "=", companyId)
    .where("file.deletedAt", "is", null)
    .where(visibleRecords(actor))
    .orderBy("file.uploadedAt", "desc")
    .limit(mostOfAKind)
    .execute();
  return rows.map(({ id, uploadedAt, personName, ...detail }) =>
    entry("file", id, uploadedAt, { fileId: id, ...detail }, { personName }),
  );
}
