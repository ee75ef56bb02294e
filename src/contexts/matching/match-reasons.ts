import type { CompanyProfile } from "./company-document.ts";
import { shownName } from "./company-document.ts";
import type { Language } from "./core/language.ts";
import { isEmptyWord } from "./core/stop-words.ts";
import { highlight, type Mark } from "./highlight.ts";
import type { Reason, ReasonSpan, Reasons } from "./living-index/protocol.ts";
import type { MatchedText, MatchReason } from "./views.ts";

const shortText = 200;
const longText = 420;
const mostReasons = 14;
/** What brings less to the score explains nothing to a reader. */
const leastMarkedShare = 0.02;

/** Reasons as a reader checks them: marked texts, words that met words, and what is missing. */
export function reasonViews(
  profile: CompanyProfile,
  { reasons, missing }: Reasons,
  readerLanguage: string,
): { texts: MatchedText[]; reasons: MatchReason[]; missing: string[] } {
  return { texts: matchedTexts(profile, reasons, readerLanguage), reasons: shownReasons(reasons, readerLanguage), missing };
}

/** The reasons that a reader can check, heaviest first. */
export const shownReasons = (reasons: readonly Reason[], readerLanguage: string): MatchReason[] =>
  reasons
    .filter((reason) => Math.abs(reason.share) >= 0.005 && !isEmpty(reason))
    .slice(0, mostReasons)
    .map((reason) => reasonView(reason, readerLanguage));

/** "of" in "state of health" counts a little, but explains nothing. */
const isEmpty = ({ via, asked, askedLanguage }: Reason): boolean =>
  via === "word" &&
  asked.length > 0 &&
  asked.every((word) => /^\p{Script=Latin}{1,2}$/u.test(word) || isEmptyWord(word, askedLanguage as Language));

function reasonView({ via, asked, askedLanguage, concept, labels, share, spans }: Reason, readerLanguage: string): MatchReason {
  const found = distinct(spans.map(({ text }) => text)).slice(0, 4);
  return {
    via,
    asked,
    found,
    fields: distinct(spans.map(({ field }) => field)),
    concept: concept === null ? null : (labels[readerLanguage] ?? labels.en ?? concept),
    bridge: via === "word" ? null : bridgeOf(asked[0], askedLanguage, spans),
    share,
  };
}

/** Words of two languages that say the same thing; the same letters are no bridge. */
function bridgeOf(from: string | undefined, fromLanguage: string, spans: readonly ReasonSpan[]): MatchReason["bridge"] {
  if (from === undefined || fromLanguage === "other") return null;
  const other = spans.find(
    ({ language, text }) => language !== fromLanguage && language !== "other" && text.toLowerCase() !== from.toLowerCase(),
  );
  const hasOwn = spans.some(({ language }) => language === fromLanguage);
  return other && !hasOwn ? { from, fromLanguage, to: other.text, toLanguage: other.language } : null;
}

/** The name is always shown; one-liner and description in their own language, and in the reader's where there is a translation. */
function matchedTexts(profile: CompanyProfile, reasons: readonly Reason[], readerLanguage: string): MatchedText[] {
  const marking = reasons.filter((reason) => reason.share >= leastMarkedShare && !isEmpty(reason));
  const marks = (field: ReasonSpan["field"], version: number, item = 0): Mark[] =>
    marking.flatMap(({ via, spans }) =>
      spans
        .filter((span) => span.field === field && span.version === version && span.item === item)
        .map(({ start, end }): Mark => ({ start, end, kind: via === "word" ? "word" : "concept" })),
    );
  const texts: MatchedText[] = [
    {
      field: "name",
      lang: profile.lang,
      isTranslation: false,
      segments: highlight(shownName(profile), marks("name", 0), longText),
    },
  ];
  const versions = [
    { lang: profile.lang, oneLiner: profile.oneLiner, description: profile.description },
    ...profile.translations,
  ];
  for (const [version, { lang, oneLiner, description }] of versions.entries()) {
    if (version > 0 && languageOf(lang) !== readerLanguage && !isOnlyEvidence(version, reasons)) continue;
    const isTranslation = version > 0;
    if (oneLiner)
      texts.push({
        field: "oneLiner",
        lang,
        isTranslation,
        segments: highlight(oneLiner, marks("oneLiner", version), shortText),
      });
    if (description && description !== oneLiner) {
      texts.push({
        field: "description",
        lang,
        isTranslation,
        segments: highlight(description, marks("description", version), longText),
      });
    }
  }
  for (const [item, tag] of profile.tags.entries()) {
    const own = marks("tags", 0, item);
    if (own.length > 0)
      texts.push({ field: "tags", lang: profile.lang, isTranslation: false, segments: highlight(tag, own, shortText) });
  }
  return texts;
}

/** Matches that only this translation holds are shown even to those who do not read its language. */
function isOnlyEvidence(version: number, reasons: readonly Reason[]): boolean {
  const inTexts = reasons.filter(({ share }) => share > 0).flatMap(({ spans }) => spans.filter(({ field }) => field !== "tags"));
  return inTexts.length > 0 && inTexts.every((span) => span.version === version);
}

const languageOf = (tag: string): string => tag.split("-")[0]!;

const distinct = <Item extends string>(items: Item[]): Item[] =>
  [...new Map(items.map((item) => [item.toLowerCase(), item] as const).reverse()).values()].reverse();
