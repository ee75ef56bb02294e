import { Bitset } from "./bitset.ts";
import { addCounts, countIn, countMarked, type ValueCount } from "./count-values.ts";
import type { Filters } from "./filters.ts";
import type { IndexView } from "./index-view.ts";
import { type Choices, choicesIn } from "./list-filters.ts";
import { byId, byNumber, type Place } from "./list-order.ts";
import { planQuery } from "./plan.ts";
import type { Query } from "./query-model.ts";
import { searchIndex } from "./search.ts";
import type { Segment } from "./segment.ts";
import { documentsMeeting, type MetDocuments, type TypedWord, typedText } from "./typed-words.ts";

/**
 * How a list runs. Ids are given in the order of time, so the highest is the newest. Several columns make one number, each of which
 * counts 2^24 of the next; documents without it come last either way, and equal ones run by id in the direction of the list.
 */
export type ListOrder =
  | { by: "relevance" }
  | { by: "id"; descending: boolean }
  | { by: "number"; columns: readonly string[]; descending: boolean };

/** Where a row stands in its list; give it back as `after` for what follows, whatever was changed before it. */
export interface ListPosition {
  /** By relevance: 0 met in the name, 1 met literally, 2 met over a concept or a translation. */
  tier: number;
  /** The number or score of the row; null where it has none. */
  key: number | null;
  id: string;
}

/** Documents with values that the index does not hold, told by the caller; documents in none have the value `otherwise`. */
export interface Marks {
  values: Readonly<Record<string, readonly string[]>>;
  otherwise: string;
}

export interface ListRequest {
  /** Every word must be met; the last one may be unfinished. */
  text?: string;
  /** By relevance only with a text. */
  order: ListOrder;
  /** Facets of `marks` may be among them. */
  filters?: Filters;
  marks?: Readonly<Record<string, Marks>>;
  limit: number;
  after?: ListPosition;
  /** Facets to be counted, each under the choices of the others; at most so many values of each, and those that are chosen. */
  facets?: readonly { facet: string; most: number }[];
}

export interface ListResult {
  hits: ListPosition[];
  hasMore: boolean;
  /** Documents that meet text and filters. */
  total: number;
  /** Documents that meet the text. */
  found: number;
  facets: Record<string, ValueCount[]>;
}

/** The number facet with the length of a name: among companies with the words in their names, the shortest name is the closest. */
export const nameLengthColumn = "nameLength";

/** One page of all documents that meet a text and filters, in an order without gaps. */
export function listDocuments(request: ListRequest, index: IndexView, queryOf: (text: string) => Query): ListResult {
  const typed = request.text === undefined ? undefined : typedText(queryOf(request.text), request.text, index);
  const parts = index.parts.map((part): ListPart => {
    const met = typed && meetingIn(typed.words, part.segment);
    const base = met?.anyhow ?? Bitset.full(part.segment.header.documents);
    if (part.tombstones) base.subtract(part.tombstones.set);
    return { segment: part.segment, met, base, choices: choicesIn(part.segment, request) };
  });
  const whole = parts.map(({ base, choices }) => choices.apply(base));
  const wanted = request.limit + 1;
  const hits = typed
    ? orderTyped({ request, index, parts, whole, query: typed.query, wanted })
    : placesOf(byRequest(request, index, whole, wanted), 0);
  return {
    hits: hits.slice(0, request.limit),
    hasMore: hits.length > request.limit,
    total: countAll(whole),
    found: countAll(parts.map(({ base }) => base)),
    facets: Object.fromEntries(
      (request.facets ?? []).map(({ facet, most }) => [facet, countValues(facet, most, parts, whole, request)]),
    ),
  };
}

interface ListPart {
  segment: Segment;
  met: MetDocuments | undefined;
  /** What meets the text and is not deleted. */
  base: Bitset;
  choices: Choices;
}

function meetingIn(words: readonly TypedWord[], segment: Segment): MetDocuments {
  if (words.length > 0) return documentsMeeting(words, segment);
  const none = () => new Bitset(segment.header.documents);
  return { anyhow: none(), literally: none(), inName: none() };
}

