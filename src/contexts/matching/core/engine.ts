import type { Bitset } from "./bitset.ts";
import { averagesOf, SegmentBuilder } from "./builder.ts";
import { countFacet, countMatches } from "./count-matches.ts";
import {
  conceptOfTerm,
  conceptTerm,
  type Document,
  type DocumentReader,
  type Field,
  rememberingReader,
  type TextAnalysis,
  withAncestors,
} from "./document.ts";
import { type Explanation, explainDocuments } from "./explain.ts";
import { addExamples, addFeedback } from "./feedback.ts";
import type { Filters } from "./filters.ts";
import { bytesSource, indexFileBytes, readIndexFile } from "./index-file.ts";
import { IndexView } from "./index-view.ts";
import { type ListRequest, type ListResult, listDocuments } from "./list-search.ts";
import { mergeSegments } from "./merge.ts";
import { NeedStatistics } from "./need-statistics.ts";
import { type IndexPart, smallParts, withMerged, withoutIds, withSegment, worthMerging } from "./parts.ts";
import { planQuery, type QueryPlan } from "./plan.ts";
import { buildQuery, defaultTuning, type Need, needTerms, type Query, type QueryContext, type QueryTuning } from "./query.ts";
import { inverseDocumentFrequency } from "./scoring.ts";
import { type SearchOptions, type SearchResult, searchIndex } from "./search.ts";
import type { Measure, Segment } from "./segment.ts";
import { rankSimilar, type SimilarText } from "./similar-needs.ts";
import { type AnalysisOptions, type Calibration, calibrate, createTextAnalysis, measureOf } from "./text-analysis.ts";
import type { TranslationDictionary } from "./translation.ts";
import { findNames } from "./transliteration.ts";

export type {
  Calibration,
  Document,
  Explanation,
  Field,
  IndexPart,
  ListRequest,
  ListResult,
  Need,
  Query,
  QueryPlan,
  SearchResult,
};

export interface EngineOptions extends AnalysisOptions {
  dictionaries?: readonly TranslationDictionary[];
  tuning?: QueryTuning;
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

const SAMPLE = 20_000;
const CHUNK = 32_768;

/** The search over company profiles: analysis, index, queries and explanations that fit each other. */
export class MatchingEngine {
  readonly calibration: Calibration;
  readonly #analysis: TextAnalysis;
  readonly #options: EngineOptions;
  readonly #measure: Measure;
  #view: IndexView;
  #reader: DocumentReader;
  /** Documents to be indexed before the next search; undefined where one is to be removed. */
  readonly #waiting = new Map<string, Document | undefined>();

  constructor(
    calibration: Calibration,
    options: EngineOptions = {},
    parts: readonly IndexPart[] = [],
    analysis: TextAnalysis = createTextAnalysis(options),
  ) {
    this.calibration = calibration;
    this.#options = options;
    this.#analysis = analysis;
    this.#measure = measureOf(this.#analysis, calibration.averageLengths, options);
    this.#view = new IndexView(parts, this.#measure);
    this.#reader = rememberingReader(analysis);
  }

  get reader(): DocumentReader {
    return this.#reader;
  }

  /** Analyses all documents; of documents with the same id the last one counts. */
  static buildIndex(documents: Iterable<Document>, options: EngineOptions = {}): MatchingEngine {
    const list = [...documents];
    const step = Math.max(1, list.length / SAMPLE);
    const sample = step === 1 ? list : Array.from({ length: SAMPLE }, (_, at) => list[Math.floor(at * step)] as Document);
    const analysis = createTextAnalysis(options);
    const engine = new MatchingEngine(calibrate(sample, analysis, options.fields), options, [], analysis);
    for (let from = 0; from < list.length; from += CHUNK) engine.#add(engine.seal(list.slice(from, from + CHUNK)));
    engine.#join([...engine.#view.parts]);
    return engine;
  }

  /** Restores a saved index; throws IndexFileError when it is damaged or was built by another analysis. */
  static load(file: Uint8Array, options: EngineOptions = {}): MatchingEngine {
    let engine: MatchingEngine | undefined;
    const { parts } = readIndexFile(bytesSource(file), ({ calibration }) => {
      engine = new MatchingEngine(calibration as Calibration, options);
      return engine.signature;
    });
    (engine as MatchingEngine).adopt(parts);
    return engine as MatchingEngine;
  }

