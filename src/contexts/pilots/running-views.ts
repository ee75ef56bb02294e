import { z } from "zod";
import { comparisons, judgements, measurers } from "./criterion.ts";
import { pilotStates } from "./pilot.ts";
import { sides } from "./readiness.ts";
import { moods } from "./running-schema.ts";

export const measurementView = z.object({
  id: z.uuid(),
  value: z.number(),
  measuredOn: z.string(),
  note: z.string(),
  side: z.enum(sides),
  personName: z.string(),
  writtenAt: z.date(),
  replacesId: z.uuid().nullable().describe("The measurement this one corrects"),
  replacedById: z.uuid().nullable().describe("The one that corrected it; such a value no longer counts"),
  file: z.object({ id: z.uuid(), name: z.string() }).nullable(),
});
export type MeasurementView = z.output<typeof measurementView>;

export const measuredCriterionView = z.object({
  id: z.uuid(),
  number: z.number().int(),
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
  judgedByName: z.string(),
  judgedAt: z.date().nullable(),
  measurements: z.array(measurementView).describe("By day, the corrected ones too"),
  last: measurementView.nullable().describe("The newest value that counts"),
  isMetSoFar: z.boolean().nullable().describe("What the newest value says; null where nothing was measured"),
  progress: z.number().nullable().describe("0 at the baseline, 1 at the target"),
});
export type MeasuredCriterion = z.output<typeof measuredCriterionView>;

export const riskView = z.object({
  id: z.uuid(),
  title: z.string(),
  likelihood: z.number().int(),
  impact: z.number().int(),
  answer: z.string(),
  side: z.enum(sides),
  personName: z.string(),
  writtenAt: z.date(),
  closedAt: z.date().nullable(),
  closedByName: z.string(),
});
export type RiskView = z.output<typeof riskView>;

export const messageView = z.object({
  id: z.uuid(),
  side: z.enum(sides),
  personName: z.string(),
  text: z.string(),
  writtenAt: z.date(),
  isUnread: z.boolean().describe("Of the other side, and nobody of the own one has read it"),
});
export type MessageView = z.output<typeof messageView>;

const seenView = z.object({ personName: z.string(), seenAt: z.date() }).nullable();

export const moodView = z.object({ mood: z.enum(moods), comment: z.string(), personName: z.string(), givenAt: z.date() });
export const pulseWeekView = z.object({ weekOn: z.string(), host: moodView.nullable(), startup: moodView.nullable() });
export type PulseWeek = z.output<typeof pulseWeekView>;

export const runningFileView = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  purpose: z.enum(["file", "measurement"]),
  scanState: z.enum(["unscanned", "waiting", "clean", "infected", "failed"]),
  uploadedAt: z.date(),
  uploadedByName: z.string(),
  can: z.object({ remove: z.boolean() }),
});
export type RunningFile = z.output<typeof runningFileView>;

export const runningView = z.object({
  state: z.enum(pilotStates),
  side: z.enum(sides).nullable(),
  today: z.string(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  criteria: z.array(measuredCriterionView),
  risks: z.array(riskView),
  messages: z.array(messageView).describe("The oldest first"),
  seenByOther: seenView.describe("How far the other side has read"),
  unread: z.number().int(),
  pulse: z.array(pulseWeekView).describe("The weeks of the pilot so far, the newest last"),
  files: z.array(runningFileView),
  can: z.object({
    measure: z.boolean(),
    feel: z.boolean().describe("Say how this week went"),
    write: z.boolean().describe("Write to the other side"),
    take: z.boolean().describe("Name risks and give files"),
  }),
});
export type RunningView = z.output<typeof runningView>;
export const fileLinkView = z.object({ href: z.string(), expiresAt: z.date() });
export const recordedView = z.object({ id: z.uuid() });
export const importedView = z.object({ recorded: z.number().int() });
