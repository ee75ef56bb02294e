import { z } from "zod";
import { pageOf } from "#platform/pages.ts";
import { dutyKinds } from "./due.ts";
import { dueKinds, turns } from "./next-step.ts";
import { missingParts, type PilotState, pilotStates } from "./pilot.ts";
import { sides } from "./readiness.ts";

const named = z.object({ id: z.uuid(), name: z.string() });
const unit = named.extend({ names: z.record(z.string(), z.string()) });
const state = z.enum(pilotStates);

/** A pilot in a list, as the reader's side sees it; what is the host's own is null for everybody else. */
export const pilotRowView = z.object({
  id: z.uuid(),
  number: z.string(),
  version: z.number().int(),
  title: z.string(),
  lang: z.string(),
  state,
  /** Where a go leads; null when it is over. */
  nextState: state.nullable(),
  side: z.enum(sides).nullable(),
  company: named,
  need: z.object({ id: z.uuid(), title: z.string() }).nullable(),
  unit: unit.nullable(),
  problemOwner: named,
  stateSince: z.date(),
  /** Whole days. */
  daysInState: z.number().int(),
  /** Overdue, held, near its decision, longer in its state than nine tenths of the others. */
  due: z.array(z.enum(dueKinds)),
  turn: z.enum(turns).nullable(),
  next: z.object({ kind: z.enum(dutyKinds), on: z.string() }).nullable(),
  /** What the next gate asks for and does not find. */
  missing: z.array(z.enum(missingParts)).nullable(),
  heldUntil: z.string().nullable(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  decisionOn: z.string().nullable(),
  result: z.enum(["met", "partly", "missed"]).nullable(),
  budget: z.object({ minor: z.number().int(), currency: z.string() }).nullable(),
  changedAt: z.date(),
  can: z.object({ decide: z.boolean() }),
});
export type PilotRowView = z.output<typeof pilotRowView>;

export const pilotPage = pageOf(pilotRowView);

const counts = z.record(z.string(), z.number().int());
export const pilotFacetsView = z.object({
  state: counts,
  unit: z.array(unit.extend({ count: z.number().int() })),
  need: z.array(z.object({ id: z.uuid(), title: z.string(), count: z.number().int() })),
  due: counts,
  mine: z.number().int(),
});
export type PilotFacets = z.output<typeof pilotFacetsView>;

export const pilotBoard = z.object({
  columns: z.array(z.object({ state, total: z.number().int(), pilots: z.array(pilotRowView) })),
});
export type PilotBoard = z.output<typeof pilotBoard>;

/** What stands in the calendar of pilots. */
const calendarKinds = ["start", "end", "decide", "hold", "consequence", "milestone", "readiness", "document"] as const;
export type CalendarKind = (typeof calendarKinds)[number];

const calendarEntry = z.object({
  /** Stays the same when the day moves. */
  key: z.string(),
  on: z.string(),
  kind: z.enum(calendarKinds),
  /** Title of a milestone, kind of a readiness item or document. */
  detail: z.string().nullable(),
  isDone: z.boolean(),
  pilot: z.object({ id: z.uuid(), number: z.string(), title: z.string(), lang: z.string(), company: z.string() }),
  changedAt: z.date(),
});
export type CalendarEntry = z.output<typeof calendarEntry>;

export const pilotCalendar = z.object({ month: z.string(), today: z.string(), entries: z.array(calendarEntry) });
export type PilotCalendar = z.output<typeof pilotCalendar>;

export const calendarAddress = z.object({ address: z.string().nullable() });

const times = z.object({
  /** Everything counted, and of that what goes on. */
  count: z.number().int(),
  open: z.number().int(),
  /** Days; null where too much of it goes on to know. */
  median: z.number().nullable(),
  ninetieth: z.number().nullable(),
});

export const funnelSteps = ["assessed", "shortlisted", ...pilotStates.filter((each) => each !== "stopped")] as const;
export type FunnelStep = "assessed" | "shortlisted" | Exclude<PilotState, "stopped">;

export const pilotClocks = z.object({
  /** From the opening of a need to its first purchase order, and from that to the decision. */
  needToOrder: times,
  orderToDecision: times,
  units: z.array(z.object({ unit, needToOrder: times, orderToDecision: times })),
  states: z.array(
    z.object({
      state,
      times,
      /** Days after which a pilot counts as ageing; null where its end was agreed on. */
      limit: z.number().int().nullable(),
      ageing: z.number().int(),
    }),
  ),
  needs: z.object({ opened: z.number().int(), shortlisted: z.number().int(), piloted: z.number().int() }),
  /** Firms looked at for needs, and how far they came. */
  funnel: z.array(z.object({ step: z.string(), count: z.number().int() })),
  stops: z.array(z.object({ reason: z.string(), from: state, count: z.number().int() })),
});
export type PilotClocks = z.output<typeof pilotClocks>;
