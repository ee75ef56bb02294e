import { closeSync, openSync, readSync, writeSync } from "node:fs";
import type { Row } from "./engine.ts";

const batchSize = 10_000;
const chunkBytes = 1 << 20;

/** Writes lines in large pieces: a million small writes would be most of the time. */
export class LineWriter {
  readonly #file: number;
  #waiting: string[] = [];
  #length = 0;

  constructor(path: string) {
    this.#file = openSync(path, "w");
  }

  write(line: string): void {
    this.#waiting.push(line, "\n");
    this.#length += line.length;
    if (this.#length > chunkBytes) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    const bytes = Buffer.from(this.#waiting.join(""));
    for (let written = 0; written < bytes.length; ) written += writeSync(this.#file, bytes, written);
    this.#waiting = [];
    this.#length = 0;
  }
}

export function* readLines(path: string): Generator<string> {
  const file = openSync(path, "r");
  const chunk = Buffer.alloc(chunkBytes);
  let rest = Buffer.alloc(0);
  try {
    for (;;) {
      const bytes = readSync(file, chunk, 0, chunk.length, null);
      if (bytes === 0) break;
      const text = Buffer.concat([rest, chunk.subarray(0, bytes)]);
      const end = text.lastIndexOf(10) + 1;
      rest = text.subarray(end);
      if (end > 0) yield* text.toString("utf8", 0, end - 1).split("\n");
    }
  } finally {
    closeSync(file);
  }
}

export const writeRow = ({ number, country, stage, year, words }: Row): string =>
  [number, country, stage, year, words].join("\t");

export function* readRows(path: string): Generator<Row[]> {
  let batch: Row[] = [];
  for (const line of readLines(path)) {
    const [number, country, stage, year, words] = line.split("\t") as [string, string, string, string, string];
    batch.push({ number: Number(number), country, stage, year: Number(year), words });
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
