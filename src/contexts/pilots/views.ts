import { z } from "zod";
import { comparisons, judgements, measurers } from "./criterion.ts";
import { dutyKinds } from "./due.ts";
import { currencies } from "./money/money.ts";
import { turns } from "./next-step.ts";
import { holdReasons, missingParts, pilotStates, stopReasons } from "./pilot.ts";
import { sides } from "./readiness.ts";

export const criterionView = z.object({
  id: z.uuid(),
  metric: z.string(),
  unit: z.string(),
  comparison: z.enum(comparisons),
  baseline: z.number().nullable(),
  target: z.number(),
  method: z.string(),
  measuredBy: z.enum(measurers),
  judgement: z.enum(judgements).nullable(),
  judgedValue: z.number().nullable(),
  judgementReason: z.string(),
  judgedAt: z.date().nullable(),
  /** The newest value measured that was not corrected since. */
  lastValue: z.number().nullable(),
});

const named = z.object({ id: z.uuid(), name: z.string() });

export const gateVerdicts = ["go", "hold", "stop", "extend", "amend"] as const;

export const gateView = z.object({
  id: z.uuid(),
  fromState: z.enum(pilotStates).nullable(),
  toState: z.enum(pilotStates),
  verdict: z.enum(gateVerdicts),
  reason: z.enum([...new Set([...holdReasons, ...stopReasons])]).nullable(),
  told: z.string().describe("What both sides read"),
  note: z.string().nullable().describe("What the host added for itself; null for everybody else"),
  untilOn: z.string().nullable(),
  byMail: z.boolean().describe("Said by the link of a mail"),
  personName: z.string(),
  decidedAt: z.date(),
});
export type GateView = z.output<typeof gateView>;

/** What one side has to do next, and where: `count` of them, the earliest due on a day. */
export const taskKinds = [
  "readiness",
  "judgeReadiness",
  "signAgreement",
  "sendAgreement",
  "approveOrder",
  "sendOrder",
  "confirmOrder",
  "deliver",
  "acceptDelivery",
  "approveInvoice",
  "payInvoice",
  "answerTerm",
  "pulse",
  "offer",
] as const;
export type TaskKind = (typeof taskKinds)[number];
export const taskView = z.object({
  kind: z.enum(taskKinds),
  side: z.enum(sides),
  count: z.number().int(),
  dueOn: z.string().nullable(),
  isOverdue: z.boolean(),
});
export type TaskView = z.output<typeof taskView>;

export const handoverParts = ["problemOwner", "sponsor"] as const;
export type HandoverPart = (typeof handoverParts)[number];

/** What the host followed up beside the gates: a duty that came to the sponsor, what the owner said of an ageing pilot, a part handed over. */
export const followUpView = z.discriminatedUnion("kind", [
  z.object({ id: z.uuid(), kind: z.literal("escalated"), duty: z.enum(dutyKinds), dueOn: z.string(), at: z.date() }),
  z.object({ id: z.uuid(), kind: z.enum(["allWell", "needsHelp"]), personName: z.string(), at: z.date() }),
  z.object({
    id: z.uuid(),
    kind: z.literal("handedOver"),
    part: z.enum(handoverParts),
    fromName: z.string(),
    toName: z.string(),
    personName: z.string(),
    at: z.date(),
  }),
]);
export type FollowUpView = z.output<typeof followUpView>;

export const criterionFaultView = z.object({
  key: z.enum([
    "pilots.faults.tooFew",
    "pilots.faults.tooMany",
    "pilots.faults.metricMissing",
    "pilots.faults.methodMissing",
    "pilots.faults.sameMetric",
    "pilots.faults.alreadyMet",
  ]),
  at: z.number().int().optional().describe("Number of the criterion, the first is 1"),
  given: z.number().int().optional(),
});

