import type { Analysis, Token } from './analysis.ts'
import { conceptTerm, type TextAnalysis } from './document.ts'
import { detectLanguage, type Language, languageFromTag } from './language.ts'
import type { NeedStatistics } from './need-statistics.ts'
import { foldAccents, stem } from './stemming.ts'
import { requestWords } from './stop-words.ts'
import { translateWord } from './query-translation.ts'
import type { TranslationDictionary } from './translation.ts'

/** What a unit looks for. */
export interface Need {
  /** Lets the need be left out of the statistics over all needs. */
  id?: string
  title: string
  text: string
  requirements: { text: string; level: 'must' | 'should' }[]
  tags: string[]
  language?: string
}

export type QuerySection = 'title' | 'text' | 'requirement' | 'tag'

/** Words of the need that a query group stands for; `item` counts requirements or tags. */
export interface QueryMention {
  section: QuerySection
  item: number
  start: number
  end: number
  text: string
}

export interface QueryMember {
  term: string
  /** Share of the group's weight if this member is the one that matches. */
  factor: number
  language: Language
  via: 'word' | 'concept' | 'broader' | 'translation'
}

/** One idea of a query; of its members, only the best match of a document counts. */
export interface QueryGroup {
  /** Index term of the word or concept, also the key of `adjust`. */
  key: string
  kind: 'word' | 'concept' | 'feedback' | 'example'
  weight: number
  members: QueryMember[]
  sharedIdf: boolean
  language: Language
  mentions: QueryMention[]
}

export interface Query {
  language: Language
  groups: QueryGroup[]
  /** True when the text was longer than is read. */
  textCut: boolean
}

/** Which parts of query construction are on, and how strong they are. */
export interface QueryTuning {
  conceptWeight: number
  broaderFactor: number
  partWeight: number
  joinedWeight: number
  requestWordFactor: number
  translationFactor: number
  sectionWeights: Record<QuerySection, number>
  mustWeight: number
  /** Repetition in the need saturates: weight = (k3 + 1) · n / (k3 + n). */
  k3: number
}

export const defaultTuning: QueryTuning = {
  conceptWeight: 0.6,
  broaderFactor: 0.3,
  partWeight: 0.4,
  joinedWeight: 0.5,
  requestWordFactor: 0.2,
  translationFactor: 1,
  sectionWeights: { title: 1.5, text: 1, requirement: 1, tag: 1.5 },
  mustWeight: 1.5,
  k3: 3,
}

export interface QueryContext {
  analysis: TextAnalysis
  dictionaries: readonly TranslationDictionary[]
  needs?: NeedStatistics
  /** Factors learned from feedback, by index term. */
  adjust?: ReadonlyMap<string, number>
  tuning: QueryTuning
}

export interface AnalysedSection {
  section: QuerySection
  item: number
  weight: number
  text: string
  analysis: Analysis
}

const LONGEST_QUERY_TEXT = 100_000

/** Turns a need or a plain text into weighted groups; idf is added later, when the query meets an index. */
export function buildQuery(input: string | Need, context: QueryContext): Query {
  const { sections, language, textCut } = analyseSections(input, context)
  const words = collectWords(sections, context)
  const kept = words.some((group) => group.weight > 0) ? words : collectWords(sections, context, true)
  const concepts = collectConcepts(sections, context)
  const ownId = typeof input === 'string' ? undefined : input.id
  const groups = [...kept, ...concepts].map((group) => ({ ...group, weight: group.weight * learnedFactor(group, language, ownId, context) }))
  return { language, groups: groups.filter(({ weight }) => weight > 0), textCut }
}

/** The terms by which a need enters the statistics over all needs. */
export function needTerms(input: string | Need, context: QueryContext): { language: Language; terms: Set<string> } {
  const { sections, language } = analyseSections(input, context)
  const terms = new Set<string>()
  for (const { analysis } of sections) for (const token of analysis.tokens) if (!token.stop) terms.add(token.term)
  for (const group of collectConcepts(sections, context)) terms.add(group.key)
  return { language, terms }
}

function analyseSections(input: string | Need, context: QueryContext): { sections: AnalysedSection[]; language: Language; textCut: boolean } {
  const need: Need = typeof input === 'string' ? { title: '', text: input, requirements: [], tags: [] } : input
  const { sectionWeights, mustWeight } = context.tuning
  const raw: Omit<AnalysedSection, 'analysis'>[] = [
    { section: 'title', item: 0, weight: sectionWeights.title, text: need.title },
    ...need.requirements.map(({ text, level }, item): Omit<AnalysedSection, 'analysis'> => {
      return { section: 'requirement', item, weight: sectionWeights.requirement * (level === 'must' ? mustWeight : 1), text }
    }),
    ...need.tags.map((text, item): Omit<AnalysedSection, 'analysis'> => ({ section: 'tag', item, weight: sectionWeights.tag, text })),
    { section: 'text', item: 0, weight: sectionWeights.text, text: need.text },
  ]
  const language = languageFromTag(need.language) ?? detectLanguage(raw.map(({ text }) => text).join('\n'))
  let budget = LONGEST_QUERY_TEXT
  let textCut = false
  const sections = raw.flatMap((section): AnalysedSection[] => {
    const text = section.text.slice(0, budget)
    if (text.length < section.text.length) textCut = true
    budget -= text.length
    if (text === '') return []
    const own = detectLanguage(text)
    // A short section in Latin letters gives too little evidence of its own.
    const sectionLanguage = own === 'en' || own === 'other' ? language : own
    return [{ ...section, text, analysis: context.analysis.analyser.analyse(text, sectionLanguage) }]
  })
  return { sections, language, textCut }
}

