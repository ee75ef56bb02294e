import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "#platform/project-root.ts";
import { peers } from "./engine.ts";
import { companiesOfGoals, goalsOf } from "./goals.ts";
import type { SizeResults } from "./results.ts";
import type { Timings } from "./timings.ts";

/** Everything by size, for bench/RESULTS.md; the short tables of docs/performance.md and the README are renewed beside it. */
export function writeReports(results: readonly SizeResults[]): string {
  const largest = results.at(-1);
  if (!largest) return "Nothing was measured.";
  const goals = goalTable(largest);
  replaceBlock("docs/performance.md", [goals, ...results.toReversed().map(sizeTables)].join("\n\n"));
  replaceBlock(
    "README.md",
    [`${count(largest.companies)} companies (${largest.circumstances}):`, summaryTable(largest)].join("\n\n"),
  );
  return ["## The universe", "What is measured and how: docs/performance.md.", goals, ...results.map(sizeTables)].join("\n\n");
}

interface Line {
  title: string;
  timings: Record<string, Timings>;
  /** What stands before the kind in the names of the timings. */
  part?: string;
  rest?: string[];
}

function sizeTables(size: SizeResults): string {
  const { companies, rows, build, ours } = size;
  return [
    `### ${count(companies)} companies`,
    `${rows.wordsACompany.toFixed(0)} words a company; ${rows.wordsAShortQuestion.toFixed(1)} a short question, ${rows.wordsALongQuestion.toFixed(1)} a long one; filters let ${(rows.filterShare * 100).toFixed(1)} % pass. The plan of a full long question reads ${count(Math.round(ours.full.postings.long!))} postings, of the words alone ${count(Math.round(ours.words.postings.long!))}. ${size.circumstances}.`,
    timingTable(size),
    `Our index: built in ${seconds(build.buildSeconds)} with its analysis (peak ${megabytes(build.peakMegabytes)}), snapshot ${megabytes(build.snapshotMegabytes)}, start from it ${seconds(ours.full.startSeconds)}, resident ${megabytes(ours.full.residentMegabytes)}.`,
    changeTable(size),
  ].join("\n\n");
}

function timingTable(size: SizeResults): string {
  const { ours, build } = size;
  const own = (mode: "words" | "full") => [
    seconds(build.buildSeconds),
    megabytes(ours[mode].residentMegabytes),
    megabytes(build.snapshotMegabytes),
  ];
  const lines: Line[] = [
    { title: "**ours**, full, with reasons", timings: ours.full.timings, rest: own("full") },
    { title: "– ranking alone", timings: ours.full.timings, part: " ranking" },
    { title: "– bare loop over its postings", timings: ours.full.timings, part: " bare" },
    { title: "**ours**, words only, with reasons", timings: ours.words.timings, rest: own("words") },
    { title: "– ranking alone", timings: ours.words.timings, part: " ranking" },
    { title: "– bare loop over its postings", timings: ours.words.timings, part: " bare" },
    ...Object.entries(size.peers).flatMap(([key, peer]): Line[] =>
      typeof peer === "string" ? [] : [{ title: peers[key]!.title, timings: peer.timings, rest: peerCosts(peer) }],
    ),
  ];
  const absent = Object.entries(size.peers).filter(([, peer]) => typeof peer === "string");
  return [
    "| ms: p50 / p95 / p99 | short | short, filtered | long | long, filtered | asked, short / long | build | resident | on disk |",
    "|---|---|---|---|---|---|---|---|---|",
    ...lines.map(timingLine),
    ...absent.map(([key, reason]) => `| ${peers[key]!.title} | ${reason} |  |  |  |  |  |  |  |`),
  ].join("\n");
}

function timingLine({ title, timings, part = "", rest = ["", "", ""] }: Line): string {
  const cells = ["short", "short filtered", "long", "long filtered"].map((kind) => quantiles(timings[`${kind}${part}`]));
  const asked = ["short", "long"].map((kind) => timings[`${kind}${part}`]?.asked ?? "–").join(" / ");
  return `| ${[title, ...cells, asked, ...rest].join(" | ")} |`;
}

