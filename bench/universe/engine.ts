/** A company as every peer gets it: the words of our own analysis joined by spaces, and three columns to filter by. */
export interface Row {
  number: number;
  country: string;
  stage: string;
  year: number;
  words: string;
}

/** A company fits when all three fit; `fromYear` is inclusive. */
export interface RowFilter {
  country: string;
  stage: string;
  fromYear: number;
}

/** One search engine over one set of rows; it lives in a process of its own, so that time and memory are its own. */
export interface Engine {
  build(rows: Iterable<Row[]>): Promise<void>;
  /** Numbers of the best rows with any of the words, best first. */
  search(words: readonly string[], top: number, filter?: RowFilter): Promise<number[]>;
  /** Memory of processes other than this one, in bytes. */
  memoryElsewhere?(): Promise<number>;
  /** Bytes on disk outside the directory it was given. */
  diskElsewhere?(): Promise<number>;
  close(): Promise<void>;
}

export interface Peer {
  title: string;
  /** Above this many companies it does not fit into memory or time. */
  most: number;
  open(directory: string): Promise<Engine>;
}

/** Every engine that is compared with ours, in the order of the tables. */
export const peers: Record<string, Peer> = {
  lancedb: {
    title: "LanceDB full text",
    most: Infinity,
    open: async (directory) => (await import("./engines/lancedb.ts")).openLance(directory),
  },
  sqlite: {
    title: "SQLite FTS5 bm25",
    most: Infinity,
    open: async (directory) => (await import("./engines/sqlite.ts")).openSqlite(directory),
  },
  minisearch: {
    title: "MiniSearch",
    most: 100_000,
    open: async () => (await import("./engines/minisearch.ts")).openMiniSearch(),
  },
  orama: {
    title: "Orama",
    most: 100_000,
    open: async () => (await import("./engines/orama.ts")).openOrama(),
  },
  postgres: {
    title: "PostgreSQL ts_rank_cd",
    most: Infinity,
    open: async () => (await import("./engines/postgres.ts")).openPostgres(),
  },
  pglite: {
    title: "PGlite ts_rank_cd",
    most: 10_000,
    open: async (directory) => (await import("./engines/postgres.ts")).openPglite(directory),
  },
};
