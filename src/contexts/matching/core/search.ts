import { Bitset } from "./bitset.ts";
import { FIELDS, type Field } from "./document.ts";
import { type Filters, filterDocuments } from "./filters.ts";
import type { IndexView } from "./index-view.ts";
import { type Kernel, kernelOf, nextTag, scratch, takeTotal } from "./kernel.ts";
import { lowerBound } from "./lower-bound.ts";
import type { IndexPart } from "./parts.ts";
import type { PlannedGroup, QueryPlan } from "./plan.ts";
import { type Scoring, selectionTable } from "./scoring.ts";
import { type Segment, WINDOW_SIZE } from "./segment.ts";
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
  /** By part of the index: only these documents, in the place of `filters`; deleted ones must not be among them. */
  within?: readonly Bitset[];
  /** Only hits behind this one. */
  after?: Hit;
}

export interface Hit {
  id: string;
  score: number;
}

export interface SearchResult {
  hits: Hit[];
  /** Documents that match anything at all and pass the filters; at least so many where documents were skipped. */
  total: number;
  /** By part of the index; deleted documents may be among them. */
  matched?: Bitset[];
}

const DEFAULT_TOP = 20;
const PRUNED_GROUPS = 8;
/** Below one posting for so many documents of a window, its scores are collected list by list instead of all. */
const SPARSE = 8;
const BLOCK = 4096;

/** Exact top-k by score descending, then id ascending; filters apply before the heap. */
export function searchIndex(plan: QueryPlan, index: IndexView, options: SearchOptions = {}): SearchResult {
  const { top = DEFAULT_TOP, offset = 0, countMatches = true } = options;
  const { parts } = index;
  const idOf = (part: number, document: number): string => (parts[part] as IndexPart).segment.ids.at(document);
  const after = options.after && { score: Math.round(options.after.score / plan.unit), id: options.after.id };
  const best = new TopDocuments(Math.min(top + offset, index.size), idOf, { after });
  const pruned = !countMatches && plan.groups.length <= PRUNED_GROUPS && plan.groups.every(({ group }) => group.weight > 0);
  const selected = selectFields(options.fields, index.measure.scoring);
  const matched = options.keepMatched && !pruned ? parts.map(({ segment }) => new Bitset(segment.header.documents)) : undefined;
  takeTotal();
  for (const [number, part] of parts.entries()) {
    const { segment } = part;
    const allowed = options.within ? options.within[number] : allowedDocuments(part, options.filters);
    const groups = locateGroups(plan.groups, index, number);
    const scan: Scan = {
      segment,
      kernel: kernelOf(segment),
      part: number,
      allowed,
      matched: matched?.[number],
      groups,
      best,
      selected,
    };
    for (let window = 0; window < segment.header.windows; window++) {
      for (const { members } of groups) for (const list of members) list.enter(window);
      if (pruned) scanPruned(scan, window);
      else scanFully(scan, window);
    }
  }
  const hits = best
    .sorted()
    .slice(offset)
    .map(({ score, part, document }) => ({ id: idOf(part, document), score: score * plan.unit }));
  return { hits, total: takeTotal(), matched };
}

/** The postings of a term in one segment, window by window. */
class TermList {
  readonly weight: number;
  start = 0;
  end = 0;
  readonly #segment: Segment;
  #run: number;
  readonly #lastRun: number;

  constructor(segment: Segment, term: number, weight: number) {
    this.weight = weight;
    this.#segment = segment;
    this.#run = segment.arrays.runStarts[term] as number;
    this.#lastRun = segment.arrays.runStarts[term + 1] as number;
  }

