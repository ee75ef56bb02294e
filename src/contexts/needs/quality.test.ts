import { describe, expect, test } from "vitest";
import { detectLanguage, languagesOf } from "./language.ts";
import { checkQuality, type NeedText } from "./quality.ts";
import { requirementInput } from "./requirement.ts";
import { readRequirementValue, writeRequirementValue } from "./requirement-value.ts";
import { needTemplates } from "./templates.ts";

const today = "2026-03-02";
const good: NeedText = {
  title: "State of health of traction batteries",
  detail:
    "We take back one hundred and eighty high-voltage packs a month and must decide for each whether it is reused, repaired or recycled. " +
    "A full cycle on the bench takes nine hours. We look for impedance measurements through the charging port within twenty minutes.",
  teaser: "A car maker looks for fast diagnostics of used batteries.",
  lang: "en",
  field: "electrification",
  topics: ["battery-management"],
  requirements: [{ level: "must", kind: "text", text: "Measures each module" }],
  budgetMinor: 100,
  decideBy: "2026-06-30",
};
const keys = (change: Partial<NeedText>) => checkQuality({ ...good, ...change }, today).findings.map(({ key }) => key);

describe("the quality check", () => {
  test("a concrete need in one language loses two points", () => {
    expect(checkQuality(good, today)).toEqual({ score: 98, findings: [{ key: "oneLanguage", part: "detail", weight: 2 }] });
  });

  test("an empty need names everything, heaviest first, and never falls below zero", () => {
    const empty = {
      title: "",
      detail: "",
      teaser: "",
      field: null,
      topics: [],
      requirements: [],
      budgetMinor: null,
      decideBy: null,
    };
    const { score, findings } = checkQuality({ ...good, ...empty }, today);
    expect(score).toBe(16);
    expect(findings.map(({ key }) => key)).toEqual([
      "detailMissing",
      "requirementMissing",
      "fieldMissing",
      "titleShort",
      "topicsMissing",
      "budgetMissing",
      "decideByMissing",
    ]);
  });

  test.each([
    [
      "en",
      "We are looking for an innovative partner for the digital transformation of our business with smart scalable solutions.",
    ],
    [
      "de",
      "Wir suchen einen innovativen Partner für die digitale Transformation mit intelligenten, modernen und skalierbaren Lösungen.",
    ],
    ["zh", "寻找创新的数字化转型合作伙伴，提供先进高效的智能解决方案，赋能业务，优化流程。"],
    ["ru", "Ищем инновационные современные решения, цифровая трансформация, умный партнёр, новые технологии и эффективность."],
  ])("boilerplate is recognised (%s)", (lang, detail) => {
    expect(keys({ title: "Digital", detail, lang })).toContain("boilerplate");
  });

  test("says when the text is written in another language than stated, or in one nobody here speaks", () => {
    expect(keys({ lang: "de" })).toEqual(["languageDiffers"]);
    expect(keys({ lang: "tlh" })).toEqual(["languageUnspoken"]);
  });

  test("a second paragraph in another language counts as two languages", () => {
    expect(keys({ detail: `${good.detail}\n\n我们每月回收一百八十个高压电池包，需要逐一判断梯次利用、维修还是回收。` })).toEqual(
      [],
    );
  });

  test("judges requirements and dates", () => {
    expect(keys({ requirements: [{ level: "should", kind: "country", text: "" }] })).toEqual([
      "textRequirementMissing",
      "mustMissing",
      "oneLanguage",
    ]);
    expect(keys({ requirements: Array(4).fill(good.requirements[0]) })).toEqual(["onlyMust", "oneLanguage"]);
    expect(keys({ decideBy: "2026-03-10" })).toEqual(["decideByNear", "oneLanguage"]);
  });

  test("warns when a confidential sentence went into the teaser word for word", () => {
    expect(
      keys({
        teaser:
          "A full cycle on the bench takes nine hours. We take back one hundred and eighty high-voltage packs a month and must decide for each whether it is reused, repaired or recycled.",
      }),
    ).toEqual(["teaserCopiesDetail", "oneLanguage"]);
  });

  test.each(["👍🏽👍🏽👍🏽", "<script>alert(1)</script>", "نحتاج إلى تشخيص البطاريات", "a".repeat(20_000)])(
    "survives %s",
    (detail) => {
      expect(checkQuality({ ...good, detail }, today).score).toBeLessThan(98);
    },
  );
});

test("tells the four languages apart and stays silent on too little", () => {
  expect(detectLanguage("Wir suchen ein Verfahren für die Diagnose der Batterie")).toBe("de");
  expect(detectLanguage("We look for a method that diagnoses the battery")).toBe("en");
  expect(detectLanguage("动力电池诊断 State of Health")).toBe("zh");
  expect(detectLanguage("Нужна диагностика батарей")).toBe("ru");
  expect(detectLanguage("Battery")).toBeNull();
  expect(detectLanguage("نحتاج إلى تشخيص البطاريات")).toBeNull();
  expect(languagesOf("Wir suchen ein Verfahren für die Diagnose der Batterie\n\n动力电池诊断")).toEqual(["de", "zh"]);
});

test("a written line becomes the typed value of its kind and back", () => {
  const read = (kind: Parameters<typeof readRequirementValue>[0], text: string) =>
    requirementInput.parse({ kind, level: "must", value: readRequirementValue(kind, text) });
  expect(read("country", "cn, DE")).toMatchObject({ value: { countries: ["CN", "DE"] } });
  expect(read("stage", "Series A；seed")).toMatchObject({ value: { stages: ["series-a", "seed"] } });
  expect(read("team_size", "10–50")).toMatchObject({ value: { min: 10, max: 50 } });
  expect(read("founded_year", "2018-")).toMatchObject({ value: { min: 2018, max: null } });
  expect(read("team_size", "≥ 8")).toMatchObject({ value: { min: 8, max: null } });
  expect(writeRequirementValue({ value: { min: 10, max: 50 } })).toBe("10–50");
  expect(writeRequirementValue({ value: { countries: ["CN", "DE"] } })).toBe("CN, DE");
  expect(() => read("country", "China")).toThrow();
  expect(() => read("team_size", "50-10")).toThrow();
  expect(() => read("team_size", "many")).toThrow();
});

test("every template is a good start in each language", () => {
  for (const { texts, field, topics, requirements } of needTemplates) {
    for (const lang of ["en", "zh", "de", "ru"] as const) {
      const need = { ...texts[lang], lang, field, topics, budgetMinor: 1, decideBy: "2027-01-01" };
      const parts = requirements.map(({ level, text }) => ({ level, kind: "text" as const, text: text[lang] }));
      expect(checkQuality({ ...need, requirements: parts }, today)).toMatchObject({ score: 98 });
    }
  }
  expect(needTemplates).toHaveLength(8);
});
