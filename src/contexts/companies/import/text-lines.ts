import type { Readable } from "node:stream";
import type { Encoding } from "./encodings.ts";
import { limits } from "./limits.ts";

/** A line of text; null stands for a line longer than the limit, whose characters were dropped while reading. */
export type Line = string | null;

/** Decodes a byte stream and yields its lines in groups, holding never more than one bounded line. Lines end with \n, \r\n or, with `oldMac`, \r. */
export async function* textLines(
  bytes: Readable,
  { encoding, oldMac = false }: { encoding: Encoding; oldMac?: boolean },
): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder(encoding);
  const splitter = lineSplitter();
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    const lines = splitter.push(oldMac ? text.replaceAll("\r", "\n") : text);
    if (lines.length > 0) yield lines;
  }
  const last = splitter.end(decoder.decode());
  if (last.length > 0) yield last;
}

function lineSplitter() {
  let carry: string[] = [];
  let carried = 0;
  let dropping = false;
  const hold = (part: string) => {
    if (dropping || part === "") return;
    carried += part.length;
    if (carried > limits.recordCharacters) {
      dropping = true;
      carry = [];
    } else carry.push(part);
  };
  const finish = (): Line => {
    const line = dropping ? null : carry.join("");
    carry = [];
    carried = 0;
    dropping = false;
    return line?.endsWith("\r") ? line.slice(0, -1) : line;
  };
  const push = (text: string): Line[] => {
    const lines: Line[] = [];
    let start = 0;
    for (let newline = text.indexOf("\n"); newline !== -1; newline = text.indexOf("\n", start)) {
      hold(text.slice(start, newline));
      lines.push(finish());
      start = newline + 1;
    }
    hold(text.slice(start));
    return lines;
  };
  return {
    push,
    end: (text: string): Line[] => {
      const lines = push(text);
      if (carried > 0) lines.push(finish());
      return lines;
    },
  };
}
