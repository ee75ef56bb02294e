import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Judgements } from "./metrics.ts";

export interface DatasetDocument {
  id: string;
  title: string;
  text: string;
  lang?: string;
}

export interface DatasetQuery {
  id: string;
  text: string;
  lang?: string;
}

export interface Dataset {
  name: string;
  documents: DatasetDocument[];
  queries: DatasetQuery[];
  judgements: ReadonlyMap<string, Judgements>;
  /** How a document's title enters the index: as the company's name or as the headline of a text. */
  titleIs: "name" | "headline";
  /** Queries whose answer lies in another language are told apart by this, e.g. `en` for an English corpus. */
  target: string;
}

interface DatasetDescription {
  name: string;
  folder: string;
  titleIs: Dataset["titleIs"];
  target: string;
  documents?: (document: DatasetDocument) => boolean;
  qrels?: string;
}

const ENGLISH = (document: DatasetDocument): boolean => document.lang === "en" || document.id.endsWith("-en");

/** Development halves only. The XQuAD sets search English texts with questions in four languages. */
export const datasetDescriptions: readonly DatasetDescription[] = [
  { name: "yc_tags", folder: "need2company/yc_tags", titleIs: "name", target: "en" },
  { name: "yc_oneliner", folder: "need2company/yc_oneliner", titleIs: "name", target: "en" },
  { name: "sbir", folder: "need2company/sbir", titleIs: "name", target: "en" },
  { name: "itjuzi_zh", folder: "need2company/itjuzi_zh", titleIs: "name", target: "zh" },
  { name: "ph_zh_tagline", folder: "need2company/ph_zh_tagline", titleIs: "name", target: "zh" },
  { name: "adi", folder: "retrieval/adi", titleIs: "headline", target: "en" },
  { name: "cacm", folder: "retrieval/cacm", titleIs: "headline", target: "en" },
  { name: "cranfield", folder: "retrieval/cranfield", titleIs: "headline", target: "en" },
  { name: "med", folder: "retrieval/med", titleIs: "headline", target: "en" },
  { name: "time", folder: "retrieval/time", titleIs: "headline", target: "en" },
  { name: "xquad_paragraph_en", folder: "retrieval/xquadr_paragraph", titleIs: "headline", target: "en", documents: ENGLISH },
  { name: "xquad_sentence_en", folder: "retrieval/xquadr_sentence", titleIs: "headline", target: "en", documents: ENGLISH },
  {
    name: "xquad_monolingual",
    folder: "retrieval/xquadr_paragraph",
    titleIs: "headline",
    target: "same",
    qrels: "qrels_monolingual.tsv",
  },
];

/** The set, or the reason why it cannot be measured. */
export function loadDataset(root: string, description: DatasetDescription): Dataset | string {
  const folder = join(root, description.folder);
  if (!existsSync(folder)) return `${folder} is not there`;
  const documentLines = readLines<DatasetDocument>(join(folder, "corpus.jsonl"));
  const queries = readLines<DatasetQuery>(join(folder, "queries.jsonl"));
  const qrels = readText(join(folder, description.qrels ?? "qrels.tsv"));
  if (!documentLines || !queries || qrels === undefined) return `${folder} is incomplete`;
  const documents = description.documents ? documentLines.filter(description.documents) : documentLines;
  const known = new Set(documents.map(({ id }) => id));
  const judgements = new Map<string, Map<string, number>>();
  for (const line of qrels.split("\n")) {
    const [query, document, grade] = line.split("\t");
    if (!query || !document || !known.has(document)) continue;
    const judged = judgements.get(query) ?? new Map<string, number>();
    judged.set(document, Number(grade));
    judgements.set(query, judged);
  }
  const { name, titleIs, target } = description;
  return { name, titleIs, target, documents, queries: queries.filter(({ id }) => judgements.has(id)), judgements };
}

function readLines<Line>(path: string): Line[] | undefined {
  const text = readText(path);
  return text
    ?.split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
}

function readText(path: string): string | undefined {
  if (existsSync(path)) return readFileSync(path, "utf8");
  return existsSync(`${path}.gz`) ? gunzipSync(readFileSync(`${path}.gz`)).toString("utf8") : undefined;
}
