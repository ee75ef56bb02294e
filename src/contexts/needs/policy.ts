import { type ExpressionBuilder, sql } from "kysely";
import type { DB } from "#db/types.gen.ts";
import type { Actor } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { isFinished, type NeedState, nextStates } from "./need.ts";
import type { Visibility } from "./sight.ts";

/** The columns of a need that decide who may read and change it. */
export interface NeedWalls {
  ownerOrgId: string;
  unitId: string;
  ownerPersonId: string;
  sponsorPersonId: string | null;
  visibility: Visibility;
  readerUnitIds: readonly string[];
  readerPersonIds: readonly string[];
  state: NeedState;
}

/** Seats that read every need of their organisation. */
const wholeOrganisationRoles = ["scout", "base_manager", "steering_member", "administrator"];
/** Colleagues who read what their unit or the whole host may read; guests (reviewers) read only needs that name them. */
const colleagueRoles = ["need_owner", "expert"];
/** Seats that run needs for all units. */
const runnerRoles = ["scout", "base_manager"];

/** May read text, requirements, readers and history of the need. The same rule as a query: visibleNeeds. */
export function canReadNeed(actor: Actor, need: NeedWalls): boolean {
  if (actor.kind === "system") return true;
  if (!isMember(actor) || actor.organisationId !== need.ownerOrgId) return false;
  if (hasRole(actor, wholeOrganisationRoles) || isNamed(actor, need)) return true;
  if (!hasRole(actor, colleagueRoles)) return false;
  if (actor.unitId !== null && need.readerUnitIds.includes(actor.unitId)) return true;
  if (need.visibility === "people") return false;
  return need.visibility === "unit" ? actor.unitId === need.unitId : true;
}

/** Reads every need of the host, whoever it was shared with. */
export const readsEveryNeed = (actor: Actor): boolean =>
  actor.kind === "system" || (isMember(actor) && actor.organisationKind === "host" && hasRole(actor, wholeOrganisationRoles));

/** The needs an actor may read, as a query to build on; the same rule as canReadNeed. */
export function visibleNeeds(tx: Transaction, actor: Actor) {
  return tx.selectFrom("need").where((eb) => isVisible(eb, actor));
}

function isVisible(eb: ExpressionBuilder<DB, "need">, actor: Actor) {
  const { organisationId, personId, unitId } = actor;
  if (actor.kind === "system") return sql<boolean>`true`;
  if (!isMember(actor) || organisationId === null) return sql<boolean>`false`;
  const isOwn = eb("need.ownerOrgId", "=", organisationId);
  if (hasRole(actor, wholeOrganisationRoles)) return isOwn;
  const ways = [];
  if (personId !== null) {
    ways.push(eb("need.ownerPersonId", "=", personId), eb("need.sponsorPersonId", "=", personId));
    ways.push(eb(eb.val(personId), "=", eb.fn.any("need.readerPersonIds")));
  }
  if (hasRole(actor, colleagueRoles)) {
    ways.push(eb("need.visibility", "in", ["host", "teaser"]));
    if (unitId !== null) {
      ways.push(eb(eb.val(unitId), "=", eb.fn.any("need.readerUnitIds")));
      ways.push(eb.and([eb("need.visibility", "=", "unit"), eb("need.unitId", "=", unitId)]));
    }
  }
  return eb.and([isOwn, eb.or(ways)]);
}

/** May use the needs part of the product at all: seats of the host. */
export const canSeeNeeds = (actor: Actor): boolean =>
  actor.kind === "system" || (isMember(actor) && actor.organisationKind === "host" && !hasRole(actor, ["reviewer"]));

/** May state a need for the unit: need owners for their own, scouts and base managers of the host for every unit. */
export function canStateNeed(actor: Actor, unitId: string | null): boolean {
  if (actor.kind === "system") return true;
  if (!isMember(actor) || actor.organisationKind !== "host") return false;
  if (hasRole(actor, runnerRoles)) return true;
  return actor.role === "need_owner" && (unitId === null || actor.unitId === null || actor.unitId === unitId);
}

/** May change text, requirements, readers and files: the owner's side and those who run needs, until it is finished. */
export function canReviseNeed(actor: Actor, need: NeedWalls): boolean {
  return canReadNeed(actor, need) && !isFinished(need.state) && (isOwnerSide(actor, need) || isRunner(actor));
}

/** May move the need to the state; the owner's side confirms, scouts and base managers open. */
export function canMoveNeed(actor: Actor, need: NeedWalls, to: NeedState): boolean {
  if (!canReadNeed(actor, need)) return false;
  if (actor.kind === "system") return true;
  if (to === "confirmed") return isOwnerSide(actor, need) || hasRole(actor, ["base_manager"]);
  if (to === "open" && need.state === "confirmed") return hasRole(actor, runnerRoles);
  return isOwnerSide(actor, need) || isRunner(actor);
}

export interface NeedVerdicts {
  revise: boolean;
  share: boolean;
  attach: boolean;
  duplicate: boolean;
  /** States the actor may move the need to, as far as rules of the need itself allow. */
  moveTo: NeedState[];
}

export function needVerdicts(actor: Actor, need: NeedWalls): NeedVerdicts {
  const revise = canReviseNeed(actor, need);
  return {
    revise,
    share: revise,
    attach: revise,
    duplicate: canStateNeed(actor, null),
    moveTo: nextStates[need.state].filter((to) => canMoveNeed(actor, need, to)),
  };
}

const isMember = (actor: Actor): boolean => actor.kind === "person" || actor.kind === "token";
const hasRole = (actor: Actor, roles: readonly string[]): boolean => actor.role !== null && roles.includes(actor.role);
const isRunner = (actor: Actor): boolean => actor.kind === "system" || hasRole(actor, runnerRoles);

function isNamed({ personId }: Actor, need: NeedWalls): boolean {
  if (personId === null) return false;
  return need.ownerPersonId === personId || need.sponsorPersonId === personId || need.readerPersonIds.includes(personId);
}

function isOwnerSide(actor: Actor, need: NeedWalls): boolean {
  if (actor.personId !== null && (actor.personId === need.ownerPersonId || actor.personId === need.sponsorPersonId)) return true;
  return actor.role === "need_owner" && actor.unitId === need.unitId;
}
