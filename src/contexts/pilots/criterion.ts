/** How a measured value is compared with the target; `exactly` is for yes or no, counted as 1 or 0. */
export const comparisons = ["atLeast", "atMost", "exactly"] as const;
export type Comparison = (typeof comparisons)[number];

export const measurers = ["host", "startup", "together", "thirdParty"] as const;
export type Measurer = (typeof measurers)[number];

/** What success means, fixed before the start. `baseline` is today's value, null where nothing was measured so far. */
export interface Criterion {
  metric: string;
  unit: string;
  comparison: Comparison;
  baseline: number | null;
  target: number;
  method: string;
  measuredBy: Measurer;
}

/** Whether a side may enter what was measured: who measures it, or either where nobody of the two does it alone. */
export const measures = ({ measuredBy }: Pick<Criterion, "measuredBy">, side: "host" | "startup"): boolean =>
  measuredBy === side || measuredBy === "together" || measuredBy === "thirdParty";

export const fewestCriteria = 3;
export const mostCriteria = 5;

export type CriterionFault =
  | { key: "pilots.faults.tooFew"; given: number }
  | { key: "pilots.faults.tooMany"; given: number }
  | { key: "pilots.faults.metricMissing"; at: number }
  | { key: "pilots.faults.methodMissing"; at: number }
  | { key: "pilots.faults.sameMetric"; at: number }
  | { key: "pilots.faults.alreadyMet"; at: number };

/** What keeps criteria from being agreed. One that the baseline already meets would measure nothing. */
export function criteriaFaults(criteria: readonly Criterion[]): CriterionFault[] {
  const given = criteria.length;
  const faults: CriterionFault[] = [];
  if (given < fewestCriteria) faults.push({ key: "pilots.faults.tooFew", given });
  if (given > mostCriteria) faults.push({ key: "pilots.faults.tooMany", given });
  const seen = new Set<string>();
  for (const [at, criterion] of criteria.entries()) {
    const metric = criterion.metric.trim().toLowerCase();
    if (metric === "") faults.push({ key: "pilots.faults.metricMissing", at });
    else if (seen.has(metric)) faults.push({ key: "pilots.faults.sameMetric", at });
    seen.add(metric);
    if (criterion.method.trim() === "") faults.push({ key: "pilots.faults.methodMissing", at });
    if (criterion.baseline !== null && isMetBy(criterion, criterion.baseline))
      faults.push({ key: "pilots.faults.alreadyMet", at });
  }
  return faults;
}

export function isMetBy({ comparison, target }: Pick<Criterion, "comparison" | "target">, value: number): boolean {
  if (comparison === "atLeast") return value >= target;
  return comparison === "atMost" ? value <= target : value === target;
}

/**
 * How far from baseline to target a value has come: 0 at the baseline, 1 at the target, beyond it more, below nothing. Without a
 * baseline only met or not met can be said.
 */
export function progressOf({ comparison, baseline, target }: Criterion, value: number): number {
  const isMet = isMetBy({ comparison, target }, value);
  if (baseline === null || comparison === "exactly" || baseline === target) return isMet ? 1 : 0;
  return Math.max(0, (value - baseline) / (target - baseline));
}

/** What the evaluation says of one criterion; somebody may judge against the numbers, with a reason. */
export const judgements = ["met", "partly", "missed"] as const;
export type Judgement = (typeof judgements)[number];

export type Result = "met" | "partly" | "missed";

/** Met when every criterion is; missed when none is. */
export function resultOf(judged: readonly Judgement[]): Result {
  if (judged.every((each) => each === "met")) return "met";
  return judged.every((each) => each === "missed") ? "missed" : "partly";
}

/** A judgement that differs from what the last measurement says needs a reason. */
export function needsReason(criterion: Criterion, last: number | null, judgement: Judgement): boolean {
  if (last === null) return true;
  return isMetBy(criterion, last) !== (judgement === "met");
}
