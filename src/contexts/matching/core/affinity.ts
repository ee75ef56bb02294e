import { MetLetters } from "./coverage.ts";
import type { Document } from "./document.ts";
import type { Explanation, MatchingEngine, Need, QueryPlan } from "./engine.ts";

/** A text that asks or answers: a question, an application, a person's profile, a need. */
export interface AffinityText {
  id: string;
  title?: string;
  text: string;
  tags?: string[];
  /** Concepts of the thesaurus that people assigned. */
  concepts?: string[];
  lang?: string;
}

export interface AffinityCell {
  row: number;
  column: number;
}

export interface Affinity {
  /** How much of what a row asks a column answers, 0 to 1; row after row. */
  fits: Float32Array;
  /** Of the cells asked for, in their order; null where nothing met. */
  explained: ({ plan: QueryPlan; explanation: Explanation } | null)[];
}

/**
 * How well each column answers each row: the columns become a small index of their own and every row asks it, with the analysis,
 * thesaurus and dictionaries that rank companies. Words that most rows share count for less.
 */
export function affinityOf(
  rows: readonly AffinityText[],
  columns: readonly AffinityText[],
  cells: readonly AffinityCell[],
  whole: MatchingEngine,
): Affinity {
  const documents = columns.map(columnDocument);
  const engine = whole.over(documents);
  const needs = rows.map((row, at) => rowNeed(row, at, whole));
  const statistics = engine.needStatistics(needs);
  const fits = new Float32Array(rows.length * columns.length);
  const plans = needs.map((query) => engine.plan({ query, needs: statistics }));
  for (const [row, plan] of plans.entries()) {
    if (plan.bestScore <= 0) continue;
    const unit = answerable(plan) / plan.bestScore;
    for (const { id, score } of engine.searchPlan(plan, { top: columns.length }).hits)
      fits[row * columns.length + Number(id)] = Math.min(1, Math.max(0, score * unit));
  }
  const explained = cells.map(({ row, column }) => {
    const [plan, document] = [plans[row], documents[column]];
    if (!plan || !document) return null;
    const [explanation] = engine.explain(plan, [document]);
    return explanation && explanation.score !== 0 ? { plan, explanation } : null;
  });
  return { fits, explained };
}

/** Share of the row's words, by weight, that some column says in any way: where the columns answer little of it, none fits well. */
function answerable({ groups, wordWeights }: QueryPlan): number {
  const met = new MetLetters(groups.flatMap(({ group, bound }) => (bound > 0 ? [{ group, member: group.members[0]! }] : [])));
  let [said, whole] = [0, 0];
  for (const [group, weight] of wordWeights) {
    whole += weight;
    said += weight * met.bestCreditOf(group);
  }
  return whole > 0 ? said / whole : 0;
}

/** Columns go by their number, so that a caller's ids may repeat. */
const columnDocument = ({ title = "", text, tags = [], concepts = [], lang }: AffinityText, at: number): Document => ({
  id: `${at}`,
  ...(lang ? { lang } : {}),
  name: "",
  oneLiner: title,
  description: text,
  tags,
  concepts,
  facets: {},
});

function rowNeed(
  { title = "", text, tags = [], concepts = [], lang }: AffinityText,
  at: number,
  { analysis: { thesaurus } }: MatchingEngine,
): Need & { id: string } {
  const language = lang?.split("-")[0];
  const labels = concepts.flatMap((concept) => {
    const own = thesaurus.concepts.get(concept)?.labels;
    return own?.[language as keyof typeof own]?.[0] ?? own?.en[0] ?? [];
  });
  return { id: `${at}`, title, text, requirements: [], tags: [...tags, ...labels], ...(language ? { language } : {}) };
}
