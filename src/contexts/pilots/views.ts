import { z } from "zod";
import { comparisons, judgements, measurers } from "./criterion.ts";
import { pilotStates } from "./pilot.ts";
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
});

export const pilotView = z.object({
  id: z.uuid(),
  number: z.string(),
  version: z.number().int(),
  title: z.string(),
  scope: z.string(),
  lang: z.string(),
  state: z.enum(pilotStates),
  /** Whom the reader speaks for; null for somebody both sides share it with. */
  side: z.enum(sides).nullable(),
  company: z.object({ id: z.uuid(), name: z.string() }),
  problemOwner: z.object({ id: z.uuid(), name: z.string() }),
  criteria: z.array(criterionView),
});
export type PilotView = z.output<typeof pilotView>;
