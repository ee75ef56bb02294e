import { monitorEventLoopDelay } from "node:perf_hooks";
import { type ShortVector, VectorBlock } from "../src/contexts/matching/core/vector-block.ts";
import { type Closest, VectorSearch, VectorStore } from "../src/contexts/matching/core/vectors.ts";
import { IndexThreadPool } from "../src/contexts/matching/living-index/index-threads.ts";

const dimensions = 384;
const top = 300;
const runs = 40;
const plainRuns = 8;

/** Comparing a need with every company by meaning: the kernel beside the same loop in TypeScript, and in a search thread. */
export async function runMeaningBench({ companies }: { companies: number[] }): Promise<string> {
  const lines: string[] = [];
  for (const size of companies.filter((each) => each >= 100_000)) lines.push(await measure(size));
  return [
    "## Closeness by meaning",
    "",
    `Vectors of ${dimensions} dimensions with 8 bits each and a scale of their own, invented; the ${top} closest and the range of all. Plain: the same`,
    "multiplications in TypeScript over the same memory, keeping only the best. Both are alternated in one process and have to agree.",
    "“In a search thread” is what a page waits for; the pause is the longest of the server's event loop meanwhile.",
    "",
    "| companies | filled | memory | kernel p50 / p95, fastest | plain p50, fastest | plain ÷ kernel, fastest | in a search thread p50 / p95 | pause |",
    "|---|---|---|---|---|---|---|---|",
    ...lines,
    "",
    "No embedding learned from the universe's own bilingual profiles is shipped: in the experiment that led to this design it took a thousand",
    "and more bilingual profiles of the domain to equal a dictionary (MRR .57 with a hundred, .90 with a thousand, dictionary .90). The word lists and",
    "the thesaurus already bring needs in other languages to eight to nine tenths of the in-language figure on the English sets (“Across languages”).",
  ].join("\n");
}

async function measure(size: number): Promise<string> {
  const random = randomWords(size);
  const store = new VectorStore();
  const filling = performance.now();
  for (let at = 0; at < size; at++) store.put(idOf(random, at), vectorOf(random));
  const filled = performance.now() - filling;
  const blocks = store.memories.map((memory) => new VectorBlock(memory));
  const search = new VectorSearch(store.memories);
  const [kernel, plain]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs + 2; run++) {
    const asked = vectorOf(random);
    const found = timed(kernel, () => search.closest(asked, top));
    if (run % Math.ceil(runs / plainRuns) !== 0) continue;
    const best = timed(plain, () => plainScan(blocks, asked));
    if (best !== found.closest[0]?.[1]) throw new Error("The kernel and the plain scan differ.");
  }
  const { waited, pause } = await inThread(store, random);
  const bytes = store.memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  return `| ${[
    size.toLocaleString("en"),
    `${Math.round(size / (filled / 1000) / 1000)} k/s`,
    `${Math.round(bytes / 2 ** 20)} MB`,
    `${ms(quantile(kernel, 0.5))} / ${ms(quantile(kernel, 0.95))}, ${ms(Math.min(...kernel))} ms`,
    `${ms(quantile(plain, 0.5))}, ${ms(Math.min(...plain))} ms`,
    `${(Math.min(...plain) / Math.min(...kernel)).toFixed(1)} ×`,
    `${ms(quantile(waited, 0.5))} / ${ms(quantile(waited, 0.95))} ms`,
    `${ms(pause)} ms`,
  ].join(" | ")} |`;
}

async function inThread(store: VectorStore, random: () => number): Promise<{ waited: number[]; pause: number }> {
  const threads = new IndexThreadPool(null, 1);
  // Search threads alone do not keep a process running.
  const alive = setInterval(() => {}, 1000);
  await threads.tell("vectors", "serveVectors", store.memories);
  const waited: number[] = [];
  for (let warm = 0; warm < 3; warm++) await threads.search("closest", vectorOf(random), top);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const found: Closest = await threads.search("closest", vectorOf(random), top);
    waited.push(performance.now() - start);
    if (found.closest.length !== top) throw new Error("The thread compared nothing.");
  }
  delay.disable();
  clearInterval(alive);
  await threads.close();
  return { waited, pause: delay.max / 1e6 };
}

const plainScan = (blocks: VectorBlock[], asked: ShortVector): number =>
  Math.max(...blocks.map((block) => plainBest(block, asked)));

function plainBest({ bytes, scales, rows, stride }: VectorBlock, { bytes: asked, scale }: ShortVector): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rows; row++) {
    let product = 0;
    const start = row * stride;
    for (let at = 0; at < dimensions; at++) product += Math.imul(asked[at] as number, bytes[start + at] as number);
    const cosine = product * scale * (scales[row] as number);
    if (cosine > best) best = cosine;
  }
  return best;
}

function timed<Result>(times: number[], run: () => Result): Result {
  const start = performance.now();
  const result = run();
  times.push(performance.now() - start);
  return result;
}

function vectorOf(random: () => number): ShortVector {
  const bytes = new Int8Array(dimensions);
  const words = new Int32Array(bytes.buffer);
  for (let at = 0; at < words.length; at++) words[at] = random();
  for (let at = 0; at < dimensions; at++) if (bytes[at] === -128) bytes[at] = -127;
  return { bytes, scale: Math.fround(0.0006 + (random() & 1023) / 1e7) };
}

function idOf(random: () => number, at: number): string {
  const digits = [at, random(), random(), random()].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join("-");
}

function randomWords(seed: number): () => number {
  let word = seed | 1;
  return () => {
    word ^= word << 13;
    word ^= word >>> 17;
    word ^= word << 5;
    return word;
  };
}

const quantile = (times: number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] as number;
const ms = (time: number): string => time.toFixed(time < 10 ? 1 : 0);
