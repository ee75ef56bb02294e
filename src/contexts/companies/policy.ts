import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { DB } from "#db/types.gen.ts";
import type { Actor } from "#platform/context.ts";

const operators = new Set<string | null>(["host", "cloud_partner"]);
const readers = new Set<string | null>(["scout", "need_owner", "expert", "base_manager", "steering_member", "administrator"]);
const writers = new Set<string | null>(["scout", "base_manager", "administrator"]);
const recorders = new Set<string | null>([...writers, "need_owner"]);

/** Seats of both operators read the scouting universe; start-ups, investors, the zone and visitors see nothing of it. */
export const canReadCompanies = (actor: Actor): boolean =>
  actor.kind === "system" || (operators.has(actor.organisationKind) && readers.has(actor.role));

/** Scouts, base managers and administrators keep the universe: create, edit, merge, archive, import. */
export const canWriteCompanies = (actor: Actor): boolean =>
  actor.kind === "system" || (operators.has(actor.organisationKind) && writers.has(actor.role));

/** Need owners also record what they themselves did: whom they spoke to and what they passed on. */
export const canRecordContacts = (actor: Actor): boolean =>
  actor.kind === "system" || (operators.has(actor.organisationKind) && recorders.has(actor.role));
export const canRecordPasses = (actor: Actor): boolean => canRecordContacts(actor);

/** Erasing cannot be undone, so it takes an administrator. */
export const canEraseCompany = (actor: Actor): boolean =>
  actor.kind === "system" || (operators.has(actor.organisationKind) && actor.role === "administrator");

interface OwnedRow {
  ownerOrgId: string;
}

/** Contact log, passes and files belong to the organisation that wrote them; the other operator never reads them. */
export const canReadRecord = (actor: Actor, row: OwnedRow): boolean =>
  actor.kind === "system" || (canReadCompanies(actor) && row.ownerOrgId === actor.organisationId);

/** A pass that came of an application does not exist for those who must not know of the application. */
export const canReadPass = (actor: Actor, row: OwnedRow & { excludedPersonIds: readonly string[] }): boolean =>
  actor.kind === "system" || (canReadRecord(actor, row) && !row.excludedPersonIds.includes(actor.personId ?? ""));

/** The writer takes back an own entry; those who keep the universe take back any of their organisation. */
export const canChangeRecord = (actor: Actor, row: OwnedRow & { personId: string }): boolean =>
  canReadRecord(actor, row) && (canWriteCompanies(actor) || (canRecordContacts(actor) && row.personId === actor.personId));

/**
 * What was written on a pass made within a need that only a unit or named people read is for its writer, the unit and those who
 * read every need; everybody else of the organisation reads the reason and the trigger.
 */
export const canReadPassWords = (
  actor: Actor,
  row: { personId: string; isNeedPrivate: boolean; needUnitId: string | null },
): boolean =>
  !row.isNeedPrivate ||
  actor.personId === row.personId ||
  canWriteCompanies(actor) ||
  actor.role === "steering_member" ||
  (row.needUnitId !== null && actor.unitId === row.needUnitId);

/** A saved search is its person's; a shared one is read by the organisation. */
export const canReadSavedSearch = (actor: Actor, row: OwnedRow & { personId: string; isShared: boolean }): boolean =>
  canReadRecord(actor, row) && (actor.kind === "system" || row.personId === actor.personId || row.isShared);
export const canChangeSavedSearch = (actor: Actor, row: OwnedRow & { personId: string; isShared: boolean }): boolean =>
  canReadSavedSearch(actor, row) && row.personId === actor.personId;

type CompanyScope = ExpressionBuilder<DB, "company">;
type PassScope = ExpressionBuilder<DB, "companyPass">;
type RecordScope = ExpressionBuilder<DB, "companyContact"> | PassScope | ExpressionBuilder<DB, "file">;

/** canReadCompanies as a condition of a query over app.company; an erased company is nobody's to read. */
export const visibleCompanies =
  (actor: Actor) =>
  (eb: CompanyScope): Expression<SqlBool> =>
    eb.and([eb.lit(canReadCompanies(actor)), eb("company.erasedAt", "is", null)]);

/** canReadRecord as a condition of a query over the contact log or files. */
export const visibleRecords =
  (actor: Actor) =>
  (eb: RecordScope): Expression<SqlBool> => {
    const builder = eb as ExpressionBuilder<DB, "companyPass">;
    if (actor.kind === "system") return builder.lit(true);
    if (!canReadCompanies(actor) || actor.organisationId === null) return builder.lit(false);
    return builder("ownerOrgId", "=", actor.organisationId);
  };

/** canReadPass as a condition of a query over passes. */
export const visiblePasses =
  (actor: Actor) =>
  (eb: PassScope): Expression<SqlBool> => {
    const isOwn = visibleRecords(actor)(eb);
    if (actor.kind === "system" || actor.personId === null) return isOwn;
    return eb.and([isOwn, eb.not(eb(eb.val(actor.personId), "=", eb.fn.any("companyPass.excludedPersonIds")))]);
  };

/** canReadSavedSearch as a condition of a query over app.saved_search. */
export const visibleSavedSearches =
  (actor: Actor) =>
  (eb: ExpressionBuilder<DB, "savedSearch">): Expression<SqlBool> => {
    if (actor.kind === "system") return eb.lit(true);
    if (!canReadCompanies(actor) || actor.organisationId === null || actor.personId === null) return eb.lit(false);
    return eb.and([
      eb("savedSearch.ownerOrgId", "=", actor.organisationId),
      eb.or([eb("savedSearch.personId", "=", actor.personId), eb("savedSearch.isShared", "=", true)]),
    ]);
  };
