import { expect, test } from "vitest";
import { isSigned, refusalOfSignature } from "./agreement.ts";
import { type AgreedParts, changesFrom, isOutdated, refusalOfAmendment } from "./amendment.ts";
import { areParallel, partsOf } from "./document.ts";
import { neededFields } from "./fields.ts";
import { starterTemplates } from "./starters/index.ts";
import { templateFaults } from "./template-text.ts";

const named = neededFields.nda.map((name) => `{{${name}}}`).join(" ");

test("a template has two languages, and all its languages name the same", () => {
  expect(templateFaults("nda", { en: named, "zh-CN": named }, "zh-CN")).toEqual([]);
  expect(templateFaults("nda", { en: named }, "de")).toEqual([{ kind: "languages" }, { kind: "ruling" }]);
  expect(templateFaults("nda", { en: named, de: "{{host.name}}" }, "en")).toEqual([
    { kind: "missingIn", field: "startup.name", lang: "de" },
  ]);
  expect(templateFaults("amendment", { en: named, de: named }, "en")).toEqual([
    { kind: "needed", field: "agreement.number" },
    { kind: "needed", field: "changes" },
  ]);
});

test("a name nobody knows is told with its line and what was meant", () => {
  const text = `${named}\n{{startup.nam}}\n{{criteria}}\n{{#criteria}}{{metrik}}{{/criteria}}{{#amount}}{{/amount}}`;
  const faults = templateFaults("nda", { en: text, de: text }, "en");
  expect(faults.slice(0, 4)).toEqual([
    { kind: "unknown", field: "startup.nam", lang: "en", line: 2, meant: "startup.name" },
    { kind: "isList", field: "criteria", lang: "en", line: 3 },
    { kind: "unknown", field: "metrik", lang: "en", line: 4, meant: "metric" },
    { kind: "noList", field: "amount", lang: "en", line: 4 },
  ]);
});

test("every starter template can be published, and its languages stand side by side", () => {
  for (const { kind, texts, rulingLang } of starterTemplates) {
    expect(templateFaults(kind, texts, rulingLang)).toEqual([]);
    const [one, other] = Object.values(texts).map((text) => partsOf(text));
    expect(areParallel(one!, other!), kind).toBe(true);
  }
});

test("clauses and their paragraphs are numbered, and a typed value makes no part of its own", () => {
  const text = "# Title\nBetween A\nand B\n\n## Purpose\nOne\u2028## two\n\nThree\n- item\n## Next\nFour";
  expect(partsOf(text).map(({ kind, number, text: words }) => [kind, number, words])).toEqual([
    ["title", null, "Title"],
    ["paragraph", null, "Between A and B"],
    ["clause", "1", "Purpose"],
    ["paragraph", "1.1", "One\n## two"],
    ["paragraph", "1.2", "Three"],
    ["item", null, "item"],
    ["clause", "2", "Next"],
    ["paragraph", "2.1", "Four"],
  ]);
});

test("each side signs once, in the same way, and only the document it was shown", () => {
  const sent = { state: "sent", sha256: "a" } as const;
  const host = { side: "host", way: "click", sha256: "a" } as const;
  const startup = { side: "startup", way: "click", sha256: "a" } as const;
  expect(refusalOfSignature(sent, [], host)).toBeNull();
  expect(refusalOfSignature({ ...sent, state: "drafted" }, [], host)).toBe("pilots.errors.notSent");
  expect(refusalOfSignature(sent, [host], host)).toBe("pilots.errors.signedBefore");
  expect(refusalOfSignature({ ...sent, state: "signed" }, [host, startup], host)).toBe("pilots.errors.signedBefore");
  expect(refusalOfSignature(sent, [host], { ...startup, sha256: "b" })).toBe("pilots.errors.documentChanged");
  expect(refusalOfSignature(sent, [host], { ...startup, way: "outside" })).toBe("agreements.errors.otherWay");
  const paper = { side: "host", way: "outside", sha256: "scan" } as const;
  expect(refusalOfSignature(sent, [], paper)).toBeNull();
  expect(refusalOfSignature(sent, [paper], { ...startup, way: "outside", sha256: "other" })).toBe(
    "pilots.errors.documentChanged",
  );
  expect([isSigned([host]), isSigned([host, startup]), isSigned([host, { ...startup, sha256: "b" }])]).toEqual([
    false,
    true,
    false,
  ]);
});

