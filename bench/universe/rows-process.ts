// Writes what the peers get: each company's words by our analysis, and the questions in the same words.
import { join } from "node:path";
import { universeNeeds } from "#db/seeds/universe/index.ts";
import { type Document, Ours } from "../ours.ts";
import { snapshotFile } from "./build-process.ts";
import { numberOf, readDocuments } from "./documents.ts";
import type { Row, RowFilter } from "./engine.ts";
import { type QuestionSet, writeQuestions } from "./questions.ts";
import { LineWriter, writeRow } from "./rows.ts";

export interface RowsTask {
  directory: string;
  questions: number;
}

export interface RowsReport {
  wordsACompany: number;
  wordsAShortQuestion: number;
  wordsALongQuestion: number;
  /** Mean share of the companies that the filters let pass. */
  filterShare: number;
}

const seed = 2;
const wantedShare = 0.01;

/** How many companies there are of each country and stage, by founding year. */
type Columns = Map<string, Map<number, number>>;

function writeRows(ours: Ours, directory: string): { columns: Columns; words: number } {
  const writer = new LineWriter(join(directory, "rows.tsv"));
  const columns: Columns = new Map();
  let words = 0;
  for (const document of readDocuments(directory)) {
    const row = rowOf(ours, document);
    writer.write(writeRow(row));
    words += row.words.split(" ").length;
    const key = `${row.country}\t${row.stage}`;
    const years = columns.get(key) ?? new Map<number, number>();
    columns.set(key, years.set(row.year, (years.get(row.year) ?? 0) + 1));
  }
  writer.close();
  return { columns, words };
}

function rowOf(ours: Ours, document: Document): Row {
  const { id, facets } = document;
  const first = (facet: string): string => (facets[facet] as string[] | undefined)?.[0] ?? "";
  return {
    number: numberOf(id),
    country: first("country"),
    stage: first("stage"),
    year: facets.foundedYearLow as number,
    words: ours.documentWords(document).join(" "),
  };
}

/** The filters that come closest to the wanted share: one for each country and stage that has enough companies. */
function makeFilters(columns: Columns, companies: number): { filter: RowFilter; share: number }[] {
  const filters = [...columns].flatMap(([key, years]) => {
    const [country, stage] = key.split("\t") as [string, string];
    if (country === "" || stage === "") return [];
    let share = 0;
    let best = { filter: { country, stage, fromYear: 0 }, share: 0 };
    for (const [year, count] of [...years].sort(([a], [b]) => b - a)) {
      share += count / companies;
      if (Math.abs(share - wantedShare) < Math.abs(best.share - wantedShare))
        best = { filter: { country, stage, fromYear: year }, share };
    }
    return [best];
  });
  return filters.sort((a, b) => Math.abs(a.share - wantedShare) - Math.abs(b.share - wantedShare)).slice(0, 20);
}

function makeQuestions(ours: Ours, count: number, filters: { filter: RowFilter }[]): QuestionSet[] {
  return (["short", "long"] as const).map((kind) => {
    const questions = universeNeeds({ count, seed, kind }).map(({ lang, title, text, requirements }, at) => ({
      id: `${kind}-${at}`,
      ...{ lang, title, text, requirements },
      words: [...new Set(ours.words([title, text, ...requirements].join("\n"), lang))],
      filter: filters[at % filters.length]?.filter,
    }));
    return { kind, questions };
  });
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

if (import.meta.main) {
  const { directory, questions }: RowsTask = JSON.parse(process.argv[2]!);
  const ours = new Ours(snapshotFile(directory), "words");
  const { columns, words } = writeRows(ours, directory);
  const filters = makeFilters(columns, ours.size);
  const sets = makeQuestions(ours, questions, filters);
  writeQuestions(directory, sets);
  const [short, long] = sets.map((set) => mean(set.questions.map((question) => question.words.length)));
  process.send!({
    wordsACompany: words / ours.size,
    wordsAShortQuestion: short!,
    wordsALongQuestion: long!,
    filterShare: mean(filters.map(({ share }) => share)),
  } satisfies RowsReport);
}