  /** A small index of other documents that shares the analysis, which takes a second to make. */
  over(documents: readonly Document[]): MatchingEngine {
    const builder = this.#collect(documents);
    const calibration = { averageLengths: averagesOf(builder.lengths()), documents: documents.length };
    const engine = new MatchingEngine(calibration, this.#options, [], this.#analysis);
    engine.#add(builder.seal(engine.#measure));
    return engine;
  }

  serialise(): Buffer {
    return Buffer.concat([...indexFileBytes(this.parts, this.signature, { calibration: this.calibration })]);
  }

  /** Names analysis, thesaurus and measure: parts made under another one cannot be adopted. */
  get signature(): string {
    return this.#measure.signature;
  }

  get parts(): readonly IndexPart[] {
    return this.#current().parts;
  }

  /** Takes parts made elsewhere in the place of its own; threads share them. What was read of documents before is forgotten. */
  adopt(parts: readonly IndexPart[]): void {
    this.#view = new IndexView(parts, this.#measure);
    this.#reader = rememberingReader(this.#analysis);
  }

  /** Analyses documents into a segment that fits this index, without adding it. */
  seal(documents: Iterable<Document>): Segment {
    return this.#collect(documents).seal(this.#measure);
  }

  #collect(documents: Iterable<Document>): SegmentBuilder {
    const builder = new SegmentBuilder(this.#analysis, this.#measure.fields);
    for (const document of documents) builder.add(document);
    return builder;
  }

  /** One segment in the place of several, without adding it. */
  merge(parts: readonly IndexPart[]): Segment {
    return mergeSegments(parts, this.#measure.signature);
  }

  get size(): number {
    return this.#current().size;
  }

  get analysis(): TextAnalysis {
    return this.#analysis;
  }

  update(document: Document): void {
    this.#waiting.set(document.id, document);
  }

  remove(id: string): boolean {
    const isKnown = this.#waiting.has(id) ? this.#waiting.get(id) !== undefined : this.#view.find(id) !== undefined;
    this.#waiting.set(id, undefined);
    return isKnown;
  }

  search(request: SearchRequest): EngineResult {
    const plan = this.plan(request);
    return { ...searchIndex(plan, this.#current(), request), plan };
  }

  /** The weighted query a request becomes; give it to `searchPlan` and `explain`. */
  plan(request: Omit<SearchRequest, keyof SearchOptions>): QueryPlan {
    let query = buildQuery(request.query, this.#queryContext(request));
    const rarity = (term: string): number => this.#rarity(term);
    if (request.examples) query = addExamples(query, request.examples, this.#analysis, rarity);
    if (request.feedback) query = addFeedback(query, request.feedback, this.#analysis, rarity);
    return planQuery(query, this.#current());
  }

  searchPlan(plan: QueryPlan, options: SearchOptions = {}): SearchResult {
    return searchIndex(plan, this.#current(), options);
  }

  /** How many of the documents a search with `keepMatched` found pass other filters. */
  countMatches(matched: readonly Bitset[], filters?: Filters): number {
    return countMatches(matched, this.#current(), filters);
  }

  /** How many of them have each value of a facet. */
  countFacet(matched: readonly Bitset[], facet: string, filters?: Filters): Record<string, number> {
    return countFacet(matched, this.#current(), facet, filters);
  }

  /** A page of all documents that meet a text and filters, in an order of the caller's choice. */
  list(request: ListRequest): ListResult {
    return listDocuments(request, this.#current(), (text) => buildQuery(text, this.#queryContext({})));
  }

  /** Why each document has its score; documents that are not in the index are left out. */
  explain(plan: QueryPlan, documents: readonly Document[], options: Pick<SearchOptions, "fields"> = {}): Explanation[] {
    return explainDocuments(documents, plan, this.#current(), this.#reader, options);
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
    const view = this.#current();
    const frequency = view.documentFrequency(term);
    return frequency === 0 ? 0 : inverseDocumentFrequency(view.size, frequency);
  }

  #queryContext({ needs, adjust }: Pick<SearchRequest, "needs" | "adjust">): QueryContext {
    const { dictionaries = [], tuning = defaultTuning } = this.#options;
    const view = this.#current();
    const documentShare = (term: string): number => view.documentFrequency(term) / Math.max(1, view.size);
    const spellings = (form: string) =>
      findNames(
        form,
        view.parts.map(({ segment }) => segment.terms),
      );
    return { analysis: this.#analysis, dictionaries, needs, documentShare, spellings, adjust, tuning };
  }

  #current(): IndexView {
    if (this.#waiting.size > 0) {
      const gone = [...this.#waiting].flatMap(([id, document]) => (document ? [] : [id]));
      const changed = [...this.#waiting.values()].filter((document) => document !== undefined);
      this.#waiting.clear();
      this.adopt(withoutIds(this.#view.parts, gone));
      this.#add(this.seal(changed));
      this.#join(smallParts(this.#view.parts));
      this.#join(worthMerging(this.#view.parts));
    }
    return this.#view;
  }

  #add(segment: Segment): void {
    this.adopt(withSegment(this.#view.parts, segment));
  }

  #join(parts: readonly IndexPart[]): void {
    if (parts.length > 1 || parts.some(({ tombstones }) => tombstones))
      this.adopt(withMerged(this.#view.parts, parts, this.merge(parts)));
  }
}
