// `npm run bench quality`, or alone with options: node bench/quality.ts --set sbir --variant ours --dictionaries /path
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Document, type EngineOptions, MatchingEngine, type Need } from "../src/contexts/matching/core/engine.ts";
import { defaultTuning, type QueryTuning } from "../src/contexts/matching/core/query.ts";
import { defaultScoring, type Scoring } from "../src/contexts/matching/core/scoring.ts";
import { createThesaurus, loadThesaurus } from "../src/contexts/matching/core/thesaurus.ts";
import type { TranslationDictionary } from "../src/contexts/matching/core/translation.ts";
import { germanWords, loadDictionaries } from "../src/contexts/matching/living-index/dictionaries.ts";
import { type Dataset, type DatasetDocument, type DatasetQuery, datasetDescriptions, loadDataset } from "./datasets.ts";
import { mean, nDCG, recall, reciprocalRank } from "./metrics.ts";
import { createPlainBm25 } from "./plain-bm25.ts";

export interface QualityOptions {
  data?: string;
  /** Directory of further dictionaries, as an operator would add them. */
  dictionaries?: string;
  sets?: string[];
  variants?: string[];
  /** At most so many queries of each set, spread evenly. */
  queries?: number;
  tuning?: Partial<QueryTuning>;
  scoring?: Partial<Scoring>;
}

interface Row {
  set: string;
  lang: string;
  variant: string;
  queries: number;
  nDCG10: number;
  MRR10: number;
  recall100: number;
  milliseconds: number;
}

/** Which parts of the engine a variant uses. */
interface Switches {
  thesaurus: boolean;
  dictionaries: boolean;
  needWeights: boolean;
  compounds: boolean;
  feedback: boolean;
}

type Ranker = (queries: readonly DatasetQuery[]) => Map<string, string[]>;

const DEPTH = 100;
const FEEDBACK_DOCUMENTS = 5;
const ALL: Switches = { thesaurus: true, dictionaries: true, needWeights: true, compounds: true, feedback: false };

const variants: Record<string, Switches | "plain"> = {
  "plain BM25": "plain",
  ours: ALL,
  "with RM3": { ...ALL, feedback: true },
  "without thesaurus": { ...ALL, thesaurus: false },
  "without dictionaries": { ...ALL, dictionaries: false },
  "without need weights": { ...ALL, needWeights: false },
  "without compounds": { ...ALL, compounds: false },
};

const defaultData = join(import.meta.dirname, "../../shared/data");

/** Ranking quality on the public sets as a Markdown table; sets that are not there are named with the reason. */
export async function runQualityBench(options: QualityOptions = {}): Promise<string> {
  const dictionaries = loadDictionaries(options.dictionaries ?? null);
  const names = Object.keys(variants).filter((name) => (options.variants ?? Object.keys(variants)).includes(name));
  const skipped: string[] = [];
  const rows: Row[] = [];
  for (const description of datasetDescriptions) {
    if (options.sets && !options.sets.includes(description.name)) continue;
    const dataset = loadDataset(options.data ?? defaultData, description);
    if (typeof dataset === "string") {
      skipped.push(`${description.name}: ${dataset}`);
      continue;
    }
    for (const name of names) rows.push(...measure(dataset, name, dictionaries, options));
  }
  return renderTable(rows, names, dictionaries, skipped);
}

function measure(dataset: Dataset, name: string, dictionaries: TranslationDictionary[], options: QualityOptions): Row[] {
  const switches = variants[name] as Switches | "plain";
  const rank = switches === "plain" ? preparePlain(dataset) : prepareEngine(dataset, switches, dictionaries, options);
  const queries = spread(dataset.queries, options.queries ?? dataset.queries.length);
  const start = performance.now();
  const rankings = rank(queries);
  const milliseconds = (performance.now() - start) / queries.length;
  return [...new Set(queries.map((query) => query.lang ?? "-"))].map((lang) => {
    const own = queries.filter((query) => (query.lang ?? "-") === lang);
    const score = (metric: typeof nDCG, depth: number): number =>
      mean(own.map(({ id }) => metric(rankings.get(id) ?? [], dataset.judgements.get(id) ?? new Map(), depth)));
    const metrics = { nDCG10: score(nDCG, 10), MRR10: score(reciprocalRank, 10), recall100: score(recall, DEPTH) };
    return { set: dataset.name, lang, variant: name, queries: own.length, ...metrics, milliseconds };
  });
}

/** An even spread over the set instead of its first part. */
function spread<Item>(items: readonly Item[], limit: number): Item[] {
  if (items.length <= limit) return [...items];
  return Array.from({ length: limit }, (_, index) => items[Math.floor((index * items.length) / limit)] as Item);
}

