import { detectTextLanguage } from "#platform/text-language.ts";
import { lineOf, textOf } from "./cell-values.ts";
import type { CompanyDraft, CompanyValues } from "./company-draft.ts";
import { limits } from "./limits.ts";
import type { Note, TargetCell, TargetCells } from "./target-cells.ts";

interface Texts {
  oneLiner: string;
  description: string;
}

const languages = ["en", "zh", "de", "ru"] as const;

/** Puts the texts of the company's own language into `values` and returns those in other languages. */
export function readTranslations(cells: TargetCells, values: CompanyValues, note: Note): CompanyDraft["translations"] {
  const own: Texts = { oneLiner: "", description: "" };
  own.oneLiner = oneLinerOf(cells.get("oneLiner")?.[0], note);
  own.description = descriptionOf(cells.get("description")?.[0], note);
  if (own.oneLiner.length > limits.oneLinerCharacters) {
    if (own.description === "") own.description = own.oneLiner;
    own.oneLiner = cut(own.oneLiner, limits.oneLinerCharacters);
  }
  const byLanguage = new Map<string, Texts>();
  for (const lang of languages) {
    const texts = {
      oneLiner: oneLinerOf(cells.get(`oneLiner.${lang}`)?.[0], note),
      description: descriptionOf(cells.get(`description.${lang}`)?.[0], note),
    };
    if (texts.oneLiner || texts.description) byLanguage.set(lang, texts);
  }
  for (const cell of cells.get("translations") ?? []) readNested(cell, byLanguage, note);
  chooseOwn(own, byLanguage, values);
  if (own.oneLiner) values.oneLiner = own.oneLiner;
  if (own.description) values.description = own.description;
  return [...byLanguage].map(([lang, texts]) => ({
    lang,
    oneLiner: cut(texts.oneLiner, limits.oneLinerCharacters),
    description: texts.description,
  }));
}

/** A file may hold texts by language only; then one of them is the company's own. A second text in its own language adds nothing. */
function chooseOwn(own: Texts, byLanguage: Map<string, Texts>, values: CompanyValues): void {
  if (!own.oneLiner && !own.description) {
    const first = values.lang && byLanguage.has(values.lang) ? values.lang : [...byLanguage.keys()][0];
    if (!first) return;
    Object.assign(own, byLanguage.get(first));
    values.lang = first;
  }
  values.lang ??= detectTextLanguage(`${own.oneLiner} ${own.description}`);
  byLanguage.delete(values.lang);
}

/** `{one_liner_en, description_zh, …}` or `{en: {one_liner, description}}`. */
function readNested({ column, value }: TargetCell, byLanguage: Map<string, Texts>, note: Note): void {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return;
  const textsOf = (lang: string): Texts => {
    const texts = byLanguage.get(lang) ?? { oneLiner: "", description: "" };
    byLanguage.set(lang, texts);
    return texts;
  };
  const put = (lang: string, kind: string, text: unknown) => {
    const cell = { column, value: text };
    if (/^one_?liner$/i.test(kind) && lineOf(text)) textsOf(lang).oneLiner = oneLinerOf(cell, note);
    if (/^description$/i.test(kind) && textOf(text)) textsOf(lang).description = descriptionOf(cell, note);
  };
  for (const [key, inner] of Object.entries(value)) {
    const flat = /^(.+)_([a-z]{2})(?:[-_][A-Za-z]+)?$/.exec(key);
    if (flat) put(flat[2]!, flat[1]!, inner);
    else if (/^[a-z]{2}$/.test(key) && inner !== null && typeof inner === "object") {
      for (const [kind, text] of Object.entries(inner)) put(key, kind, text);
    }
  }
}

function oneLinerOf(cell: TargetCell | undefined, note: Note): string {
  const text = lineOf(cell?.value);
  if (cell && text.includes("\uFFFD")) note(cell, "wrongEncoding");
  return text;
}

function descriptionOf(cell: TargetCell | undefined, note: Note): string {
  const text = textOf(cell?.value);
  if (cell && text.includes("\uFFFD")) note(cell, "wrongEncoding");
  if (cell && text.length > limits.descriptionCharacters) note(cell, "textTooLong");
  return lineOf(text) === "" ? "" : cut(text, limits.descriptionCharacters);
}

/** Cuts at a whole character. */
const cut = (text: string, length: number): string =>
  text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
