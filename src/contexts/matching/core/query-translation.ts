import type { Token } from "./analysis.ts";
import { BoundedMemo } from "./bounded-memo.ts";
import type { TextAnalysis } from "./document.ts";
import type { Language } from "./language.ts";
import type { QueryContext, QueryMember } from "./query-model.ts";
import type { TranslationDictionary } from "./translation.ts";

const MOST_MEMBERS = 12;

/** Index terms that translate one word of a query, for each language the best ones; the words of a phrase share its factor. */
export function translateWord(token: Token, context: QueryContext): QueryMember[] {
  if (token.stop || token.kind === "joined") return [];
  const { tuning } = context;
  const languages = new Map<Language, Map<string, QueryMember>>();
  for (const dictionary of context.dictionaries) {
    if (dictionary.from !== token.language) continue;
    const members = languages.get(dictionary.to) ?? new Map<string, QueryMember>();
    languages.set(dictionary.to, members);
    for (const [rank, terms] of translationsIn(dictionary, context).get(token.form).entries()) {
      const trust = tuning.translationFactor * tuning.nextTranslationFactor ** rank * (dictionary.factor ?? 1);
      for (const { term, language } of terms) {
        const factor = (trust / terms.length) * distinction(term, context);
        const known = members.get(term);
        if (!known || known.factor < factor) members.set(term, { term, factor, language, via: "translation" });
      }
    }
  }
  const translated = [...languages.values()].flatMap((members) =>
    [...members.values()].sort((a, b) => b.factor - a.factor).slice(0, MOST_MEMBERS),
  );
  return translated.length > 0 ? translated : spellingsOf(token, context);
}

/** A Russian word that no dictionary has is most often a name or a loanword. */
function spellingsOf({ form, kind, language }: Token, { spellings, tuning }: QueryContext): QueryMember[] {
  if (language !== "ru" || kind !== "word" || !spellings || tuning.spellingFactor === 0) return [];
  return spellings(form).map(({ term, likeness }): QueryMember => {
    return { term, factor: tuning.spellingFactor * likeness, language: "en", via: "translation" };
  });
}

/** 1 for what tells companies apart; a guess at an everyday word ("state", "data") must not lift a company above one that fits. */
function distinction(term: string, { documentShare, tuning }: QueryContext): number {
  const share = documentShare?.(term) ?? 0;
  return share > tuning.everydayShare ? Math.log(share) / Math.log(tuning.everydayShare) : 1;
}

type Terms = { term: string; language: Language }[];

const KNOWN_WORDS = 20_000;
const knownTranslations = new WeakMap<TextAnalysis, Map<TranslationDictionary, BoundedMemo<Terms[]>>>();

/** The translations of a dictionary's words as index terms, remembered: needs of a base share most of their words. */
function translationsIn(dictionary: TranslationDictionary, context: QueryContext): BoundedMemo<Terms[]> {
  const { analysis } = context;
  const ofAnalysis = knownTranslations.get(analysis) ?? new Map<TranslationDictionary, BoundedMemo<Terms[]>>();
  knownTranslations.set(analysis, ofAnalysis);
  const known = ofAnalysis.get(dictionary);
  if (known) return known;
  const memo = new BoundedMemo<Terms[]>(KNOWN_WORDS, (form) =>
    dictionary.lookup(form).map((translation) => termsOf(translation, dictionary.to, analysis)),
  );
  ofAnalysis.set(dictionary, memo);
  return memo;
}

function termsOf(translation: string, language: Language, { analyser }: TextAnalysis): Terms {
  return analyser
    .analyse(translation, language)
    .tokens.filter(({ stop, kind }) => !stop && kind !== "part" && kind !== "joined")
    .map(({ term, language: own }) => ({ term, language: own }));
}
