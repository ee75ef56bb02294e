import { join } from "node:path";
import { projectRoot } from "#platform/project-root.ts";
import { type AffinityCell, type AffinityText, affinityOf } from "../core/affinity.ts";
import { BoundedMemo } from "../core/bounded-memo.ts";
import type { TextAnalysis } from "../core/document.ts";
import {
  type Calibration,
  type Document,
  type EngineOptions,
  type ListRequest,
  type ListResult,
  MatchingEngine,
  type Need,
  type QueryPlan,
} from "../core/engine.ts";
import { NeedStatistics } from "../core/need-statistics.ts";
import { type ProfileConcepts, profileConcepts } from "../core/profile-concepts.ts";
import { createTextAnalysis } from "../core/text-analysis.ts";
import { loadThesaurus, type Thesaurus } from "../core/thesaurus.ts";
import type { TranslationDictionary } from "../core/translation.ts";
import type { ShortVector } from "../core/vector-block.ts";
import { type Closest, VectorSearch } from "../core/vectors.ts";
import { germanWords, loadDictionaries, openDictionaries, type SharedDictionary, shareDictionaries } from "./dictionaries.ts";
import { IndexMaker } from "./index-maker.ts";
import type {
  Change,
  FitRequest,
  IndexNeed,
  IndexOperations,
  IndexQuery,
  NeedText,
  RankRequest,
  RankResult,
  Reasons,
  SavedIndex,
  SharedPart,
} from "./protocol.ts";
import { reasonsOf } from "./reasons-of.ts";
import type { SnapshotFacts } from "./snapshot.ts";

const PLANS = 16;

/** One thread's view of the index: answers searches over shared parts, and makes and joins parts when asked; also without a thread. */
export class IndexHost implements IndexOperations {
  readonly #thesaurus: Thesaurus = loadThesaurus(join(projectRoot, "src/contexts/matching/thesaurus"));
  readonly #analysis: TextAnalysis;
  readonly #maker: IndexMaker;
  readonly #options: EngineOptions;
  readonly #directory: string | null;
  readonly #dictionaries: TranslationDictionary[];
  readonly #needTexts = new Map<string, NeedText>();
  #engine: MatchingEngine | null = null;
  #needs = new NeedStatistics();
  #texts: NeedStatistics | null = null;
  #vectors = new VectorSearch([]);
  #plans = this.#noPlans();

  /** `directory`: where the operator's own dictionaries lie. A thread of several translates once it was given the shared ones. */
  constructor(directory: string | null, thread?: string) {
    this.#directory = directory;
    this.#dictionaries = thread === undefined ? loadDictionaries(directory) : [];
    this.#options = { thesaurus: this.#thesaurus, dictionaries: this.#dictionaries, germanWords: germanWords() };
    this.#analysis = createTextAnalysis(this.#options);
    this.#maker = new IndexMaker(this.#options, this.#analysis, thread ?? "here");
  }

  calibrate = (sample: Document[]): Calibration => this.#maker.calibrate(sample);
  prepare = (generation: number, calibration: Calibration): void => void this.#maker.prepare(generation, calibration);
  change = (generation: number, parts: SharedPart[], updates: Document[], removals: string[]): Change =>
    this.#maker.change(generation, parts, updates, removals);
  seal = (generation: number, documents: Document[]): SharedPart | null => this.#maker.seal(generation, documents);
  add = (generation: number, parts: SharedPart[], sealed: SharedPart): Change => this.#maker.add(generation, parts, sealed);
  groups = (parts: SharedPart[]): SharedPart[][] => this.#maker.groups(parts);
  merge = (generation: number, sources: SharedPart[]): SharedPart => this.#maker.merge(generation, sources);
  install = (generation: number, parts: SharedPart[], sources: SharedPart[], merged: SharedPart): Change =>
    this.#maker.install(generation, parts, sources, merged);
  save = (file: string, facts: SnapshotFacts, generation: number, parts: SharedPart[]): void =>
    this.#maker.save(file, facts, generation, parts);
  restore = (file: string, generation: number): SavedIndex => this.#maker.restore(file, generation);

