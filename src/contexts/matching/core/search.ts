import { Bitset } from "./bitset.ts";
import { FIELDS, type Field } from "./document.ts";
import { type Filters, filterDocuments } from "./filters.ts";
import type { IndexPart, LiveIndex } from "./live.ts";
import type { PlannedGroup, QueryPlan } from "./plan.ts";
import { fieldSelectionTable, type Scoring } from "./scoring.ts";
import { lowerBound, type Segment, WINDOW_SIZE } from "./segment.ts";
import { TopDocuments } from "./top-documents.ts";

export interface SearchOptions {
  filters?: Filters;
  /** Only matches in these fields count. */
  fields?: readonly Field[];
  top?: number;
  offset?: number;
  /** False allows short queries to skip documents that cannot reach the page; `total` is then a lower bound. */
  countMatches?: boolean;
  /** Also tells every document that matches anything, whatever the filters; needs `countMatches`. */
  keepMatched?: boolean;
}

export interface Hit {
  id: string;
  score: number;
}

export interface SearchResult {
  hits: Hit[];
  /** Documents that match anything at all and pass the filters. */
  total: number;
  totalIsExact: boolean;
  /** By part of the index; deleted documents may be among them. */
  matched?: Bitset[];
}

const DEFAULT_TOP = 20;
const PRUNED_GROUPS = 8;

/** Exact top-k by score descending, then id ascending; filters apply before the heap. */
export function searchIndex(plan: QueryPlan, index: LiveIndex, options: SearchOptions = {}): SearchResult {
  const { top = DEFAULT_TOP, offset = 0, countMatches = true } = options;
  const parts = index.parts();
  const idOf = (part: number, document: number): string => (parts[part] as IndexPart).segment.ids.at(document);
  const best = new TopDocuments(Math.min(top + offset, index.size), idOf);
  const pruned = !countMatches && plan.groups.length <= PRUNED_GROUPS && plan.groups.every(({ group }) => group.weight > 0);
  const selection = selectFields(options.fields, index.base.header.scoring);
  const matched = options.keepMatched && !pruned ? parts.map(({ segment }) => new Bitset(segment.header.documents)) : undefined;
  let total = 0;
  for (const [part, { segment, deleted }] of parts.entries()) {
    const allowed = allowedDocuments(segment, deleted, options.filters);
    const lists = locateLists(plan.groups, segment);
    const scan: Scan = { segment, part, allowed, matched: matched?.[part], lists, best, selection };
    for (let window = 0; window < segment.header.windows; window++)
      total += pruned ? scanPruned(scan, window) : scanFully(scan, window);
  }
  const hits = best
    .sorted()
    .slice(offset)
    .map(({ score, part, document }) => ({ id: idOf(part, document), score: score * plan.unit }));
  return { hits, total, totalIsExact: !pruned, matched };
}

interface TermList {
  term: number;
  weight: number;
}

interface GroupLists {
  bound: number;
  members: TermList[];
}

interface Scan {
  segment: Segment;
  part: number;
  allowed: Bitset | undefined;
  matched: Bitset | undefined;
  lists: GroupLists[];
  best: TopDocuments;
  selection: Uint8Array | undefined;
}

// Shared by all searches of a thread: a search is synchronous and leaves both filled with zeros.
const scores = new Int32Array(WINDOW_SIZE);
const groupScores = new Int32Array(WINDOW_SIZE);
const touched = new Uint16Array(WINDOW_SIZE);

function selectFields(fields: readonly Field[] | undefined, scoring: Scoring): Uint8Array | undefined {
  return fields && fields.length < FIELDS.length ? fieldSelectionTable(fields, scoring) : undefined;
}

export function allowedDocuments(
  segment: Segment,
  deleted: Bitset | undefined,
  filters: Filters | undefined,
): Bitset | undefined {
  const allowed = filterDocuments(segment, filters);
  if (!deleted) return allowed;
  return (allowed ?? Bitset.full(segment.header.documents)).subtract(deleted);
}

function locateLists(groups: PlannedGroup[], segment: Segment): GroupLists[] {
  return groups.map(({ bound, members }) => ({
    bound,
    members: members.map(({ term, weight }) => ({ term: segment.terms.find(term), weight })).filter(({ term }) => term >= 0),
  }));
}

/** Adds up every list, then offers each document of the window that reaches the threshold. */
function scanFully(scan: Scan, window: number): number {
  for (const group of scan.lists) addGroup(scan, group, window);
  return collectWindow(scan, window);
}

function addGroup(scan: Scan, group: GroupLists, window: number): void {
  const [first] = group.members;
  if (!first) return;
  if (group.members.length === 1) addList(scan, first, window, scores);
  else addBestOf(scan, group.members, window);
}