  /** Windows are entered in ascending order. */
  enter(window: number): void {
    const { runWindows, runEnds } = this.#segment.arrays;
    this.start = this.end = 0;
    if (this.#run === this.#lastRun || runWindows[this.#run] !== window) return;
    this.start = this.#segment.runStart(this.#run);
    this.end = runEnds[this.#run] as number;
    this.#run++;
  }
}

interface GroupLists {
  bound: number;
  members: TermList[];
}

interface Scan {
  segment: Segment;
  kernel: Kernel;
  part: number;
  allowed: Bitset | undefined;
  matched: Bitset | undefined;
  groups: GroupLists[];
  best: TopDocuments;
  selected: boolean;
}

/** What each byte of fields and each impact become where only some fields count, or undefined where all do. */
export function fieldSelection(fields: readonly Field[] | undefined, scoring: Scoring): Uint8Array | undefined {
  if (!fields || FIELDS.every((field) => fields.includes(field))) return undefined;
  return selectionTable(fields, scoring);
}

function selectFields(fields: readonly Field[] | undefined, scoring: Scoring): boolean {
  const selection = fieldSelection(fields, scoring);
  if (selection) scratch.selection.set(selection);
  return selection !== undefined;
}

export function allowedDocuments({ segment, tombstones }: IndexPart, filters: Filters | undefined): Bitset | undefined {
  const allowed = filterDocuments(segment, filters);
  if (!tombstones) return allowed;
  return (allowed ?? Bitset.full(segment.header.documents)).subtract(tombstones.set);
}

function locateGroups(groups: PlannedGroup[], index: IndexView, part: number): GroupLists[] {
  const { segment } = index.parts[part] as IndexPart;
  return groups.flatMap(({ bound, members }) => {
    const lists = members.flatMap(({ term, weight }) => {
      const number = index.term(term).numbers[part] ?? -1;
      return number < 0 ? [] : [new TermList(segment, number, weight)];
    });
    return lists.length === 0 ? [] : [{ bound, members: lists }];
  });
}

const lengthOf = ({ members }: GroupLists): number => members.reduce((sum, { start, end }) => sum + end - start, 0);

/** Adds up every list, then offers each document of the window that reaches the threshold. */
function scanFully(scan: Scan, window: number): void {
  let postings = 0;
  for (const group of scan.groups) {
    addGroup(scan, group);
    postings += lengthOf(group);
  }
  if (postings > 0) collectWindow(scan, window, postings);
}

/** Members of a group compete: a document gets the best of them. */
function addGroup({ kernel, selected }: Scan, { members }: GroupLists): void {
  const present = members.filter(({ start, end }) => end > start);
  if (present.length === 1) {
    const [{ start, end, weight }] = present as [TermList];
    kernel.add(start, end, weight, selected);
  } else if (present.length > 1) {
    const tag = nextTag();
    for (const { start, end, weight } of present) kernel.addBest(start, end, weight, tag, selected);
  }
}

function collectWindow(scan: Scan, window: number, postings: number): void {
  const { segment, kernel, allowed, matched, best } = scan;
  const start = window * WINDOW_SIZE;
  const size = Math.min(WINDOW_SIZE, segment.header.documents - start);
  allowWindow(allowed, start);
  const filtered = allowed !== undefined;
  if (postings * SPARSE < size) {
    scratch.matched.fill(0);
    let found = 0;
    for (const { members } of scan.groups) {
      for (const list of members) found = kernel.collectList(list.start, list.end, best.threshold, filtered, found);
    }
    offerFound(scan, start, found);
  } else {
    // In blocks, because the threshold rises with what is found.
    for (let from = 0; from < size; from += BLOCK)
      offerFound(scan, start, kernel.collect(from, Math.min(from + BLOCK, size), best.threshold, filtered));
  }
  matched?.words.set(scratch.matched.subarray(0, Math.ceil(size / 32)), start / 32);
}

function allowWindow(allowed: Bitset | undefined, start: number): void {
  if (allowed) scratch.allowed.set(allowed.words.subarray(start / 32, (start + WINDOW_SIZE) / 32));
}

function offerFound({ part, best }: Scan, start: number, found: number): void {
  for (let at = 0; at < found; at++) {
    const score = scratch.foundScores[at] as number;
    if (score >= best.threshold) best.offer(score, part, start + (scratch.found[at] as number));
  }
}

/**
 * Hybrid MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995): once the remaining lists together
 * cannot lift a new document onto the page, only known candidates are completed, by probing or by adding, whichever reads less.
 */
function scanPruned(scan: Scan, window: number): void {
  const ordered = [...scan.groups].sort((a, b) => b.bound - a.bound);
  let remaining = ordered.reduce((sum, { bound }) => sum + bound, 0);
  let postings = 0;
  let next = 0;
  for (; next < ordered.length && remaining >= scan.best.threshold; next++) {
    const group = ordered[next] as GroupLists;
    addGroup(scan, group);
    postings += lengthOf(group);
    remaining -= group.bound;
  }
  if (next === ordered.length) {
    if (postings > 0) collectWindow(scan, window, postings);
    return;
  }
  const start = window * WINDOW_SIZE;
  const size = Math.min(WINDOW_SIZE, scan.segment.header.documents - start);
  allowWindow(scan.allowed, start);
  const least = Math.max(1, scan.best.threshold - remaining);
  const found = scan.kernel.collect(0, size, least, scan.allowed !== undefined, true);
  const candidates = scratch.found.slice(0, found);
  for (; next < ordered.length; next++) completeCandidates(scan, ordered[next] as GroupLists, candidates);
  for (const document of candidates) {
    const score = scratch.scores[document] as number;
    if (score >= scan.best.threshold) scan.best.offer(score, scan.part, start + document);
  }
  scratch.scores.fill(0, 0, size);
}

function completeCandidates(scan: Scan, group: GroupLists, candidates: Uint16Array): void {
  const probed = group.members.reduce((sum, { start, end }) => sum + candidates.length * Math.log2(end - start + 2), 0);
  if (lengthOf(group) <= probed * PROBE_COST) {
    addGroup(scan, group);
    return;
  }
  const { postingDocuments, postingImpacts, postingFields } = scan.segment.arrays;
  for (const document of candidates) {
    let most = 0;
    for (const { start, end, weight } of group.members) {
      const at = lowerBound(postingDocuments, start, end, document);
      if (at === end || postingDocuments[at] !== document) continue;
      let impact = postingImpacts[at] as number;
      if (scan.selected) impact = scratch.selection[(postingFields[at] as number) * 256 + impact] as number;
      most = Math.max(most, weight * impact);
    }
    scratch.scores[document] = (scratch.scores[document] as number) + most;
  }
}

/** A step of a probe costs as much as some postings added. */
const PROBE_COST = 4;
