import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import {
  buildIndex,
  type CompanyRecord,
  candidatesFor,
  findDuplicates,
  type ScoredPair,
} from "../src/contexts/companies/deduplication/index.ts";
import { mongeElkan } from "../src/contexts/companies/deduplication/string-similarity.ts";
import { termsOf, textSimilarity, Vocabulary } from "../src/contexts/companies/deduplication/text.ts";
import { mulberry32 } from "./random.ts";

export interface Outcome {
  found: number;
  wrong: number;
  missed: number;
}

/** Pairs of different firms that share a name. */
export interface Namesakes {
  pairs: number;
  suggested: number;
  merged: number;
}

const sharedData = process.env.SHARED_DATA ?? join(import.meta.dirname, "../../shared/data");

/** Measures de-duplication on the development data and on an invented crowd; data that is absent is named and left out. */
export async function runDeduplicationBench(): Promise<string> {
  const lines = ["## De-duplication", "", "| data | what is asked | precision | recall | F1 |", "|---|---|---|---|---|"];
  const remarks: string[] = [];
  if (!existsSync(join(sharedData, "er"))) {
    remarks.push(`Left out: no data at ${sharedData}/er (set SHARED_DATA).`);
  } else {
    const snapshots = measureSnapshots();
    lines.push(
      row("yc_two_snapshots", "all pairs, suggested or sure", snapshots.suggested),
      row("", "pairs merged unasked", snapshots.sure),
    );
    const { pairs, suggested, merged } = snapshots.namesakes;
    remarks.push(`${pairs} pairs of different firms that share a name: ${suggested} suggested, ${merged} merged unasked.`);
    lines.push(
      row("zh_brand_vs_legal_name", "names only", measureBrands(false)),
      row("", "best suggestion of each brand", measureBrands(true)),
    );
    lines.push(row("yc_former_names", "names only, former name on record", measureFormerNames(true)));
    lines.push(row("", "names only, former name unknown", measureFormerNames(false)));
    lines.push(...measureMagellan());
  }
  const crowd = measureCrowd(Number(process.env.CROWD ?? 100_000));
  lines.push(row(`crowd of ${crowd.size}`, "invented firms, a tenth of them twice", crowd.outcome));
  remarks.push(
    `${crowd.size} records: index ${crowd.indexSeconds.toFixed(1)} s, whole run ${crowd.seconds.toFixed(1)} s, ${crowd.compared} pairs compared, ` +
      `one incremental question ${crowd.questionMs.toFixed(2)} ms.`,
  );
  return [...lines, "", ...remarks.map((remark) => `- ${remark}`)].join("\n");
}

/** The two YC snapshots: every pair across them is judged against matches.csv; names shared by unmatched records are the namesakes. */
export function measureSnapshots(): { suggested: Outcome; sure: Outcome; namesakes: Namesakes } {
  const left = readLines("er/yc_two_snapshots/left_2026-04-07.jsonl.gz").map(toCompany);
  const right = readLines("er/yc_two_snapshots/right_2026-06-02.jsonl.gz").map(toCompany);
  const truth = new Set(readTable("er/yc_two_snapshots/matches.csv").map((match) => `${match.left} ${match.right}`));
  const { pairs } = findDuplicates([...left, ...right]);
  const isLeft = new Set(left.map(({ id }) => id));
  const across = pairs.filter((pair) => isLeft.has(pair.left) !== isLeft.has(pair.right));
  const verdicts = new Map(pairs.map((pair) => [keyOf(pair), pair.verdict]));
  const different = namesakes([...left, ...right]).filter((key) => !truth.has(key));
  const shown = different.map((key) => verdicts.get(key));
  return {
    suggested: judge(across, truth),
    sure: judge(
      across.filter(({ verdict }) => verdict === "surely_same"),
      truth,
    ),
    namesakes: {
      pairs: different.length,
      suggested: shown.filter((verdict) => verdict === "suggested").length,
      merged: shown.filter((verdict) => verdict === "surely_same").length,
    },
  };
}

/** Chinese brands against the legal names of the same list, nothing but names. */
export function measureBrands(bestOnly: boolean): Outcome {
  const rows = readTable("er/zh_brand_vs_legal_name.csv");
  const brands = rows.map(({ id, brand_name }) => ({ id: `brand ${id}`, name: brand_name! }));
  const legal = rows.map(({ id, legal_name }) => ({ id: `legal ${id}`, name: legal_name! }));
  const index = buildIndex([...brands, ...legal]);
  const pairs = brands.flatMap((brand) => {
    const across = candidatesFor(brand, index).filter(({ right }) => right.startsWith("legal"));
    return bestOnly ? across.slice(0, 1) : across;
  });
  return judge(pairs, new Set(rows.map(({ id }) => `brand ${id} legal ${id}`)));
}

