import { z } from "zod";
import { stages } from "#contexts/companies/fields.ts";
import { writtenText } from "#platform/clean-text.ts";
import { requirementKinds, requirementLevels } from "./requirement-value.ts";

const text = writtenText(1000);
const level = z.enum(requirementLevels);
const countryCode = z
  .string()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, "needs.errors.countryUnknown");
const bounds = (least: number, most: number) =>
  z
    .object({ min: z.number().int().min(least).max(most).nullish(), max: z.number().int().min(least).max(most).nullish() })
    .refine(({ min, max }) => min != null || max != null, { message: "needs.errors.rangeMissing" })
    .refine(({ min, max }) => min == null || max == null || min <= max, { message: "needs.errors.rangeReversed" });

/** A company's fact of this kind is compared with the value; `text` says it in words. */
export const requirementInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), level, text: text.min(1) }),
  z.object({
    kind: z.literal("country"),
    level,
    text: text.default(""),
    value: z.object({ countries: z.array(countryCode).min(1).max(60) }),
  }),
  z.object({
    kind: z.literal("stage"),
    level,
    text: text.default(""),
    value: z.object({ stages: z.array(z.enum(stages)).min(1) }),
  }),
  z.object({ kind: z.literal("team_size"), level, text: text.default(""), value: bounds(0, 10_000_000) }),
  z.object({ kind: z.literal("founded_year"), level, text: text.default(""), value: bounds(1800, 2200) }),
  z.object({
    kind: z.literal("certificate"),
    level,
    text: text.default(""),
    value: z.object({ certificates: z.array(writtenText(80).min(1)).min(1).max(20) }),
  }),
  z.object({
    kind: z.literal("language"),
    level,
    text: text.default(""),
    value: z.object({
      languages: z
        .array(
          z
            .string()
            .toLowerCase()
            .regex(/^[a-z]{2,3}$/, "needs.errors.languageCode"),
        )
        .min(1)
        .max(20),
    }),
  }),
]);
export type RequirementInput = z.infer<typeof requirementInput>;

const requirementValue = z.object({
  countries: z.array(z.string()).optional(),
  stages: z.array(z.string()).optional(),
  certificates: z.array(z.string()).optional(),
  languages: z.array(z.string()).optional(),
  min: z.number().nullish(),
  max: z.number().nullish(),
});

export const requirement = z.object({
  id: z.uuid(),
  level,
  kind: z.enum(requirementKinds),
  text: z.string(),
  value: requirementValue,
});
export type Requirement = z.infer<typeof requirement>;
