import type { ProfileField } from "../company-document.ts";
import type { IndexOperations, NeedText } from "./protocol.ts";

export interface IndexStatus {
  /** Failed means that the first build is tried again in a while. */
  state: "building" | "ready" | "failed";
  /** Companies that a search finds now, and that the universe holds. */
  indexed: number;
  total: number;
  builtAt: Date | null;
}

type SearchName = "rank" | "list" | "explain" | "fits" | "profileConcepts" | "affinity" | "similarNeeds" | "closest";

/** What the threads of the index answer; protocol.ts says what each takes and gives. */
export type IndexSearches = {
  [Name in SearchName]: (...asked: Parameters<IndexOperations[Name]>) => Promise<ReturnType<IndexOperations[Name]>>;
};

/** The search over all companies, derived from the database; every call also answers while the index is being built. */
export interface MatchingIndex extends IndexSearches {
  /** Counts these texts in place of the base's needs until called with null; for batches on the command line. */
  weighBy(texts: NeedText[] | null): Promise<void>;
  /** Gives the threads blocks of vectors to compare. */
  serveVectors(memories: WebAssembly.Memory[]): Promise<void>;
  status(): IndexStatus;
  /** Resolves when the first build is done, however often it was tried; in one process it is tried once, and rejects when it failed. */
  ready(): Promise<void>;
  /** Waits until what is committed now can be found, but not long: who changes something and then lists it finds it. */
  settle(): Promise<void>;
  /** Reads what changed in the database since the last look, and waits for what that sets off. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

export interface IndexOptions {
  /** In the caller's thread, without following changes on its own: for tests and the command line. */
  inProcess?: boolean;
  /** Where the snapshot lies; null keeps none. */
  directory?: string | null;
  /** Reads only these of a profile, and no snapshot; concepts are then those its texts mention, not those people assigned. */
  profileFields?: readonly ProfileField[];
}
