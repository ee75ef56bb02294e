import { MetLetters } from "./coverage.ts";
import {
  type AnalysedText,
  analyseDocument,
  conceptOfTerm,
  type Document,
  FIELDS,
  type Field,
  isIndexed,
  type TextAnalysis,
  withAncestors,
} from "./document.ts";
import type { IndexView } from "./index-view.ts";
import type { Language } from "./language.ts";
import type { IndexPart } from "./parts.ts";
import type { PlannedGroup, QueryPlan } from "./plan.ts";
import type { QueryGroup, QueryMember } from "./query-model.ts";
import { fieldFactorTable, weightedFrequency } from "./scoring.ts";
import { fieldFactors, type SearchOptions } from "./search.ts";

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

export type ExplainOptions = Pick<SearchOptions, "fields" | "fieldFactors">;

/** Takes a score apart: integer contributions from the index, words and spans from the stored text given by the caller. */
export function explainDocument(
  document: Document,
  plan: QueryPlan,
  index: IndexView,
  analysis: TextAnalysis,
  options: ExplainOptions = {},
): Explanation | undefined {
  const part = index.find(document.id)?.part;
  if (!part) return undefined;
  const texts = analyseDocument(document, analysis);
  const matches = plan.groups.map((planned) => ({ planned, match: matchGroup(planned, part, document.id, index, options) }));
  const points = matches.reduce((sum, { match }) => sum + (match?.points ?? 0), 0);
  const contributions = matches.flatMap(({ planned, match }) => {
    return match ? [contribution(planned.group, match, texts, index, analysis, plan.unit)] : [];
  });
  return {
    id: document.id,
    score: points * plan.unit,
    fit: plan.bestScore > 0 ? Math.max(0, Math.min(1, (points * plan.unit) / plan.bestScore)) : 0,
    coverage: coverageOf(plan, contributions),
    contributions: contributions.sort((a, b) => b.score - a.score || (a.group.key < b.group.key ? -1 : 1)),
    unmatched: plan.query.groups.filter((group) => !matches.some(({ planned, match }) => match && planned.group === group)),
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

interface GroupMatch {
  term: string;
  points: number;
  /** Bits of the fields that hold the term. */
  fields: number;
}

function matchGroup(
  planned: PlannedGroup,
  { segment }: IndexPart,
  id: string,
  index: IndexView,
  options: ExplainOptions,
): GroupMatch | undefined {
  const number = segment.ids.find(id);
  const factors = fieldFactors(options);
  const selection = factors ? fieldFactorTable(factors, index.measure.scoring) : undefined;
  let best: GroupMatch | undefined;
  for (const { term, weight } of planned.members) {
    const termNumber = segment.terms.find(term);
    const at = termNumber < 0 ? -1 : segment.findPosting(termNumber, number);
    if (at < 0) continue;
    const fields = segment.arrays.postingFields[at] as number;
    const stored = segment.arrays.postingImpacts[at] as number;
    const points = weight * (selection ? (selection[fields * 256 + stored] as number) : stored);
    if (points !== 0 && (!best || Math.abs(points) > Math.abs(best.points))) best = { term, points, fields };
  }
  return best;
}

function contribution(
  group: QueryGroup,
  match: GroupMatch,
  texts: AnalysedText[],
  index: IndexView,
  analysis: TextAnalysis,
  unit: number,
): Contribution {
  const member = group.members.find(({ term }) => term === match.term) as QueryMember;
  const concept = conceptOfTerm(match.term);
  const spans = concept === undefined ? wordSpans(match.term, texts) : conceptSpans(concept, texts, analysis);
  const fields = splitByField(match, concept === undefined ? spans : [], texts, index).map(({ field, points }) => ({
    field,
    score: points * unit,
  }));
  return { group, member, concept, score: match.points * unit, fields, spans };
}

function wordSpans(term: string, texts: AnalysedText[]): MatchSpan[] {
  return texts.flatMap((text) =>
    text.tokens
      .filter((token) => token.term === term && isIndexed(token, text.field))
      .map((token) => spanOf(text, token.start, token.end, token.language)),
  );
}

function conceptSpans(concept: string, texts: AnalysedText[], { thesaurus }: TextAnalysis): MatchSpan[] {
  return texts.flatMap((text) =>
    text.mentions
      .filter((mention) => withAncestors(mention.concept, thesaurus).some(([id]) => id === concept))
      .map((mention) => spanOf(text, mention.start, mention.end, mention.language)),
  );
}

function spanOf({ field, version, item, text }: AnalysedText, start: number, end: number, language: Language): MatchSpan {
  return { field, version, item, start, end, text: text.slice(start, end), language };
}

/** Whole points by each field's share of the weighted frequency; what rounding leaves goes to the first field. */
function splitByField(
  match: GroupMatch,
  spans: MatchSpan[],
  texts: AnalysedText[],
  index: IndexView,
): { field: Field; points: number }[] {
  const present = FIELDS.filter((_, bit) => (match.fields & (1 << bit)) !== 0);
  const weights = present.map((field) => fieldWeight(field, spans, texts, index));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const split = present.map((field, at) => ({ field, points: Math.trunc((match.points * (weights[at] as number)) / total) }));
  const rest = match.points - split.reduce((sum, { points }) => sum + points, 0);
  if (split[0]) split[0].points += rest;
  return split;
}

function fieldWeight(field: Field, spans: MatchSpan[], texts: AnalysedText[], index: IndexView): number {
  const { scoring, averageLengths } = index.measure;
  const versions = new Map<number, number>();
  for (const span of spans) if (span.field === field) versions.set(span.version, (versions.get(span.version) ?? 0) + 1);
  let most = 0;
  for (const [version, frequency] of versions) {
    const length = texts
      .filter((text) => text.field === field && text.version === version)
      .reduce(
        (sum, text) =>
          sum +
          text.tokens.filter((token) => (token.kind === "word" || token.kind === "code") && isIndexed(token, text.field)).length,
        0,
      );
    most = Math.max(
      most,
      weightedFrequency(frequency, Math.max(1, length), averageLengths[FIELDS.indexOf(field)] as number, scoring.fields[field]),
    );
  }
  // Text that has changed since it was indexed has no spans; its field then counts by weight alone.
  return most > 0 ? most : scoring.fields[field].weight;
}
