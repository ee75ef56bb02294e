import { closeSync, openSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Document } from "../ours.ts";
import { LineWriter, readLines } from "./rows.ts";

const file = (directory: string): string => join(directory, "documents.jsonl");
const offsetsFile = (directory: string): string => join(directory, "documents.offsets");

/** As long as the identifiers of the product, so that memory is comparable. */
const idPrefix = "01900000-0000-7000-8000-";
export const idOf = (number: number): string => idPrefix + number.toString(16).padStart(12, "0");
export const numberOf = (id: string): number => Number.parseInt(id.slice(idPrefix.length), 16);

export function writeDocuments(directory: string, documents: Iterable<Document>, count: number): void {
  const offsets = new Float64Array(count + 1);
  const writer = new LineWriter(file(directory));
  let number = 0;
  for (const document of documents) {
    const line = JSON.stringify(document);
    writer.write(line);
    offsets[number + 1] = offsets[number]! + Buffer.byteLength(line) + 1;
    number++;
  }
  writer.close();
  if (number !== count) throw new Error(`${number} instead of ${count} companies were generated.`);
  writeFileSync(offsetsFile(directory), offsets);
}

export function* readDocuments(directory: string): Generator<Document> {
  for (const line of readLines(file(directory))) yield JSON.parse(line);
}

/** Single documents by number; stands for the rows a page reads from the database. */
export class DocumentStore {
  readonly #file: number;
  readonly #offsets: Float64Array;

  constructor(directory: string) {
    this.#file = openSync(file(directory), "r");
    this.#offsets = new Float64Array(new Uint8Array(readFileSync(offsetsFile(directory))).buffer);
  }

  get count(): number {
    return this.#offsets.length - 1;
  }

  read(number: number): Document {
    const start = this.#offsets[number]!;
    const bytes = Buffer.alloc(this.#offsets[number + 1]! - start);
    readSync(this.#file, bytes, 0, bytes.length, start);
    return JSON.parse(bytes.toString("utf8"));
  }

  close(): void {
    closeSync(this.#file);
  }
}
