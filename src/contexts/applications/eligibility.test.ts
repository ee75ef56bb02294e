import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import {
  askedFacts,
  checkEligibility,
  type EligibilityFacts,
  type EligibilityRule,
  eligibilityOf,
  eligibilityRule,
  eligibilityRules,
} from "./eligibility.ts";

const rule = (values: Record<string, unknown>): EligibilityRule =>
  parse(eligibilityRule, { id: newId(), reason: { en: "Because of the programme's money" }, ...values });
const verdictOf = (one: EligibilityRule, facts: EligibilityFacts) => checkEligibility([one], facts, 2026)[0]!.verdict;

test("each kind of rule says yes, no, or that it was not told", () => {
  const statement = rule({ kind: "statement", statement: { en: "A juror holds shares in us" }, expected: false });
  const cases: [EligibilityRule, EligibilityFacts, EligibilityFacts][] = [
    [rule({ kind: "age", maximum: 7 }), { foundedYear: 2019 }, { foundedYear: 2018 }],
    [rule({ kind: "legalEntity" }), { isRegistered: true }, { isRegistered: false }],
    [rule({ kind: "region", countries: ["cn", "DE"] }), { country: "CN" }, { country: "FR" }],
    [rule({ kind: "field", fields: ["energy", "materials"] }), { field: "energy" }, { field: "logistics" }],
    [rule({ kind: "stage", stages: ["seed"] }), { stage: "seed" }, { stage: "idea" }],
    [rule({ kind: "teamSize", minimum: 3, maximum: null }), { teamSize: 3 }, { teamSize: 2 }],
    [rule({ kind: "teamSize", minimum: null, maximum: 50 }), { teamSize: 50 }, { teamSize: 51 }],
    [rule({ kind: "certificate", anyOf: ["ISO 9001"] }), { certificates: ["iso-9001"] }, { certificates: [] }],
    [statement, { statements: { [statement.id]: false } }, { statements: { [statement.id]: true } }],
  ];
  for (const [one, meeting, failing] of cases) {
    expect([one.kind, verdictOf(one, meeting), verdictOf(one, failing), verdictOf(one, {})]).toEqual([
      one.kind,
      "met",
      "failed",
      "unanswered",
    ]);
  }
});

test("one failed rule closes the door, an unanswered one leaves it open, no rules let everybody in", () => {
  const rules = [rule({ kind: "age", maximum: 5 }), rule({ kind: "legalEntity" }), rule({ kind: "age", maximum: 9 })];
  const outcome = (facts: EligibilityFacts) => eligibilityOf(checkEligibility(rules, facts, 2026));
  expect(outcome({ foundedYear: 2020 })).toBe("notEligible");
  expect(outcome({ foundedYear: 2024 })).toBe("incomplete");
  expect(outcome({ foundedYear: 2024, isRegistered: true })).toBe("eligible");
  expect(eligibilityOf(checkEligibility([], {}, 2026))).toBe("eligible");
  expect(askedFacts(rules)).toEqual(["age", "legalEntity"]);
});

test("a fact more never opens a door that is closed, nor unsays a verdict", () => {
  const rules = [rule({ kind: "age", maximum: 5 }), rule({ kind: "legalEntity" }), rule({ kind: "region", countries: ["CN"] })];
  const facts = fc.record(
    { foundedYear: fc.integer({ min: 2010, max: 2026 }), isRegistered: fc.boolean(), country: fc.constantFrom("CN", "DE") },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(facts, facts, (first, second) => {
      const both = { ...second, ...first };
      const before = checkEligibility(rules, first, 2026).map(({ verdict }) => verdict);
      const after = checkEligibility(rules, both, 2026).map(({ verdict }) => verdict);
      before.forEach((verdict, at) => {
        if (verdict !== "unanswered") expect(after[at]).toBe(verdict);
      });
    }),
  );
});

test("a rule with nothing to compare with, or an unknown country, is refused where it is written", () => {
  expect(() => parse(eligibilityRules, [{ id: newId(), reason: {}, kind: "region", countries: ["XX"] }])).toThrow();
  expect(() => parse(eligibilityRules, [{ id: newId(), reason: {}, kind: "certificate", anyOf: [] }])).toThrow();
});
