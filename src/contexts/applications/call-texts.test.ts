import { expect, test } from "vitest";
import { parse } from "#platform/parse.ts";
import { type CallTexts, untranslatedParts } from "./call-texts.ts";
import { eligibilityRules } from "./eligibility.ts";
import { faultsOf, form } from "./form/form.ts";

const both = (text: string) => ({ en: text, "zh-CN": text });
const texts: CallTexts = {
  title: both("Battery call"),
  teaser: both("Diagnostics"),
  description: { en: "Everything" },
  faq: [{ question: both("Costs?"), answer: both("None") }],
  rules: parse(eligibilityRules, [{ id: crypto.randomUUID(), kind: "legalEntity", reason: { en: "Contracts" } }]),
  tracks: [{ label: both("Cells") }],
  form: parse(form, [
    {
      key: "kind",
      kind: "choice",
      stage: 1,
      label: both("Kind"),
      help: { en: "One" },
      options: [{ value: "a", label: { "zh-CN": "甲" } }],
    },
  ]),
};

test("a call says which of its languages lacks which parts; a help text is not asked for", () => {
  expect(untranslatedParts(texts, ["en", "zh-CN", "de"])).toEqual([
    { lang: "en", parts: ["form"] },
    { lang: "zh-CN", parts: ["description", "rules"] },
    { lang: "de", parts: ["title", "teaser", "description", "faq", "rules", "tracks", "form"] },
  ]);
  expect(untranslatedParts(texts, [])).toEqual([]);
});

test("a form whose question or answer lacks a language of the call is not published", () => {
  expect(faultsOf(texts.form, ["zh-CN"])).toEqual([]);
  expect(faultsOf(texts.form, ["en", "zh-CN"])).toEqual([{ key: "kind", fault: "notInEveryLanguage" }]);
});
