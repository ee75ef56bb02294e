import type { Span } from "#ui/highlight-spans.ts";

const shortestStem = 4;
const longestEnding = 3;

/** Where a text has the words somebody typed: words that begin with them, with another ending too, and Chinese signs anywhere. */
export function typedSpans(text: string, typed: string): Span[] {
  const { han, words } = piecesOf(typed);
  const spans: Span[] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const own = word.toLowerCase();
    const met = words.find((one) => own.startsWith(one) || (one.length - longestEnding >= shortestStem && isOtherForm(own, one)));
    if (met) spans.push([index, index + (own.startsWith(met) ? met.length : word.length)]);
  }
  for (const run of han) {
    const pieces = text.includes(run) ? [run] : pairsOf(run);
    for (const piece of pieces) {
      for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + piece.length))
        spans.push([at, at + piece.length]);
    }
  }
  return spans;
}

function piecesOf(typed: string): { han: string[]; words: string[] } {
  const unified = typed.normalize("NFKC").toLowerCase();
  return {
    han: unified.match(/\p{Script=Han}+/gu) ?? [],
    words: (unified.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((word) => !/\p{Script=Han}/u.test(word)),
  };
}

/** "Diagnostic" beside "diagnostics": all but the last letters are the same. */
function isOtherForm(word: string, typed: string): boolean {
  const stem = typed.slice(0, -longestEnding);
  return word.startsWith(stem) && Math.abs(word.length - typed.length) <= longestEnding;
}

const pairsOf = (run: string): string[] => Array.from({ length: Math.max(0, run.length - 1) }, (_, at) => run.slice(at, at + 2));
