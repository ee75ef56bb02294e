import { z } from "zod";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { adoptionKinds } from "./adoption.ts";
import { judgements } from "./criterion.ts";
import { currencies } from "./money/money.ts";
import { measuredNumber, mostMinor } from "./schema.ts";
import { writtenDay } from "./written-day.ts";

const amount = z.number().int().min(0, "pilots.errors.amountNegative").max(mostMinor, "pilots.errors.amountTooLarge");

export const measurementInput = z.object({
  criterionId: z.uuid(),
  value: measuredNumber,
  measuredOn: writtenDay,
  note: writtenText(1000).default(""),
  /** The measurement this one corrects. */
  replacesId: z.uuid().nullish(),
  /** A file of the pilot that proves it, kept before. */
  fileId: z.uuid().nullish(),
});
export const mostLines = 200;
/** Rows out of a spreadsheet: criterion (its number or its metric), day, value, note; with tabs, semicolons or commas between. */
export const measurementLines = z.object({ lines: z.string().max(100_000, "errors.tooLong").min(1, "errors.required") });
export type MeasurementLines = z.output<typeof measurementLines>;
export type MeasurementInput = z.output<typeof measurementInput>;

export const moods = ["good", "mixed", "bad"] as const;
export const pulseInput = z.object({ mood: z.enum(moods), comment: writtenText(500).default("") });
export type PulseInput = z.output<typeof pulseInput>;

export const messageInput = z.object({ text: writtenText(5000).min(1, "errors.required") });
export type MessageInput = z.output<typeof messageInput>;

const degree = z.number().int().min(1).max(3);
export const riskInput = z.object({
  title: writtenLine(200).min(1, "errors.required"),
  likelihood: degree,
  impact: degree,
  answer: writtenText(2000).default(""),
});
export type RiskInput = z.output<typeof riskInput>;
export const riskParams = z.object({ riskId: z.uuid() });
export const riskState = z.object({ isClosed: z.boolean() });

export const judgementInput = z.object({
  criterionId: z.uuid(),
  judgement: z.enum(judgements),
  reason: writtenText(2000).default(""),
});
export type JudgementInput = z.output<typeof judgementInput>;

export const lessonKinds = ["worked", "failed", "advice"] as const;
export const lessonInput = z.object({
  kind: z.enum(lessonKinds),
  text: writtenText(3000).min(1, "errors.required"),
  isShared: z.boolean().default(false),
});
export type LessonInput = z.output<typeof lessonInput>;
export const lessonParams = z.object({ lessonId: z.uuid() });
export const lessonSharing = z.object({ isShared: z.boolean() });

export const referenceInput = z.object({ permission: z.enum(["no", "named", "quoted"]) });
export type ReferenceInput = z.output<typeof referenceInput>;

export const adoptionInput = z
  .object({
    kind: z.enum(adoptionKinds),
    title: writtenLine(200).min(1, "errors.required"),
    plannedMinor: amount,
    realisedMinor: amount,
    currency: z.enum(currencies),
    happenedOn: writtenDay,
    note: writtenText(2000).default(""),
  })
  .refine(({ plannedMinor, realisedMinor }) => plannedMinor + realisedMinor > 0, {
    path: ["plannedMinor"],
    message: "pilots.errors.nothingAdopted",
  });
export type AdoptionInput = z.output<typeof adoptionInput>;
export const adoptionParams = z.object({ adoptionId: z.uuid() });
export const adoptionQuery = z.object({
  unitId: z.uuid().optional(),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
});
export type AdoptionQuery = z.output<typeof adoptionQuery>;
export const adoptionExportQuery = adoptionQuery.extend({ format: z.enum(["csv", "xlsx"]).default("csv") });
export type AdoptionExportQuery = z.output<typeof adoptionExportQuery>;

export const runningFileQuery = z.object({
  expires: z.coerce.number().int().optional(),
  signature: z.string().max(100).optional(),
});
export type RunningFileQuery = z.output<typeof runningFileQuery>;
export const pilotFileParams = z.object({ pilotId: z.uuid(), fileId: z.uuid() });
export const reversalInput = z.object({ note: writtenText(2000).min(1, "errors.required") });
export type ReversalInput = z.output<typeof reversalInput>;
