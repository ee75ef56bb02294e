import type { Analysis } from "./analysis.ts";
import type { ConceptMention } from "./concept-recogniser.ts";
import type { TextAnalysis } from "./document.ts";
import type { Language } from "./language.ts";
import type { NeedStatistics } from "./need-statistics.ts";
import type { TranslationDictionary } from "./translation.ts";

/** What a unit looks for. */
export interface Need {
  /** Lets the need be left out of the statistics over all needs. */
  id?: string;
  title: string;
  text: string;
  requirements: { text: string; level: "must" | "should" }[];
  tags: string[];
  language?: string;
}

export type QuerySection = "title" | "text" | "requirement" | "tag";

/** Words of the need that a query group stands for; `item` counts requirements or tags. */
export interface QueryMention {
  section: QuerySection;
  item: number;
  start: number;
  end: number;
  text: string;
}

export interface QueryMember {
  term: string;
  /** Share of the group's weight if this member is the one that matches. */
  factor: number;
  language: Language;
  via: "word" | "concept" | "broader" | "translation";
}

/** One idea of a query; of its members, only the best match of a document counts. */
export interface QueryGroup {
  /** Index term of the word or concept, also the key of `adjust`. */
  key: string;
  kind: "word" | "concept" | "feedback" | "example";
  weight: number;
  members: QueryMember[];
  sharedIdf: boolean;
  /** Stands for a piece of a word or for several words that have groups of their own. */
  derived: boolean;
  language: Language;
  mentions: QueryMention[];
}

export interface Query {
  language: Language;
  groups: QueryGroup[];
  /** True when the text was longer than is read. */
  textCut: boolean;
}

/** Which parts of query construction are on, and how strong they are. */
export interface QueryTuning {
  conceptWeight: number;
  broaderFactor: number;
  /** Weight of a word within a phrase that is a concept of its own. */
  phrasePartWeight: number;
  partWeight: number;
  joinedWeight: number;
  requestWordFactor: number;
  translationFactor: number;
  /** What the next usual translation of a word counts beside the one before. */
  nextTranslationFactor: number;
  /** A translation that more than this share of the documents have is an everyday word and weighs less, the less the more have it. */
  everydayShare: number;
  /** Further factor for translations of words that belong to a recognised concept. */
  conceptTranslationFactor: number;
  /** Weight of a Latin spelling of a word without a translation. */
  spellingFactor: number;
  sectionWeights: Record<QuerySection, number>;
  mustWeight: number;
  /** How strongly the frequency in other needs damps a word, and a word or concept that names a technology. */
  needPower: number;
  technicalNeedPower: number;
  /** Repetition in the need saturates: weight = (k3 + 1) · n / (k3 + n). */
  k3: number;
}

export const defaultTuning: QueryTuning = {
  conceptWeight: 0.8,
  broaderFactor: 0.3,
  partWeight: 0.4,
  phrasePartWeight: 0.6,
  joinedWeight: 0.3,
  requestWordFactor: 0.2,
  translationFactor: 0.5,
  nextTranslationFactor: 0.9,
  everydayShare: 0.02,
  conceptTranslationFactor: 0.25,
  spellingFactor: 0.5,
  sectionWeights: { title: 1.5, text: 1, requirement: 1, tag: 1.5 },
  mustWeight: 1.5,
  needPower: 1,
  technicalNeedPower: 0.5,
  k3: 3,
};

export interface QueryContext {
  analysis: TextAnalysis;
  dictionaries: readonly TranslationDictionary[];
  needs?: NeedStatistics;
  /** Share of the searchable documents that have a term. */
  documentShare?: (term: string) => number;
  /** Terms of the index that may be the Latin spelling of a Cyrillic name or loanword, the likest first. */
  spellings?: (form: string) => readonly { term: string; likeness: number }[];
  /** Factors learned from feedback, by index term. */
  adjust?: ReadonlyMap<string, number>;
  tuning: QueryTuning;
}

export interface AnalysedSection {
  section: QuerySection;
  item: number;
  weight: number;
  text: string;
  analysis: Analysis;
  mentions: ConceptMention[];
}
