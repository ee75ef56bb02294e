import { join } from "node:path";
import type { Engine, Row } from "../engine.ts";
import { peerPackage } from "./peer-package.ts";

interface Statement {
  run(...values: unknown[]): unknown;
  all(...values: unknown[]): { rowid: number }[];
}

interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  transaction<Value>(run: (value: Value) => void): (value: Value) => void;
  close(): void;
}

// Words are ours already: every character that stands in one of them belongs to it.
const tables = `
  pragma journal_mode = off;
  pragma synchronous = off;
  create table company (id integer primary key, country text, stage text, year integer);
  create virtual table profile using fts5 (words, content = '',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co' tokenchars '.+#'");`;

// The cross join keeps the full-text table first; a sub-query on the filter makes SQLite many times slower.
const filtered = `
  select profile.rowid from profile cross join company on company.id = profile.rowid
  where profile match ? and company.country = ? and company.stage = ? and company.year >= ? order by bm25(profile) limit ?`;

export function openSqlite(directory: string): Engine {
  const Sqlite = peerPackage<new (file: string) => Database>("better-sqlite3");
  const database = new Sqlite(join(directory, "universe.sqlite"));
  database.exec(tables);
  const anyOf = (words: readonly string[]) => words.map((word) => `"${word}"`).join(" OR ");
  let search: Statement;
  let searchFiltered: Statement;
  return {
    async build(batches) {
      const company = database.prepare("insert into company values (?, ?, ?, ?)");
      const profile = database.prepare("insert into profile (rowid, words) values (?, ?)");
      const insert = database.transaction((rows: Row[]) => {
        for (const { number, country, stage, year, words } of rows) {
          company.run(number, country, stage, year);
          profile.run(number, words);
        }
      });
      for (const rows of batches) insert(rows);
      database.exec("insert into profile (profile) values ('optimize')");
      search = database.prepare("select rowid from profile where profile match ? order by rank limit ?");
      searchFiltered = database.prepare(filtered);
    },
    async search(words, top, filter) {
      const rows = filter
        ? searchFiltered.all(anyOf(words), filter.country, filter.stage, filter.fromYear, top)
        : search.all(anyOf(words), top);
      return rows.map(({ rowid }) => rowid);
    },
    async close() {
      database.close();
    },
  };
}
