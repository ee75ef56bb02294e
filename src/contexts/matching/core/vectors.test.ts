import { once } from "node:events";
import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BLOCK_ROWS, type ShortVector } from "./vector-block.ts";
import { type Closest, cosine, VectorSearch, VectorStore } from "./vectors.ts";

const idOf = (number: number): string => `0190f3a2-${number.toString(16).padStart(4, "0")}-7000-8000-00000000abcd`;

/** The definition: every vector of the same number of dimensions is compared, and all are sorted. */
function closestOf(vectors: ReadonlyMap<string, ShortVector>, asked: ShortVector, top: number): Closest {
  const all = [...vectors].flatMap(([id, vector]): [string, number][] => {
    const value = cosine(asked, vector);
    return value === null ? [] : [[id, value]];
  });
  all.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return {
    closest: all.slice(0, top),
    least: Math.min(Number.POSITIVE_INFINITY, ...all.map(([, value]) => value)),
    most: Math.max(Number.NEGATIVE_INFINITY, ...all.map(([, value]) => value)),
  };
}

const filled = (dimensions: number, value: number, scale = 1): ShortVector => ({
  bytes: new Int8Array(dimensions).fill(value),
  scale,
});
const search = (store: VectorStore, asked: ShortVector, top: number): Closest =>
  new VectorSearch(store.memories).closest(asked, top);

test("finds what comparing all vectors one by one finds, after any changes, in any number of dimensions", () => {
  const dimensions = fc.constantFrom(1, 2, 7, 15, 16, 17, 31, 100, 384);
  const vectorOf = (size: fc.Arbitrary<number>, ids = fc.integer({ min: 0, max: 40 })) =>
    size.chain((length) =>
      fc.record({
        id: ids.map(idOf),
        // Few different scales and small steps, so that cosines are often equal.
        scale: fc.constantFrom(0.25, 0.5, 0.007).map(Math.fround),
        bytes: fc
          .array(fc.oneof(fc.integer({ min: -127, max: 127 }), fc.constantFrom(0, 1)), { minLength: length, maxLength: length })
          .map((values) => Int8Array.from(values)),
        isForgotten: fc.boolean(),
      }),
    );
  const cases = dimensions.chain((size) =>
    fc.record({
      changes: fc.array(
        vectorOf(fc.oneof({ weight: 9, arbitrary: fc.constant(size) }, { weight: 1, arbitrary: fc.constant(3) })),
        {
          maxLength: 60,
        },
      ),
      asked: vectorOf(fc.constant(size)),
      top: fc.integer({ min: 0, max: 12 }),
    }),
  );
  fc.assert(
    fc.property(cases, ({ changes, asked, top }) => {
      const store = new VectorStore();
      const expected = new Map<string, ShortVector>();
      const forgotten = new Set<string>();
      for (const { id, isForgotten, ...vector } of changes) {
        if (isForgotten && expected.has(id)) {
          store.forget([id]);
          forgotten.add(id);
          expected.delete(id);
        } else {
          store.put(id, vector);
          if (!forgotten.has(id)) expected.set(id, vector);
        }
      }
      expect(search(store, asked, top)).toEqual(closestOf(expected, asked, top));
      for (const { id } of changes) {
        const vector = expected.get(id);
        expect(store.cosine(id, asked)).toBe(vector ? cosine(asked, vector) : null);
      }
    }),
    { numRuns: 300 },
  );
});

test("4096 dimensions at their greatest values are added up exactly; one more is no vector", () => {
  const store = new VectorStore();
  store.put(idOf(1), filled(4096, -127));
  store.put(idOf(2), filled(4096, 127));
  store.put(idOf(3), filled(4097, 1));
  expect(search(store, filled(4096, 127), 9)).toEqual({
    closest: [
      [idOf(2), 4096 * 127 * 127],
      [idOf(1), -4096 * 127 * 127],
    ],
    least: -4096 * 127 * 127,
    most: 4096 * 127 * 127,
  });
  expect(store.memories.length).toBe(1);
});

test("more vectors than a block holds are found in the next one, and what was forgotten makes room", () => {
  const store = new VectorStore();
  const all = Array.from({ length: BLOCK_ROWS + 3 }, (_, at) => `0190f3a2-0000-7000-8000-${at.toString(16).padStart(12, "0")}`);
  for (const [at, id] of all.entries()) store.put(id, filled(3, 1 + (at % 100)));
  expect(store.memories.length).toBe(2);
  const last = all.at(-1)!;
  store.put(last, filled(3, 120));
  expect(search(store, filled(3, 1), 1).closest).toEqual([[last, 360]]);
  const half = all.filter((_, at) => at % 2 === 0);
  store.forget(half);
  for (const [at, id] of half.entries()) store.put(id.replace("0190", "0191"), filled(3, 1 + (at % 100)));
  expect(store.memories.length).toBe(2);
  for (const [at, id] of all.entries())
    expect(store.cosine(id, filled(3, 1))).toBe(at % 2 === 0 ? null : at === all.length - 1 ? 360 : 3 * (1 + (at % 100)));
});

test("what is forgotten is overwritten in memory, and does not come back", () => {
  const store = new VectorStore();
  const traces = () => {
    const memory = Buffer.from(store.memories[0]!.buffer);
    return [Buffer.alloc(17, 99), Buffer.from(new Uint32Array([0x0190f3a2]).buffer)].map((trace) => memory.includes(trace));
  };
  store.put(idOf(1), filled(17, 99));
  expect(traces()).toEqual([true, true]);
  store.forget([idOf(1)]);
  store.put(idOf(1), filled(17, 99));
  expect(traces()).toEqual([false, false]);
});

test("without a vector of as many dimensions there is nothing to compare", () => {
  const store = new VectorStore();
  store.put(idOf(1), filled(3, 1));
  const found = search(store, filled(4, 1), 5);
  expect(found.closest).toEqual([]);
  expect(found.least).toBeGreaterThan(found.most);
});

test("a thread that searches while another writes never sees half a vector", async () => {
  const store = new VectorStore();
  // Both give the same cosine; anything between them another one.
  const [large, small] = [filled(4096, 100), filled(4096, 1, 100)];
  const ids = Array.from({ length: 50 }, (_, at) => idOf(at));
  for (const id of ids) store.put(id, large);
  const reader = `const { parentPort, workerData } = require("node:worker_threads");
    import(workerData.code).then(({ VectorSearch }) => {
      const search = new VectorSearch(workerData.memories);
      const asked = { bytes: new Int8Array(4096).fill(1), scale: 1 };
      const seen = new Set();
      let searches = 0;
      const end = Date.now() + 500;
      parentPort.postMessage("reading");
      for (; Date.now() < end; searches++) {
        const { least, most } = search.closest(asked, 5);
        seen.add(least).add(most);
      }
      parentPort.postMessage({ seen: [...seen], searches });
    });`;
  const code = new URL("./vectors.ts", import.meta.url).href;
  const worker = new Worker(reader, { eval: true, workerData: { code, memories: store.memories } });
  await once(worker, "message");
  let answer: { seen: number[]; searches: number } | undefined;
  worker.once("message", (told) => {
    answer = told;
  });
  for (let round = 0; !answer; round++) {
    for (const id of ids) store.put(id, round % 2 === 0 ? small : large);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await worker.terminate();
  expect(answer.seen).toEqual([4096 * 100]);
  expect(answer.searches).toBeGreaterThan(0);
});
