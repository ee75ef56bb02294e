import type { Bitset } from "./bitset.ts";
import type { IndexView } from "./index-view.ts";
import type { IndexPart } from "./parts.ts";
import { firstNotBelow } from "./prefix.ts";
import type { Segment } from "./segment.ts";
import { TopDocuments } from "./top-documents.ts";

/** A document in an order: its number there, and its id. */
export interface Place {
  key: number | null;
  id: string;
}

/** The first documents of the sets by id, behind a place; documents of a part are numbered by id. */
export function byId(
  index: IndexView,
  sets: readonly Bitset[],
  descending: boolean,
  most: number,
  after?: { id: string },
): Place[] {
  const ids = index.parts.flatMap(({ segment }, part) => {
    return nextDocuments(segment, sets[part] as Bitset, descending, most, after?.id).map((document) => segment.ids.at(document));
  });
  ids.sort();
  if (descending) ids.reverse();
  return ids.slice(0, most).map((id) => ({ key: null, id }));
}

function nextDocuments({ ids }: Segment, set: Bitset, descending: boolean, most: number, after: string | undefined): number[] {
  const found: number[] = [];
  if (descending) {
    let document = after === undefined ? ids.size - 1 : firstNotBelow(ids, after) - 1;
    for (; document >= 0 && found.length < most; document--) {
      if (set.words[document >>> 5] === 0) document &= ~31;
      else if (set.has(document)) found.push(document);
    }
  } else {
    let document = after === undefined ? 0 : firstNotBelow(ids, after);
    if (document < ids.size && ids.at(document) === after) document++;
    for (; document < ids.size && found.length < most; document++) {
      if (set.words[document >>> 5] === 0) document |= 31;
      else if (set.has(document)) found.push(document);
    }
  }
  return found;
}

interface NumberOrder {
  columns: readonly string[];
  descending: boolean;
}

/** A column holds whole numbers exactly up to 2^24. */
export const COLUMN_BASE = 2 ** 24;

/** The first documents of the sets by a number, behind a place; without a number, or below 0, they come last. */
export function byNumber(
  index: IndexView,
  sets: readonly Bitset[],
  { columns, descending }: NumberOrder,
  most: number,
  after?: Place,
): Place[] {
  const sign = descending ? 1 : -1;
  const top = new TopDocuments(most, (part, document) => (index.parts[part] as IndexPart).segment.ids.at(document), {
    highestIdFirst: descending,
    after: after && { score: after.key === null ? -Infinity : sign * after.key, id: after.id },
  });
  for (const [part, { segment }] of index.parts.entries()) offerAll(top, part, segment, sets[part] as Bitset, columns, sign);
  return top.sorted().map(({ score, part, document }) => ({
    key: score === -Infinity ? null : Math.abs(score),
    id: (index.parts[part] as IndexPart).segment.ids.at(document),
  }));
}

function offerAll(
  top: TopDocuments,
  part: number,
  segment: Segment,
  { words }: Bitset,
  columns: readonly string[],
  sign: number,
): void {
  const missing = new Float32Array(segment.header.documents).fill(Number.NaN);
  const [first, second] = columns.map((column) => segment.numberColumn(column) ?? missing) as [Float32Array, Float32Array?];
  for (let word = 0; word < words.length; word++) {
    for (let bits = words[word] as number; bits !== 0; bits &= bits - 1) {
      const document = word * 32 + 31 - Math.clz32(bits & -bits);
      const value = first[document] as number;
      const number = second ? value * COLUMN_BASE + (second[document] as number) : value;
      const score = number >= 0 ? sign * number : -Infinity;
      if (top.accepts(score)) top.offer(score, part, document);
    }
  }
}
