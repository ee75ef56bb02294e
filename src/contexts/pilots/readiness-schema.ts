import { z } from "zod";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { readinessKinds } from "./readiness.ts";

const day = z.iso.date("pilots.errors.dateFormat");

export const itemParams = z.object({ pilotId: z.uuid(), kind: z.enum(readinessKinds) });

/** What a start-up gives for an item: numbers and names as the kind asks for, a file, a last day. */
export const documentInput = z.object({
  details: z.record(z.string().regex(/^[a-z][a-zA-Z]{0,30}$/), writtenLine(200)).default({}),
  validUntil: day.nullish(),
  fileId: z.uuid().nullish(),
});
export type DocumentInput = z.output<typeof documentInput>;

export const itemVerdict = z.discriminatedUnion("verdict", [
  z.object({ verdict: z.literal("accepted"), validUntil: day.nullish() }),
  z.object({ verdict: z.literal("returned"), reason: writtenText(1000).min(1, "errors.required") }),
  z.object({ verdict: z.literal("notNeeded"), reason: writtenText(1000).min(1, "errors.required") }),
]);
export type ItemVerdict = z.output<typeof itemVerdict>;

/** Who takes care of it at the host, and how long each side takes. */
export const itemPlan = z.object({
  hostPersonId: z.uuid().nullish(),
  startupDays: z.number().int().min(0).max(365).optional(),
  hostDays: z.number().int().min(0).max(365).optional(),
});
export type ItemPlan = z.output<typeof itemPlan>;
