import { type ExpressionBuilder, sql } from "kysely";
import type { DB } from "#db/types.gen.ts";
import type { Actor } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { type ApplicationState, isHandedIn } from "./application.ts";
import type { CallState } from "./call.ts";

/** The columns of a call that decide who may read and change it. */
export interface CallWalls {
  state: CallState;
  operatorOrgIds: readonly string[];
}

/** The columns of an application that decide who may read and change it. */
export interface ApplicationWalls {
  id: string;
  state: ApplicationState;
  submittedAt: Date | null;
  operatorOrgIds: readonly string[];
  authorPersonIds: readonly string[];
  excludedPersonIds: readonly string[];
}

/** Seats of an operator that read every application of its calls. */
const wholeCallRoles = ["base_manager", "steering_member", "administrator"];
/** Seats that read those they were asked to review. */
const reviewerRoles = ["expert", "reviewer", "scout", "need_owner", "cloud_steward"];

const isOf = (actor: Actor, operatorOrgIds: readonly string[]): boolean =>
  actor.organisationId !== null && operatorOrgIds.includes(actor.organisationId);
const hasRole = (actor: Actor, roles: readonly string[]): boolean => actor.role !== null && roles.includes(actor.role);

/** Everybody reads a published call; a draft is read by the seats of its operators that run calls. */
export const canReadCall = (actor: Actor, call: CallWalls): boolean =>
  actor.kind === "system" || call.state !== "draft" || (isOf(actor, call.operatorOrgIds) && hasRole(actor, wholeCallRoles));

/** The calls an actor may read; the same rule as canReadCall. */
export function visibleCalls(tx: Transaction, actor: Actor) {
  const calls = tx.selectFrom("call");
  if (actor.kind === "system") return calls;
  return calls.where((eb) => {
    const isPublic = eb("call.state", "!=", "draft");
    if (actor.organisationId === null || !hasRole(actor, wholeCallRoles)) return isPublic;
    return eb.or([isPublic, eb(eb.val(actor.organisationId), "=", eb.fn.any("call.operatorOrgIds"))]);
  });
}

/** May open calls at all: base managers of either operator. */
export const canOpenCall = (actor: Actor): boolean =>
  actor.kind === "system" ||
  (hasRole(actor, ["base_manager"]) && (actor.organisationKind === "host" || actor.organisationKind === "cloud_partner"));

/** May change the call, its form and phases, and run its review: base managers of its operators. */
export const canRunCall = (actor: Actor, call: Pick<CallWalls, "operatorOrgIds">): boolean =>
  actor.kind === "system" || (canOpenCall(actor) && isOf(actor, call.operatorOrgIds));

/** Reads how long a call takes to answer: the seats of its operators that run or follow it. */
export const canSeeCallNumbers = (actor: Actor, call: Pick<CallWalls, "operatorOrgIds">): boolean =>
  actor.kind === "system" || (isOf(actor, call.operatorOrgIds) && hasRole(actor, wholeCallRoles));

/** For a person with a conflict of interest the application does not exist, whatever seat they take; its writers are never shut out. */
export function canReadApplication(actor: Actor, application: ApplicationWalls, reviewed: ReadonlySet<string>): boolean {
  if (actor.kind === "system") return true;
  if (isAuthor(actor, application)) return true;
  return canReviewAtAll(actor, application) && (hasRole(actor, wholeCallRoles) || reviewed.has(application.id));
}

export const isAuthor = (actor: Actor, { authorPersonIds }: Pick<ApplicationWalls, "authorPersonIds">): boolean =>
  actor.personId !== null && authorPersonIds.includes(actor.personId);

const canReviewAtAll = (actor: Actor, { submittedAt, operatorOrgIds, excludedPersonIds }: ApplicationWalls): boolean =>
  submittedAt !== null &&
  actor.personId !== null &&
  isOf(actor, operatorOrgIds) &&
  hasRole(actor, [...wholeCallRoles, ...reviewerRoles]) &&
  !excludedPersonIds.includes(actor.personId);

/** The applications an operator's seat may read; the same rule as canReadApplication, without the reader's own. */
export function visibleApplications(tx: Transaction, actor: Actor) {
  return tx.selectFrom("application").where((eb) => isVisible(eb, actor));
}

function isVisible(eb: ExpressionBuilder<DB, "application">, actor: Actor) {
  const { organisationId, personId } = actor;
  if (actor.kind === "system") return sql<boolean>`true`;
  if (organisationId === null || personId === null || !hasRole(actor, [...wholeCallRoles, ...reviewerRoles]))
    return sql<boolean>`false`;
  const isOpen = eb.and([
    eb("application.submittedAt", "is not", null),
    eb(eb.val(organisationId), "=", eb.fn.any("application.operatorOrgIds")),
    eb.not(eb(eb.val(personId), "=", eb.fn.any("application.excludedPersonIds"))),
  ]);
  if (hasRole(actor, wholeCallRoles)) return isOpen;
  const isAsked = eb.exists(
    eb
      .selectFrom("applicationReview")
      .select("applicationReview.id")
      .whereRef("applicationReview.applicationId", "=", "application.id")
      .where("applicationReview.reviewerPersonId", "=", personId)
      .where("applicationReview.state", "not in", ["proposed", "returned"]),
  );
  return eb.and([isOpen, isAsked]);
}

/** The applications a person writes, in whatever seat. */
export function ownApplications(tx: Transaction, actor: Actor) {
  const applications = tx.selectFrom("application");
  const { personId } = actor;
  if (personId === null) return applications.where(sql<boolean>`false`);
  return applications.where((eb) => eb(eb.val(personId), "=", eb.fn.any("application.authorPersonIds")));
}

/** May write answers, invite others to write, hand in and withdraw. */
export const canWriteApplication = isAuthor;

/** May put into review, assign, reopen and propose a decision: a base manager of an operator without a conflict. */
export const canRunApplication = (actor: Actor, application: ApplicationWalls): boolean =>
  actor.kind === "system" ||
  (hasRole(actor, ["base_manager"]) && canReviewAtAll(actor, application) && isHandedIn(application.state));

/** Sees who wrote which review at once: those who run the call and those who follow it. */
export const seesWholeCall = (actor: Actor): boolean => actor.kind === "system" || hasRole(actor, wholeCallRoles);

/** Has to do with applications at all: the operators' seats that run, follow or review them. */
export const canSeeApplications = (actor: Actor): boolean =>
  (actor.organisationKind === "host" || actor.organisationKind === "cloud_partner") &&
  hasRole(actor, [...wholeCallRoles, ...reviewerRoles]);
