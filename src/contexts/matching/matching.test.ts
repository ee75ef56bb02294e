import { expect, test } from "vitest";
import type { CompanyProfile } from "./company-document.ts";
import { highlight } from "./highlight.ts";
import { cautionPart, fitOf, requirementPart, sharesOf, textPart } from "./score.ts";
import { countVotes, isAboutContent } from "./shortlist-stage.ts";
import { exclusionOf, mergeFacets, verdictOf } from "./verdict.ts";

const profile: CompanyProfile = {
  id: "c",
  name: "Cellsight",
  otherNames: [],
  lang: "de",
  oneLiner: "",
  description: "Zertifiziert nach ISO 26262.",
  tags: [],
  field: null,
  topics: [],
  country: "DE",
  city: null,
  foundedYear: 2018,
  teamSize: null,
  stage: "seed",
  status: "active",
  certificates: ["TISAX AL3"],
  sources: [],
  translations: [{ lang: "zh-CN", oneLiner: "", description: "" }],
};

const verdict = (kind: "country", value: object) => verdictOf({ kind, value }, profile).verdict;

test("facts are met or failed when they are known, and unknown otherwise", () => {
  expect(verdict("country", { countries: ["DE", "CN"] })).toBe("met");
  expect(verdict("country", { countries: ["CN"] })).toBe("failed");
  expect(verdict("stage" as "country", { stages: ["growth"] })).toBe("failed");
  expect(verdict("founded_year" as "country", { min: 2015, max: null })).toBe("met");
  expect(verdict("team_size" as "country", { min: 10, max: 50 })).toBe("unknown");
});

test("certificates and languages that are not named are unknown, never failed", () => {
  expect(verdictOf({ kind: "certificate", value: { certificates: ["TISAX", "ISO26262"] } }, profile)).toMatchObject({
    verdict: "met",
    evidence: ["TISAX", "ISO26262"],
  });
  expect(verdictOf({ kind: "certificate", value: { certificates: ["ISO 27001"] } }, profile)).toMatchObject({
    verdict: "unknown",
    evidence: [],
  });
  expect(verdictOf({ kind: "language", value: { languages: ["zh", "en"] } }, profile)).toMatchObject({
    verdict: "met",
    evidence: ["zh"],
  });
});

test("only musts that are facts exclude, and numbers let the unknown through", () => {
  expect(exclusionOf({ level: "should", kind: "country", value: { countries: ["CN"] } })).toBeNull();
  expect(exclusionOf({ level: "must", kind: "text", value: {} })).toBeNull();
  expect(exclusionOf({ level: "must", kind: "team_size", value: { min: 10, max: 50 } })).toEqual({
    teamSizeHigh: { min: 10 },
    teamSizeLow: { max: 50 },
  });
  const country = exclusionOf({ level: "must", kind: "country", value: { countries: ["CN"] } })!;
  expect(country.country!.noneOf).toContain("DE");
  expect(country.country!.noneOf).not.toContain("CN");
});

test("filters on one facet all hold", () => {
  expect(
    mergeFacets([
      { country: { anyOf: ["CN", "DE"] } },
      { country: { noneOf: ["DE"] } },
      { size: { min: 3 } },
      { size: { min: 5, max: 9 } },
    ]),
  ).toEqual({
    country: { anyOf: ["CN", "DE"], noneOf: ["DE"] },
    size: { min: 5, max: 9 },
  });
});

test("the parts of a fit add up to it, whatever they are", () => {
  for (const meaning of [null, 0.8]) {
    for (const requirements of [null, 0.25]) {
      const parts = { text: 0.6, requirements, meaning, caution: 0.5 };
      expect(sharesOf(parts).reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(fitOf(parts), 10);
    }
  }
});

test("requirements without text earn nothing, and every caution lowers the fit", () => {
  expect(fitOf({ text: 0, requirements: 1, meaning: null, caution: 1 })).toBe(0);
  expect(requirementPart([])).toBeNull();
  expect(
    requirementPart([
      { level: "must", verdict: "met" },
      { level: "should", verdict: "failed" },
    ]),
  ).toBeCloseTo(2 / 3);
  expect(cautionPart(["inactive", "badFeedback"])).toBe(0.3);
  expect(textPart(0.2, true)).toBeGreaterThan(textPart(0.2));
});

test("marked texts keep every character, and long ones are cut where most is marked", () => {
  const segments = highlight(
    "battery health of packs",
    [
      { start: 0, end: 14, kind: "concept" },
      { start: 8, end: 14, kind: "word" },
    ],
    100,
  );
  expect(segments).toEqual([
    { text: "battery health", mark: "concept" },
    { text: " of packs", mark: null },
  ]);
  const long = `${"a ".repeat(300)}target ${"b ".repeat(300)}`;
  const cut = highlight(long, [{ start: 600, end: 606, kind: "word" }], 100);
  expect(cut.find(({ mark }) => mark === "word")!.text).toBe("target");
  expect([cut[0]!.text, cut.at(-1)!.text]).toEqual(["…", "…"]);
});

test("votes are counted by what they say; refusals about place or size push no words away", () => {
  expect(countVotes([{ vote: 1 }, { vote: 1 }, { vote: -1 }])).toEqual({ yes: 2, maybe: 0, no: 1 });
  expect([isAboutContent("technology"), isAboutContent("region"), isAboutContent(null)]).toEqual([true, false, true]);
});