function addList({ segment, selection }: Scan, { term, weight }: TermList, window: number, target: Int32Array): void {
  const { postingStarts, postingDocuments, postingImpacts, postingFields } = segment.arrays;
  const list = term * segment.header.windows + window;
  const end = postingStarts[list + 1] as number;
  for (let at = postingStarts[list] as number; at < end; at++) {
    const document = postingDocuments[at] as number;
    let impact = postingImpacts[at] as number;
    if (selection) impact = selection[(postingFields[at] as number) * 256 + impact] as number;
    target[document] = (target[document] as number) + weight * impact;
  }
}

/** Members of a group compete: a document gets the one with the greatest magnitude. */
function addBestOf({ segment, selection }: Scan, members: TermList[], window: number): void {
  const { postingStarts, postingDocuments, postingImpacts, postingFields } = segment.arrays;
  let count = 0;
  for (const { term, weight } of members) {
    const list = term * segment.header.windows + window;
    const end = postingStarts[list + 1] as number;
    for (let at = postingStarts[list] as number; at < end; at++) {
      const document = postingDocuments[at] as number;
      let impact = postingImpacts[at] as number;
      if (selection) impact = selection[(postingFields[at] as number) * 256 + impact] as number;
      const known = groupScores[document] as number;
      const value = weight * impact;
      if (known === 0 && value !== 0) touched[count++] = document;
      if (Math.abs(value) > Math.abs(known)) groupScores[document] = value;
    }
  }
  for (let index = 0; index < count; index++) {
    const document = touched[index] as number;
    scores[document] = (scores[document] as number) + (groupScores[document] as number);
    groupScores[document] = 0;
  }
}

function collectWindow({ segment, part, allowed, matched, best }: Scan, window: number): number {
  const start = window * WINDOW_SIZE;
  const size = Math.min(WINDOW_SIZE, segment.header.documents - start);
  let total = 0;
  for (let document = 0; document < size; document++) {
    const score = scores[document] as number;
    if (score <= 0) continue;
    matched?.add(start + document);
    if (allowed && !allowed.has(start + document)) continue;
    total++;
    if (score >= best.threshold) best.offer(score, part, start + document);
  }
  scores.fill(0, 0, size);
  return total;
}

/**
 * Hybrid MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995): once the remaining lists together
 * cannot lift a new document onto the page, only known candidates are completed, by probing or by adding, whichever reads less.
 */
function scanPruned(scan: Scan, window: number): number {
  const ordered = scan.lists.filter(({ members }) => members.length > 0).sort((a, b) => b.bound - a.bound);
  let remaining = ordered.reduce((sum, { bound }) => sum + bound, 0);
  let next = 0;
  for (; next < ordered.length && remaining >= scan.best.threshold; next++) {
    const group = ordered[next] as GroupLists;
    addGroup(scan, group, window);
    remaining -= group.bound;
  }
  const candidates = next < ordered.length ? gatherCandidates(scan, window, remaining) : undefined;
  for (; candidates && next < ordered.length; next++) completeCandidates(scan, ordered[next] as GroupLists, window, candidates);
  return candidates ? collectCandidates(scan, window, candidates) : collectWindow(scan, window);
}

function gatherCandidates(scan: Scan, window: number, remaining: number): Uint16Array {
  const size = Math.min(WINDOW_SIZE, scan.segment.header.documents - window * WINDOW_SIZE);
  const least = scan.best.threshold - remaining;
  let count = 0;
  const found = new Uint16Array(size);
  for (let document = 0; document < size; document++) {
    const score = scores[document] as number;
    if (score > 0 && score >= least && (!scan.allowed || scan.allowed.has(window * WINDOW_SIZE + document)))
      found[count++] = document;
  }
  return found.subarray(0, count);
}

function completeCandidates(scan: Scan, group: GroupLists, window: number, candidates: Uint16Array): void {
  const { postingStarts, postingDocuments, postingImpacts, postingFields } = scan.segment.arrays;
  const ranges = group.members.map(({ term, weight }) => {
    const list = term * scan.segment.header.windows + window;
    return { start: postingStarts[list] as number, end: postingStarts[list + 1] as number, weight };
  });
  const added = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  const probed = ranges.reduce((sum, { start, end }) => sum + candidates.length * Math.log2(end - start + 2), 0);
  if (added <= probed) {
    addGroup(scan, group, window);
    return;
  }
  for (const document of candidates) {
    let most = 0;
    for (const { start, end, weight } of ranges) {
      const at = lowerBound(postingDocuments, start, end, document);
      if (at === end || postingDocuments[at] !== document) continue;
      let impact = postingImpacts[at] as number;
      if (scan.selection) impact = scan.selection[(postingFields[at] as number) * 256 + impact] as number;
      most = Math.max(most, weight * impact);
    }
    scores[document] = (scores[document] as number) + most;
  }
}

function collectCandidates({ segment, part, best }: Scan, window: number, candidates: Uint16Array): number {
  const start = window * WINDOW_SIZE;
  for (const document of candidates) {
    const score = scores[document] as number;
    if (score >= best.threshold) best.offer(score, part, start + document);
  }
  scores.fill(0, 0, Math.min(WINDOW_SIZE, segment.header.documents - start));
  return candidates.length;
}
