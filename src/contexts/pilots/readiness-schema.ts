import { z } from "zod";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { type ReadinessKind, readinessKinds } from "./readiness.ts";
import { cleanDetails, isSupplierNumber, mistakesIn } from "./readiness-checks.ts";
import { endingKinds } from "./readiness-details.ts";
import { writtenDay } from "./written-day.ts";

const version = z.coerce.number().int().min(1).optional();
const days = z.coerce.number().int().min(0).max(365);

export const itemParams = z.object({ pilotId: z.uuid(), kind: z.enum(readinessKinds) });
export const documentParams = z.object({ documentId: z.uuid() });

/** What a start-up gives for an item: numbers and names as the kind asks for, a file, a last day. */
export const documentInput = z.object({
  details: z.record(z.string().regex(/^[a-z][a-zA-Z]{0,30}$/), writtenText(2000)).default({}),
  validUntil: writtenDay.nullish(),
  fileId: z.uuid().nullish(),
  version,
});
export type DocumentInput = z.output<typeof documentInput>;

/** The same, held against what the kind asks for. */
export const documentInputOf = (kind: ReadinessKind) =>
  documentInput
    .transform((given) => ({ ...given, details: cleanDetails(kind, given.details) }))
    .superRefine(({ details, validUntil }, check) => {
      const mistake = (path: string[], message: string) => check.addIssue({ code: "custom", path, message });
      for (const [name, key] of Object.entries(mistakesIn(kind, details))) mistake(["details", name], key);
      if (endingKinds.includes(kind) && !validUntil) mistake(["validUntil"], "errors.required");
    });

const reason = writtenText(1000).min(1, "errors.required");

export const itemVerdict = z.discriminatedUnion("verdict", [
  z.object({
    verdict: z.literal("accepted"),
    validUntil: writtenDay.nullish(),
    /** Given to the firm by the host with the acceptance of what it said of itself. */
    supplierNumber: writtenLine(40).refine(isSupplierNumber, "readiness.errors.supplierNumber").nullish(),
    version,
  }),
  z.object({ verdict: z.literal("returned"), reason, version }),
  z.object({ verdict: z.literal("notNeeded"), reason, version }),
]);
export type ItemVerdict = z.output<typeof itemVerdict>;

/** Who takes care of it on each side, and how long each side takes. */
export const itemPlan = z.object({
  hostPersonId: z.uuid().nullish(),
  startupPersonId: z.uuid().nullish(),
  startupDays: days.optional(),
  hostDays: days.optional(),
});
export type ItemPlan = z.output<typeof itemPlan>;

export const templateParams = z.object({ unitId: z.uuid() });

export const templateInput = z.object({
  items: z
    .array(
      z.object({
        kind: z.enum(readinessKinds),
        isNeeded: z.boolean(),
        after: z.array(z.enum(readinessKinds)).max(readinessKinds.length),
        startupDays: days,
        hostDays: days,
        hostPersonId: z.uuid().nullish(),
      }),
    )
    .max(readinessKinds.length),
});
export type TemplateInput = z.output<typeof templateInput>;
