import { Converter } from "opencc-js/t2cn";

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HAN = /\p{Script=Han}/u;

/** Letters that NFKD leaves whole although people type them without their stroke. */
const FOLDED_LETTERS: Record<string, string> = { ß: "ss", ø: "o", æ: "ae", œ: "oe", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i" };

/** Cyrillic to Latin after BGN/PCGN 1947, without marks. */
const CYRILLIC: Record<string, string> = Object.fromEntries(
  "а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ _ ы y ь _ э e ю yu я ya і i ї yi є ye ґ g"
    .split(" ")
    .reduce<[string, string][]>((pairs, letter, at, all) => {
      if (at % 2 === 0) pairs.push([letter, all[at + 1]!.replace("_", "")]);
      return pairs;
    }, []),
);

let toSimplified: ((text: string) => string) | undefined;

/**
 * One spelling for texts that people read as equal: Unicode NFKC, lower case, no diacritics, simplified Chinese characters, plain quotes.
 * Punctuation stays, because brackets and dots still carry meaning for the caller.
 */
export function fold(text: string): string {
  const composed = text.normalize("NFKC").toLowerCase();
  const simplified = HAN.test(composed) ? simplify(composed) : composed;
  return simplified
    .replace(/[ßøæœđðþłı]/gu, (letter) => FOLDED_LETTERS[letter]!)
    .normalize("NFD")
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu, "")
    .normalize("NFC")
    .replace(/[’‘`´ʼ]/gu, "'")
    .replace(/\s+/gu, " ")
    .trim();
}

/** Whether the script is written without spaces between words (Chinese, Japanese). */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/** Russian, Ukrainian and Bulgarian letters in Latin ones; other letters stay. */
export function latinise(text: string): string {
  return text.replace(/\p{Script=Cyrillic}/gu, (letter) => CYRILLIC[letter] ?? letter);
}

function simplify(text: string): string {
  toSimplified ??= Converter({ from: "t", to: "cn" });
  return toSimplified(text);
}