  shareDictionaries = (): SharedDictionary[] => shareDictionaries(this.#directory);

  useDictionaries(dictionaries: SharedDictionary[]): void {
    this.#dictionaries.splice(0, this.#dictionaries.length, ...openDictionaries(dictionaries));
    this.#plans = this.#noPlans();
  }

  serve(generation: number, parts: SharedPart[]): { size: number } {
    const engine = this.#maker.serve(generation, parts);
    this.#engine = engine;
    this.#plans = this.#noPlans();
    return { size: engine.size };
  }

  setNeeds(needs: NeedText[]): void {
    this.#plans = this.#noPlans();
    const current = new Map(needs.map((need) => [need.id, need]));
    for (const id of [...this.#needTexts.keys()].filter((known) => !current.has(known))) {
      this.#needTexts.delete(id);
      this.#needs.remove(id);
    }
    for (const need of needs) {
      if (this.#needTexts.get(need.id)?.text === need.text) continue;
      this.#needTexts.set(need.id, need);
      this.#count(this.#needs, need);
    }
  }

  weighBy(texts: NeedText[] | null): void {
    this.#plans = this.#noPlans();
    this.#texts = texts && new NeedStatistics();
    for (const text of texts ?? []) this.#count(this.#texts!, text);
  }

  similarNeeds(text: string, ids: readonly string[], limit: number): { id: string; score: number }[] {
    return this.#current().similarNeeds(text, this.#needs, ids, limit);
  }

  rank(request: RankRequest): RankResult {
    const engine = this.#current();
    const plan = this.#plan(request);
    const { counts = [], facets = [] } = request;
    const keepMatched = counts.length + facets.length > 0;
    const { hits, total, matched = [] } = engine.searchPlan(plan, { ...request, keepMatched });
    const share = (score: number) => (plan.bestScore > 0 ? Math.min(1, Math.max(0, score / plan.bestScore)) : 0);
    return {
      hits: hits.map(({ id, score }) => ({ id, score, fit: share(score) })),
      total,
      counts: counts.map((filters) => engine.countMatches(matched, filters)),
      facets: Object.fromEntries(facets.map(({ facet, filters }) => [facet, engine.countFacet(matched, facet, filters)])),
      textCut: plan.query.textCut,
    };
  }

  list = (request: ListRequest): ListResult => this.#current().list(request);

  explain(query: IndexQuery, documents: Document[]): Reasons[] {
    const plan = this.#plan(query);
    const explained = this.#current().explain(plan, documents, { fields: query.fields });
    return explained.map((explanation) => reasonsOf(explanation, plan, this.#thesaurus, countRequirements(query)));
  }

  profileConcepts(documents: Document[]): ProfileConcepts[] {
    return documents.map((document) => profileConcepts(document, this.#current().reader));
  }

  affinity(rows: AffinityText[], columns: AffinityText[], cells: AffinityCell[]) {
    const { fits, explained } = affinityOf(rows, columns, cells, this.#current());
    const reasons = explained.map((cell) => cell && reasonsOf(cell.explanation, cell.plan, this.#thesaurus, 0));
    return { fits, reasons };
  }

  serveVectors(memories: WebAssembly.Memory[]): void {
    this.#vectors = new VectorSearch(memories);
  }

  closest = (asked: ShortVector, top: number): Closest => this.#vectors.closest(asked, top);

  fits(queries: FitRequest[], document: Document): { key: string; reasons: Reasons }[] {
    return queries.flatMap((query) => this.explain(query, [document]).map((reasons) => ({ key: query.key, reasons })));
  }

  #current(): MatchingEngine {
    this.#engine ??= new MatchingEngine({ averageLengths: [1, 1, 1, 1, 1], documents: 0 }, this.#options, [], this.#analysis);
    return this.#engine;
  }

  /** One page ranks by a query several times, under other filters, and then explains it. */
  #plan({ query, weighByNeeds, examples }: IndexQuery): QueryPlan {
    return this.#plans.get(JSON.stringify({ query, weighByNeeds, examples } satisfies IndexQuery));
  }

  #noPlans(): BoundedMemo<QueryPlan> {
    return new BoundedMemo(PLANS, (key) => {
      const { query, weighByNeeds, examples }: IndexQuery = JSON.parse(key);
      const needs = weighByNeeds ? (this.#texts ?? this.#needs) : undefined;
      return this.#current().plan({ query: this.#withConcepts(query), needs, examples });
    });
  }

  #withConcepts(query: string | IndexNeed): string | Need {
    if (typeof query === "string" || !query.concepts?.length) return query;
    const language = query.language === "zh" || query.language === "de" || query.language === "ru" ? query.language : "en";
    const known = query.concepts.filter((id) => this.#thesaurus.concepts.has(id));
    return { ...query, tags: [...query.tags, ...known.map((id) => this.#thesaurus.label(id, language))] };
  }

  #count(statistics: NeedStatistics, { id, lang, text }: NeedText): void {
    const language = lang === "" ? {} : { language: lang };
    this.#current().addNeed(statistics, { id, title: "", text, requirements: [], tags: [], ...language });
  }
}

const countRequirements = ({ query }: IndexQuery): number => (typeof query === "string" ? 0 : query.requirements.length);