/** Records under an old name against the firms of the list, nothing but names. */
export function measureFormerNames(isDeclared: boolean): Outcome {
  const rows = readTable("er/yc_former_names.csv");
  const byFirm = Map.groupBy(rows, ({ yc_id }) => yc_id!);
  const firms = Array.from(byFirm, ([id, renamed]) => ({
    id: `firm ${id}`,
    name: renamed[0]!.name!,
    formerNames: isDeclared ? renamed.map(({ former_name }) => former_name!) : [],
  }));
  const index = buildIndex(firms);
  const pairs = rows.flatMap(({ former_name }, at) => candidatesFor({ id: `old ${at}`, name: former_name! }, index));
  return judge(pairs, new Set(rows.map(({ yc_id }, at) => `firm ${yc_id} old ${at}`)));
}

interface Labelled {
  left: Record<string, string>;
  right: Record<string, string>;
  label: number;
}

/**
 * Products, papers, restaurants: no companies, so only the general measures run, the likeness of the first field and that of all text.
 * The threshold is the best one of the training part (where there is none, of its sister collection), the result that of the validation part.
 */
function measureMagellan(): string[] {
  const collections = [
    "fodors_zagats",
    "beer",
    "itunes_amazon",
    "dirty_itunes_amazon",
    "dblp_acm",
    "dirty_dblp_acm",
    "dblp_googlescholar",
  ];
  collections.push("dirty_dblp_googlescholar", "abt_buy", "amazon_google", "walmart_amazon", "dirty_walmart_amazon");
  return collections.flatMap((name) => {
    const training = readPairs(name, "train") ?? readPairs(name.replace("googlescholar", "acm"), "train");
    const validation = readPairs(name, "valid");
    if (!training || !validation) return [`| magellan/${name} | left out: no data | | | |`];
    return [nameLikeness, textLikeness].map((measure, at) => {
      const threshold = bestThreshold(measure(training));
      const what = at === 0 ? "likeness of the first field" : "likeness of all text";
      return row(at === 0 ? `magellan/${name}` : "", what, outcomeAt(measure(validation), threshold));
    });
  });
}

type Likeness = { likeness: number; isMatch: boolean };

function nameLikeness(pairs: Labelled[]): Likeness[] {
  const vocabulary = new Vocabulary();
  const wordsOf = (side: Record<string, string>) => [...termsOf(Object.values(side)[0] ?? "")];
  for (const { left, right } of pairs) for (const side of [left, right]) vocabulary.add(wordsOf(side));
  const weightOf = (word: string) => -Math.log(vocabulary.share(word) + 1e-4);
  return pairs.map(({ left, right, label }) => ({
    likeness: mongeElkan(wordsOf(left), wordsOf(right), weightOf),
    isMatch: label === 1,
  }));
}

function textLikeness(pairs: Labelled[]): Likeness[] {
  const vocabulary = new Vocabulary();
  const sides = pairs.map(({ left, right }) =>
    [left, right].map((side) => vocabulary.add(termsOf(Object.values(side).join(" ")))),
  );
  return pairs.map(({ label }, at) => {
    const [left, right] = sides[at]!;
    return { likeness: textSimilarity(left!, right!, vocabulary, new Set())?.similarity ?? 0, isMatch: label === 1 };
  });
}

function bestThreshold(pairs: Likeness[]): number {
  const thresholds = Array.from({ length: 99 }, (_, at) => (at + 1) / 100);
  return thresholds.reduce(
    (best, threshold) => (f1(outcomeAt(pairs, threshold)) > f1(outcomeAt(pairs, best)) ? threshold : best),
    0.5,
  );
}

function outcomeAt(pairs: Likeness[], threshold: number): Outcome {
  const found = pairs.filter(({ likeness, isMatch }) => isMatch && likeness >= threshold).length;
  const wrong = pairs.filter(({ likeness, isMatch }) => !isMatch && likeness >= threshold).length;
  return { found, wrong, missed: pairs.filter(({ isMatch }) => isMatch).length - found };
}

/** Invented firms from a fixed random source; every tenth has a second record with a legal form, without its domain or with a slip of the pen. */
function measureCrowd(size: number) {
  const records = inventCrowd(size);
  const truth = new Set(records.filter(({ id }) => id.endsWith("b")).map(({ id }) => `${id.slice(0, -1)}a ${id}`));
  const began = performance.now();
  const index = buildIndex(records);
  const indexed = performance.now();
  for (const record of records.slice(0, 500)) candidatesFor(record, index);
  const asked = performance.now();
  const { pairs, compared } = findDuplicates(records);
  return {
    size: records.length,
    outcome: judge(pairs, truth),
    compared,
    indexSeconds: (indexed - began) / 1000,
    questionMs: (asked - indexed) / 500,
    seconds: (performance.now() - asked) / 1000,
  };
}