const countAll = (sets: readonly Bitset[]): number => sets.reduce((sum, set) => sum + set.count(), 0);

const placesOf = (places: readonly Place[], tier: number): ListPosition[] => places.map(({ key, id }) => ({ tier, key, id }));

function byRequest({ order, after }: ListRequest, index: IndexView, sets: readonly Bitset[], wanted: number): Place[] {
  if (order.by === "number") return byNumber(index, sets, order, wanted, after);
  return byId(index, sets, order.by === "id" ? order.descending : true, wanted, after);
}

/** The most frequent values of a facet under the choices of all others, and the chosen ones; values that nobody has are left out. */
function countValues(
  facet: string,
  most: number,
  parts: readonly ListPart[],
  whole: readonly Bitset[],
  { filters }: ListRequest,
): ValueCount[] {
  const counters = parts.map(({ segment, base, choices }, at) => {
    const set = choices.has(facet) ? choices.apply(base, facet) : (whole[at] as Bitset);
    const marked = choices.marked(facet);
    return marked ? countMarked(marked, set) : countIn(segment, facet, set);
  });
  const chosen = filters?.facets?.[facet]?.anyOf ?? [];
  return addCounts(counters, chosen).filter(({ value }, at) => at < most || chosen.includes(value));
}

interface TypedList {
  request: ListRequest;
  index: IndexView;
  parts: readonly ListPart[];
  whole: readonly Bitset[];
  query: Query;
  wanted: number;
}

/** By relevance tier after tier: who has the words in the name, by its length; then who has them anywhere, by score; then the rest. */
function orderTyped(list: TypedList): ListPosition[] {
  const { request, index, parts, whole, wanted } = list;
  if (request.order.by !== "relevance") return placesOf(byRequest(request, index, whole, wanted), 0);
  const inName = parts.map(({ met }, at) => (met as MetDocuments).inName.intersect(whole[at] as Bitset));
  const literally = parts.map(({ met }, at) => {
    return (met as MetDocuments).literally.intersect(whole[at] as Bitset).subtract(inName[at] as Bitset);
  });
  const rest = whole.map((set, at) => {
    return set
      .copy()
      .subtract(inName[at] as Bitset)
      .subtract(literally[at] as Bitset);
  });
  const shortest = { columns: [nameLengthColumn], descending: false };
  const tiers = [
    (most: number, after?: Place) => byNumber(index, inName, shortest, most, after),
    (most: number, after?: Place) => byScore(list, literally, most, after),
    (most: number, after?: Place) => byScore(list, rest, most, after),
  ];
  const { after } = request;
  const hits: ListPosition[] = [];
  for (const [tier, read] of tiers.entries()) {
    if (hits.length >= wanted || (after && tier < after.tier)) continue;
    hits.push(...placesOf(read(wanted - hits.length, after?.tier === tier ? after : undefined), tier));
  }
  return hits;
}

/** What no weighted term of the query reaches, only a rare way to complete its last word, follows with the score 0. */
function byScore({ index, query }: TypedList, sets: readonly Bitset[], most: number, after?: Place): Place[] {
  if (countAll(sets) === 0) return [];
  const plan = planQuery(query, index);
  const isScored = after?.key !== 0;
  const found = isScored
    ? searchIndex(plan, index, {
        within: sets,
        top: most,
        countMatches: false,
        after: after && { score: after.key ?? 0, id: after.id },
      }).hits.map(({ id, score }): Place => ({ key: score, id }))
    : [];
  if (found.length >= most) return found;
  const { matched = [] } = searchIndex(plan, index, { within: sets, top: 1, keepMatched: true });
  const unscored = sets.map((set, at) => set.copy().subtract(matched[at] as Bitset));
  const others = byId(index, unscored, false, most - found.length, isScored ? undefined : after);
  return [...found, ...others.map(({ id }): Place => ({ key: 0, id }))];
}
