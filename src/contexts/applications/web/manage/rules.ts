import type { EligibilityKind, EligibilityRule } from "../../eligibility.ts";

/** A rule as it begins; what it lacks is asked for when it is saved. */
export function newRule(kind: EligibilityKind): EligibilityRule {
  const common = { id: crypto.randomUUID(), reason: {}, alternative: null };
  switch (kind) {
    case "age":
      return { ...common, kind, maximum: 5 };
    case "legalEntity":
      return { ...common, kind };
    case "region":
      return { ...common, kind, countries: ["CN"] };
    case "field":
      return { ...common, kind, fields: [] };
    case "stage":
      return { ...common, kind, stages: [] };
    case "teamSize":
      return { ...common, kind, minimum: 2, maximum: null };
    case "certificate":
      return { ...common, kind, anyOf: [] };
    case "statement":
      return { ...common, kind, statement: {}, expected: false };
  }
}
