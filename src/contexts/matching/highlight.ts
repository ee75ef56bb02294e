/** A stretch of a text as it is shown: plain, or marked by what matched it. */
export interface Segment {
  text: string;
  mark: "word" | "concept" | null;
}

export interface Mark {
  start: number;
  end: number;
  kind: "word" | "concept";
}

const contextBefore = 60;
const ellipsis = "…";

/** Cuts a text into plain and marked segments; a longer text is cut to the window with the most marked characters. */
export function highlight(text: string, marks: readonly Mark[], limit: number): Segment[] {
  const merged = mergeMarks(marks, text.length);
  const [from, to] = windowOf(text, merged, limit);
  const segments: Segment[] = [];
  const add = (part: string, mark: Segment["mark"]) => {
    if (part !== "") segments.push({ text: part, mark });
  };
  if (from > 0) add(ellipsis, null);
  let at = from;
  for (const { start, end, kind } of merged) {
    if (end <= from || start >= to) continue;
    add(text.slice(at, Math.max(at, start)), null);
    add(text.slice(Math.max(at, start), Math.min(end, to)), kind);
    at = Math.min(end, to);
  }
  add(text.slice(at, to), null);
  if (to < text.length) add(ellipsis, null);
  return segments;
}

/** Overlapping marks become one; a word that lies in a concept's mark stays the concept's. */
function mergeMarks(marks: readonly Mark[], length: number): Mark[] {
  const sorted = marks
    .filter(({ start, end }) => start >= 0 && end <= length && start < end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Mark[] = [];
  for (const mark of sorted) {
    const last = merged.at(-1);
    if (!last || mark.start >= last.end) merged.push({ ...mark });
    else {
      if (mark.end > last.end) last.end = mark.end;
      if (mark.kind === "concept") last.kind = "concept";
    }
  }
  return merged;
}

function windowOf(text: string, marks: readonly Mark[], limit: number): [number, number] {
  if (text.length <= limit) return [0, text.length];
  let best = 0;
  let most = -1;
  for (const { start } of marks) {
    const from = Math.max(0, start - contextBefore);
    const covered = marks
      .filter((mark) => mark.start >= from && mark.end <= from + limit)
      .reduce((sum, mark) => sum + mark.end - mark.start, 0);
    if (covered > most) {
      most = covered;
      best = from;
    }
  }
  const from = Math.min(best, text.length - limit);
  return [wordStart(text, from), Math.min(text.length, from + limit)];
}

/** Moves back to the beginning of a word, at most a few letters, so that no word is cut in two. */
function wordStart(text: string, from: number): number {
  for (let at = from; at > Math.max(0, from - 20); at--) if (/\s/.test(text[at - 1]!)) return at;
  return from;
}
