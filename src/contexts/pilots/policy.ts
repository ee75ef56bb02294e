import { type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { z } from "zod";
import type { Role } from "#contexts/identity/index.ts";
import type { DB } from "#db/types.gen.ts";
import type { Actor } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { isFixed, isOver, type PilotState } from "./pilot.ts";
import type { ReadinessKind, Side } from "./readiness.ts";
import type { verdictsOnPilot } from "./views.ts";

/** The columns of a pilot that decide who may read and change it. */
export interface PilotWalls {
  ownerOrgId: string;
  unitId: string;
  startupOrgId: string | null;
  partyOrgIds: readonly string[];
  readerOrgIds: readonly string[];
  problemOwnerPersonId: string;
  /** Read by the host only; null for everybody else. */
  sponsorPersonId: string | null;
  state: PilotState;
}

/** Seats of the host that read every pilot of it. */
const wholeHostRoles: readonly Role[] = ["scout", "base_manager", "steering_member", "administrator"];
/** Colleagues who read the pilots of their own unit. */
const unitRoles: readonly Role[] = ["need_owner", "expert"];
/** Seats whoever holds may be named problem owner or sponsor. */
export const namedRoles: readonly Role[] = [...wholeHostRoles, ...unitRoles];
const startupRoles = ["founder", "team_member"];
/** Seats of the cloud partner that read what both parties share with it. */
const guestRoles = ["base_manager", "steering_member"];

const isMember = (actor: Actor): boolean => actor.kind === "person" || actor.kind === "token";
const hasRole = (actor: Actor, roles: readonly string[]): boolean => actor.role !== null && roles.includes(actor.role);
const isOf = (actor: Actor, orgIds: readonly string[]): boolean =>
  actor.organisationId !== null && orgIds.includes(actor.organisationId);

/** Which side of a pilot an actor speaks for; null for everybody else. */
export function sideOf(actor: Actor, pilot: PilotWalls): Side | null {
  if (!isMember(actor) || actor.organisationId === null) return null;
  if (actor.organisationId === pilot.ownerOrgId) return canReadPilot(actor, pilot) ? "host" : null;
  return actor.organisationId === pilot.startupOrgId && canReadPilot(actor, pilot) ? "startup" : null;
}

/** The host's seats read by role, unit or name; the start-up's once the pilot was offered; others what both sides share. */
export function canReadPilot(actor: Actor, pilot: PilotWalls): boolean {
  if (actor.kind === "system") return true;
  if (!isMember(actor)) return false;
  if (actor.organisationId === pilot.ownerOrgId) {
    if (hasRole(actor, wholeHostRoles) || isProblemOwner(actor, pilot) || isSponsor(actor, pilot)) return true;
    return hasRole(actor, unitRoles) && actor.unitId === pilot.unitId;
  }
  if (isOf(actor, pilot.partyOrgIds)) return hasRole(actor, startupRoles);
  return isOf(actor, pilot.readerOrgIds) && hasRole(actor, guestRoles);
}

/** The pilots an actor may read; the same rule as canReadPilot. */
export const visiblePilots = (tx: Transaction, actor: Actor) => tx.selectFrom("pilot").where((eb) => isVisible(eb, actor));

function isVisible(eb: ExpressionBuilder<DB, "pilot">, actor: Actor) {
  const { organisationId, personId, unitId } = actor;
  if (actor.kind === "system") return sql<SqlBool>`true`;
  if (!isMember(actor) || organisationId === null) return sql<SqlBool>`false`;
  const isOwn = eb("pilot.ownerOrgId", "=", organisationId);
  const isParty = eb(eb.val(organisationId), "=", eb.fn.any("pilot.partyOrgIds"));
  const isReader = eb(eb.val(organisationId), "=", eb.fn.any("pilot.readerOrgIds"));
  const ways = [];
  if (hasRole(actor, wholeHostRoles)) ways.push(isOwn);
  else if (personId !== null) {
    // Of no pilot in particular, so that it is asked once and not for each pilot.
    const sponsored = eb.selectFrom("pilotInternal").select("pilotInternal.pilotId").where("sponsorPersonId", "=", personId);
    ways.push(eb.and([isOwn, eb.or([eb("pilot.problemOwnerPersonId", "=", personId), eb("pilot.id", "in", sponsored)])]));
  }
  if (hasRole(actor, unitRoles) && unitId !== null) ways.push(eb.and([isOwn, eb("pilot.unitId", "=", unitId)]));
  if (hasRole(actor, startupRoles)) ways.push(eb.and([isParty, eb.not(isOwn)]));
  if (hasRole(actor, guestRoles)) ways.push(eb.and([isReader, eb.not(isParty)]));
  return ways.length > 0 ? eb.or(ways) : sql<SqlBool>`false`;
}

/** Has to do with pilots at all. */
export const canSeePilots = (actor: Actor): boolean =>
  actor.kind === "system" ||
  (isMember(actor) &&
    ((actor.organisationKind === "host" && hasRole(actor, [...wholeHostRoles, ...unitRoles])) ||
      (actor.organisationKind === "startup" && hasRole(actor, startupRoles)) ||
      (actor.organisationKind === "cloud_partner" && hasRole(actor, guestRoles))));

/** Reads how long pilots take: seats of the host, each from the pilots it may read. */
export const canSeeClocks = (actor: Actor): boolean =>
  actor.kind === "system" || (canSeePilots(actor) && actor.organisationKind === "host");

/** By name, in a seat of the host: whoever sits at the start-up as well does not decide from there. */
const isProblemOwner = ({ personId, organisationId }: Actor, { problemOwnerPersonId, ownerOrgId }: PilotWalls): boolean =>
  personId !== null && personId === problemOwnerPersonId && organisationId === ownerOrgId;

/** The one at the host who answers for the money of a pilot, and to whom overdue decisions come. */
export const isSponsor = ({ personId, organisationId }: Actor, { sponsorPersonId, ownerOrgId }: PilotWalls): boolean =>
  personId !== null && personId === sponsorPersonId && organisationId === ownerOrgId;

/** May propose a pilot for a need of the unit: its need owners, and those who push for all units. */
export const canProposePilot = (actor: Actor, unitId: string): boolean =>
  actor.kind === "system" ||
  (actor.organisationKind === "host" &&
    (hasRole(actor, ["scout", "base_manager"]) || (hasRole(actor, ["need_owner"]) && actor.unitId === unitId)));

/** May write scope, dates and criteria: the problem owner, need owners of the unit, scouts and base managers; until they are fixed. */
export const canRevisePilot = (actor: Actor, pilot: PilotWalls): boolean =>
  canReadPilot(actor, pilot) && !isFixed(pilot.state) && !isOver(pilot.state) && isRunner(actor, pilot);

/** May run the pilot day by day for the host. */
export const canRunPilot = (actor: Actor, pilot: PilotWalls): boolean => canReadPilot(actor, pilot) && isRunner(actor, pilot);

/** Names problem owner and sponsor, on whom decisions and money rest: the problem owner, base managers and administrators of the host. */
export const canNamePeople = (actor: Actor, pilot: PilotWalls): boolean =>
  actor.kind === "system" ||
  (sideOf(actor, pilot) === "host" && (isProblemOwner(actor, pilot) || hasRole(actor, ["base_manager", "administrator"])));

const isRunner = (actor: Actor, pilot: PilotWalls): boolean =>
  actor.kind === "system" ||
  isProblemOwner(actor, pilot) ||
  (actor.organisationId === pilot.ownerOrgId &&
    (hasRole(actor, ["scout", "base_manager"]) || (hasRole(actor, ["need_owner"]) && actor.unitId === pilot.unitId)));

/** Says go, hold or stop: the problem owner, not a committee; the sponsor, to whom an overdue decision comes, too. */
export const canDecidePilot = (actor: Actor, pilot: PilotWalls, sponsorPersonId: string | null): boolean =>
  canReadPilot(actor, pilot) &&
  !isOver(pilot.state) &&
  (actor.kind === "system" || isProblemOwner(actor, pilot) || isSponsor(actor, { ...pilot, sponsorPersonId }));

/** Approves money: the sponsor, base managers and administrators of the host; never who asked for it, which the duties hold. */
export const canApproveMoney = (actor: Actor, pilot: PilotWalls, sponsorPersonId: string | null): boolean =>
  canReadPilot(actor, pilot) &&
  actor.organisationId === pilot.ownerOrgId &&
  ((actor.personId !== null && actor.personId === sponsorPersonId) || hasRole(actor, ["base_manager", "administrator"]));

/** Has to do with the money of pilots at all: the two sides, never who only looks on. */
export const canSeeMoney = (actor: Actor): boolean => canSeePilots(actor) && actor.organisationKind !== "cloud_partner";

/** Takes orders and invoices into another system: base managers and administrators of the host. */
export const canExportMoney = (actor: Actor): boolean =>
  isMember(actor) && actor.organisationKind === "host" && hasRole(actor, ["base_manager", "administrator"]);

/** What an actor may do with a pilot, as far as its own state allows it. */
export function pilotVerdicts(
  actor: Actor,
  pilot: PilotWalls & { offeredAt: Date | null; extendedFromOn: string | null },
): z.output<typeof verdictsOnPilot> {
  const { state, offeredAt, extendedFromOn, sponsorPersonId } = pilot;
  const side = sideOf(actor, pilot);
  const run = side === "host" && canRunPilot(actor, pilot);
  const decide = canDecidePilot(actor, pilot, sponsorPersonId);
  return {
    revise: canRevisePilot(actor, pilot),
    note: run && !isOver(state),
    namePeople: canNamePeople(actor, pilot) && !isOver(state),
    run,
    decide,
    extend: decide && state === "running" && extendedFromOn === null,
    offer: run && offeredAt === null && !isOver(state),
    share: offeredAt !== null && canBindSide(actor, pilot),
    nameContact: side === "startup" && !isOver(state),
    approveMoney: canApproveMoney(actor, pilot, sponsorPersonId),
    talk: side !== null && offeredAt !== null,
    measure: side !== null && state === "running",
  };
}

/** Says for its side what binds it – terms, a confirmed order, a reference, sharing: who decides or runs the pilot for the host, the founders. */
export function canBindSide(actor: Actor, pilot: PilotWalls): boolean {
  const side = sideOf(actor, pilot);
  if (side === "startup") return hasRole(actor, ["founder"]);
  return side === "host" && (canRunPilot(actor, pilot) || isSponsor(actor, pilot));
}

/**
 * Signs for its side: for the host the problem owner, the sponsor, base managers and administrators; for the start-up its founders. Always
 * a person: a token signs nothing.
 */
export function canSignAgreement(actor: Actor, pilot: PilotWalls): boolean {
  const side = sideOf(actor, pilot);
  if (actor.kind !== "person" || side === null || isOver(pilot.state)) return false;
  if (side === "startup") return hasRole(actor, ["founder"]);
  return isProblemOwner(actor, pilot) || isSponsor(actor, pilot) || hasRole(actor, ["base_manager", "administrator"]);
}

/** Takes back or turns down a document that waits for signatures: who runs the pilot or signs for the host, the founders. */
export const canWithdrawAgreement = (actor: Actor, pilot: PilotWalls): boolean =>
  canSignAgreement(actor, pilot) || (sideOf(actor, pilot) === "host" && canRunPilot(actor, pilot));

/** Writes and publishes the host's templates; who runs pilots reads them. */
export const canWriteTemplates = (actor: Actor): boolean =>
  actor.kind === "system" || (actor.organisationKind === "host" && hasRole(actor, ["base_manager", "administrator"]));

export const canReadTemplates = (actor: Actor): boolean =>
  canWriteTemplates(actor) || (actor.organisationKind === "host" && hasRole(actor, [...wholeHostRoles, ...unitRoles]));

/** A seat at the host that reads the pilots of a unit. */
export const readsPilotsOf = ({ role, unitId }: { role: Role; unitId: string | null }, pilotUnitId: string): boolean =>
  wholeHostRoles.includes(role) || (unitRoles.includes(role) && unitId === pilotUnitId);

/** Says what a unit asks of its suppliers: base managers, administrators and scouts of the host, and the unit's own need owners. */
export const canPlanReadiness = (actor: Actor, unitId: string): boolean =>
  isMember(actor) &&
  actor.organisationKind === "host" &&
  (hasRole(actor, ["base_manager", "administrator", "scout"]) || (hasRole(actor, ["need_owner"]) && actor.unitId === unitId));

/** Keeps documents of its own firm. */
export const canKeepDocuments = (actor: Actor): boolean =>
  isMember(actor) && actor.organisationKind === "startup" && hasRole(actor, startupRoles);

/** Says for its own firm what a document says; where money is paid to is said by its founders. */
export const canGiveDocument = (actor: Actor, kind: ReadinessKind): boolean =>
  canKeepDocuments(actor) && (kind !== "bankAccount" || hasRole(actor, ["founder"]));

/** Who at the host may see a bank account in full: those who approve money, and the problem owner. */
export const canSeeSensitive = (actor: Actor, pilot: PilotWalls, sponsorPersonId: string | null): boolean =>
  canApproveMoney(actor, pilot, sponsorPersonId) || (canReadPilot(actor, pilot) && isProblemOwner(actor, pilot));

/** Works on an item of the readiness lane for the host: who runs the pilot, and the colleague it was given to. */
export const canJudgeItem = (actor: Actor, pilot: PilotWalls, { hostPersonId }: { hostPersonId: string | null }): boolean =>
  canRunPilot(actor, pilot) || (sideOf(actor, pilot) === "host" && actor.personId !== null && actor.personId === hostPersonId);

/** What was adopted is the host's own matter; each of its seats reads the rows of the pilots it reads. */
export const canSeeAdoptions = (actor: Actor): boolean =>
  canSeePilots(actor) && (actor.kind === "system" || actor.organisationKind === "host");
