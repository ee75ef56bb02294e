import { sql } from "kysely";
import type { Actor } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { isOperatorKind, type Role } from "./roles.ts";

type Seated = Pick<Actor, "kind" | "personId" | "organisationId" | "organisationKind" | "role" | "scopes">;

const isAdministrator = (actor: Seated): boolean => actor.role === "administrator" && isOperatorKind(actor.organisationKind);

/** People see themselves and the people of their seat's organisation; nobody looks over a wall. */
export const canSeePerson = (actor: Seated, person: { id: string; organisationIds: readonly string[] }): boolean =>
  actor.kind === "system" ||
  (actor.personId !== null && person.id === actor.personId) ||
  (actor.organisationId !== null && person.organisationIds.includes(actor.organisationId));

export const canSeeSeat = (actor: Seated, seat: { organisationId: string; personId: string }): boolean =>
  actor.kind === "system" ||
  (actor.personId !== null && seat.personId === actor.personId) ||
  (actor.organisationId !== null && seat.organisationId === actor.organisationId);

/** An invitation is its organisation's; one to the zone or an investor is also looked after by the operator that sent it. */
export const canSeeInvitation = (actor: Seated, invitation: { organisationId: string; invitedByOrgId: string | null }): boolean =>
  actor.kind === "system" ||
  canManagePeople(actor, invitation.organisationId) ||
  (isAdministrator(actor) && invitation.invitedByOrgId === actor.organisationId);

/** A personal token is its owner's alone; service tokens are the organisation's. */
export const canSeeToken = (actor: Seated, token: { kind: string; personId: string; ownerOrgId: string }): boolean =>
  actor.kind === "system" ||
  (actor.personId !== null && token.personId === actor.personId) ||
  (token.kind === "service" && canManageServiceTokens(actor) && token.ownerOrgId === actor.organisationId);

/** Administrators manage the people, seats and invitations of their own side; founders those of their start-up. */
export const canManagePeople = (actor: Seated, organisationId: string | null = actor.organisationId): boolean =>
  organisationId !== null && actor.organisationId === organisationId && (isAdministrator(actor) || actor.role === "founder");

/** An administrator hands out every role of the own organisation, a founder every role of the start-up. */
export const canInvite = (actor: Seated, _role: Role): boolean => canManagePeople(actor);

/** The zone and the investors have no administrator: those of either operator invite their people. */
export const canInviteFromOutside = (actor: Seated): boolean => isAdministrator(actor);

export const canManageUnits = (actor: Seated, organisationId: string | null = actor.organisationId): boolean =>
  organisationId !== null && actor.organisationId === organisationId && isAdministrator(actor);

export const canManageServiceTokens = (actor: Seated): boolean => actor.kind === "person" && isAdministrator(actor);

/** Tokens cannot make tokens or change the account: what a leaked one can do stays what its scopes say. */
export const canManageOwnAccount = (actor: Seated): boolean => actor.kind === "person";

export const canSeeBaseChanges = (actor: Seated): boolean =>
  actor.kind === "system" ||
  (isOperatorKind(actor.organisationKind) && (isAdministrator(actor) || actor.role === "base_manager"));

/** What belongs to both operators is proposed by one side's administrator … */
export const canProposeBaseChange = (actor: Seated): boolean => actor.kind === "person" && isAdministrator(actor);

/** … and approved or declined by the other's. */
export const canDecideBaseChange = (actor: Seated, change: { state: string; proposedOrgId: string }): boolean =>
  canProposeBaseChange(actor) && change.state === "open" && change.proposedOrgId !== actor.organisationId;

export const canWithdrawBaseChange = (actor: Seated, change: { state: string; proposedOrgId: string }): boolean =>
  canProposeBaseChange(actor) && change.state === "open" && change.proposedOrgId === actor.organisationId;

const nobody = "00000000-0000-0000-0000-000000000000";

/** List scope of {@link canSeePerson}. */
export function visiblePeople(tx: Transaction, actor: Seated) {
  const people = tx.selectFrom("person");
  if (actor.kind === "system") return people;
  return people.where((eb) =>
    eb.or([
      eb("person.id", "=", actor.personId ?? nobody),
      sql<boolean>`${sql.ref("person.organisation_ids")} @> array[${actor.organisationId ?? nobody}]::uuid[]`,
    ]),
  );
}

/** List scope of {@link canSeeSeat}. */
export function visibleSeats(tx: Transaction, actor: Seated) {
  const seats = tx.selectFrom("seat");
  if (actor.kind === "system") return seats;
  return seats.where((eb) =>
    eb.or([eb("seat.organisationId", "=", actor.organisationId ?? nobody), eb("seat.personId", "=", actor.personId ?? nobody)]),
  );
}

/** List scope of {@link canSeeInvitation}. */
export function visibleInvitations(tx: Transaction, actor: Seated) {
  const invitations = tx.selectFrom("invitation");
  if (actor.kind === "system") return invitations;
  return invitations.where((eb) =>
    eb.or([
      eb("invitation.organisationId", "=", canManagePeople(actor) ? actor.organisationId! : nobody),
      eb("invitation.invitedByOrgId", "=", isAdministrator(actor) ? actor.organisationId! : nobody),
    ]),
  );
}

/** List scope of {@link canSeeToken}. */
export function visibleTokens(tx: Transaction, actor: Seated) {
  const tokens = tx.selectFrom("apiToken");
  if (actor.kind === "system") return tokens;
  return tokens.where((eb) =>
    eb.or([
      eb("apiToken.personId", "=", actor.personId ?? nobody),
      eb.and([
        eb("apiToken.kind", "=", "service"),
        eb("apiToken.ownerOrgId", "=", canManageServiceTokens(actor) ? actor.organisationId! : nobody),
      ]),
    ]),
  );
}

/** List scope of {@link canSeeBaseChanges}. */
export function visibleBaseChanges(tx: Transaction, actor: Seated) {
  const changes = tx.selectFrom("baseChange");
  return canSeeBaseChanges(actor) ? changes : changes.where("baseChange.id", "=", nobody);
}
