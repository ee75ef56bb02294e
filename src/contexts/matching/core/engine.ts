import { type Analyser, createAnalyser } from "./analysis.ts";
import type { Bitset } from "./bitset.ts";
import { SegmentBuilder } from "./builder.ts";
import { createConceptRecogniser } from "./concept-recogniser.ts";
import { countFacet, countMatches } from "./count-matches.ts";
import {
  conceptOfTerm,
  conceptTerm,
  type Document,
  FIELDS,
  type Field,
  fieldTexts,
  type TextAnalysis,
  withAncestors,
} from "./document.ts";
import { type Explanation, explainDocument } from "./explain.ts";
import { addExamples, addFeedback } from "./feedback.ts";
import type { Filters } from "./filters.ts";
import { LiveIndex } from "./live.ts";
import { NeedStatistics } from "./need-statistics.ts";
import { planQuery, type QueryPlan } from "./plan.ts";
import { buildQuery, defaultTuning, type Need, needTerms, type Query, type QueryContext, type QueryTuning } from "./query.ts";
import { defaultScoring, inverseDocumentFrequency, type Scoring } from "./scoring.ts";
import { type SearchOptions, type SearchResult, searchIndex } from "./search.ts";
import type { Segment } from "./segment.ts";
import { loadSegment, saveSegment } from "./segment-file.ts";
import { rankSimilar, type SimilarText } from "./similar-needs.ts";
import { createThesaurus, type Thesaurus } from "./thesaurus.ts";
import type { TranslationDictionary } from "./translation.ts";
import { findNames } from "./transliteration.ts";

export type { Document, Explanation, Field, Need, Query, QueryPlan, SearchResult };
export { FIELDS };

export interface EngineOptions {
  thesaurus?: Thesaurus;
  dictionaries?: readonly TranslationDictionary[];
  scoring?: Scoring;
  tuning?: QueryTuning;
  /** Fields to index; the others do not exist for any search. */
  fields?: readonly Field[];
  /** False leaves German compounds whole. */
  splitCompounds?: boolean;
}

export interface SearchRequest extends SearchOptions {
  query: string | Need;
  needs?: NeedStatistics;
  /** Factors by index term, learned from feedback on this need. */
  adjust?: ReadonlyMap<string, number>;
  examples?: { positive: Document[]; negative: Document[] };
  /** The best hits of a first search; adds what they have in common, marked as feedback. */
  feedback?: { document: Document; score: number }[];
}

export interface EngineResult extends SearchResult {
  plan: QueryPlan;
}

const LEARNED_WORDS = 20_000;
const THESAURUS_FREQUENCY = 20;

/** The search over company profiles: analysis, index, queries and explanations that fit each other. */
export class MatchingEngine {
  readonly #analysis: TextAnalysis;
  readonly #options: EngineOptions;
  readonly #index: LiveIndex;

  private constructor(analysis: TextAnalysis, options: EngineOptions, base: Segment) {
    this.#analysis = analysis;
    this.#options = options;
    this.#index = new LiveIndex(base, analysis);
  }

  /** Analyses all documents; of documents with the same id the last one counts. */
  static buildIndex(documents: Iterable<Document>, options: EngineOptions = {}): MatchingEngine {
    const list = [...documents];
    const vocabulary = options.splitCompounds === false ? [] : learnGermanWords(list);
    const analysis = createTextAnalysis(options, vocabulary);
    const builder = new SegmentBuilder(analysis, {
      signature: signatureOf(analysis),
      scoring: options.scoring ?? defaultScoring,
      fields: options.fields ?? FIELDS,
      vocabulary,
    });
    for (const document of list) builder.add(document);
    return new MatchingEngine(analysis, options, builder.seal());
  }

  /** Restores a saved index; throws SegmentFileError when it is damaged or was built by another analysis. */
  static load(file: Uint8Array, options: EngineOptions = {}): MatchingEngine {
    const segment = loadSegment(file);
    const analysis = createTextAnalysis(options, segment.header.vocabulary);
    return new MatchingEngine(
      analysis,
      options,
      segment.header.signature === signatureOf(analysis) ? segment : loadSegment(file, signatureOf(analysis)),
    );
  }

