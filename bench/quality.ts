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
import { nDCG, recall, reciprocalRank } from "./metrics.ts";
import { createPlainBm25 } from "./plain-bm25.ts";
import { OURS, PLAIN, type QualityRow, renderQuality } from "./quality-tables.ts";

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

/** Which parts of the engine a variant uses. */
interface Switches {
  thesaurus: boolean;
  dictionaries: "all" | "own" | "none";
  needWeights: boolean;
  compounds: boolean;
  spellings: boolean;
  feedback: boolean;
}

type Ranker = (queries: readonly DatasetQuery[]) => Map<string, string[]>;

const DEPTH = 100;
const FEEDBACK_DOCUMENTS = 5;
const ALL: Switches = {
  thesaurus: true,
  dictionaries: "all",
  needWeights: true,
  compounds: true,
  spellings: true,
  feedback: false,
};

const variants: Record<string, Switches | "plain"> = {
  [PLAIN]: "plain",
  [OURS]: ALL,
  "without thesaurus": { ...ALL, thesaurus: false },
  "without dictionaries": { ...ALL, dictionaries: "none" },
  "own dictionaries only": { ...ALL, dictionaries: "own" },
  "without spellings": { ...ALL, spellings: false },
  "without need weights": { ...ALL, needWeights: false },
  "without compounds": { ...ALL, compounds: false },
  "with RM3": { ...ALL, feedback: true },
};

const defaultData = join(import.meta.dirname, "../../shared/data");

/** Ranking quality on the public sets as Markdown tables; sets that are not there are named with the reason. */
export async function runQualityBench(options: QualityOptions = {}): Promise<string> {
  const dictionaries = loadDictionaries(options.dictionaries ?? null);
  // They are read when first asked, which is no part of a query's time.
  for (const dictionary of dictionaries) dictionary.lookup("");
  const names = Object.keys(variants).filter((name) => (options.variants ?? Object.keys(variants)).includes(name));
  const skipped: string[] = [];
  const rows: QualityRow[] = [];
  for (const description of datasetDescriptions) {
    if (options.sets && !options.sets.includes(description.name)) continue;
    const dataset = loadDataset(options.data ?? defaultData, description);
    if (typeof dataset === "string") {
      skipped.push(`${description.name}: ${dataset}`);
      continue;
    }
    for (const name of names) rows.push(...measure(dataset, name, dictionaries, options));
  }
  const used = `Thesaurus: ${sharedThesaurus().concepts.size} concepts; dictionaries: ${dictionaries
    .filter(({ factor = 1 }) => factor === 1)
    .map(({ name }) => name)
    .join(", ")}, other pairs over English.`;
  return renderQuality(rows, used, skipped);
}

function measure(dataset: Dataset, name: string, dictionaries: TranslationDictionary[], options: QualityOptions): QualityRow[] {
  const switches = variants[name] as Switches | "plain";
  const rank = switches === "plain" ? preparePlain(dataset) : prepareEngine(dataset, switches, dictionaries, options);
  const queries = spread(dataset.queries, options.queries ?? dataset.queries.length);
  const start = performance.now();
  const rankings = rank(queries);
  const milliseconds = (performance.now() - start) / queries.length;
  return [...new Set(queries.map((query) => query.lang ?? "-"))].map((lang) => {
    const own = queries.filter((query) => (query.lang ?? "-") === lang);
    const scores = (metric: typeof nDCG, depth: number): number[] =>
      own.map(({ id }) => metric(rankings.get(id) ?? [], dataset.judgements.get(id) ?? new Map(), depth));
    return {
      set: dataset.name,
      target: dataset.target,
      lang,
      variant: name,
      nDCG10: scores(nDCG, 10),
      MRR10: scores(reciprocalRank, 10),
      recall100: scores(recall, DEPTH),
      milliseconds,
    };
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
    dictionaries: dictionaries.filter(({ attribution }) => isUsed(switches.dictionaries, attribution)),
    splitCompounds: switches.compounds,
    germanWords: germanWords(),
    tuning: { ...defaultTuning, ...options.tuning, ...(switches.spellings ? {} : { spellingFactor: 0 }) },
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

const isUsed = (which: Switches["dictionaries"], attribution: string): boolean =>
  which === "all" || (which === "own" && attribution === "Jinqiao");

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
