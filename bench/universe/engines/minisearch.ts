import type { Engine, Row } from "../engine.ts";
import { peerPackage } from "./peer-package.ts";

interface Hit {
  id: number;
}

interface Index {
  addAll(rows: { id: number; words: string }[]): void;
  search(text: string, options: { filter?: (hit: Hit) => boolean }): Hit[];
}

export function openMiniSearch(): Engine {
  const MiniSearch = peerPackage<new (options: object) => Index>("minisearch");
  const index = new MiniSearch({
    fields: ["words"],
    tokenize: (text: string) => text.split(" "),
    processTerm: (word: string) => word,
  });
  const columns = new Map<number, Omit<Row, "words">>();
  return {
    async build(batches) {
      for (const rows of batches) {
        index.addAll(rows.map(({ number, words }) => ({ id: number, words })));
        for (const { words: _, ...row } of rows) columns.set(row.number, row);
      }
    },
    async search(words, top, filter) {
      const fits = ({ id }: Hit): boolean => {
        const row = columns.get(id)!;
        return row.country === filter!.country && row.stage === filter!.stage && row.year >= filter!.fromYear;
      };
      const hits = index.search(words.join(" "), filter ? { filter: fits } : {});
      return hits.slice(0, top).map(({ id }) => id);
    },
    async close() {},
  };
}
