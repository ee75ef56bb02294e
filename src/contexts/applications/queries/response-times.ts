import { sql } from "kysely";
import { nameIn } from "#contexts/identity/index.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allowToSee } from "#platform/errors.ts";
import { type Waited, type WaitingTimes, waitingTimes } from "#platform/waiting-times.ts";
import type { PublicAnswerTimes, ResponseTimes } from "../decision-views.ts";
import { canSeeCallNumbers, visibleApplications } from "../policy.ts";
import { callRowIn } from "./get-call.ts";

/**
 * How long a call lets applicants wait, per call and per unit. Counted among the applications the reader may see: whoever is shut out of one
 * reads the numbers there would be without it.
 */
export async function getResponseTimes(ctx: Context, callId: string): Promise<ResponseTimes> {
  return ctx.transact(async (tx) => {
    const call = await callRowIn(tx, ctx, callId);
    allowToSee(canSeeCallNumbers(ctx.actor, call));
    const rows = await visibleApplications(tx, ctx.actor)
      .select("application.id")
      .where("application.callId", "=", call.id)
      .execute();
    const turns = await turnsIn(
      tx,
      ctx,
      rows.map(({ id }) => id),
    );
    return {
      firstLook: waitingTimes(applicationsOf(turns).map(([first]) => first!)),
      decision: waitingTimes(applicationsOf(turns).map(wholeWait)),
      units: await byUnit(tx, ctx, turns),
    };
  });
}

/** Fewer answers than this would tell of single applications. */
const leastAnswers = 5;

/**
 * What anybody may read of it. Everybody reads this number, also those shut out of an application, so applications that somebody is shut out
 * of do not count in it: it is the same whether they exist or not.
 */
export async function getPublicAnswerTimes(ctx: Context, callId: string): Promise<PublicAnswerTimes> {
  const { id } = await ctx.transact((tx) => callRowIn(tx, ctx, callId));
  const own = contextFor(ctx.platform, system, ctx);
  return own.transact(async (tx) => {
    const rows = await tx
      .selectFrom("application")
      .select("id")
      .where("callId", "=", id)
      .where(sql<boolean>`cardinality(excluded_person_ids) = 0`)
      .execute();
    const waited = applicationsOf(
      await turnsIn(
        tx,
        own,
        rows.map((row) => row.id),
      ),
    ).map(wholeWait);
    const { count, open, median, ninetieth } = waitingTimes(waited);
    const isTold = count - open >= leastAnswers;
    const whole = (days: number | null) => (isTold && days !== null ? Math.max(1, Math.ceil(days)) : null);
    return { medianDays: whole(median), ninetiethDays: whole(ninetieth) };
  });
}

interface OperatorsTurn extends Waited {
  applicationId: string;
  organisationId: string | null;
  unitId: string | null;
  /** The application was decided since. */
  isDecided: boolean;
}

/** The turns in which the base had it, until the first decision was told; a turn that its writers ended by withdrawing is no answer. */
async function turnsIn(tx: Transaction, ctx: Context, ids: string[]): Promise<OperatorsTurn[]> {
  const turns = await tx
    .selectFrom("applicationTurn")
    .select(["applicationId", "organisationId", "unitId", "since", "endedAt"])
    .where("applicationId", "in", ids)
    .where("turn", "=", "operators")
    .orderBy("since")
    .orderBy("id")
    .execute();
  const decided = await tx
    .selectFrom("applicationDecision")
    .select((eb) => ["applicationId", eb.fn.min("decidedAt").as("at")] as const)
    .where("applicationId", "in", ids)
    .groupBy("applicationId")
    .execute();
  const withdrawn = await tx
    .selectFrom("applicationStateChange")
    .select(["applicationId", "changedAt"])
    .where("applicationId", "in", ids)
    .where("toState", "=", "withdrawn")
    .execute();
  const firstDecision = new Map(decided.map(({ applicationId, at }) => [applicationId, at.getTime()]));
  const withdrawals = new Set(withdrawn.map(({ applicationId, changedAt }) => `${applicationId} ${changedAt.getTime()}`));
  const now = ctx.now().getTime();
  return turns
    .filter(({ applicationId, since }) => since.getTime() < (firstDecision.get(applicationId) ?? Number.POSITIVE_INFINITY))
    .map(({ applicationId, organisationId, unitId, since, endedAt }) => ({
      applicationId,
      organisationId,
      unitId,
      days: ((endedAt?.getTime() ?? now) - since.getTime()) / 86_400_000,
      isDecided: firstDecision.has(applicationId),
      isOpen: endedAt === null || withdrawals.has(`${applicationId} ${endedAt.getTime()}`),
    }));
}

const applicationsOf = (turns: readonly OperatorsTurn[]): OperatorsTurn[][] => [
  ...Map.groupBy(turns, ({ applicationId }) => applicationId).values(),
];

/** Answered once it is decided; the time its writers had it back meanwhile is not the base's. */
const wholeWait = (turns: readonly OperatorsTurn[]): Waited => ({
  days: turns.reduce((sum, { days }) => sum + days, 0),
  isOpen: !turns[0]!.isDecided,
});

async function byUnit(tx: Transaction, { locale }: Context, turns: readonly OperatorsTurn[]): Promise<ResponseTimes["units"]> {
  const units = await tx.selectFrom("unit").select(["id", "name", "names"]).execute();
  const organisations = await tx
    .selectFrom("organisation")
    .select(["id", "name", "names"])
    .where("kind", "in", ["host", "cloud_partner"])
    .execute();
  const known = new Map([...organisations, ...units].map((each) => [each.id, nameIn(locale, each.name, each.names)]));
  // Units of the other operator are its own matter: its turns stand in one line.
  const lineOf = ({ unitId, organisationId }: OperatorsTurn) => (unitId && known.has(unitId) ? unitId : organisationId);
  return [...Map.groupBy(turns, lineOf)]
    .flatMap(([id, own]) => (id !== null && known.has(id) ? [{ id, name: known.get(id)!, times: waitingTimes(own) }] : []))
    .sort((a, b) => slowness(b.times) - slowness(a.times) || a.name.localeCompare(b.name));
}

const slowness = ({ median }: WaitingTimes): number => median ?? Number.MAX_VALUE;
