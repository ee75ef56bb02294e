/** A marked stretch of a text: start and end in UTF-16 units, end excluded. */
export type Span = readonly [start: number, end: number];

export interface Piece {
  text: string;
  isMarked: boolean;
}

/** Cuts a text into marked and plain pieces; spans may overlap, touch, be out of order or reach past the end. */
export function piecesOf(text: string, spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let position = 0;
  for (const [start, end] of mergedSpans(text, spans)) {
    if (start > position) pieces.push({ text: text.slice(position, start), isMarked: false });
    pieces.push({ text: text.slice(start, end), isMarked: true });
    position = end;
  }
  if (position < text.length) pieces.push({ text: text.slice(position), isMarked: false });
  return pieces;
}

function mergedSpans(text: string, spans: readonly Span[]): [number, number][] {
  const merged: [number, number][] = [];
  const sorted = spans
    .map(([start, end]): [number, number] => [wholeCharacter(text, start, -1), wholeCharacter(text, end, 1)])
    .filter(([start, end]) => end > start)
    .sort((a, b) => a[0] - b[0]);
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else merged.push(span);
  }
  return merged;
}

/** Inside the text, and never between the halves of a character outside the basic plane (emoji, rare Chinese). */
function wholeCharacter(text: string, index: number, direction: 1 | -1): number {
  const inside = Math.min(Math.max(Math.trunc(index) || 0, 0), text.length);
  const isInsidePair = /[\uD800-\uDBFF]/.test(text[inside - 1] ?? "") && /[\uDC00-\uDFFF]/.test(text[inside] ?? "");
  return isInsidePair ? inside + direction : inside;
}
