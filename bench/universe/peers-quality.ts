import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Dataset, datasetDescriptions, loadDataset } from "../datasets.ts";
import { mean, nDCG, reciprocalRank } from "../metrics.ts";
import { buildSnapshot, type Document, type Mode, Ours } from "../ours.ts";
import { createPlainBm25 } from "../plain-bm25.ts";
import { snapshotFile } from "./build-process.ts";
import { inTemporaryDirectory, reportOf } from "./child-process.ts";
import { peers } from "./engine.ts";
import { installPeers } from "./engines/peer-package.ts";
import type { PeerReport, PeerTask } from "./peer-process.ts";
import { type Question, writeQuestions } from "./questions.ts";
import { LineWriter, writeRow } from "./rows.ts";

const data = join(import.meta.dirname, "../../../shared/data");
const sets = ["sbir", "yc_tags", "cacm", "cranfield", "med"];
const compared = ["lancedb", "sqlite", "minisearch", "orama", "postgres"];
const depth = 10;
const minutes = 10;

type Rankings = ReadonlyMap<string, string[]>;

/** How well the peers rank on public sets, from the same words as ours, as a Markdown table. */
export async function runPeersQualityBench(): Promise<string> {
  installPeers();
  const titles = ["ours, full", "ours, words only", "plain BM25", ...compared.map((key) => peers[key]!.title)];
  const lines: string[] = [];
  for (const description of datasetDescriptions.filter(({ name }) => sets.includes(name))) {
    const dataset = loadDataset(data, description);
    if (typeof dataset === "string") lines.push(`| ${description.name} | ${dataset} |${" |".repeat(titles.length)}`);
    else lines.push(await inTemporaryDirectory((directory) => measureSet(dataset, directory)));
  }
  return [
    "## Ranking quality of the peers",
    "nDCG@10 / MRR@10. The peers get the words of our analysis, in one field; plain BM25 has its own, without stems and stop words. `yc_tags`: its English needs.",
    [`| set | needs | ${titles.join(" | ")} |`, `|---|---|${titles.map(() => "---").join("|")}|`, ...lines].join("\n"),
  ].join("\n\n");
}

async function measureSet(dataset: Dataset, directory: string): Promise<string> {
  const documents = dataset.documents.map((document) => toDocument(document, dataset));
  writeFileSync(snapshotFile(directory), buildSnapshot(documents));
  const words = new Ours(snapshotFile(directory), "words");
  const all = dataset.queries.map(({ id, text, lang }): Question => {
    return { id, lang, title: "", text, requirements: [], words: [...new Set(words.words(text, lang))] };
  });
  const questions = all.filter(({ lang }) => dataset.name !== "yc_tags" || lang === "en");
  writeQuestions(directory, [{ kind: "quality", questions }]);
  writeRows(words, documents, directory);
  const rankings = [
    rankByOurs("full", all, questions, directory),
    rankByOurs("words", all, questions, directory),
    rankByPlainBm25(dataset, questions),
  ];
  const cells = rankings.map((each) => scoresOf(each, questions, dataset));
  for (const key of compared) cells.push(await peerScores(key, questions, dataset, directory));
  return `| ${[dataset.name, questions.length, ...cells].join(" | ")} |`;
}

const toDocument = ({ id, title, text, lang }: Dataset["documents"][number], { titleIs }: Dataset): Document => ({
  id,
  lang,
  name: titleIs === "headline" ? "" : title,
  oneLiner: titleIs === "headline" ? title : "",
  description: text,
  tags: [],
  facets: {},
});

function writeRows(ours: Ours, documents: Document[], directory: string): void {
  const writer = new LineWriter(join(directory, "rows.tsv"));
  for (const [number, document] of documents.entries())
    writer.write(writeRow({ number, country: "", stage: "", year: 0, words: ours.documentWords(document).join(" ") }));
  writer.close();
}

function rankByOurs(mode: Mode, needs: Question[], questions: Question[], directory: string): Rankings {
  const ours = new Ours(snapshotFile(directory), mode);
  ours.countNeeds(needs);
  return new Map(questions.map((question) => [question.id, ours.answer(question, depth).ids]));
}

function rankByPlainBm25({ documents }: Dataset, questions: Question[]): Rankings {
  const search = createPlainBm25(documents.map(({ id, title, text }) => ({ id, text: `${title} ${text}` })));
  return new Map(questions.map(({ id, text }) => [id, search(text, depth)]));
}

async function peerScores(key: string, questions: Question[], dataset: Dataset, input: string): Promise<string> {
  const directory = join(input, key);
  mkdirSync(directory);
  try {
    const task: PeerTask = { peer: key, input, directory, secondsAKind: 0 };
    const { rankings } = await reportOf<PeerReport>("peer-process.ts", task, minutes);
    const ids = Object.entries(rankings).map(([id, rows]) => [id, rows.map((row) => dataset.documents[row]!.id)] as const);
    return scoresOf(new Map(ids), questions, dataset);
  } catch (error) {
    console.error(error);
    return "absent";
  }
}

function scoresOf(rankings: Rankings, questions: Question[], { judgements }: Dataset): string {
  const score = (metric: typeof nDCG): string => {
    const values = questions.map(({ id }) => metric(rankings.get(id) ?? [], judgements.get(id) ?? new Map(), depth));
    return mean(values).toFixed(3).replace(/^0/, "");
  };
  return `${score(nDCG)} / ${score(reciprocalRank)}`;
}