const criterion = (id: string, target: number) => ({
  id,
  metric: `Metric ${id}`,
  unit: "%",
  comparison: "atLeast" as const,
  baseline: 10,
  target,
  method: "Counted",
  measuredBy: "together" as const,
});
const agreed: AgreedParts = {
  scope: "One line",
  startsOn: "2026-04-01",
  endsOn: "2026-07-31",
  decisionOn: "2026-08-15",
  nextOrder: "Two lines",
  consequenceWithinDays: 60,
  criteria: [criterion("a", 90), criterion("b", 80), criterion("c", 70)],
};
const running = { state: "running", isExtended: false, measured: new Set(["a"]) } as const;

test("an amendment changes what was agreed, but not what was measured, and nothing after the evaluation", () => {
  const refusal = (pilot: Parameters<typeof refusalOfAmendment>[0], changes: Partial<AgreedParts>) =>
    refusalOfAmendment(pilot, agreed, changes, "2026-05-01");
  expect(refusal(running, { scope: "Two lines" })).toBeNull();
  expect(refusal(running, { scope: "One line" })).toBe("agreements.errors.nothingAmended");
  expect(refusal({ ...running, state: "evaluated" }, { scope: "x" })).toBe("agreements.errors.notAmendable");
  expect(refusal(running, { scope: " " })).toBe("agreements.errors.partEmptied");
  const [a, b, c] = agreed.criteria;
  expect(refusal(running, { criteria: [a!, { ...b!, target: 85 }, c!] })).toBeNull();
  expect(refusal(running, { criteria: [{ ...a!, target: 50 }, b!, c!] })).toBe("agreements.errors.measuredCriterion");
  expect(refusal(running, { criteria: [b!, c!, criterion("d", 60)] })).toBe("agreements.errors.measuredCriterion");
  expect(refusal(running, { criteria: [a!, b!] })).toBe("agreements.errors.criteriaFaulty");
});

test("the end moves once while the pilot runs, as by an extension; before that both choose it", () => {
  const refusal = (pilot: Parameters<typeof refusalOfAmendment>[0], changes: Partial<AgreedParts>) =>
    refusalOfAmendment(pilot, agreed, changes, "2026-05-01");
  const later = { endsOn: "2026-09-30", decisionOn: "2026-10-15" };
  expect(refusal(running, later)).toBeNull();
  expect(refusal({ ...running, isExtended: true }, later)).toBe("pilots.errors.extendedBefore");
  expect(refusal(running, { endsOn: "2026-06-30" })).toBe("pilots.errors.extensionNotLater");
  expect(refusal(running, { endsOn: "2027-03-01", decisionOn: "2027-03-02" })).toBe("pilots.errors.extensionTooLong");
  expect(refusal(running, { startsOn: "2026-04-15" })).toBe("agreements.errors.startedAlready");
  expect(refusal(running, { decisionOn: "2026-07-01" })).toBe("pilots.errors.decisionBeforeEnd");
  expect(refusal({ ...running, state: "ordered" }, { startsOn: "2026-05-15", endsOn: "2026-06-30" })).toBeNull();
});

test("what a document was made from is compared part by part", () => {
  expect(changesFrom(agreed, { scope: "One line", endsOn: "2026-09-30" })).toEqual({ endsOn: "2026-09-30" });
  expect(isOutdated(agreed, agreed)).toBe(false);
  expect(isOutdated({}, agreed)).toBe(false);
  expect(isOutdated({ scope: "Another" }, agreed)).toBe(true);
});
