import { MetLetters } from "./coverage.ts";
import {
  type AnalysedText,
  conceptOfTerm,
  conceptTerm,
  type Document,
  type DocumentReader,
  FIELDS,
  type Field,
  isCounted,
  isIndexed,
  withAncestors,
} from "./document.ts";
import type { IndexView } from "./index-view.ts";
import type { Language } from "./language.ts";
import type { PlannedGroup, QueryPlan } from "./plan.ts";
import type { QueryGroup, QueryMember } from "./query-model.ts";
import { weightedFrequency } from "./scoring.ts";
import { fieldSelection, type SearchOptions } from "./search.ts";
import type { Segment } from "./segment.ts";

/** Characters of a document's text that a term matched; `item` counts tags, `version` translations (0 is the profile itself). */
export interface MatchSpan {
  field: Exclude<Field, "concepts">;
  version: number;
  item: number;
  start: number;
  end: number;
  text: string;
  language: Language;
}

export interface Contribution {
  group: QueryGroup;
  /** The member that counted. */
  member: QueryMember;
  /** Concept behind the member, for its labels. */
  concept: string | undefined;
  score: number;
  /** The score by field; adds up to `score`. */
  fields: { field: Field; score: number }[];
  spans: MatchSpan[];
}

export interface Explanation {
  id: string;
  score: number;
  /** Score ÷ the best score any document could reach with this query, 0 to 1. */
  fit: number;
  /** Share of the query's words, by weight, that the document matches directly, in part or as a concept, 0 to 1. */
  coverage: number;
  /** Highest first; the scores add up to `score`. */
  contributions: Contribution[];
  unmatched: QueryGroup[];
}

export type ExplainOptions = Pick<SearchOptions, "fields">;

/**
 * Takes scores apart: integer contributions from the index, words and spans from the stored texts given by the caller. Documents that
 * are not in the index are left out.
 */
export function explainDocuments(
  documents: readonly Document[],
  plan: QueryPlan,
  index: IndexView,
  reader: DocumentReader,
  options: ExplainOptions = {},
): Explanation[] {
  const selection = fieldSelection(options.fields, index.measure.scoring);
  const lookUps = new Map<Segment, GroupLookUp[]>();
  return documents.flatMap((document) => {
    const found = index.find(document.id);
    if (!found) return [];
    const { segment } = found.part;
    let groups = lookUps.get(segment);
    if (!groups) {
      groups = plan.groups.map((planned) => lookUpIn(segment, planned));
      lookUps.set(segment, groups);
    }
    const matches = groups.flatMap((group) => matchGroup(group, segment, found.document, selection) ?? []);
    return explain(document, matches, plan, index, reader);
  });
}

/** A group with the numbers of its terms in one segment. */
interface GroupLookUp {
  group: QueryGroup;
  members: { term: string; number: number; weight: number }[];
}

function lookUpIn({ terms }: Segment, { group, members }: PlannedGroup): GroupLookUp {
  const known = members.map(({ term, weight }) => ({ term, number: terms.find(term), weight }));
  return { group, members: known.filter(({ number }) => number >= 0) };
}

/** What one group brings a document; of its members, the one that brings the most. */
interface GroupMatch {
  group: QueryGroup;
  term: string;
  points: number;
  /** Bits of the fields that hold the term. */
  fields: number;
}

function matchGroup(
  { group, members }: GroupLookUp,
  segment: Segment,
  document: number,
  selection: Uint8Array | undefined,
): GroupMatch | undefined {
  let best: GroupMatch | undefined;
  for (const { term, number, weight } of members) {
    const at = segment.findPosting(number, document);
    if (at < 0) continue;
    const fields = segment.arrays.postingFields[at] as number;
    const stored = segment.arrays.postingImpacts[at] as number;
    const points = weight * (selection ? (selection[fields * 256 + stored] as number) : stored);
    if (points !== 0 && (!best || Math.abs(points) > Math.abs(best.points))) best = { group, term, points, fields };
  }
  return best;
}

function explain(
  document: Document,
  matches: GroupMatch[],
  plan: QueryPlan,
  index: IndexView,
  reader: DocumentReader,
): Explanation {
  const points = matches.reduce((sum, match) => sum + match.points, 0);
  const evidence = findEvidence(document, matches, reader);
  const contributions = matches.map((match) => contribution(match, evidence, index, plan.unit));
  const matched = new Set(matches.map(({ group }) => group));
  return {
    id: document.id,
    score: points * plan.unit,
    fit: plan.bestScore > 0 ? Math.max(0, Math.min(1, (points * plan.unit) / plan.bestScore)) : 0,
    coverage: coverageOf(plan, contributions),
    contributions: contributions.sort((a, b) => b.score - a.score || (a.group.key < b.group.key ? -1 : 1)),
    unmatched: plan.query.groups.filter((group) => !matched.has(group)),
  };
}