  /** The base as bytes, without changes since it was built: apply those again after loading. */
  serialise(): Buffer {
    return saveSegment(this.#index.base);
  }

  get size(): number {
    return this.#index.size;
  }

  get pendingChanges(): number {
    return this.#index.pendingChanges;
  }

  get analysis(): TextAnalysis {
    return this.#analysis;
  }

  has(id: string): boolean {
    return this.#index.has(id);
  }

  update(document: Document): void {
    this.#index.update(document);
  }

  remove(id: string): boolean {
    return this.#index.remove(id);
  }

  search(request: SearchRequest): EngineResult {
    const plan = this.plan(request);
    return { ...searchIndex(plan, this.#index, request), plan };
  }

  /** The weighted query a request becomes; give it to `searchPlan` and `explain`. */
  plan(request: Omit<SearchRequest, keyof SearchOptions>): QueryPlan {
    let query = buildQuery(request.query, this.#queryContext(request));
    const rarity = (term: string): number => this.#rarity(term);
    if (request.examples) query = addExamples(query, request.examples, this.#analysis, rarity);
    if (request.feedback) query = addFeedback(query, request.feedback, this.#analysis, rarity);
    return planQuery(query, this.#index);
  }

  searchPlan(plan: QueryPlan, options: SearchOptions = {}): SearchResult {
    return searchIndex(plan, this.#index, options);
  }

  /** How many of the documents a search with `keepMatched` found pass other filters. */
  countMatches(matched: readonly Bitset[], filters?: Filters): number {
    return countMatches(matched, this.#index, filters);
  }

  /** How many of them have each value of a facet. */
  countFacet(matched: readonly Bitset[], facet: string, filters?: Filters): Record<string, number> {
    return countFacet(matched, this.#index, facet, filters);
  }

  /** Why each document has its score; documents that are not in the index are left out. */
  explain(plan: QueryPlan, documents: readonly Document[], options: { fields?: readonly Field[] } = {}): Explanation[] {
    return documents.flatMap((document) => explainDocument(document, plan, this.#index, this.#analysis, options) ?? []);
  }

  /** Counts in how many needs each term occurs. */
  needStatistics(needs: Iterable<Need & { id: string }>): NeedStatistics {
    const statistics = new NeedStatistics();
    for (const need of needs) this.addNeed(statistics, need);
    return statistics;
  }

  addNeed(statistics: NeedStatistics, need: Need & { id: string }): void {
    const { language, terms } = needTerms(need, this.#queryContext({}));
    statistics.set(need.id, language, terms);
  }

  /** The counted needs among `ids` that look for the same as a text, best first; the others have no part in it. */
  similarNeeds(text: string, needs: NeedStatistics, ids: readonly string[], limit: number): SimilarText[] {
    const texts = ids.flatMap((id) => {
      const terms = needs.termsOf(id);
      return terms ? [{ id, terms: this.#withWiderConcepts(terms) }] : [];
    });
    return rankSimilar(buildQuery(text, this.#queryContext({})), texts, limit);
  }

  #withWiderConcepts(terms: ReadonlySet<string>): ReadonlyMap<string, number> {
    const { thesaurus } = this.#analysis;
    const whole = new Map([...terms].map((term) => [term, 1]));
    for (const term of terms) {
      const concept = conceptOfTerm(term);
      if (concept === undefined) continue;
      for (const [wider, share] of withAncestors(concept, thesaurus)) {
        const isField = thesaurus.concepts.get(wider)?.broader.length === 0;
        if (!isField && (whole.get(conceptTerm(wider)) ?? 0) < share) whole.set(conceptTerm(wider), share);
      }
    }
    return whole;
  }

  #rarity(term: string): number {
    const frequency = this.#index.documentFrequency(term);
    return frequency === 0 ? 0 : inverseDocumentFrequency(this.#index.size, frequency);
  }

  #queryContext({ needs, adjust }: Pick<SearchRequest, "needs" | "adjust">): QueryContext {
    const { dictionaries = [], tuning = defaultTuning } = this.#options;
    const documentShare = (term: string): number => this.#index.documentFrequency(term) / Math.max(1, this.#index.size);
    const spellings = (form: string) =>
      findNames(
        form,
        this.#index.parts().map(({ segment }) => segment.terms),
      );
    return { analysis: this.#analysis, dictionaries, needs, documentShare, spellings, adjust, tuning };
  }
}

function createTextAnalysis(options: EngineOptions, learned: [string, number][]): TextAnalysis {
  const thesaurus = options.thesaurus ?? createThesaurus([]);
  const concepts = [...thesaurus.concepts.values()];
  const analyser: Analyser = createAnalyser({
    chineseTerms: concepts.flatMap(({ labels }) => labels.zh),
    germanVocabulary:
      options.splitCompounds === false ? false : [...germanLabelWords(concepts.flatMap(({ labels }) => labels.de)), ...learned],
  });
  return { analyser, thesaurus, recogniser: createConceptRecogniser(thesaurus, analyser) };
}

function signatureOf({ analyser, thesaurus }: TextAnalysis): string {
  return `${analyser.signature}/${thesaurus.signature}`;
}

function germanLabelWords(labels: string[]): [string, number][] {
  return labels.flatMap((label) => label.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map((word) => [word, THESAURUS_FREQUENCY]);
}

/** Frequent words of the German texts, so that compounds of the base's own vocabulary can be split. */
function learnGermanWords(documents: Document[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const document of documents) {
    for (const { text, language } of fieldTexts(document)) {
      if (language !== "de") continue;
      for (const [word] of text.matchAll(/\p{Lu}\p{Ll}{3,}/gu))
        counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, LEARNED_WORDS);
}
