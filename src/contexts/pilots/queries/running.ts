import { baseToday, daysAfter } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { mondayOf } from "../due.ts";
import { isOver } from "../pilot.ts";
import { sideOf } from "../policy.ts";
import type { Side } from "../readiness.ts";
import type { PulseWeek, RunningFile, RunningView } from "../running-views.ts";
import { measuredCriteriaIn, withoutWords } from "./measurements.ts";
import { type PilotRow, pilotRowIn } from "./pilot-row.ts";

/** What goes on in a pilot: measurements, risks, messages, the weekly pulse and files; whom it is shared with reads the measurements alone. */
export async function getRunning(ctx: Context, pilotId: string): Promise<RunningView> {
  return ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    const side = sideOf(ctx.actor, pilot);
    const today = await baseToday(tx, ctx);
    const { state, startsOn, endsOn } = pilot;
    const isRunning = state === "running" && side !== null;
    const criteria = await measuredCriteriaIn(tx, pilotId);
    return {
      ...{ state, side, today, startsOn, endsOn },
      criteria: side ? criteria : criteria.map(withoutWords),
      ...(side ? await betweenSides(tx, ctx, pilot, { side, today }) : nothingBetween),
      can: {
        measure: isRunning,
        feel: isRunning,
        write: side !== null && pilot.offeredAt !== null,
        take: side !== null && pilot.offeredAt !== null && !isOver(state),
      },
    };
  });
}

const nothingBetween = { risks: [], messages: [], seenByOther: null, unread: 0, pulse: [], files: [] };

async function betweenSides(tx: Transaction, ctx: Context, pilot: PilotRow, { side, today }: { side: Side; today: string }) {
  const seen = await seenIn(tx, pilot.id);
  const messages = await messagesIn(tx, pilot.id, side, seen.get(side)?.seenAt ?? null);
  return {
    risks: await risksIn(tx, pilot.id),
    messages,
    seenByOther: seen.get(side === "host" ? "startup" : "host") ?? null,
    unread: messages.filter(({ isUnread }) => isUnread).length,
    pulse: await pulseIn(tx, pilot, today),
    files: await filesIn(tx, ctx, pilot.id),
  };
}

const risksIn = (tx: Transaction, pilotId: string) =>
  tx
    .selectFrom("pilotRisk")
    .select(["id", "title", "likelihood", "impact", "answer", "side", "personName", "writtenAt", "closedAt", "closedByName"])
    .where("pilotId", "=", pilotId)
    .orderBy("closedAt", (order) => order.desc().nullsFirst())
    .orderBy((eb) => eb("likelihood", "*", eb.ref("impact")), "desc")
    .orderBy("writtenAt")
    .execute();

async function seenIn(tx: Transaction, pilotId: string) {
  const rows = await tx
    .selectFrom("pilotMessageSeen")
    .select(["side", "personName", "seenAt"])
    .where("pilotId", "=", pilotId)
    .execute();
  return new Map(rows.map(({ side, ...seen }) => [side, seen]));
}

async function messagesIn(tx: Transaction, pilotId: string, own: Side, seenAt: Date | null) {
  const rows = await tx
    .selectFrom("pilotMessage")
    .select(["id", "side", "personName", "text", "writtenAt"])
    .where("pilotId", "=", pilotId)
    .orderBy("writtenAt")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ ...row, isUnread: row.side !== own && (seenAt === null || row.writtenAt > seenAt) }));
}

/** No pilot lasts longer than its start, its longest end and an extension; older weeks say nothing of how it goes. */
const mostWeeks = 26;

async function pulseIn(tx: Transaction, { id, startsOn, endsOn }: PilotRow, today: string): Promise<PulseWeek[]> {
  const rows = await tx
    .selectFrom("pilotPulse")
    .select(["side", "weekOn", "mood", "comment", "personName", "givenAt"])
    .where("pilotId", "=", id)
    .execute();
  const given = rows.map(({ weekOn }) => weekOn).sort();
  const first = given[0] ?? (startsOn ? mondayOf(startsOn) : null);
  if (first === null) return [];
  const end = endsOn && endsOn < today ? mondayOf(endsOn) : mondayOf(today);
  const last = [end, given.at(-1) ?? end].sort().at(-1)!;
  const from = [first, daysAfter(last, -7 * (mostWeeks - 1))].sort().at(-1)!;
  const weeks: PulseWeek[] = [];
  for (let weekOn = from; weekOn <= last; weekOn = daysAfter(weekOn, 7)) {
    const of = (side: Side) => rows.find((row) => row.weekOn === weekOn && row.side === side) ?? null;
    weeks.push({ weekOn, host: of("host"), startup: of("startup") });
  }
  return weeks;
}

async function filesIn(tx: Transaction, { actor }: Context, pilotId: string): Promise<RunningFile[]> {
  const rows = await tx
    .selectFrom("pilotFile")
    .select(["id", "name", "mediaType", "sizeBytes", "purpose", "scanState", "uploadedAt", "uploadedByName", "uploadedByOrgId"])
    .where("pilotId", "=", pilotId)
    .where("purpose", "in", ["file", "measurement"])
    .where("removedAt", "is", null)
    .orderBy("uploadedAt", "desc")
    .orderBy("id")
    .execute();
  return rows.map(({ uploadedByOrgId, purpose, ...file }) => ({
    ...file,
    purpose: purpose as RunningFile["purpose"],
    can: { remove: purpose === "file" && uploadedByOrgId === actor.organisationId },
  }));
}
