import { z } from "zod";
import { stages } from "#contexts/companies/fields.ts";
import { cleanText } from "./text.ts";

export const requirementLevels = ["must", "should"] as const;
export const requirementKinds = ["text", "country", "stage", "team_size", "founded_year", "certificate", "language"] as const;
export type RequirementKind = (typeof requirementKinds)[number];

const text = z.string().overwrite(cleanText).max(1000);
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
    value: z.object({ certificates: z.array(z.string().overwrite(cleanText).min(1).max(80)).min(1).max(20) }),
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

export const requirementValue = z.object({
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

/** One written line as the value of a kind: "CN, DE", "seed, series-a", "10-50", "2018-"; null when it cannot be read. */
export function readRequirementValue(kind: RequirementKind, written: string): unknown {
  const words = written
    .split(/[,;，；、]+/)
    .map((word) => word.trim())
    .filter(Boolean);
  switch (kind) {
    case "text":
      return undefined;
    case "country":
      return { countries: words };
    case "stage":
      return { stages: words.map((word) => word.toLowerCase().replaceAll(" ", "-")) };
    case "certificate":
      return { certificates: words };
    case "language":
      return { languages: words };
    case "team_size":
    case "founded_year":
      return readRange(written);
  }
}

/** The reverse of readRequirementValue, for a form field. */
export function writeRequirementValue({ value }: Pick<Requirement, "value">): string {
  const list = value.countries ?? value.stages ?? value.certificates ?? value.languages;
  if (list) return list.join(", ");
  if (value.min == null && value.max == null) return "";
  return value.min === value.max ? `${value.min}` : `${value.min ?? ""}–${value.max ?? ""}`;
}

function readRange(written: string): { min: number | null; max: number | null } | null {
  const match = /^\s*(?:(>|>=|≥)\s*)?(\d*)\s*(?:([-–—~…]|\.\.)\s*(\d*))?\s*$/.exec(written);
  if (!match || (match[2] === "" && !match[4])) return null;
  const min = match[2] ? Number(match[2]) : null;
  if (match[1]) return { min, max: null };
  if (match[3] === undefined) return { min, max: min };
  return { min, max: match[4] ? Number(match[4]) : null };
}
