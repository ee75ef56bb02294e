import { cleanGloss, type DictionaryEntry } from "./translation.ts";

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * The entries of a dictionary in the format of dictd (RFC 2229 servers; FreeDict is published in it): an index of
 * `headword<TAB>offset<TAB>length` in base 64, and a text where an entry begins with its headword and pronunciation, goes on with a
 * line of translations for each meaning, and has its notes indented.
 */
export function parseDictd(index: string, text: Buffer): DictionaryEntry[] {
  const entries = new Map<number, DictionaryEntry>();
  for (const line of index.split("\n")) {
    const [headword = "", offset = "", length = ""] = line.split("\t");
    const start = numberOf(offset);
    if (headword.startsWith("00") || length === "" || entries.has(start)) continue;
    const entry = entryOf(text.toString("utf8", start, start + numberOf(length)));
    if (entry) entries.set(start, entry);
  }
  return [...entries.values()];
}

function entryOf(text: string): DictionaryEntry | null {
  const [head = "", ...lines] = text.split("\n");
  const source = head
    .replace(/\s*[/<[{(].*$/u, "")
    .trim()
    .toLowerCase();
  const targets = lines
    .filter((line) => line !== "" && !/^\s/u.test(line))
    .flatMap((line) => cleanGloss(line.replace(/^\d+\.\s*/u, "")));
  return source === "" || targets.length === 0 ? null : { source, targets: [...new Set(targets)] };
}

const numberOf = (text: string): number => [...text].reduce((sum, digit) => sum * 64 + digits.indexOf(digit), 0);
