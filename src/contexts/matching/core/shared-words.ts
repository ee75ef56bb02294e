import { buildStringTable, StringTable, type StringTableArrays } from "./string-table.ts";
import type { DictionaryTables } from "./translation.ts";

/** Strings by strings in memory that threads share. */
export interface SharedWordArrays {
  words: StringTableArrays;
  values: Uint8Array;
  valueOffsets: Uint32Array;
}

export interface SharedTables {
  targets: SharedWordArrays;
  stems: SharedWordArrays | null;
}

/** The tables of a dictionary for all threads: made once, a sixth of the memory of maps. */
export function shareTables({
  targets,
  stems,
}: {
  targets: Map<string, string>;
  stems: Map<string, string> | undefined;
}): SharedTables {
  return { targets: shareWords(targets), stems: stems ? shareWords(stems) : null };
}

export const openTables = ({ targets, stems }: SharedTables): DictionaryTables => ({
  targets: new SharedWords(targets),
  stems: stems ? new SharedWords(stems) : undefined,
});

class SharedWords {
  readonly #words: StringTable;
  readonly #values: Buffer;
  readonly #offsets: Uint32Array;

  constructor({ words, values, valueOffsets }: SharedWordArrays) {
    this.#words = new StringTable(words);
    this.#values = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    this.#offsets = valueOffsets;
  }

  has(word: string): boolean {
    return this.#words.find(word) >= 0;
  }

  get(word: string): string | undefined {
    const number = this.#words.find(word);
    return number < 0 ? undefined : this.#values.toString("utf8", this.#offsets[number], this.#offsets[number + 1]);
  }
}

function shareWords(map: ReadonlyMap<string, string>): SharedWordArrays {
  const { bytes, offsets, slots } = buildStringTable([...map.keys()]);
  const values = Buffer.from([...map.values()].join(""));
  const valueOffsets = new Uint32Array(new SharedArrayBuffer(4 * (map.size + 1)));
  let at = 0;
  for (const value of map.values()) valueOffsets[++at] = (valueOffsets[at - 1] as number) + Buffer.byteLength(value);
  return {
    words: { bytes: shared(bytes), offsets: sharedNumbers(offsets), slots: sharedNumbers(slots) },
    values: shared(values),
    valueOffsets,
  };
}

function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

function sharedNumbers(numbers: Uint32Array): Uint32Array {
  const copy = new Uint32Array(new SharedArrayBuffer(numbers.byteLength));
  copy.set(numbers);
  return copy;
}
