/** Graded relevance of documents for one query. */
export type Judgements = ReadonlyMap<string, number>;

/** Normalised discounted cumulative gain of the first `depth` results, with gain 2^grade − 1. */
export function nDCG(ranking: readonly string[], judgements: Judgements, depth: number): number {
  const gain = (grade: number, rank: number): number => (2 ** grade - 1) / Math.log2(rank + 2);
  const reached = ranking.slice(0, depth).reduce((sum, id, rank) => sum + gain(judgements.get(id) ?? 0, rank), 0);
  const ideal = [...judgements.values()]
    .sort((a, b) => b - a)
    .slice(0, depth)
    .reduce((sum, grade, rank) => sum + gain(grade, rank), 0);
  return ideal === 0 ? 0 : reached / ideal;
}

/** Reciprocal rank of the first relevant result within `depth`. */
export function reciprocalRank(ranking: readonly string[], judgements: Judgements, depth: number): number {
  const rank = ranking.slice(0, depth).findIndex((id) => (judgements.get(id) ?? 0) > 0);
  return rank < 0 ? 0 : 1 / (rank + 1);
}

/** Share of the relevant documents among the first `depth` results. */
export function recall(ranking: readonly string[], judgements: Judgements, depth: number): number {
  const relevant = [...judgements.values()].filter((grade) => grade > 0).length;
  const found = ranking.slice(0, depth).filter((id) => (judgements.get(id) ?? 0) > 0).length;
  return relevant === 0 ? 0 : found / relevant;
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
