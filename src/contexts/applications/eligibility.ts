import { z } from "zod";
import { countryCodes } from "#contexts/companies/countries.ts";
import { fields, stages } from "#contexts/companies/fields.ts";
import { writtenLine } from "#platform/clean-text.ts";
import { wordingLine, wordingText } from "./wording.ts";

/** What a founder on whom a rule closes the door is offered instead. */
const alternative = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("call"), callId: z.uuid() }),
  z.object({ kind: z.literal("page"), url: z.url({ protocol: /^https?$/ }), label: wordingLine(120) }),
  z.object({ kind: z.literal("newsletter") }),
]);
export type Alternative = z.output<typeof alternative>;

const common = {
  id: z.uuid(),
  /** Why the base asks for it; shown with the verdict. */
  reason: wordingText(500),
  alternative: alternative.nullable().default(null),
};
const country = z
  .string()
  .toUpperCase()
  .refine((code) => countryCodes.includes(code), "applications.errors.unknownCountry");
const certificate = writtenLine(60).min(1);
const years = z.number().int().min(0).max(100);
const people = z.number().int().min(0).max(1_000_000);

/**
 * A condition a firm must meet to apply, as data. Every one can be answered by the firm itself in a few seconds; none is a matter of
 * judgement, those are for reviewers.
 */
export const eligibilityRule = z.discriminatedUnion("kind", [
  z.object({ ...common, kind: z.literal("age"), maximum: years }),
  z.object({ ...common, kind: z.literal("legalEntity") }),
  z.object({ ...common, kind: z.literal("region"), countries: z.array(country).min(1).max(250) }),
  z.object({ ...common, kind: z.literal("field"), fields: z.array(z.enum(fields)).min(1) }),
  z.object({ ...common, kind: z.literal("stage"), stages: z.array(z.enum(stages)).min(1) }),
  z.object({ ...common, kind: z.literal("teamSize"), minimum: people.nullable(), maximum: people.nullable() }),
  z.object({ ...common, kind: z.literal("certificate"), anyOf: z.array(certificate).min(1).max(20) }),
  /** A sentence the firm says yes or no to, such as one on ties to the jury; `expected` is the answer that lets it in. */
  z.object({ ...common, kind: z.literal("statement"), statement: wordingLine(300), expected: z.boolean() }),
]);
export type EligibilityRule = z.output<typeof eligibilityRule>;
export type EligibilityKind = EligibilityRule["kind"];
/** In the order they are offered to whoever writes a call. */
export const eligibilityKinds = [
  "age",
  "legalEntity",
  "region",
  "field",
  "stage",
  "teamSize",
  "certificate",
  "statement",
] as const satisfies readonly EligibilityKind[];

export const eligibilityRules = z.array(eligibilityRule).max(20);

/** What a founder says of the firm in the self-check; nothing of it is kept. */
export const eligibilityFacts = z
  .object({
    foundedYear: z.number().int().min(1800).max(2200),
    isRegistered: z.boolean(),
    country,
    field: z.enum(fields),
    stage: z.enum(stages),
    teamSize: people,
    certificates: z.array(certificate).max(50),
    /** By the id of the rule. */
    statements: z.record(z.uuid(), z.boolean()),
  })
  .partial();
export type EligibilityFacts = z.output<typeof eligibilityFacts>;

export interface RuleVerdict {
  rule: EligibilityRule;
  /** `unanswered`: the fact was not told. */
  verdict: "met" | "failed" | "unanswered";
}

/** Says of each rule whether the firm meets it. The firm's year of foundation counts whole: in the last year it still fits. */
export function checkEligibility(rules: readonly EligibilityRule[], facts: EligibilityFacts, year: number): RuleVerdict[] {
  return rules.map((rule) => {
    const isMet = meets(rule, facts, year);
    return { rule, verdict: isMet === null ? "unanswered" : isMet ? "met" : "failed" };
  });
}

/** Null where the fact that decides was not told. */
function meets(rule: EligibilityRule, facts: EligibilityFacts, year: number): boolean | null {
  switch (rule.kind) {
    case "age":
      return told(facts.foundedYear, (founded) => year - founded <= rule.maximum);
    case "legalEntity":
      return told(facts.isRegistered, (isRegistered) => isRegistered);
    case "region":
      return told(facts.country, (code) => rule.countries.includes(code));
    case "field":
      return told(facts.field, (field) => rule.fields.includes(field));
    case "stage":
      return told(facts.stage, (stage) => rule.stages.includes(stage));
    case "teamSize":
      return told(facts.teamSize, (size) => size >= (rule.minimum ?? 0) && size <= (rule.maximum ?? Number.POSITIVE_INFINITY));
    case "certificate":
      return told(facts.certificates, (held) => rule.anyOf.some((wanted) => held.some((own) => isSameName(own, wanted))));
    case "statement":
      return told(facts.statements?.[rule.id], (answer) => answer === rule.expected);
  }
}

const told = <Fact>(fact: Fact | undefined, test: (fact: Fact) => boolean): boolean | null =>
  fact === undefined ? null : test(fact);

/** "ISO 9001" and "iso-9001" are one certificate. */
const isSameName = (left: string, right: string): boolean => keyOf(left) === keyOf(right);
const keyOf = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

export type Eligibility = "eligible" | "notEligible" | "incomplete";

/** One failed rule closes the door, whatever is still unanswered. */
export function eligibilityOf(verdicts: readonly RuleVerdict[]): Eligibility {
  if (verdicts.some(({ verdict }) => verdict === "failed")) return "notEligible";
  return verdicts.some(({ verdict }) => verdict === "unanswered") ? "incomplete" : "eligible";
}

/** Which facts the self-check has to ask for, in the order of the rules, each once. */
export function askedFacts(rules: readonly EligibilityRule[]): EligibilityKind[] {
  return [...new Set(rules.map(({ kind }) => kind))];
}
