/** A UUID as four 32-bit words, highest first. */
export type IdWords = Uint32Array;

export function wordsOf(id: string): IdWords {
  const digits = id.replaceAll("-", "");
  return Uint32Array.from({ length: 4 }, (_, word) => Number.parseInt(digits.slice(word * 8, word * 8 + 8), 16));
}

export function idOf(words: ArrayLike<number>, at: number): string {
  const [a, b, c, d] = [0, 1, 2, 3].map((word) => (words[at + word] as number).toString(16).padStart(8, "0")) as Digits;
  return `${a}-${b.slice(0, 4)}-${b.slice(4)}-${c.slice(0, 4)}-${c.slice(4)}${d}`;
}

type Digits = [string, string, string, string];

export const sameWords = (words: Uint32Array, at: number, id: IdWords): boolean =>
  words[at + 3] === id[3] && words[at + 2] === id[2] && words[at + 1] === id[1] && words[at] === id[0];

/** A slot of a table whose size is a power of two. */
export function slotOf(id: IdWords, slots: number): number {
  let hash = 0;
  for (const word of id) hash = Math.imul(hash ^ word, 0x9e37_79b1) ^ (hash >>> 15);
  return (hash ^ (hash >>> 16)) & (slots - 1);
}
