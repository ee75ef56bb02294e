import { type Locale, locales } from "#platform/i18n/locales.ts";
import { type BrokenMark, type Mark, readTemplate } from "#platform/template/template.ts";
import type { AgreementKind } from "./agreement.ts";
import { type FieldName, fieldNames, isField, isList, listItems, neededFields } from "./fields.ts";

export type AgreementTexts = Partial<Record<Locale, string>>;

/** What keeps a template from being published; `lang` and `line` say where. */
export type TemplateFault =
  | { kind: "languages" }
  | { kind: "ruling" }
  | { kind: "needed"; field: string }
  | { kind: "missingIn"; field: string; lang: Locale }
  | { kind: BrokenMark["kind"]; field: string; lang: Locale; line: number }
  | { kind: "unknown"; field: string; lang: Locale; line: number; meant: string | null }
  | { kind: "noList" | "isList"; field: string; lang: Locale; line: number };

export const languagesOf = (texts: AgreementTexts): Locale[] => locales.filter((locale) => texts[locale]?.trim());

/** What a language is called in another one: "Chinese" in English. */
export const languageIn = (locale: Locale, lang: string): string =>
  new Intl.DisplayNames(locale, { type: "language" }).of(lang.split("-")[0]!) ?? lang;

/** Every mistake of a template: braces that do not close, names nobody knows, and what one language says and another does not. */
export function templateFaults(kind: AgreementKind, texts: AgreementTexts, rulingLang: string): TemplateFault[] {
  const langs = languagesOf(texts);
  const faults: TemplateFault[] = [];
  if (langs.length < 2) faults.push({ kind: "languages" });
  if (!(langs as string[]).includes(rulingLang)) faults.push({ kind: "ruling" });
  const read = new Map(langs.map((lang) => [lang, readTemplate(texts[lang]!)]));
  for (const [lang, { marks, broken }] of read) {
    if (broken) faults.push({ ...broken, field: broken.name, lang });
    for (const mark of marks) faults.push(...faultsOfMark(mark, lang));
  }
  if ([...read.values()].some(({ broken }) => broken)) return faults;
  const all = new Set([...read.values()].flatMap(({ marks }) => marks.map(({ name }) => name)).filter(isField));
  for (const [lang, { marks }] of read) {
    const own = new Set(marks.map(({ name }) => name));
    for (const field of all) if (!own.has(field)) faults.push({ kind: "missingIn", field, lang });
  }
  for (const field of neededFields[kind]) if (!all.has(field)) faults.push({ kind: "needed", field });
  return faults;
}

function faultsOfMark({ name, line, kind, within }: Mark, lang: Locale): TemplateFault[] {
  const items: readonly string[] = within && isList(within) ? listItems[within] : [];
  if (kind === "field") {
    if (items.includes(name)) return [];
    if (isList(name)) return [{ kind: "isList", field: name, lang, line }];
    return isField(name) ? [] : [{ kind: "unknown", field: name, lang, line, meant: nearest(name, [...items, ...fieldNames]) }];
  }
  if (isList(name)) return [];
  return isField(name)
    ? [{ kind: "noList", field: name, lang, line }]
    : [{ kind: "unknown", field: name, lang, line, meant: nearest(name, Object.keys(listItems)) }];
}

/** The known name a misspelt one most likely stands for. */
function nearest(name: string, known: readonly string[]): string | null {
  const [best] = known.map((each) => ({ each, far: distance(name.toLowerCase(), each.toLowerCase()) })).toSorted(byDistance);
  return best && best.far <= Math.max(2, Math.floor(name.length / 3)) ? best.each : null;
}

const byDistance = (one: { far: number }, other: { far: number }) => one.far - other.far;

/** Letters to change, add or leave out between two names (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++)
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1));
    row = next;
  }
  return row[other.length]!;
}

/** The fields of the texts, in the order the first of them names them. */
export const fieldsOf = (texts: AgreementTexts): FieldName[] => [
  ...new Set(
    languagesOf(texts)
      .flatMap((lang) => readTemplate(texts[lang]!).marks.map(({ name }) => name))
      .filter(isField),
  ),
];

/** Lists whose text says what stands there when they are empty. */
export const listsThatMayBeEmpty = (texts: AgreementTexts): Set<string> =>
  new Set(
    languagesOf(texts).flatMap((lang) =>
      readTemplate(texts[lang]!)
        .marks.filter(({ kind }) => kind === "empty")
        .map(({ name }) => name),
    ),
  );
