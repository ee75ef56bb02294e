import type { Engine } from "../engine.ts";
import { peerPackage } from "./peer-package.ts";

interface Query {
  where(condition: string): Query;
  select(columns: string[]): Query;
  limit(rows: number): Query;
  toArray(): Promise<{ number: number }[]>;
}

interface Table {
  add(rows: unknown): Promise<unknown>;
  optimize(): Promise<unknown>;
  createIndex(column: string, options: { config: unknown }): Promise<void>;
  query(): { fullTextSearch(query: unknown): Query };
}

interface Lance {
  connect(directory: string): Promise<{
    createEmptyTable(name: string, schema: unknown): Promise<Table>;
    close(): void;
  }>;
  makeArrowTable(rows: object[], options: { schema: unknown }): unknown;
  Index: { fts(options: object): unknown; bitmap(): unknown; btree(): unknown };
  MatchQuery: new (text: string, column: string) => unknown;
}

interface Arrow {
  Schema: new (fields: unknown[]) => unknown;
  Field: new (name: string, type: unknown, nullable: boolean) => unknown;
  Int32: new () => unknown;
  Utf8: new () => unknown;
}

const ourWords = {
  baseTokenizer: "whitespace",
  lowercase: false,
  stem: false,
  removeStopWords: false,
  asciiFolding: false,
  maxTokenLength: 200,
  withPosition: false,
};

export async function openLance(directory: string): Promise<Engine> {
  const lance = peerPackage<Lance>("@lancedb/lancedb");
  const { Schema, Field, Int32, Utf8 } = peerPackage<Arrow>("apache-arrow");
  const schema = new Schema([
    new Field("number", new Int32(), false),
    new Field("country", new Utf8(), false),
    new Field("stage", new Utf8(), false),
    new Field("year", new Int32(), false),
    new Field("words", new Utf8(), false),
  ]);
  const connection = await lance.connect(directory);
  const table = await connection.createEmptyTable("company", schema);
  return {
    async build(batches) {
      for (const rows of batches) await table.add(lance.makeArrowTable(rows, { schema }));
      await table.optimize();
      await table.createIndex("words", { config: lance.Index.fts(ourWords) });
      await table.createIndex("country", { config: lance.Index.bitmap() });
      await table.createIndex("stage", { config: lance.Index.bitmap() });
      await table.createIndex("year", { config: lance.Index.btree() });
    },
    async search(words, top, filter) {
      const query = table.query().fullTextSearch(new lance.MatchQuery(words.join(" "), "words"));
      if (filter) query.where(`country = '${filter.country}' and stage = '${filter.stage}' and year >= ${filter.fromYear}`);
      const rows = await query.select(["number", "_score"]).limit(top).toArray();
      return rows.map(({ number }) => number);
    },
    async close() {
      connection.close();
    },
  };
}
