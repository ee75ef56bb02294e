import type { Locale } from "#platform/i18n/locales.ts";
import type { EligibilityRule } from "./eligibility.ts";
import type { Form } from "./form/form.ts";
import type { Wording } from "./wording.ts";

/** Parts of a call that have words. */
export const callParts = ["title", "teaser", "description", "faq", "rules", "tracks", "form"] as const;
export type CallPart = (typeof callParts)[number];

export interface CallTexts {
  title: Wording;
  teaser: Wording;
  description: Wording;
  faq: readonly { question: Wording; answer: Wording }[];
  rules: readonly EligibilityRule[];
  tracks: readonly { label: Wording }[];
  form: Form;
}

/** The parts of a call that somebody who reads one of its languages would find in another; each language with what it lacks. */
export function untranslatedParts(texts: CallTexts, langs: readonly Locale[]): { lang: Locale; parts: CallPart[] }[] {
  const words = wordsOf(texts);
  return langs.flatMap((lang) => {
    const parts = callParts.filter((part) => words[part].some((wording) => !wording[lang]));
    return parts.length > 0 ? [{ lang, parts }] : [];
  });
}

/** Help is not asked for: a question may stand without. */
const wordsOfForm = (form: Form): Wording[] => form.flatMap(wordsOfField);

export const wordsOfField = (field: Form[number]): Wording[] => [
  field.label,
  ...("options" in field ? field.options.map(({ label }) => label) : []),
  ...("columns" in field ? field.columns.map(({ label }) => label) : []),
];

const wordsOf = ({ title, teaser, description, faq, rules, tracks, form }: CallTexts): Record<CallPart, Wording[]> => ({
  title: [title],
  teaser: [teaser],
  description: [description],
  faq: faq.flatMap(({ question, answer }) => [question, answer]),
  rules: rules.flatMap((rule) => (rule.kind === "statement" ? [rule.reason, rule.statement] : [rule.reason])),
  tracks: tracks.map(({ label }) => label),
  form: wordsOfForm(form),
});
