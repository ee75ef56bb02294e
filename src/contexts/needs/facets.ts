import type { NeedState } from "./need.ts";
import type { NeedFilter } from "./schema.ts";

export const dueChoices = ["overdue", "month", "quarter", "none"] as const;

export interface FacetedNeed {
  state: NeedState;
  unitId: string;
  unitName: string;
  unitNames: Record<string, string>;
  field: string | null;
  urgency: "low" | "normal" | "high";
  decideBy: string | null;
}

export interface Facets {
  state: Record<string, number>;
  unit: { id: string; name: string; names: Record<string, string>; count: number }[];
  field: Record<string, number>;
  urgency: Record<string, number>;
  due: Record<string, number>;
}

interface Dates {
  today: string;
  month: string;
  quarter: string;
}

type Facet = "state" | "unitId" | "field" | "urgency" | "due";

/** Counts each choice over the needs that pass all other facets, so that a count says what choosing it would show. */
export function facetsOf(needs: readonly FacetedNeed[], filter: NeedFilter, dates: Dates): Facets {
  const passing = (open: Facet) => needs.filter((need) => passes(need, filter, dates, open));
  const units = Map.groupBy(passing("unitId"), ({ unitId }) => unitId);
  return {
    state: tally(passing("state").map(({ state }) => state)),
    unit: [...units.values()]
      .map((group) => ({ id: group[0]!.unitId, name: group[0]!.unitName, names: group[0]!.unitNames, count: group.length }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    field: tally(passing("field").map(({ field }) => field)),
    urgency: tally(passing("urgency").map(({ urgency }) => urgency)),
    due: tally(passing("due").flatMap((need) => dueOf(need, dates))),
  };
}

function passes(need: FacetedNeed, filter: NeedFilter, dates: Dates, open: Facet): boolean {
  const holds = (facet: Facet, verdict: boolean) => facet === open || verdict;
  return (
    holds("state", !filter.state || filter.state.includes(need.state)) &&
    holds("unitId", !filter.unitId || filter.unitId.includes(need.unitId)) &&
    holds("field", !filter.field || (need.field !== null && (filter.field as string[]).includes(need.field))) &&
    holds("urgency", !filter.urgency || filter.urgency.includes(need.urgency)) &&
    holds("due", !filter.due || dueOf(need, dates).includes(filter.due))
  );
}

function dueOf({ state, decideBy }: FacetedNeed, { today, month, quarter }: Dates): string[] {
  if (decideBy === null) return ["none"];
  if (decideBy < today) return state === "solved" || state === "closed" ? [] : ["overdue"];
  if (decideBy > quarter) return [];
  return decideBy <= month ? ["month", "quarter"] : ["quarter"];
}

function tally(values: (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) if (value !== null) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