/** Share of the query's words, by weight, that is met. */
function coverageOf({ wordWeights }: QueryPlan, contributions: Contribution[]): number {
  const met = new MetLetters(contributions.filter(({ group }) => group.weight > 0));
  let total = 0;
  let covered = 0;
  for (const [group, weight] of wordWeights) {
    const [word] = group.mentions;
    if (!word) continue;
    total += weight;
    covered += weight * met.creditOf(word);
  }
  return total > 0 ? covered / total : 0;
}

/** Where a document's texts say the matched terms. */
interface Evidence {
  spans: ReadonlyMap<string, MatchSpan[]>;
  /** Words of each field, by version. */
  lengths: ReadonlyMap<Field, number[]>;
}

/** One pass over the texts, whatever the number of terms; texts of which nothing matched are not read, for reading takes longest. */
function findEvidence(document: Document, matches: readonly GroupMatch[], { read, thesaurus }: DocumentReader): Evidence {
  const spans = new Map<string, MatchSpan[]>();
  for (const { term } of matches) spans.set(term, []);
  const matched = matches.reduce((bits, { fields }) => bits | fields, 0);
  // Any text may name a concept.
  const hasConcepts = matches.some(({ term }) => conceptOfTerm(term) !== undefined);
  const lengths = new Map<Field, number[]>();
  for (const text of read(document)) {
    if (!hasConcepts && (matched & (1 << FIELDS.indexOf(text.field))) === 0) continue;
    const words = lengths.get(text.field) ?? [];
    lengths.set(text.field, words);
    words[text.version] = (words[text.version] ?? 0) + noteWords(text, spans);
    if (!hasConcepts) continue;
    for (const mention of text.mentions) {
      for (const [concept] of withAncestors(mention.concept, thesaurus)) {
        spans.get(conceptTerm(concept))?.push(spanOf(text, mention.start, mention.end, mention.language));
      }
    }
  }
  return { spans, lengths };
}

/** Notes the spans of the words that matched; returns how many words the text has. */
function noteWords(text: AnalysedText, spans: ReadonlyMap<string, MatchSpan[]>): number {
  let words = 0;
  for (const token of text.tokens) {
    if (!isIndexed(token, text.field)) continue;
    if (isCounted(token)) words++;
    spans.get(token.term)?.push(spanOf(text, token.start, token.end, token.language));
  }
  return words;
}

function spanOf({ field, version, item, text }: AnalysedText, start: number, end: number, language: Language): MatchSpan {
  return { field, version, item, start, end, text: text.slice(start, end), language };
}

function contribution(match: GroupMatch, evidence: Evidence, index: IndexView, unit: number): Contribution {
  const { group, term, points } = match;
  const fields = splitByField(match, evidence, index).map((part) => ({ field: part.field, score: part.points * unit }));
  return {
    group,
    member: group.members.find((member) => member.term === term) as QueryMember,
    concept: conceptOfTerm(term),
    score: points * unit,
    fields,
    spans: evidence.spans.get(term) ?? [],
  };
}

/** Whole points by each field's share of the weighted frequency; what rounding leaves goes to the first field. */
function splitByField(match: GroupMatch, evidence: Evidence, index: IndexView): { field: Field; points: number }[] {
  const present = FIELDS.filter((_, bit) => (match.fields & (1 << bit)) !== 0);
  if (present.length === 1) return [{ field: present[0] as Field, points: match.points }];
  const weights = present.map((field) => fieldWeight(field, match.term, evidence, index));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const split = present.map((field, at) => ({ field, points: Math.trunc((match.points * (weights[at] as number)) / total) }));
  const rest = match.points - split.reduce((sum, { points }) => sum + points, 0);
  if (split[0]) split[0].points += rest;
  return split;
}

function fieldWeight(field: Field, term: string, { spans, lengths }: Evidence, { measure }: IndexView): number {
  const { weight } = measure.scoring.fields[field];
  // Concepts lie in a field of their own, whatever text names them.
  if (conceptOfTerm(term) !== undefined) return weight;
  const frequencies: number[] = [];
  for (const span of spans.get(term) ?? []) {
    if (span.field === field) frequencies[span.version] = (frequencies[span.version] ?? 0) + 1;
  }
  const average = measure.averageLengths[FIELDS.indexOf(field)] as number;
  let most = 0;
  frequencies.forEach((frequency, version) => {
    const length = Math.max(1, lengths.get(field)?.[version] ?? 0);
    most = Math.max(most, weightedFrequency(frequency, length, average, measure.scoring.fields[field]));
  });
  // Text that has changed since it was indexed has no spans; its field then counts by weight alone.
  return most > 0 ? most : weight;
}
