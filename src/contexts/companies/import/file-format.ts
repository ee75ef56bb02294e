import { type Readable, Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import { parse as parseCsv } from "csv-parse/sync";
import { z } from "zod";
import { DomainError } from "#platform/errors.ts";
import { detectEncoding } from "./encoding.ts";
import { type Encoding, encodings } from "./encodings.ts";
import { refuseFile } from "./import-error.ts";
import { limits } from "./limits.ts";

/** How to read a file; found from its content, changeable by the person. */
export const FileFormat = z.object({
  kind: z.enum(["csv", "jsonl", "xlsx"]),
  isCompressed: z.boolean(),
  encoding: z.enum(encodings),
  delimiter: z.enum([",", ";", "\t", "|"]).default(","),
  oldMac: z.boolean().default(false),
  /** Place of the header among the rows, 1 for the first; 0 where the keys name the columns (JSONL). */
  headerRow: z.number().int().min(0).max(1000).default(0),
  /** Rows without a name continue the company above them (further funding rounds). */
  isNested: z.boolean().default(false),
});
export type FileFormat = z.infer<typeof FileFormat>;

/** A file that can be opened more than once; `bytes` is its size as stored. */
export interface ImportFile {
  bytes: number;
  open(): Promise<Readable>;
}

/** Finds out by content, never by name, what a file is. Throws a DomainError for what cannot be imported. */
export async function detectFormat(file: ImportFile): Promise<Omit<FileFormat, "headerRow" | "isNested">> {
  const head = await readHead(await file.open(), 4);
  if (head.length === 0) throw refuseFile("empty");
  const isCompressed = head[0] === 0x1f && head[1] === 0x8b;
  const sample = await readHead(await openContent(file, isCompressed), limits.sampleBytes);
  if (sample.length === 0) throw refuseFile("empty");
  refuseOtherTypes(sample);
  if (sample.subarray(0, 4).equals(zipMark))
    return { kind: "xlsx", isCompressed, encoding: "utf-8", delimiter: ",", oldMac: false };
  return { isCompressed, ...detectText(sample) };
}

const zipMark = Buffer.from("PK\u0003\u0004");

function refuseOtherTypes(sample: Buffer): void {
  const starts = (mark: string) => sample.subarray(0, mark.length / 2).toString("hex") === mark;
  if (starts("d0cf11e0a1b11ae1")) throw refuseFile("oldExcel");
  if (
    ["25504446", "89504e47", "ffd8ff", "47494638", "504b0506", "1f8b", "377abcaf", "52617221", "425a68", "28b52ffd"].some(starts)
  ) {
    throw refuseFile("unsupported");
  }
}

function detectText(sample: Buffer): Pick<FileFormat, "kind" | "encoding" | "delimiter" | "oldMac"> {
  const encoding = detectEncoding(sample);
  const text = decode(sample, encoding);
  if (text.includes("\u0000")) throw refuseFile("unsupported");
  const start = text.trimStart();
  if (start === "") throw refuseFile("empty");
  const base = { encoding, delimiter: "," as const, oldMac: false };
  if (start.startsWith("{")) return { ...base, kind: "jsonl" };
  if (/^\[\s*[{[]/.test(start)) throw refuseFile("jsonArray");
  const oldMac = !text.includes("\n") && text.includes("\r");
  return { kind: "csv", encoding, delimiter: detectDelimiter(oldMac ? text.replaceAll("\r", "\n") : text), oldMac };
}

function decode(bytes: Buffer, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

/** The delimiter by which the first records fall into the most even number of columns. */
function detectDelimiter(text: string): FileFormat["delimiter"] {
  const whole = text.length > 100_000 ? text.slice(0, text.lastIndexOf("\n", 100_000) + 1 || 100_000) : text;
  const scored = delimiters.map((delimiter) => ({ delimiter, score: scoreOf(whole, delimiter) }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

const delimiters: FileFormat["delimiter"][] = [",", ";", "\t", "|"];

function scoreOf(text: string, delimiter: string): number {
  const counts = new Map<number, number>();
  let records: string[][];
  try {
    records = parseCsv(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: 200,
      bom: true,
    });
  } catch {
    return 0;
  }
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [columns, rows] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0]);
  return columns < 2 ? 0 : (rows / records.length) * (1 + Math.log2(columns));
}

async function readHead(stream: Readable, bytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= bytes) break;
    }
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks).subarray(0, bytes);
}

/** The uncompressed bytes; a stream that grows beyond any real table's ratio ends with a refusal. `onBytes` counts bytes as stored. */
export async function openContent(
  file: ImportFile,
  isCompressed: boolean,
  onBytes: (bytes: number) => void = () => {},
): Promise<Readable> {
  const stored = await file.open();
  let taken = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      taken += chunk.length;
      onBytes(taken);
      done(null, chunk);
    },
  });
  chain(stored, counted);
  return isCompressed ? gunzip(counted, () => taken) : counted;
}

function gunzip(counted: Transform, taken: () => number): Readable {
  const unpacked = createGunzip();
  let given = 0;
  const guarded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      given += chunk.length;
      const isBomb = given > limits.harmlessBytes && given > taken() * limits.compressionRatio;
      done(isBomb ? refuseFile("compressionBomb", { ratio: limits.compressionRatio }) : null, chunk);
    },
  });
  chain(counted, unpacked);
  chain(unpacked, guarded, (cause) => refuseFile("damaged", {}, cause));
  return guarded;
}

/** `pipe` that passes errors on and closes the source when the target is closed early. */
function chain(source: Readable, target: Transform, asRefusal = (error: Error): Error => error): void {
  source.on("error", (error) => target.destroy(error instanceof DomainError ? error : asRefusal(error)));
  target.on("close", () => source.destroy());
  source.pipe(target);
}
