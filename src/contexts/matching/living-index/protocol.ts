import type { Document, Field, Need } from "../core/engine.ts";
import type { Filters } from "../core/filters.ts";

/** A need as the index reads it; `concepts` are ids of the thesaurus (fields and topics), added as tags in the need's language. */
export interface IndexNeed extends Need {
  concepts?: string[];
}

export interface IndexQuery {
  query: string | IndexNeed;
  /** Lets words that many needs of the base use count for less; only for readers of those needs. */
  weighByNeeds?: boolean;
  fields?: readonly Field[];
  /** Companies that were wanted or refused for this need: pull and push (core/feedback.ts). */
  examples?: { positive: Document[]; negative: Document[] };
}

export interface RankRequest extends IndexQuery {
  filters?: Filters;
  top: number;
  offset?: number;
  /** Further filters under which only the number of matches is wanted. */
  counts?: (Filters | undefined)[];
  /** Facets whose values are counted over all matches, each under filters of its own. */
  facets?: { facet: string; filters?: Filters }[];
}

export interface RankResult {
  hits: { id: string; score: number /** Score ÷ best reachable score, 0 to 1. */; fit: number }[];
  total: number;
  counts: number[];
  /** Facet → value → matches; values without a match are absent. */
  facets: Record<string, Record<string, number>>;
  /** The text was longer than is read. */
  textCut: boolean;
}

export interface ReasonSpan {
  field: "name" | "oneLiner" | "description" | "tags";
  /** 0 is the profile itself, n the n-th of `otherTexts`. */
  version: number;
  item: number;
  start: number;
  end: number;
  text: string;
  language: string;
}

/** One idea of the query that a company's profile meets. */
export interface Reason {
  via: "word" | "concept" | "broader" | "translation" | "feedback" | "example";
  /** The need's own words for it. */
  asked: string[];
  askedLanguage: string;
  concept: string | null;
  /** First label of the concept by language. */
  labels: Record<string, string>;
  /** Share of the company's score, may be negative for examples that push. */
  share: number;
  spans: ReasonSpan[];
}

export interface Reasons {
  id: string;
  score: number;
  fit: number;
  /** Highest share first. */
  reasons: Reason[];
  /** Words of the need that the profile does not meet, heaviest first. */
  missing: string[];
  /** How much of each text requirement is met, 0 to 1, in the order of the need's requirements. */
  requirements: number[];
  /** The spans that meet each text requirement. */
  evidence: string[][];
}

export interface FitRequest extends IndexQuery {
  key: string;
}

/** What the index can do, wherever it runs. */
export interface IndexOperations {
  load(bytes: Uint8Array): number;
  apply(change: { updates: Document[]; removals: string[] }): { size: number; pending: number };
  beginBuild(): void;
  addToBuild(documents: Document[]): number;
  /** The index of everything added so far, as bytes; building goes on. */
  build(): Uint8Array;
  setNeeds(needs: { id: string; lang: string; text: string }[], gone: string[]): void;
  /** Counts these texts in place of the base's needs until called with null. */
  weighBy(texts: { id: string; lang: string; text: string }[] | null): void;
  /** Which of the needs with these ids look for the same as a text, best first, with the share of the text they say too. */
  similarNeeds(text: string, ids: readonly string[], limit: number): { id: string; score: number }[];
  rank(request: RankRequest): RankResult;
  explain(query: IndexQuery, documents: Document[]): Reasons[];
  /** How well one document answers each query; for the other direction. */
  fits(queries: FitRequest[], document: Document): { key: string; reasons: Reasons }[];
}

export type RemoteIndex = {
  [Method in keyof IndexOperations]: (
    ...args: Parameters<IndexOperations[Method]>
  ) => Promise<ReturnType<IndexOperations[Method]>>;
} & { close(): Promise<void> };
