import type { Engine } from "../engine.ts";
import { peerPackage } from "./peer-package.ts";

interface Orama {
  create(options: object): unknown;
  insertMultiple(index: unknown, rows: object[], batchSize: number): Promise<unknown>;
  search(index: unknown, query: object): Promise<{ hits: { id: string }[] }>;
}

// Orama finds every word that begins like the one asked for; with its end marked, a word begins only itself. Its own "exact" asks for all words.
const wholeWords = (text: string): string[] => text.split(" ").map((word) => `${word}$`);

export function openOrama(): Engine {
  const { create, insertMultiple, search } = peerPackage<Orama>("@orama/orama");
  const index = create({
    schema: { words: "string", country: "enum", stage: "enum", year: "number" },
    components: {
      tokenizer: { language: "none", normalizationCache: new Map(), tokenize: wholeWords },
    },
  });
  return {
    async build(batches) {
      for (const rows of batches)
        await insertMultiple(
          index,
          rows.map(({ number, ...row }) => ({ id: String(number), ...row })),
          rows.length,
        );
    },
    async search(words, top, filter) {
      const { hits } = await search(index, {
        term: words.join(" "),
        properties: ["words"],
        // Any of the words: the question the others get.
        threshold: 1,
        limit: top,
        where: filter && { country: { eq: filter.country }, stage: { eq: filter.stage }, year: { gte: filter.fromYear } },
      });
      return hits.map(({ id }) => Number(id));
    },
    async close() {},
  };
}