function inventCrowd(size: number): CompanyRecord[] {
  const random = mulberry32(20_210_520);
  const pick = (items: string): string => items.split(" ")[Math.floor(random() * items.split(" ").length)]!;
  const few = (count: number, items: string): string => Array.from({ length: count }, () => pick(items)).join("");
  const syllables =
    "ba be bo da del dor fa fen gal gor ha hel ka ker lo lun ma mir na nor pa pel qua ra ren sol ta tor va ven vi wen xa yor za zel";
  const hanzi =
    "青 禾 云 帆 白 杨 星 河 远 山 明 月 松 石 海 川 晨 光 虹 桥 锦 程 博 雅 睿 智 泽 润 凯 达 恒 信 安 康 华 宇 天 成 宏 图";
  const taken = new Set<string>();
  return Array.from({ length: Math.round(size / 1.1) }, (_, at): CompanyRecord[] => {
    let stem = few(4, syllables);
    while (taken.has(stem)) stem = few(4, syllables);
    taken.add(stem);
    const isChinese = at % 4 === 0;
    const brand = isChinese ? few(4, hanzi) : `${stem} ${pick("labs robotics energy systems ai mobility health materials")}`;
    const city = isChinese ? pick("上海 北京 深圳 杭州") : pick("Lyon Austin Oslo Munich Leeds");
    const oneLiner = Array.from({ length: 8 }, () => few(2, syllables)).join(" ");
    const known = { website: `https://${stem}.com`, city, foundedYear: 2000 + (at % 24), oneLiner };
    const first: CompanyRecord = { id: `${at}a`, name: brand, ...known };
    if (at % 10 !== 0) return [first];
    const legal = isChinese ? `${city}${brand}科技有限公司` : `${stem} Inc`;
    const slip = isChinese ? `${brand}股份有限公司` : brand.replace(/(.)(.)(?= )/u, "$2$1");
    const second = { ...known, website: random() < 0.5 ? known.website : null, oneLiner: random() < 0.5 ? oneLiner : null };
    return [first, { id: `${at}b`, name: random() < 0.5 ? legal : slip, ...second }];
  }).flat();
}

/** Pairs of records whose names agree in letters and digits. */
function namesakes(records: CompanyRecord[]): string[] {
  const byName = Map.groupBy(records, ({ name }) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
  return [...byName.values()].flatMap((group) => {
    const ids = group.map(({ id }) => id).sort();
    return ids.flatMap((id, at) => ids.slice(at + 1).map((other) => `${id} ${other}`));
  });
}

function judge(pairs: ScoredPair[], truth: ReadonlySet<string>): Outcome {
  const found = pairs.filter((pair) => truth.has(keyOf(pair))).length;
  return { found, wrong: pairs.length - found, missed: truth.size - found };
}

function keyOf(pair: ScoredPair): string {
  return `${pair.left} ${pair.right}`;
}

function f1({ found, wrong, missed }: Outcome): number {
  return found === 0 ? 0 : (2 * found) / (2 * found + wrong + missed);
}

function row(data: string, asked: string, outcome: Outcome): string {
  const share = (part: number, rest: number) => (part + rest === 0 ? "–" : (part / (part + rest)).toFixed(4));
  return `| ${data} | ${asked} | ${share(outcome.found, outcome.wrong)} | ${share(outcome.found, outcome.missed)} | ${f1(outcome).toFixed(4)} |`;
}

function toCompany(row: Record<string, string>): CompanyRecord {
  return {
    id: row.id!,
    name: row.name!,
    website: row.website,
    city: row.location,
    oneLiner: row.one_liner,
    description: row.description,
  };
}

function readTable(path: string): Record<string, string>[] {
  return parse(readFileSync(join(sharedData, path)), { columns: true, bom: true });
}

function readPairs(collection: string, part: "train" | "valid"): Labelled[] | null {
  const path = [`er/magellan/${collection}/${part}.jsonl`, `er/magellan/${collection}/${part}.jsonl.gz`].find((candidate) =>
    existsSync(join(sharedData, candidate)),
  );
  return path ? readLines(path) : null;
}

function readLines<Row = Record<string, string>>(path: string): Row[] {
  const bytes = readFileSync(join(sharedData, path));
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
}

if (import.meta.main) console.log(await runDeduplicationBench());
