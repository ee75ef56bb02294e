// The one place where the bench touches the search engine of the product.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CompanyProfile, companyDocument } from "../src/contexts/matching/company-document.ts";
import { fieldTexts } from "../src/contexts/matching/core/document.ts";
import { type Document, type EngineOptions, MatchingEngine, type QueryPlan } from "../src/contexts/matching/core/engine.ts";
import { languageFromTag } from "../src/contexts/matching/core/language.ts";
import type { NeedStatistics } from "../src/contexts/matching/core/need-statistics.ts";
import { defaultTuning } from "../src/contexts/matching/core/query.ts";
import { WINDOW_SIZE } from "../src/contexts/matching/core/segment.ts";
import { loadThesaurus } from "../src/contexts/matching/core/thesaurus.ts";
import { germanWords, loadDictionaries } from "../src/contexts/matching/living-index/dictionaries.ts";
import type { RowFilter } from "./universe/engine.ts";
import type { Question } from "./universe/questions.ts";

export type { CompanyProfile, Document };
export { companyDocument, WINDOW_SIZE };

/** `words`: the question the peers get. `full`: what the product asks, with translations, concepts, need weights and exact totals. */
export type Mode = "words" | "full";

/** The postings of one term within one window, with the weight the plan gives them. */
export interface PostingRun {
  weight: number;
  start: number;
  end: number;
  documents: Uint16Array;
  impacts: Uint8Array;
}

export interface Answer {
  ids: string[];
  plan: QueryPlan;
}

export function optionsOf(mode: Mode): EngineOptions {
  const thesaurus = loadThesaurus(join(import.meta.dirname, "../src/contexts/matching/thesaurus"));
  if (mode === "words")
    return { thesaurus, dictionaries: [], germanWords: germanWords(), tuning: { ...defaultTuning, conceptWeight: 0 } };
  return { thesaurus, dictionaries: loadDictionaries(null), germanWords: germanWords() };
}

export function buildSnapshot(documents: Iterable<Document>): Uint8Array {
  return MatchingEngine.buildIndex(documents, optionsOf("full")).serialise();
}

export class Ours {
  readonly #engine: MatchingEngine;
  readonly #mode: Mode;
  #needs: NeedStatistics | undefined;

  constructor(file: string, mode: Mode) {
    this.#mode = mode;
    this.#engine = MatchingEngine.load(readFileSync(file), optionsOf(mode));
  }

  get size(): number {
    return this.#engine.size;
  }

  /** The needs of the base, which damp words that all of them use. */
  countNeeds(needs: readonly Question[]): void {
    if (this.#mode === "full") this.#needs = this.#engine.needStatistics(needs.map(needOf));
  }

  answer(question: Question, top: number, filter?: RowFilter): Answer {
    const { hits, plan } = this.#engine.search({
      query: question.text === "" ? question.title : needOf(question),
      needs: this.#needs,
      top,
      filters: filter && { facets: facetsOf(filter) },
      countMatches: this.#mode === "full",
    });
    return { ids: hits.map(({ id }) => id), plan };
  }

  explain(plan: QueryPlan, documents: readonly Document[]): number {
    return this.#engine.explain(plan, documents).length;
  }

  update(document: Document): void {
    this.#engine.update(document);
  }

  /** The terms of a text as the index has them, function words left out. */
  words(text: string, lang?: string): string[] {
    const { tokens } = this.#engine.analysis.analyser.analyse(text, languageFromTag(lang));
    return tokens.flatMap(({ stop, term }) => (stop ? [] : [term]));
  }

  /** All terms of a company, in the order of its texts. */
  documentWords(document: Document): string[] {
    return fieldTexts(document).flatMap(({ text, language }) => this.words(text, language));
  }

  /** Exactly the postings that a plan reads, by window, for the bare loop. */
  postings({ groups }: QueryPlan): PostingRun[][] {
    const members = groups.flatMap((group) => group.members);
    return this.#engine.parts.flatMap(({ segment }) => {
      const windows = Array.from({ length: segment.header.windows }, (): PostingRun[] => []);
      const { runStarts, runWindows, runEnds, postingDocuments: documents, postingImpacts: impacts } = segment.arrays;
      for (const { term, weight } of members) {
        const number = segment.terms.find(term);
        if (number < 0) continue;
        for (let run = runStarts[number]!; run < runStarts[number + 1]!; run++)
          windows[runWindows[run]!]!.push({ weight, start: segment.runStart(run), end: runEnds[run]!, documents, impacts });
      }
      return windows;
    });
  }
}

const needOf = ({ id, lang, title, text, requirements }: Question) => ({
  id,
  title,
  text,
  requirements: requirements.map((each) => ({ text: each, level: "should" as const })),
  tags: [],
  language: lang,
});

const facetsOf = ({ country, stage, fromYear }: RowFilter) => ({
  country: { anyOf: [country] },
  stage: { anyOf: [stage] },
  foundedYearLow: { min: fromYear },
});