export const verdictsOnPilot = z.object({
  revise: z.boolean().describe("Scope, dates, criteria and what follows"),
  note: z.boolean().describe("People and what is the host's own, also after the rest is fixed"),
  namePeople: z.boolean().describe("Name another problem owner or sponsor"),
  run: z.boolean().describe("Run the pilot day by day for the host"),
  decide: z.boolean().describe("Say go, hold or stop, and judge criteria"),
  extend: z.boolean(),
  offer: z.boolean().describe("Let the start-up read and run its side"),
  share: z.boolean().describe("Say for the own side whether the cloud partner reads along"),
  nameContact: z.boolean().describe("Name who speaks for the start-up"),
  approveMoney: z.boolean(),
  talk: z.boolean().describe("Messages, risks and files of both sides"),
  measure: z.boolean(),
});

export const pilotView = z.object({
  id: z.uuid(),
  number: z.string(),
  version: z.number().int(),
  title: z.string(),
  scope: z.string(),
  lang: z.string(),
  state: z.enum(pilotStates),
  stateChangedAt: z.date(),
  /** Whom the reader speaks for; null for somebody both sides share it with. */
  side: z.enum(sides).nullable(),
  company: named,
  host: named,
  unit: named,
  need: z.object({ id: z.uuid(), title: z.string() }).nullable().describe("Null for whoever may not read the need"),
  problemOwner: named,
  startupContact: named.nullable(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  decisionOn: z.string().nullable(),
  extendedFromOn: z.string().nullable().describe("The end before it was moved, once"),
  heldUntil: z.string().nullable(),
  holdReason: z.enum(holdReasons).nullable(),
  nextOrder: z.string().describe("If met, then: what is ordered next"),
  consequenceWithinDays: z.number().int().nullable(),
  consequenceDueOn: z.string().nullable(),
  consequenceDoneAt: z.date().nullable(),
  result: z.enum(judgements).nullable(),
  evaluatedAt: z.date().nullable(),
  offeredAt: z.date().nullable(),
  referenceByHost: z.enum(["no", "named", "quoted"]).nullable(),
  referenceByStartup: z.enum(["no", "named", "quoted"]).nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
  criteria: z.array(criterionView),
  internal: z
    .object({
      sponsor: named.nullable(),
      budgetMinor: z.number().int().nullable(),
      budgetCurrency: z.enum(currencies),
      budgetLine: z.string(),
      seriesContact: z.string(),
      note: z.string(),
    })
    .nullable()
    .describe("The host's own; null for everybody else"),
  gates: z.array(gateView).describe("What was said at each gate, the newest first"),
  nextState: z.enum(pilotStates).nullable().describe("Where a go leads"),
  missing: z.array(z.enum(missingParts)).describe("What stands between the pilot and its next state; for the host"),
  faults: z.array(criterionFaultView).describe("What keeps the criteria from being agreed on; for the host"),
  tasks: z.array(taskView).describe("What waits for each side, as far as the reader may know it"),
  clock: z
    .object({
      kind: z.enum(dutyKinds).nullable().describe("What the pilot waits for"),
      turn: z.enum(turns).nullable().describe("Who has to do something next; null while it is held"),
      until: z.string().nullable(),
      isOverdue: z.boolean(),
    })
    .nullable()
    .describe("Null when the pilot is over"),
  sharing: z.object({
    byHostAt: z.date().nullable(),
    byStartupAt: z.date().nullable(),
    isShared: z.boolean().describe("Both said so: the cloud partner reads along"),
  }),
  can: verdictsOnPilot,
});
export type PilotView = z.output<typeof pilotView>;

/** A pilot where others are looked at: a need, a company, a similar need. */
export const triedView = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  lang: z.string(),
  state: z.enum(pilotStates),
  result: z.enum(judgements).nullable(),
  stateChangedAt: z.date(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  decisionOn: z.string().nullable(),
  company: named,
  stopReason: z.enum(stopReasons).nullable(),
  lessons: z.array(z.object({ id: z.uuid(), kind: z.enum(["worked", "failed", "advice"]), text: z.string() })),
});
export type TriedView = z.output<typeof triedView>;