const peerCosts = (peer: Exclude<SizeResults["peers"][string], string>): string[] => [
  seconds(peer.buildSeconds),
  megabytes(peer.residentMegabytes),
  peer.diskMegabytes > 0 ? megabytes(peer.diskMegabytes) : "–",
];

function changeTable({ ours }: SizeResults): string {
  const throughput = (kind: string, workers: number): string =>
    (["full", "words"] as const)
      .map((mode) => ours[mode].throughput.find((each) => each.kind === kind && each.workers === workers))
      .map((each) => (each ? count(Math.round(each.perSecond)) : "–"))
      .join(" / ");
  return [
    "| ours | full / words only |",
    "|---|---|",
    ...["short", "long"].flatMap((kind) =>
      [1, 2].map(
        (workers) =>
          `| ${kind} questions a second, ${workers} ${workers === 1 ? "worker" : "workers"} | ${throughput(kind, workers)} |`,
      ),
    ),
    ...ours.full.changes.map(({ waiting, timings }, at) => {
      const words = ours.words.changes[at]!.timings;
      return `| a change is found after (ms, p50 / p95), ${waiting === 0 ? "alone" : `beside ${count(waiting)} others`} | ${ms(timings.p50)} / ${ms(timings.p95)} · ${ms(words.p50)} / ${ms(words.p95)} |`;
    }),
  ].join("\n");
}

function goalTable(size: SizeResults): string {
  const lines = goalsOf(size).map(({ goal, wanted, measured, isMet }) => {
    const verdict = isMet === undefined ? "not measured" : isMet ? "met" : "**missed**";
    return `| ${goal} | ${wanted} | ${measured} | ${verdict} |`;
  });
  const others = size.companies === companiesOfGoals ? "" : ` (they are set for ${count(companiesOfGoals)})`;
  return [
    `Goals, at ${count(size.companies)} companies${others}:`,
    "",
    "| goal | wanted | measured | |",
    "|---|---|---|---|",
    ...lines,
  ].join("\n");
}

function summaryTable({ ours, build, peers: measured }: SizeResults): string {
  const line = (title: string, timings: Record<string, Timings>, resident: number, built: number): string => {
    const p95 = (kind: string): string => ms(timings[kind]!.p95);
    const factor = timings.long!.p95 / ours.words.timings.long!.p95;
    return `| ${title} | ${p95("short")} | ${p95("long")} | ${factor < 10 ? factor.toFixed(1) : count(Math.round(factor))} × | ${megabytes(resident)} | ${seconds(built)} |`;
  };
  return [
    "| p95 in ms | a search of about four words | a need of about forty | long, beside ours | resident | built in |",
    "|---|---|---|---|---|---|",
    line("**ours**: ranked, with reasons for 20", ours.words.timings, ours.words.residentMegabytes, build.buildSeconds),
    line("ours with translations, ideas, totals", ours.full.timings, ours.full.residentMegabytes, build.buildSeconds),
    ...Object.entries(measured).flatMap(([key, peer]) =>
      typeof peer === "string" ? [] : [line(peers[key]!.title, peer.timings, peer.residentMegabytes, peer.buildSeconds)],
    ),
  ].join("\n");
}

/** Renews what stands between the two marks of a page; a page without them stays as it is. */
function replaceBlock(page: string, markdown: string): void {
  const file = join(projectRoot, page);
  if (!existsSync(file)) return;
  const block = /(<!-- universe[^\n]*-->\n)[\s\S]*?(<!-- end universe -->)/;
  const text = readFileSync(file, "utf8");
  writeFileSync(
    file,
    text.replace(block, (_, start: string, end: string) => `${start}\n${markdown}\n\n${end}`),
  );
}

const count = (value: number): string => value.toLocaleString("en");

const quantiles = (timings: Timings | undefined): string =>
  timings ? [timings.p50, timings.p95, timings.p99].map(ms).join(" / ") : "";

/** Two digits: more would claim a precision that the next run denies. */
const ms = (value: number): string => (value < 100 ? String(Number(value.toPrecision(2))) : count(Math.round(value)));

const seconds = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;

const megabytes = (value: number): string => (value < 1000 ? `${Math.round(value)} MB` : `${(value / 1024).toFixed(1)} GB`);
