import type { Language } from "./language.ts";
import { collectConcepts, collectWords } from "./query-groups.ts";
import type { AnalysedSection, Need, Query, QueryContext, QueryGroup, QueryMember, QueryTuning } from "./query-model.ts";
import { analyseSections } from "./query-sections.ts";
import { isFunctionWord } from "./stop-words.ts";

export type * from "./query-model.ts";
export { defaultTuning } from "./query-model.ts";

/** Turns a need or a plain text into weighted groups; idf is added later, when the query meets an index. */
export function buildQuery(input: string | Need, context: QueryContext): Query {
  const { sections, language, textCut } = analyseSections(input, context);
  const words = searchedWords(sections, context);
  const concepts = collectConcepts(sections, context);
  const ownId = typeof input === "string" ? undefined : input.id;
  const inConcept = conceptLetters(concepts);
  const groups = [...words, ...concepts].map((group) => {
    const technical =
      group.kind === "concept" ||
      group.mentions.every(({ section, item, start }) => inConcept.has(`${section}/${item}/${start}`));
    const members = technical ? group.members.map((member) => weakenTranslation(member, context.tuning)) : group.members;
    return { ...group, members, weight: group.weight * learnedFactor(group, language, ownId, technical, context) };
  });
  return { language, groups: groups.filter(({ weight }) => weight > 0), textCut };
}

/**
 * Words that say nothing in any language are searched only where there is nothing else, and they are as few as in a name ("About You"):
 * a longer text of them says nothing that a company could meet.
 */
function searchedWords(sections: AnalysedSection[], context: QueryContext): QueryGroup[] {
  const words = collectWords(sections, context);
  const isTelling = ({ weight, mentions }: QueryGroup) => weight > 0 && !mentions.every(({ text }) => isFunctionWord(text));
  if (words.some(isTelling)) return words;
  const tokens = sections.reduce((sum, { analysis }) => sum + analysis.tokens.length, 0);
  return tokens <= MOST_NAME_WORDS ? collectWords(sections, context, true) : [];
}

const MOST_NAME_WORDS = 4;

/** The terms by which a need enters the statistics over all needs. */
export function needTerms(input: string | Need, context: QueryContext): { language: Language; terms: Set<string> } {
  const { sections, language } = analyseSections(input, context);
  const terms = new Set<string>();
  for (const { analysis } of sections) for (const token of analysis.tokens) if (!token.stop) terms.add(token.term);
  for (const group of collectConcepts(sections, context)) terms.add(group.key);
  return { language, terms };
}

/** Where a concept already bridges the languages, word by word translation mostly adds noise. */
function weakenTranslation(member: QueryMember, { conceptTranslationFactor }: QueryTuning): QueryMember {
  return member.via === "translation" ? { ...member, factor: member.factor * conceptTranslationFactor } : member;
}

/** Positions that a thesaurus concept covers: words there name a technology, however many needs share it. */
function conceptLetters(concepts: QueryGroup[]): ReadonlySet<string> {
  const letters = new Set<string>();
  for (const { section, item, start, end } of concepts.flatMap(({ mentions }) => mentions)) {
    for (let at = start; at < end; at++) letters.add(`${section}/${item}/${at}`);
  }
  return letters;
}

function learnedFactor(
  group: QueryGroup,
  language: Language,
  ownId: string | undefined,
  technical: boolean,
  context: QueryContext,
): number {
  const { needPower, technicalNeedPower } = context.tuning;
  const learned = Math.max(0, context.adjust?.get(group.key) ?? 1);
  if (!context.needs) return learned;
  const { rarity, share } = context.needs.usage(group.key, language, ownId);
  const documents = context.documentShare?.(group.key) ?? 0;
  const excess = share > documents ? (share - documents) / share : 0;
  return (1 - excess * (1 - rarity ** (technical ? technicalNeedPower : needPower))) * learned;
}
