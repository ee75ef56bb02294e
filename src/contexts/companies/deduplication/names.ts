import { isChinesePlace, isGenericChinese, stripBusinessWords, stripLeadingPlaces, stripTrailingPlace } from "./chinese-words.ts";
import { domainLabel } from "./domains.ts";
import { fold, isUnspaced, latinise } from "./folding.ts";
import { stripLegalForms, stripUnspacedLegalForm } from "./legal-forms.ts";
import { splitName } from "./name-parts.ts";

/** A name in the forms in which names are compared; all forms are folded and, but for `words`, free of spaces. */
export interface CompanyName {
  /** As written, for explanations. */
  written: string;
  /** The whole name with its legal form: equal only where the same legal person is meant. */
  full: string;
  /** Without legal form and place. */
  core: string;
  /** Without the words that say what a firm does; never empty. */
  stem: string;
  words: string[];
  script: "unspaced" | "spaced";
  /** Place in front of or behind a Chinese legal name, else empty. */
  place: string;
  isLegal: boolean;
}

/** What one written name holds: "Prembly (formerly Identitypass)" has a current and a former name. */
export interface ParsedName {
  current: CompanyName[];
  former: CompanyName[];
}

/** Words of Latin names that tell little about who the firm is. */
const GENERIC_WORDS = new Set(
  `ai app apps technologies technology tech labs lab software systems system solutions solution services service digital online global international
  network networks media studio studios ventures capital partners group holdings health healthcare medical bio biosciences biotech biotechnologies
  therapeutics pharma pharmaceuticals robotics energy analytics data cloud hq official website home inc the and of for intelligence research platform
  company startup io dev xyz us usa uk eu china germany europe asia america`.split(/\s+/u),
);

/** Reads a name as people and registers write it; a name that consists of punctuation only yields nothing. */
export function parseCompanyName(written: string): ParsedName {
  const parts = splitName(fold(written));
  return {
    current: parts.current.flatMap((part) => toVariants(part, written.trim())),
    former: parts.former.flatMap((part) => toVariants(part, part)),
  };
}

/** "ibm" of "International Business Machines"; empty for names of fewer than three words. */
export function initialsOf(name: CompanyName): string {
  return name.script === "spaced" && name.words.length >= 3 ? name.words.map((word) => word[0]).join("") : "";
}

/** A mixed name such as 道客云DaoCloud stands for both of its halves. */
function toVariants(part: string, written: string): CompanyName[] {
  if (!isUnspaced(part)) return spacedName(part, written);
  const latinRuns = part.match(/[\p{Script=Latin}][\p{Script=Latin}\d.&' -]*[\p{Script=Latin}\d]/gu) ?? [];
  const longRuns = latinRuns.filter((run) => run.replace(/[^\p{L}]/gu, "").length >= 3);
  const halves = longRuns.flatMap((run) => spacedName(run, written)).filter((name) => !GENERIC_WORDS.has(name.core));
  const rest = longRuns.reduce((text, run) => text.replace(run, " "), part);
  const own = unspacedName(isUnspaced(rest) ? rest : part, written);
  // "UArm机器人" is called UArm: 机器人 (robots) alone names nobody.
  return halves.length > 0 ? [...own.filter((name) => !isGenericChinese(name.core)), ...halves] : own;
}

function unspacedName(part: string, written: string): CompanyName[] {
  const brackets = [...part.matchAll(/\(([^()]*)\)/gu)].map((match) => squash(match[1]!));
  const bracketPlace = brackets.find(isChinesePlace) ?? "";
  const full = squash(part);
  if (!full) return [];
  const bare = squash(part.replace(/\([^()]*\)/gu, ""));
  const { rest, form, branch } = stripUnspacedLegalForm(bare || full);
  const leading = stripLeadingPlaces(rest);
  const trailing = stripTrailingPlace(leading.rest);
  const core = trailing.rest;
  const stem = isGenericChinese(core) ? core : stripBusinessWords(core);
  return [
    {
      written,
      full,
      core,
      stem,
      words: [stem],
      script: "unspaced",
      place: branch || leading.place || bracketPlace || trailing.place,
      isLegal: form !== "",
    },
  ];
}

function spacedName(part: string, written: string): CompanyName[] {
  const label = domainLabel(part.replace(/\s/gu, ""));
  const all = wordsOf(label ?? part);
  if (all.length === 0) return [];
  const words = stripLegalForms(all).map(latinise);
  const telling = words.filter((word) => !GENERIC_WORDS.has(word));
  const stem = (telling.length > 0 && telling.join("").length >= 2 ? telling : words).join("");
  const isLegal = words.length < all.length;
  return [{ written, full: all.map(latinise).join(""), core: words.join(""), stem, words, script: "spaced", place: "", isLegal }];
}

/** Dots inside abbreviations vanish (S.A.S. → sas), all other punctuation separates. */
function wordsOf(text: string): string[] {
  return text
    .replace(/(?<=(?<![\p{L}\p{N}])\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))/gu, "")
    .replace(/'(?=s\b)/gu, "")
    .replace(/&/gu, " and ")
    .split(/[^\p{L}\p{N}\p{M}+#]+/u)
    .filter(Boolean);
}

function squash(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

/** What different spellings of one firm have in common: its name without legal form and place. */
export const firmNameKeys = (written: string): string[] => [
  ...new Set(parseCompanyName(written).current.flatMap(({ core }) => (core ? [core] : []))),
];
