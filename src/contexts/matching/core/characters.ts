/** What a character is to the analysis: a sum of these. */
export const LETTER = 1;
export const MARK = 2;
export const NUMBER = 4;
export const HAN = 8;
export const KANA = 16;
export const LATIN = 32;
export const CYRILLIC = 64;
/** Belongs to a script written without spaces. */
export const UNSPACED = 128;
/** Letter, digit, mark or invisible joiner of any other script. */
export const SPACED = 256;
/** Unspaced, but not Han: Japanese syllables, Thai, … */
export const NOT_HAN = 512;
export const UPPER = 1024;
/** Normalising a text may write it differently, by itself or together with its neighbours. */
export const UNSETTLED = 2048;
const KNOWN = 4096;

const PROPERTIES: readonly (readonly [number, RegExp])[] = [
  [LETTER, /\p{L}/u],
  [MARK, /\p{M}/u],
  [NUMBER, /\p{N}/u],
  [HAN, /\p{Script=Han}/u],
  [KANA, /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  [LATIN, /\p{Script=Latin}/u],
  [CYRILLIC, /\p{Script=Cyrillic}/u],
  [
    UNSPACED,
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u,
  ],
];
/** Marks and Korean letters may join those before them. */
const JOINING = /[\p{M}\u1100-\u11FF\u00AD\u200B-\u200D]/u;
const IN_WORDS = /[\p{L}\p{N}\p{M}\u00AD\u200B-\u200D]/u;

// Filled as characters are met; pages that nobody touches take no memory.
const properties = new Uint16Array(0x110000);

/** Unicode is asked once a character, the table ever after: a look-up takes a nanosecond, a property escape a hundred. */
export function characterProperties(code: number): number {
  return properties[code] || lookUp(code);
}

/** The code point at a place; half a surrogate pair stands for itself and is neither letter nor digit. */
export function codeAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return (unit & 0xfc00) === 0xd800 ? (text.codePointAt(at) as number) : unit;
}

/** How many UTF-16 units a code point takes. */
export const unitsOf = (code: number): number => (code > 0xffff ? 2 : 1);

/** The properties that any character of the text has. */
export function propertiesOf(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; ) {
    const code = codeAt(text, at);
    found |= characterProperties(code);
    at += unitsOf(code);
  }
  return found;
}

/** Where the characters that have one of the properties end, from a place on. */
export function endOfStretch(text: string, from: number, wanted: number): number {
  let end = from;
  while (end < text.length) {
    const code = codeAt(text, end);
    if (!(characterProperties(code) & wanted)) break;
    end += unitsOf(code);
  }
  return end;
}

function lookUp(code: number): number {
  const character = String.fromCodePoint(code);
  let found = KNOWN;
  for (const [property, pattern] of PROPERTIES) if (pattern.test(character)) found |= property;
  if (!(found & UNSPACED) && IN_WORDS.test(character)) found |= SPACED;
  if (found & UNSPACED && !(found & HAN)) found |= NOT_HAN;
  if (character.toLowerCase() !== character) found |= UPPER;
  if (character.normalize("NFKC") !== character || JOINING.test(character)) found |= UNSETTLED;
  properties[code] = found;
  return found;
}
