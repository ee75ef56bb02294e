import type { Token } from "./analysis.ts";
import { conceptTerm } from "./document.ts";
import type { Language } from "./language.ts";
import type { AnalysedSection, QueryContext, QueryGroup, QueryMember, QueryTuning } from "./query-model.ts";
import { mentionOf } from "./query-sections.ts";
import { translateWord } from "./query-translation.ts";
import { foldAccents, stem } from "./stemming.ts";
import { isQuantityWord, requestWords } from "./stop-words.ts";

/** One group a word, with its other stems and its translations. */
export function collectWords(sections: AnalysedSection[], context: QueryContext, withStopWords = false): QueryGroup[] {
  const { tuning } = context;
  const groups = new Map<string, QueryGroup & { frequency: number }>();
  for (const section of sections) {
    const isPhrasePart = phrasePartsOf(section);
    for (const token of section.analysis.tokens) {
      if (!withStopWords && (token.stop || isQuantityWord(token.form, token.language))) continue;
      const amount =
        section.weight *
        kindWeight(token, tuning) *
        (isRequestWord(token) ? tuning.requestWordFactor : 1) *
        (isPhrasePart(token) ? tuning.phrasePartWeight : 1);
      let group = groups.get(token.term);
      if (!group) {
        group = { ...newWordGroup(token, context), frequency: 0 };
        groups.set(token.term, group);
      }
      group.frequency += amount;
      group.mentions.push(mentionOf(section, token.start, token.end));
    }
  }
  return Array.from(groups.values(), ({ frequency, ...group }) => ({ ...group, weight: saturate(frequency, tuning.k3) }));
}

/** "State" of "state of health" says little beside the concept, which counts by itself. */
function phrasePartsOf({ text, analysis, mentions }: AnalysedSection): (token: Token) => boolean {
  const words = new Int32Array(text.length + 1);
  for (const { kind, start } of analysis.tokens) if (kind === "word") words[start + 1]!++;
  for (let at = 1; at < words.length; at++) words[at]! += words[at - 1]!;
  const isPart = new Uint8Array(text.length);
  for (const { start, end } of mentions) if (words[end]! - words[start]! > 1) isPart.fill(1, start, end);
  return ({ start, end }) => isPart[start] === 1 && isPart[end - 1] === 1;
}

function kindWeight(token: Token, tuning: QueryTuning): number {
  if (token.kind === "part") return tuning.partWeight;
  return token.kind === "joined" ? tuning.joinedWeight : 1;
}

function isRequestWord(token: Token): boolean {
  return requestWords[token.language].has(token.form) || requestWords.en.has(token.form);
}

function saturate(frequency: number, k3: number): number {
  return ((k3 + 1) * frequency) / (k3 + frequency);
}

function newWordGroup(token: Token, context: QueryContext): QueryGroup {
  const members = [{ term: token.term, factor: 1, language: token.language, via: "word" as const }, ...otherStems(token)];
  const translations = translateWord(token, context);
  const known = new Set(members.map(({ term }) => term));
  members.push(...(translations.filter(({ term }) => !known.has(term)) as typeof members));
  return {
    key: token.term,
    kind: "word",
    weight: 0,
    members,
    sharedIdf: true,
    derived: token.kind === "part" || token.kind === "joined",
    language: token.language,
    mentions: [],
  };
}

/** "Batterie" must also find the stem that English texts give the same letters; guesses of the language may be wrong. */
function otherStems(token: Token): { term: string; factor: number; language: Language; via: "word" }[] {
  if (token.kind === "code" || !/^\p{Script=Latin}/u.test(token.form) || /\p{N}/u.test(token.form)) return [];
  const stems: { term: string; factor: number; language: Language; via: "word" }[] = [];
  for (const language of ["en", "de", "other"] as const) {
    const term = language === "other" ? foldAccents(token.form) : stem(token.form, language);
    if (term !== token.term && !stems.some((known) => known.term === term))
      stems.push({ term, factor: 1, language, via: "word" });
  }
  return stems;
}

/** One group a recognised concept, with its wider concepts. */
export function collectConcepts(sections: AnalysedSection[], context: QueryContext): QueryGroup[] {
  const { tuning } = context;
  const groups = new Map<string, QueryGroup & { frequency: number }>();
  for (const section of sections) {
    for (const mention of section.mentions) {
      let group = groups.get(mention.concept);
      if (!group) {
        group = { ...newConceptGroup(mention.concept, mention.language, context), frequency: 0 };
        groups.set(mention.concept, group);
      }
      group.frequency += section.weight;
      group.mentions.push(mentionOf(section, mention.start, mention.end));
    }
  }
  return Array.from(groups.values(), ({ frequency, ...group }) => ({
    ...group,
    weight: tuning.conceptWeight * saturate(frequency, tuning.k3),
  }));
}

function newConceptGroup(concept: string, language: Language, { analysis, tuning }: QueryContext): QueryGroup {
  const members: QueryMember[] = [{ term: conceptTerm(concept), factor: 1, language, via: "concept" }];
  for (const [id, steps] of analysis.thesaurus.ancestors(concept)) {
    // A top-level field such as energy is no evidence: it would make half the base a match.
    const isField = analysis.thesaurus.concepts.get(id)?.broader.length === 0;
    if (steps === 1 && !isField && tuning.broaderFactor > 0) {
      members.push({ term: conceptTerm(id), factor: tuning.broaderFactor, language, via: "broader" });
    }
  }
  return {
    key: conceptTerm(concept),
    kind: "concept",
    weight: 0,
    members,
    sharedIdf: false,
    derived: true,
    language,
    mentions: [],
  };
}
