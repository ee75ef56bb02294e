import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import type { ApplicationState, Outcome } from "../application.ts";
import { type PromisedDays, responseClock } from "../response-clock.ts";

export interface MovedApplication {
  id: string;
  callId: string;
  state: ApplicationState;
  outcome: Outcome | null;
  stage: number;
  version: number;
  authorPersonIds: string[];
  operatorOrgIds: string[];
  excludedPersonIds: string[];
  isAskedBack: boolean;
  writersUntil: string | null;
}

export interface ApplicationMove {
  to: ApplicationState;
  reason?: string | null;
  change?: {
    /** Of a decision; every other state has none. */
    outcome?: Outcome;
    stage?: number;
    isAskedBack?: boolean;
    isLate?: boolean;
    submittedAt?: Date;
    decidedAt?: Date | null;
    seenFormId?: string;
    writersUntil?: string | null;
    companyId?: string;
    firmName?: string;
    /** Of a waitlisted one; every other outcome has none. */
    waitingOrder?: number | null;
    field?: string | null;
    country?: string | null;
    track?: string | null;
  };
}

/** Writes a move with its record and begins the next turn of the response clock; whether it may be made is asked before. */
export async function moveApplicationIn(
  tx: Transaction,
  ctx: Context,
  application: MovedApplication,
  { to, reason = null, change = {} }: ApplicationMove,
): Promise<void> {
  const at = ctx.now();
  const outcome = to === "decided" ? (change.outcome ?? null) : null;
  const { id, callId, authorPersonIds, operatorOrgIds, excludedPersonIds } = application;
  await tx
    .updateTable("application")
    .set({ waitingOrder: null, ...change, outcome, state: to, turnSince: at, version: application.version + 1, updatedAt: at })
    .where("id", "=", id)
    .execute();
  // What was proposed was proposed for what it was before.
  await tx
    .updateTable("applicationProposal")
    .set({ endedAt: at })
    .where("applicationId", "=", id)
    .where("endedAt", "is", null)
    .execute();
  const walls = { applicationId: id, authorPersonIds, operatorOrgIds, excludedPersonIds };
  await tx
    .insertInto("applicationStateChange")
    .values({
      ...walls,
      id: newId(),
      fromState: application.state,
      toState: to,
      stage: change.stage ?? application.stage,
      personId: ctx.actor.personId,
      reason,
      changedAt: at,
    })
    .execute();
  const { promisedDays } = await tx.selectFrom("call").select("promisedDays").where("id", "=", callId).executeTakeFirstOrThrow();
  const responsible = await tx
    .selectFrom("application")
    .select(["responsibleOrgId as organisationId", "responsibleUnitId as unitId"])
    .where("id", "=", id)
    .executeTakeFirst();
  const clock = responseClock(
    {
      state: to,
      outcome,
      isAskedBack: change.isAskedBack ?? application.isAskedBack,
      since: at,
      writersUntil: change.writersUntil === undefined ? application.writersUntil : change.writersUntil,
    },
    promisedDays as unknown as PromisedDays,
    await baseCalendar(tx, ctx),
  );
  await tx
    .updateTable("applicationTurn")
    .set({ endedAt: at })
    .where("applicationId", "=", id)
    .where("endedAt", "is", null)
    .execute();
  await tx
    .insertInto("applicationTurn")
    .values({
      ...walls,
      ...(clock.turn === "operators" ? responsible : {}),
      id: newId(),
      turn: clock.turn,
      since: at,
      untilOn: clock.until,
    })
    .execute();
}
