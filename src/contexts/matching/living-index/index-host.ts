import { join } from "node:path";
import { projectRoot } from "#platform/project-root.ts";
import { type Document, type EngineOptions, MatchingEngine, type Need, type QueryPlan } from "../core/engine.ts";
import { NeedStatistics } from "../core/need-statistics.ts";
import { loadThesaurus, type Thesaurus } from "../core/thesaurus.ts";
import { loadDictionaries } from "./dictionaries.ts";
import type { FitRequest, IndexNeed, IndexOperations, IndexQuery, RankRequest, RankResult, Reasons } from "./protocol.ts";
import { reasonsOf } from "./reasons-of.ts";

/** Holds one searchable index and answers by it; runs in a worker thread, or in process for tests and the command line. */
export class IndexHost implements IndexOperations {
  readonly #thesaurus: Thesaurus = loadThesaurus(join(projectRoot, "src/contexts/matching/thesaurus"));
  readonly #options: EngineOptions;
  readonly #needTexts = new Map<string, { id: string; lang: string; text: string }>();
  #engine: MatchingEngine | null = null;
  #needs = new NeedStatistics();
  #texts: NeedStatistics | null = null;
  #building: Document[] = [];

  /** `dictionaries`: where the operator's own dictionaries lie. */
  constructor(dictionaries: string | null) {
    this.#options = { thesaurus: this.#thesaurus, dictionaries: loadDictionaries(dictionaries) };
  }

  load(bytes: Uint8Array): number {
    this.#engine = MatchingEngine.load(bytes, this.#options);
    // Terms depend on the vocabulary the index learned, so the needs are counted anew.
    this.#needs = new NeedStatistics();
    for (const need of this.#needTexts.values()) this.#count(this.#needs, need);
    return this.#engine.size;
  }

  apply({ updates, removals }: { updates: Document[]; removals: string[] }): { size: number; pending: number } {
    const engine = this.#current();
    for (const document of updates) engine.update(document);
    for (const id of removals) engine.remove(id);
    return { size: engine.size, pending: 0 };
  }

  beginBuild(): void {
    this.#building = [];
  }

  addToBuild(documents: Document[]): number {
    this.#building.push(...documents);
    return this.#building.length;
  }

  build(): Uint8Array {
    return new Uint8Array(MatchingEngine.buildIndex(this.#building, this.#options).serialise());
  }

  setNeeds(needs: { id: string; lang: string; text: string }[], gone: string[]): void {
    for (const id of gone) {
      this.#needTexts.delete(id);
      this.#needs.remove(id);
    }
    for (const need of needs) {
      this.#needTexts.set(need.id, need);
      this.#count(this.#needs, need);
    }
  }

  weighBy(texts: { id: string; lang: string; text: string }[] | null): void {
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

  explain(query: IndexQuery, documents: Document[]): Reasons[] {
    const plan = this.#plan(query);
    const explained = this.#current().explain(plan, documents, { fields: query.fields });
    return explained.map((explanation) => reasonsOf(explanation, plan, this.#thesaurus, countRequirements(query)));
  }

  fits(queries: FitRequest[], document: Document): { key: string; reasons: Reasons }[] {
    return queries.flatMap((query) => this.explain(query, [document]).map((reasons) => ({ key: query.key, reasons })));
  }

  #current(): MatchingEngine {
    this.#engine ??= MatchingEngine.buildIndex([], this.#options);
    return this.#engine;
  }

  #plan({ query, weighByNeeds, examples }: IndexQuery): QueryPlan {
    const needs = weighByNeeds ? (this.#texts ?? this.#needs) : undefined;
    return this.#current().plan({ query: this.#withConcepts(query), needs, examples });
  }

  #withConcepts(query: string | IndexNeed): string | Need {
    if (typeof query === "string" || !query.concepts?.length) return query;
    const language = query.language === "zh" || query.language === "de" || query.language === "ru" ? query.language : "en";
    const known = query.concepts.filter((id) => this.#thesaurus.concepts.has(id));
    return { ...query, tags: [...query.tags, ...known.map((id) => this.#thesaurus.label(id, language))] };
  }

  #count(statistics: NeedStatistics, { id, lang, text }: { id: string; lang: string; text: string }): void {
    const language = lang === "" ? {} : { language: lang };
    this.#current().addNeed(statistics, { id, title: "", text, requirements: [], tags: [], ...language });
  }
}

const countRequirements = ({ query }: IndexQuery): number => (typeof query === "string" ? 0 : query.requirements.length);
