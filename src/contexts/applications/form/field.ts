import { z } from "zod";
import { operatorKinds } from "#contexts/identity/roles.ts";
import { writtenLine } from "#platform/clean-text.ts";
import { wordingLine, wordingText } from "../wording.ts";

export const fieldKinds = [
  "text",
  "longText",
  "choice",
  "choices",
  "number",
  "money",
  "date",
  "url",
  "file",
  "table",
  "consent",
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** Short form first, the full one for those who are asked back. */
export const formStages = [1, 2] as const;
export type FormStage = (typeof formStages)[number];

/** What the start-up file knows already: filled in once, and told again by no form. */
export const profileParts = [
  "name",
  "legalName",
  "website",
  "country",
  "city",
  "foundedYear",
  "teamSize",
  "stage",
  "field",
  "oneLiner",
  "description",
  "certificates",
] as const;
export type ProfilePart = (typeof profileParts)[number];

/** Names a field in answers, exports and conditions; never shown, never changed. */
const fieldKey = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, "applications.errors.fieldKey");
const option = z.object({ value: fieldKey, label: wordingLine(200) });
const options = z.array(option).min(1).max(60);

export const columnKinds = ["text", "number", "date"] as const;
const column = z.object({ key: fieldKey, kind: z.enum(columnKinds), label: wordingLine(80) });

/** Shown only where another field of the form was answered with one of the values; a consent answers `true`. */
const condition = z.object({ key: fieldKey, values: z.array(z.string().max(60)).min(1).max(60) });

/** Offered for amounts of money, the base's first. */
export const currencies = ["CNY", "EUR", "USD", "HKD"] as const;

const common = {
  key: fieldKey,
  stage: z.literal(formStages),
  label: wordingLine(300),
  help: wordingText(1000).default({}),
  isRequired: z.boolean().default(false),
  /** Read by the people of one operator only, and by those who wrote it. */
  privateTo: z.enum(operatorKinds).nullable().default(null),
  /** Tells who applies: left out where a phase of review is blind. */
  isIdentifying: z.boolean().default(false),
  profilePart: z.enum(profileParts).nullable().default(null),
  showIf: condition.nullable().default(null),
};
/** What the platform stores at most in one piece. */
export const largestFileMb = 50;
const letters = z.number().int().min(1).max(50_000);

export const formField = z.discriminatedUnion("kind", [
  z.object({ ...common, kind: z.literal("text"), longest: letters.max(500).default(200) }),
  z.object({ ...common, kind: z.literal("longText"), longest: letters.default(3000) }),
  z.object({ ...common, kind: z.literal("choice"), options }),
  z.object({ ...common, kind: z.literal("choices"), options, most: z.number().int().min(1).max(60).nullable().default(null) }),
  z.object({
    ...common,
    kind: z.literal("number"),
    unit: writtenLine(20).default(""),
    least: z.number().nullable().default(null),
    most: z.number().nullable().default(null),
  }),
  z.object({
    ...common,
    kind: z.literal("money"),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .default("CNY"),
  }),
  z.object({ ...common, kind: z.literal("date") }),
  z.object({ ...common, kind: z.literal("url") }),
  z.object({
    ...common,
    kind: z.literal("file"),
    most: z.number().int().min(1).max(20).default(1),
    /** Megabytes of one file. */
    mostMb: z.number().int().min(1).max(largestFileMb).default(20),
  }),
  z.object({
    ...common,
    kind: z.literal("table"),
    columns: z.array(column).min(1).max(12),
    mostRows: z.number().int().min(1).max(200).default(50),
  }),
  z.object({ ...common, kind: z.literal("consent") }),
]);
export type FormField = z.output<typeof formField>;
export type FormFieldInput = z.input<typeof formField>;
