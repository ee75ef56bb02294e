import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { CalendarEntry } from "../board-views.ts";
import type { PilotFilter } from "../schema.ts";
import { asRead, filteredPilots, standardsIn } from "./filtered-pilots.ts";

/** Days as text; both included. */
export interface Span {
  from: string;
  to: string;
}

/** The dates of the pilots the actor may read, by day; of one that was stopped none. What lies below a pilot is read through its own walls. */
export async function calendarEntriesIn(
  tx: Transaction,
  ctx: Context,
  filter: PilotFilter & { id?: string },
  span: Span,
): Promise<CalendarEntry[]> {
  const found = await filteredPilots(tx, ctx, filter, await standardsIn(tx, ctx));
  const pilots = await found
    .$if(filter.id !== undefined, (one) => one.where("pilot.id", "=", filter.id!))
    .where("pilot.state", "!=", "stopped")
    .clearSelect()
    .select([
      "pilot.id",
      "pilot.number",
      "pilot.title",
      "pilot.lang",
      "pilot.state",
      "pilot.updatedAt",
      "company.name as company",
    ])
    .select(["pilot.startsOn", "pilot.endsOn", "pilot.decisionOn", "pilot.heldUntil"])
    .select(["pilot.consequenceDueOn", "pilot.consequenceDoneAt", "pilot.evaluatedAt", "pilot.partyOrgIds"])
    .execute();
  const byId = new Map(pilots.map((pilot) => [pilot.id, pilot]));
  const below = [
    ...(await milestonesIn(tx, [...byId.keys()], span)),
    ...(await readinessIn(tx, [...byId.keys()], span)),
    ...(await documentsIn(tx, [...byId.keys()], span)),
  ];
  const entries = [
    ...pilots.flatMap((pilot) => ownDates(asRead(ctx, pilot)).map((date) => ({ ...date, detail: null, key: date.kind, pilot }))),
    ...below.flatMap(({ pilotId, ...entry }) => {
      const pilot = byId.get(pilotId);
      return pilot ? [{ ...entry, isDone: false, pilot }] : [];
    }),
  ];
  return entries
    .filter(({ on }) => on >= span.from && on <= span.to)
    .map(({ on, kind, detail, key, isDone, pilot: { id, number, title, lang, company, updatedAt } }) => {
      const pilot = { id, number, title, lang, company };
      return { key: `${id}-${key}`, on, kind, detail, isDone, pilot, changedAt: updatedAt };
    })
    .sort((a, b) => (a.on === b.on ? (a.key < b.key ? -1 : 1) : a.on < b.on ? -1 : 1));
}

interface Dated {
  state: string;
  startsOn: string | null;
  endsOn: string | null;
  decisionOn: string | null;
  heldUntil: string | null;
  consequenceDueOn: string | null;
  consequenceDoneAt: Date | null;
  evaluatedAt: Date | null;
}

function ownDates(pilot: Dated) {
  const hasBegun = ["running", "evaluated", "adopted"].includes(pilot.state);
  const isEvaluated = pilot.evaluatedAt !== null;
  // Criteria that were met decide by what was promised for them, which has a day of its own.
  const isDecided = pilot.state === "adopted" || pilot.consequenceDueOn !== null;
  const dates = [
    { kind: "start" as const, on: pilot.startsOn, isDone: hasBegun },
    { kind: "end" as const, on: pilot.endsOn, isDone: isEvaluated },
    { kind: "decide" as const, on: pilot.decisionOn, isDone: isDecided },
    { kind: "hold" as const, on: pilot.heldUntil, isDone: false },
    { kind: "consequence" as const, on: pilot.consequenceDueOn, isDone: pilot.consequenceDoneAt !== null },
  ];
  return dates.flatMap(({ on, ...rest }) => (on === null ? [] : [{ ...rest, on }]));
}

async function milestonesIn(tx: Transaction, ids: readonly string[], { from, to }: Span) {
  const rows = await tx
    .selectFrom("orderMilestone")
    .select(["id", "pilotId", "title", "dueOn"])
    .where("pilotId", "in", ids)
    .where("state", "!=", "accepted")
    .where("dueOn", ">=", from)
    .where("dueOn", "<=", to)
    .execute();
  return rows.map(({ id, pilotId, title, dueOn }) => ({
    pilotId,
    kind: "milestone" as const,
    on: dueOn!,
    detail: title,
    key: `milestone-${id}`,
  }));
}

async function readinessIn(tx: Transaction, ids: readonly string[], { from, to }: Span) {
  const rows = await tx
    .selectFrom("readinessItem")
    .select(["id", "pilotId", "kind", "dueOn"])
    .where("pilotId", "in", ids)
    .where("state", "in", ["waiting", "provided", "returned"])
    .where("dueOn", ">=", from)
    .where("dueOn", "<=", to)
    .execute();
  return rows.map(({ id, pilotId, kind, dueOn }) => ({
    pilotId,
    kind: "readiness" as const,
    on: dueOn,
    detail: kind,
    key: `readiness-${id}`,
  }));
}

/** A document that serves several pilots stands there once. */
async function documentsIn(tx: Transaction, ids: readonly string[], { from, to }: Span) {
  const rows = await tx
    .selectFrom("startupDocument as document")
    .innerJoin("readinessItem as item", "item.documentId", "document.id")
    .distinctOn("document.id")
    .select(["document.id", "document.kind", "document.validUntil", "item.pilotId"])
    .where("item.pilotId", "in", ids)
    .where("document.replacedAt", "is", null)
    .where("document.validUntil", ">=", from)
    .where("document.validUntil", "<=", to)
    .orderBy("document.id")
    .orderBy("item.pilotId")
    .execute();
  return rows.map(({ id, pilotId, kind, validUntil }) => ({
    pilotId,
    kind: "document" as const,
    on: validUntil!,
    detail: kind,
    key: `document-${id}`,
  }));
}