function collectWords(sections: AnalysedSection[], context: QueryContext, withStopWords = false): QueryGroup[] {
  const { tuning } = context
  const groups = new Map<string, QueryGroup & { frequency: number }>()
  for (const section of sections) {
    for (const token of section.analysis.tokens) {
      if (token.stop && !withStopWords) continue
      const amount = section.weight * kindWeight(token, tuning) * (isRequestWord(token) ? tuning.requestWordFactor : 1)
      let group = groups.get(token.term)
      if (!group) groups.set(token.term, (group = { ...newWordGroup(token, context), frequency: 0 }))
      group.frequency += amount
      group.mentions.push(mentionOf(section, token.start, token.end))
    }
  }
  return Array.from(groups.values(), ({ frequency, ...group }) => ({ ...group, weight: saturate(frequency, tuning.k3) }))
}

function kindWeight(token: Token, tuning: QueryTuning): number {
  if (token.kind === 'part') return tuning.partWeight
  return token.kind === 'joined' ? tuning.joinedWeight : 1
}

function isRequestWord(token: Token): boolean {
  return requestWords[token.language].has(token.form) || requestWords.en.has(token.form)
}

function saturate(frequency: number, k3: number): number {
  return ((k3 + 1) * frequency) / (k3 + frequency)
}

function newWordGroup(token: Token, context: QueryContext): QueryGroup {
  const members = [{ term: token.term, factor: 1, language: token.language, via: 'word' as const }, ...otherStems(token)]
  const translations = translateWord(token, context)
  const known = new Set(members.map(({ term }) => term))
  members.push(...(translations.filter(({ term }) => !known.has(term)) as typeof members))
  return { key: token.term, kind: 'word', weight: 0, members, sharedIdf: true, language: token.language, mentions: [] }
}

/** "Batterie" must also find the stem that English texts give the same letters; guesses of the language may be wrong. */
function otherStems(token: Token): { term: string; factor: number; language: Language; via: 'word' }[] {
  if (token.kind === 'code' || !/^\p{Script=Latin}/u.test(token.form) || /\p{N}/u.test(token.form)) return []
  const stems: { term: string; factor: number; language: Language; via: 'word' }[] = []
  for (const language of ['en', 'de', 'other'] as const) {
    const term = language === 'other' ? foldAccents(token.form) : stem(token.form, language)
    if (term !== token.term && !stems.some((known) => known.term === term)) stems.push({ term, factor: 1, language, via: 'word' })
  }
  return stems
}

function collectConcepts(sections: AnalysedSection[], context: QueryContext): QueryGroup[] {
  const { analysis, tuning } = context
  const groups = new Map<string, QueryGroup & { frequency: number }>()
  for (const section of sections) {
    for (const mention of analysis.recogniser.recognise(section.text, section.analysis)) {
      let group = groups.get(mention.concept)
      if (!group) groups.set(mention.concept, (group = { ...newConceptGroup(mention.concept, mention.language, context), frequency: 0 }))
      group.frequency += section.weight
      group.mentions.push(mentionOf(section, mention.start, mention.end))
    }
  }
  return Array.from(groups.values(), ({ frequency, ...group }) => ({ ...group, weight: tuning.conceptWeight * saturate(frequency, tuning.k3) }))
}

function newConceptGroup(concept: string, language: Language, { analysis, tuning }: QueryContext): QueryGroup {
  const members: QueryMember[] = [{ term: conceptTerm(concept), factor: 1, language, via: 'concept' }]
  for (const [id, steps] of analysis.thesaurus.ancestors(concept)) {
    const factor = tuning.broaderFactor ** steps
    if (factor > 0) members.push({ term: conceptTerm(id), factor, language, via: 'broader' })
  }
  return { key: conceptTerm(concept), kind: 'concept', weight: 0, members, sharedIdf: false, language, mentions: [] }
}

function mentionOf({ section, item, text }: AnalysedSection, start: number, end: number): QueryMention {
  return { section, item, start, end, text: text.slice(start, end) }
}

function learnedFactor(group: QueryGroup, language: Language, ownId: string | undefined, context: QueryContext): number {
  return (context.needs?.factor(group.key, language, ownId) ?? 1) * Math.max(0, context.adjust?.get(group.key) ?? 1)
}