function preparePlain(dataset: Dataset): Ranker {
  const search = createPlainBm25(dataset.documents.map(({ id, title, text }) => ({ id, text: `${title} ${text}` })));
  return (queries) => new Map(queries.map(({ id, text }) => [id, search(text, DEPTH)]));
}

function prepareEngine(
  dataset: Dataset,
  switches: Switches,
  dictionaries: TranslationDictionary[],
  options: QualityOptions,
): Ranker {
  const engineOptions: EngineOptions = {
    thesaurus: switches.thesaurus ? sharedThesaurus() : createThesaurus([]),
    dictionaries: switches.dictionaries ? dictionaries : [],
    splitCompounds: switches.compounds,
    germanWords: germanWords(),
    tuning: { ...defaultTuning, ...options.tuning },
    scoring: { ...defaultScoring, ...options.scoring },
  };
  const documents = new Map(dataset.documents.map((document) => [document.id, toDocument(document, dataset)]));
  const engine = MatchingEngine.buildIndex(documents.values(), engineOptions);
  return (queries) => {
    const needs = switches.needWeights ? engine.needStatistics(queries.map(toNeed)) : undefined;
    return new Map(
      queries.map((query) => {
        const request = { query: toNeed(query), needs, top: DEPTH };
        const first = engine.search(request);
        if (!switches.feedback) return [query.id, first.hits.map(({ id }) => id)];
        const best = first.hits.slice(0, FEEDBACK_DOCUMENTS);
        const feedback = best.map(({ id, score }) => ({ document: documents.get(id) as Document, score }));
        return [query.id, engine.search({ ...request, feedback }).hits.map(({ id }) => id)];
      }),
    );
  };
}

let thesaurus: ReturnType<typeof loadThesaurus> | undefined;

function sharedThesaurus(): ReturnType<typeof loadThesaurus> {
  thesaurus ??= loadThesaurus(join(import.meta.dirname, "../src/contexts/matching/thesaurus"));
  return thesaurus;
}

function toDocument({ id, title, text, lang }: DatasetDocument, { titleIs }: Dataset): Document {
  const headline = titleIs === "headline";
  return { id, lang, name: headline ? "" : title, oneLiner: headline ? title : "", description: text, tags: [], facets: {} };
}

function toNeed({ id, text, lang }: DatasetQuery): Need & { id: string } {
  return { id, title: "", text, requirements: [], tags: [], language: lang };
}

/** One line per set and query language: nDCG@10 / MRR@10 / recall@100 of the first two variants, nDCG@10 of the rest. */
function renderTable(rows: Row[], names: string[], dictionaries: TranslationDictionary[], skipped: string[]): string {
  const lines = [...new Set(rows.map(({ set, lang }) => `${set}\t${lang}`))].map((key) => {
    const [set, lang] = key.split("\t");
    const own = rows.filter((row) => row.set === set && row.lang === lang);
    const cells = names.map((name, column) => {
      const row = own.find(({ variant }) => variant === name);
      if (!row) return "";
      const numbers = column < 2 ? [row.nDCG10, row.MRR10, row.recall100] : [row.nDCG10];
      return numbers.map((value) => value.toFixed(3).replace(/^0/, "")).join(" / ");
    });
    const ours = own.find(({ variant }) => variant === "ours");
    return `| ${set} | ${lang} | ${own[0]?.queries} | ${cells.join(" | ")} | ${ours?.milliseconds.toFixed(2) ?? ""} |`;
  });
  const loaded = dictionaries.map(({ name }) => name).join(", ");
  return [
    "## Ranking quality",
    "",
    `nDCG@10 / MRR@10 / recall@100 for the first two variants, nDCG@10 for the others. Thesaurus: ${sharedThesaurus().concepts.size} concepts; dictionaries: ${loaded}.`,
    "",
    `| set | query language | queries | ${names.join(" | ")} | ms a query |`,
    `|---|---|---|${names.map(() => "---").join("|")}|---|`,
    ...lines,
    ...skipped.map((reason) => `\nSkipped: ${reason}`),
  ].join("\n");
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      dictionaries: { type: "string" },
      set: { type: "string", multiple: true },
      variant: { type: "string", multiple: true },
      queries: { type: "string" },
      tuning: { type: "string", default: "{}" },
      scoring: { type: "string", default: "{}" },
    },
  });
  const { data, dictionaries, set: sets, variant } = values;
  const more = {
    queries: values.queries ? Number(values.queries) : undefined,
  };
  console.log(
    await runQualityBench({
      data,
      dictionaries,
      sets,
      variants: variant,
      ...more,
      tuning: JSON.parse(values.tuning),
      scoring: JSON.parse(values.scoring),
    }),
  );
}
