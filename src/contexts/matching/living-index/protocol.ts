import type { AffinityCell, AffinityText } from "../core/affinity.ts";
import type { Calibration, Document, Field, ListRequest, ListResult, Need } from "../core/engine.ts";
import type { Filters } from "../core/filters.ts";
import type { ProfileConcepts } from "../core/profile-concepts.ts";
import type { ShortVector } from "../core/vector-block.ts";
import type { Closest } from "../core/vectors.ts";
import type { SharedDictionary } from "./dictionaries.ts";
import type { SnapshotFacts } from "./snapshot.ts";

/** A need as the index reads it; `concepts` are ids of the thesaurus (fields and topics), added as tags in the need's language. */
export interface IndexNeed extends Need {
  concepts?: string[];
}

export interface IndexQuery {
  query: string | IndexNeed;
  /** Lets words that many needs of the base use count for less; only for readers of all those needs. */
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

/** A need as it enters the statistics over all needs. */
export interface NeedText {
  id: string;
  lang: string;
  text: string;
}

/** A part of the index as threads share it: the memory of a segment, and its tombstones. */
export interface SharedPart {
  id: string;
  memory: WebAssembly.Memory;
  tombstones: { set: Uint32Array; log: Uint32Array } | null;
}

/** A saved index as it was read, with what it says about itself. */
export interface SavedIndex {
  facts: SnapshotFacts;
  parts: SharedPart[];
}

/**
 * What a thread of the index can do. A generation is an index made with one calibration; a thread may know two, the one that answers
 * and one that is being made. Parts come with every call, so that threads have no state to disagree about; only what searches read
 * is given once, by `serve`.
 */
export interface IndexOperations {
  /** Learns word lengths and German words from a sample of the companies. */
  calibrate(sample: Document[]): Calibration;
  /** Makes a generation known. */
  prepare(generation: number, calibration: Calibration): void;
  /** Parts that searches read from now on; other generations are forgotten unless they are younger. */
  serve(generation: number, parts: SharedPart[]): { size: number };
  /** The parts with changed documents in the place of the old ones, and without the removed; small ones are joined. */
  change(generation: number, parts: SharedPart[], updates: Document[], removals: string[]): Change;
  /** Documents as a part of their own. */
  seal(generation: number, documents: Document[]): SharedPart | null;
  /** The parts with a sealed one, whose documents replace those with the same ids. */
  add(generation: number, parts: SharedPart[], sealed: SharedPart): Change;
  /** What should become one part each after a build: parts that fit one memory together, and those with deleted documents. */
  groups(parts: SharedPart[]): SharedPart[][];
  /** One part in the place of several. */
  merge(generation: number, sources: SharedPart[]): SharedPart;
  /** The parts with a merged one in the place of its sources. */
  install(generation: number, parts: SharedPart[], sources: SharedPart[], merged: SharedPart): Change;
  save(file: string, facts: SnapshotFacts, generation: number, parts: SharedPart[]): void;
  /** Throws IndexFileError where the file cannot be used. The generation is known afterwards. */
  restore(file: string, generation: number): SavedIndex;
  /** Reads the dictionaries into memory that all threads share. */
  shareDictionaries(): SharedDictionary[];
  /** Translates by these from now on. */
  useDictionaries(dictionaries: SharedDictionary[]): void;
  /** All needs of the base; those whose text is known already cost nothing. */
  setNeeds(needs: NeedText[]): void;
  /** Counts these texts in place of the base's needs until called with null. */
  weighBy(texts: NeedText[] | null): void;
  /** Which of the needs with these ids look for the same as a text, best first, with the share of the text they say too. */
  similarNeeds(text: string, ids: readonly string[], limit: number): { id: string; score: number }[];
  rank(request: RankRequest): RankResult;
  /** A page of all companies that meet a text and filters. */
  list(request: ListRequest): ListResult;
  explain(query: IndexQuery, documents: Document[]): Reasons[];
  /** What profiles are about, and every concept they mention. */
  profileConcepts(documents: Document[]): ProfileConcepts[];
  /** How well each column answers each row, 0 to 1; reasons for the cells asked for, null where nothing met. */
  affinity(
    rows: AffinityText[],
    columns: AffinityText[],
    cells: AffinityCell[],
  ): { fits: Float32Array; reasons: (Reasons | null)[] };
  /** Blocks of vectors that `closest` compares from now on; what is written to them later needs no telling. */
  serveVectors(memories: WebAssembly.Memory[]): void;
  /** The companies closest by meaning, out of all vectors. */
  closest(asked: ShortVector, top: number): Closest;
  /** How well one document answers each query; for the other direction. */
  fits(queries: FitRequest[], document: Document): { key: string; reasons: Reasons }[];
}

export interface Change {
  parts: SharedPart[];
  size: number;
  /** Parts that should be joined in the background. */
  crowded: SharedPart[];
  /** What to calibrate by where texts are longer or shorter than they were by a quarter: results stay exact, a rebuild ranks better. */
  worn: Calibration | null;
}
