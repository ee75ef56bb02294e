import { Readable } from "node:stream";
import type { ImportFile } from "./file-format.ts";

/** For tests: a file held in memory, given out in chunks of the size. */
export function fileOf(content: string | Buffer, chunkBytes = 64 * 1024): ImportFile {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return {
    bytes: bytes.length,
    open: async () => {
      const chunks: Buffer[] = [];
      for (let start = 0; start < bytes.length; start += chunkBytes) chunks.push(bytes.subarray(start, start + chunkBytes));
      return Readable.from(chunks, { objectMode: false });
    },
  };
}

/** For tests: `text` in UTF-16, with the byte order mark. */
export function utf16(text: string, order: "le" | "be", mark = true): Buffer {
  const bytes = Buffer.from(`${mark ? "\uFEFF" : ""}${text}`, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}

/** For tests: `text` in a single-byte or Chinese encoding, made by asking the decoder which bytes give which character. */
export function encodedAs(text: string, encoding: "gb18030" | "windows-1251" | "windows-1252"): Buffer {
  const table = encodingTable(encoding);
  return Buffer.concat([...text].map((character) => table.get(character) ?? Buffer.from("?")));
}

const tables = new Map<string, Map<string, Buffer>>();

function encodingTable(encoding: string): Map<string, Buffer> {
  const known = tables.get(encoding);
  if (known) return known;
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, Buffer>();
  const put = (bytes: number[]) => {
    const character = decoder.decode(Uint8Array.from(bytes));
    if ([...character].length === 1 && character !== "\uFFFD" && !table.has(character)) table.set(character, Buffer.from(bytes));
  };
  for (let byte = 0; byte < 256; byte++) put([byte]);
  if (encoding === "gb18030") {
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) put([lead, trail]);
  }
  tables.set(encoding, table);
  return table;
}
