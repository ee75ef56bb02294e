import type { Language } from "./language.ts";
import { learnedGroups } from "./learned-groups.ts";
import { collectConcepts, collectWords } from "./query-groups.ts";
import type { Need, Query, QueryContext, QueryGroup, QueryMember, QueryTuning } from "./query-model.ts";
import { analyseSections } from "./query-sections.ts";

export type * from "./query-model.ts";
export { defaultTuning } from "./query-model.ts";

/** Turns a need or a plain text into weighted groups; idf is added later, when the query meets an index. */
export function buildQuery(input: string | Need, context: QueryContext): Query {
  const { sections, language, textCut } = analyseSections(input, context);
  const words = collectWords(sections, context);
  const kept = words.some((group) => group.weight > 0) ? words : collectWords(sections, context, true);
  const concepts = collectConcepts(sections, context);
  const ownId = typeof input === "string" ? undefined : input.id;
  const inConcept = conceptLetters(concepts);
  const groups = [...kept, ...concepts].map((group) => {
    const technical =
      group.kind === "concept" ||
      group.mentions.every(({ section, item, start }) => inConcept.has(`${section}/${item}/${start}`));
    const members = technical ? group.members.map((member) => weakenTranslation(member, context.tuning)) : group.members;
    return { ...group, members, weight: group.weight * learnedFactor(group, language, ownId, technical, context) };
  });
  const learned = learnedGroups(groups, context.adjust, context.analysis.thesaurus);
  return { language, groups: [...groups.filter(({ weight }) => weight > 0), ...learned], textCut };
}

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
