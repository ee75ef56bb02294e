import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Document } from "../src/contexts/matching/core/document.ts";
import { MatchingEngine, type Need } from "../src/contexts/matching/core/engine.ts";
import { profileConcepts } from "../src/contexts/matching/core/profile-concepts.ts";
import type { Thesaurus } from "../src/contexts/matching/core/thesaurus.ts";
import { type DatasetQuery, datasetDescriptions, loadDataset } from "./datasets.ts";
import type { Judgements } from "./metrics.ts";

/** What is asked of one organisation: documents, needs in order of time, and who would be wanted. */
export interface World {
  name: string;
  documents: Document[];
  needs: TimedNeed[];
  judgements: ReadonlyMap<string, Judgements>;
}

export interface TimedNeed extends Need {
  id: string;
  /** Organisation and field: only needs of the same one teach. */
  field: string;
  /** Needs of the same subject never teach each other. */
  subject: string;
}

/** Public sets with judgements; one that is not there is told by the reason. */
export function* datasetWorlds(data: string, thesaurus: Thesaurus): Generator<World | string> {
  for (const name of ["sbir", "yc_tags"]) {
    const dataset = loadDataset(data, datasetDescriptions.find((each) => each.name === name)!);
    if (typeof dataset === "string") {
      yield `skipped: ${dataset}`;
      continue;
    }
    const documents = dataset.documents.map(({ id, title, text }): Document => {
      const [first, ...rest] = text.split("\n");
      const oneLiner = name === "yc_tags" ? first! : "";
      return { id, name: title, oneLiner, description: name === "yc_tags" ? rest.join("\n") : text, tags: [], facets: {} };
    });
    const { reader } = MatchingEngine.buildIndex([], { thesaurus });
    const needs = dataset.queries.map((query) =>
      timedNeed(query as DatasetQuery & Extra, (text) => rootOf(text, thesaurus, reader)),
    );
    yield { name, documents, needs: inOrder(needs, dataset.queries as (DatasetQuery & Extra)[]), judgements: dataset.judgements };
  }
}

const companyLine = z.object({
  id: z.string(),
  name: z.string(),
  lang: z.string(),
  one_liner: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  field: z.string(),
  topics: z.array(z.string()),
  translations: z.record(z.string(), z.string()).default({}),
});

/**
 * An organisation with a planted taste: beside every second invented company of the demo base stands a firm that only advises on the
 * same, in the same words, and is never wanted. Needs are one-liners of the other companies; wanted is whoever shares a topic.
 */
export function demoWorld(): World {
  const folder = join(import.meta.dirname, "../db/seeds/demo/companies");
  const companies = ["a", "b", "c"].flatMap((name) =>
    readFileSync(join(folder, `${name}.jsonl`), "utf8")
      .trim()
      .split("\n")
      .map((line) => companyLine.parse(JSON.parse(line))),
  );
  const documents = companies.flatMap(({ id, name, lang, one_liner: oneLiner, description, tags, topics }, at): Document[] => {
    const product = { id, name, lang, oneLiner, description, tags, concepts: topics, facets: {} };
    const advice = {
      ...product,
      id: `${id}${adviceMark}`,
      name: `${name} Partners`,
      tags: [...tags, adviceTags[lang] ?? "consulting"],
    };
    return at % 2 === 0 ? [product, advice] : [product];
  });
  const asking = companies.filter((_, at) => at % 2 === 1);
  const needs = asking.map(({ id, lang, one_liner: text, translations, field }, at): TimedNeed => {
    const other = at % 2 === 0 ? translations.one_liner_en : undefined;
    const language = other === undefined ? lang : "en";
    return { id, title: "", text: other ?? text, requirements: [], tags: [], language, field, subject: id };
  });
  const judgements = new Map(
    asking.map((need) => [
      need.id,
      new Map(
        companies
          .filter(({ id, topics }) => id !== need.id && topics.some((topic) => need.topics.includes(topic)))
          .map(({ id }) => [id, 1]),
      ),
    ]),
  );
  const inTime = needs
    .filter(({ id }) => judgements.get(id)!.size > 0)
    .toSorted((a, b) => (hashed(a.id) < hashed(b.id) ? -1 : 1));
  return { name: "planted taste", documents, needs: inTime, judgements };
}

/** Ends the id of a firm that only advises. */
export const adviceMark = "~advice";
const adviceTags: Record<string, string> = { zh: "咨询服务", de: "Beratung", ru: "консалтинг" };

type Extra = { tag?: string; keyword?: string; release?: string; agency?: string };

function timedNeed({ id, text, lang, tag, keyword, agency }: DatasetQuery & Extra, rootOf: (text: string) => string): TimedNeed {
  const field = agency ?? rootOf(tag ?? keyword ?? text);
  return { id, title: "", text, requirements: [], tags: [], language: lang, field, subject: tag ?? id };
}

function rootOf(text: string, thesaurus: Thesaurus, reader: MatchingEngine["reader"]): string {
  const { mentioned } = profileConcepts(
    { id: "", lang: "en", name: "", oneLiner: text, description: "", tags: [], facets: {} },
    reader,
  );
  return mentioned.find((id) => thesaurus.concepts.get(id)?.broader.length === 0) ?? "none";
}

/** By date of release where there is one, otherwise in an order that has nothing to do with the subject. */
function inOrder(needs: TimedNeed[], queries: (DatasetQuery & Extra)[]): TimedNeed[] {
  const at = new Map(queries.map(({ id, release }) => [id, release ?? hashed(id)]));
  return needs.toSorted((a, b) => (at.get(a.id)! < at.get(b.id)! ? -1 : 1));
}

const hashed = (text: string): string => {
  let hash = 2166136261;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16777619);
  return (hash >>> 0).toString(16).padStart(8, "0");
};
