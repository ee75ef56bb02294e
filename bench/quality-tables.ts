import { mean } from "./metrics.ts";
import { comparePaired } from "./significance.ts";

/** What one variant reached with the queries of one language of a set, query by query. */
export interface QualityRow {
  set: string;
  /** Language of the documents, or "same" where every language searches its own. */
  target: string;
  lang: string;
  variant: string;
  nDCG10: number[];
  MRR10: number[];
  recall100: number[];
  milliseconds: number;
}

export const PLAIN = "plain BM25";
export const OURS = "ours";

/** What a query in the language shall reach of what one in the documents' own language does, in percent. */
const goals: Record<string, number> = { zh: 80, de: 60, ru: 60 };

export function renderQuality(rows: QualityRow[], used: string, skipped: string[]): string {
  const sections = [beside(rows), acrossLanguages(rows), ablation(rows)].filter((section) => section !== "");
  return ["## Ranking quality", used, ...sections, ...skipped.map((reason) => `Skipped: ${reason}`)].join("\n\n");
}

/** Ours beside plain BM25, with the significance of the difference. */
function beside(rows: QualityRow[]): string {
  const lines = ofVariant(rows, OURS).map((ours) => {
    const plain = ofVariant(rows, PLAIN).find((row) => isSameTask(row, ours));
    return [
      ours.set,
      ours.lang,
      String(ours.nDCG10.length),
      plain ? threeMetrics(plain) : "",
      threeMetrics(ours),
      plain ? differenceOf(ours, plain) : "",
      ours.milliseconds.toFixed(2),
    ];
  });
  return section("### Ours beside plain BM25", [
    "nDCG@10 / MRR@10 / recall@100; the difference of nDCG@10 with its 95 % interval and p by paired bootstrap over the queries (10,000 resamples).",
    table(["set", "query language", "queries", PLAIN, OURS, "difference", "ms a query"], lines),
  ]);
}

/** What queries in other languages than the documents' reach of those in their language. */
function acrossLanguages(rows: QualityRow[]): string {
  const ours = ofVariant(rows, OURS);
  const lines = ours.flatMap((row) => {
    const own = ours.find(({ set, lang }) => set === row.set && lang === row.target);
    if (!own || own === row) return [];
    const percent = (100 * mean(row.nDCG10)) / mean(own.nDCG10);
    const goal = goals[row.lang];
    const verdict = goal === undefined ? "–" : `${goal} % ${percent >= goal ? "reached" : "**missed**"}`;
    return [
      [
        row.set,
        `${row.lang} → ${row.target}`,
        short(mean(row.nDCG10)),
        short(mean(own.nDCG10)),
        `${percent.toFixed(0)} %`,
        verdict,
      ],
    ];
  });
  return lines.length === 0
    ? ""
    : section("### Across languages", [
        "nDCG@10 of a query in another language ÷ that of the same query in the language of the documents.",
        table(["set", "languages", "across", "in-language", "share", "goal"], lines),
      ]);
}

/** Every part switched off by itself. */
function ablation(rows: QualityRow[]): string {
  const names = [...new Set(rows.map(({ variant }) => variant))].filter((name) => name !== PLAIN);
  if (names.length < 2) return "";
  const lines = ofVariant(rows, OURS).map((ours) => [
    ours.set,
    ours.lang,
    ...names.map((name) => {
      const row = rows.find((other) => other.variant === name && isSameTask(other, ours));
      return row ? threeMetrics(row) : "";
    }),
  ]);
  return section("### Part by part", [
    "nDCG@10 / MRR@10 / recall@100. Spellings: Latin forms of Cyrillic names. RM3: pseudo-relevance feedback, which is off.",
    table(["set", "query language", ...names], lines),
  ]);
}

const ofVariant = (rows: QualityRow[], name: string): QualityRow[] => rows.filter(({ variant }) => variant === name);

const isSameTask = (a: QualityRow, b: QualityRow): boolean => a.set === b.set && a.lang === b.lang;

const short = (value: number): string => value.toFixed(3).replace(/^(-?)0\./, "$1.");

const threeMetrics = ({ nDCG10, MRR10, recall100 }: QualityRow): string =>
  [nDCG10, MRR10, recall100].map((scores) => short(mean(scores))).join(" / ");

function differenceOf(ours: QualityRow, plain: QualityRow): string {
  const { mean: difference, low, high, p } = comparePaired(ours.nDCG10, plain.nDCG10);
  const sign = difference > 0 ? "+" : "";
  return `${sign}${short(difference)} [${short(low)}, ${short(high)}] ${p <= 0.0001 ? "p ≤ .0001" : `p = ${p.toFixed(4).replace(/^0/, "")}`}`;
}

const section = (title: string, paragraphs: string[]): string => [title, ...paragraphs].join("\n\n");

const table = (head: string[], lines: string[][]): string =>
  [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
