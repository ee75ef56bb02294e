import { z } from "zod";
import { adoptionKinds } from "./adoption.ts";
import { judgements } from "./criterion.ts";
import { currencies } from "./money/money.ts";
import { pilotStates } from "./pilot.ts";
import { sides } from "./readiness.ts";
import { lessonKinds } from "./running-schema.ts";
import { measuredCriterionView } from "./running-views.ts";

export const lessonView = z.object({
  id: z.uuid(),
  kind: z.enum(lessonKinds),
  text: z.string(),
  side: z.enum(sides),
  personName: z.string(),
  isShared: z.boolean(),
  writtenAt: z.date(),
  can: z.object({ share: z.boolean() }),
});
export type LessonView = z.output<typeof lessonView>;

export const adoptionView = z.object({
  id: z.uuid(),
  kind: z.enum(adoptionKinds),
  title: z.string(),
  plannedMinor: z.number().int(),
  realisedMinor: z.number().int(),
  currency: z.enum(currencies),
  happenedOn: z.string(),
  note: z.string(),
  personName: z.string(),
  writtenAt: z.date(),
  reversesId: z.uuid().nullable().describe("The row this one takes back"),
  isReversed: z.boolean(),
});
export type AdoptionView = z.output<typeof adoptionView>;

export const adoptionSumView = z.object({
  currency: z.enum(currencies),
  plannedMinor: z.number().int(),
  realisedMinor: z.number().int(),
});
export type AdoptionSum = z.output<typeof adoptionSumView>;

const permission = z.enum(["no", "named", "quoted"]).nullable();

export const resultView = z.object({
  side: z.enum(sides).nullable(),
  state: z.enum(pilotStates),
  today: z.string(),
  decisionOn: z.string().nullable(),
  result: z.enum(judgements).nullable(),
  evaluatedAt: z.date().nullable(),
  criteria: z.array(measuredCriterionView),
  consequence: z
    .object({
      nextOrder: z.string(),
      withinDays: z.number().int().nullable(),
      dueOn: z.string().nullable(),
      doneAt: z.date().nullable(),
      isOverdue: z.boolean(),
    })
    .nullable()
    .describe("If met, then; null for whom the pilot is only shared with"),
  lessons: z.array(lessonView).describe("Those of the own side, and what the other one shared"),
  references: z.object({ host: permission, startup: permission }).nullable(),
  adoption: z
    .object({ rows: z.array(adoptionView), sums: z.array(adoptionSumView) })
    .nullable()
    .describe("The host's own; null for everybody else"),
  can: z.object({ judge: z.boolean(), learn: z.boolean(), permit: z.boolean(), adopt: z.boolean() }),
});
export type ResultView = z.output<typeof resultView>;

export const ledgerRowView = adoptionView.extend({
  pilotId: z.uuid(),
  pilotNumber: z.string(),
  pilotTitle: z.string(),
  companyName: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
});
export type LedgerRow = z.output<typeof ledgerRowView>;

export const ledgerSumView = adoptionSumView.extend({
  unitId: z.uuid(),
  unitName: z.string(),
  year: z.string(),
  pilots: z.number().int().describe("Pilots with a row that counts"),
});
export type LedgerSum = z.output<typeof ledgerSumView>;

export const ledgerView = z.object({
  rows: z.array(ledgerRowView),
  sums: z.array(ledgerSumView).describe("By unit, year and currency"),
  totals: z.array(adoptionSumView),
  units: z.array(z.object({ id: z.uuid(), name: z.string() })),
  years: z.array(z.string()),
});
export type LedgerView = z.output<typeof ledgerView>;
