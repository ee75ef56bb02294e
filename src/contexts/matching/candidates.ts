import type { Context } from "#platform/context.ts";
import type { Filters } from "./core/filters.ts";
import { orderedCounts } from "./facet-counts.ts";
import { facetFilters } from "./index-query.ts";
import { matchingIndex } from "./living-index/platform-index.ts";
import type { IndexQuery } from "./living-index/protocol.ts";
import type { MatchState } from "./match-state.ts";
import type { Closeness } from "./meaning/meaning.ts";
import { filterNames, type MatchFilter, type MatchQuery } from "./schema.ts";
import { exclusionOf, type FacetFilters, mergeFacets } from "./verdict.ts";
import type { MatchPage } from "./views.ts";

const bestByText = 50;
const bestOfOtherLanguages = 30;
const bestByMeaning = 30;

export interface Candidates {
  /** Companies that are judged in full and ordered by their fit. */
  pool: string[];
  /** What follows them, in the order of the text. */
  rest: string[];
  total: number;
  textCut: boolean;
  /** How many would be found by each choice of each filter, the other filters staying as they are. */
  facets: Record<string, Record<string, number>>;
  excluded: Omit<MatchPage["excluded"], "areShown">;
}

/**
 * Who is considered for a need: the best by text, the best of those that have no text in the need's language (they can meet its ideas,
 * but not its words), the best by meaning, and everybody somebody judged. A must that is a fact leaves out those known to fail it.
 */
export async function findCandidates(
  ctx: Context,
  state: MatchState,
  indexQuery: IndexQuery,
  query: MatchQuery,
  { last, closeness }: { last: number; closeness: Closeness | null },
): Promise<Candidates> {
  const index = matchingIndex(ctx.platform);
  const musts = state.need.requirements.flatMap((requirement) => {
    const exclusion = exclusionOf(requirement);
    return exclusion ? [{ requirement, exclusion }] : [];
  });
  const own = facetFilters(Object.fromEntries(filterNames.map((name) => [name, query[name]])) as MatchFilter);
  const exceptIds = query.passed === "hide" ? state.passedIds : [];
  const under = (all: FacetFilters[]): Filters => ({ facets: mergeFacets([own, ...all]), exceptIds });
  const everyMust = under(musts.map(({ exclusion }) => exclusion));
  const filters = query.excluded === "show" ? under([]) : everyMust;
  const counts = musts.length === 0 ? [] : [under([]), everyMust, ...musts.map(({ exclusion }) => under([exclusion]))];
  const kept = query.excluded === "show" ? [] : musts.map(({ exclusion }) => exclusion);
  const facets = filterNames.map((facet) => {
    const { [facet]: _, ...others } = own;
    return { facet, filters: { facets: mergeFacets([others, ...kept]), exceptIds } };
  });
  const result = await index.rank({ ...indexQuery, filters, top: Math.max(bestByText, last), counts, facets });
  const added = [
    await bestUnder(
      ctx,
      indexQuery,
      { ...filters, facets: mergeFacets([filters.facets ?? {}, { language: { noneOf: [state.need.lang] } }]) },
      bestOfOtherLanguages,
    ),
    await bestUnder(ctx, indexQuery, { ...filters, ids: closeness?.closest ?? [] }, bestByMeaning),
  ];
  const pool = new Set([...result.hits.slice(0, bestByText).map(({ id }) => id), ...added.flat()]);
  const ranked = new Set([...pool, ...result.hits.map(({ id }) => id)]);
  const pushedOut = await pushedOutBy(ctx, state, indexQuery, filters, ranked);
  const [all = 0, allKept = 0, ...each] = result.counts;
  return {
    pool: [...pool, ...pushedOut],
    rest: result.hits.map(({ id }) => id).filter((id) => !pool.has(id)),
    total: result.total + pushedOut.length,
    textCut: result.textCut,
    facets: orderedCounts(result.facets),
    excluded: {
      total: all - allKept,
      by: musts
        .map(({ requirement: { id, kind, text, value } }, at) => ({
          requirementId: id,
          kind,
          text,
          value,
          count: all - (each[at] ?? all),
        }))
        .filter(({ count }) => count > 0),
    },
  };
}

async function bestUnder(ctx: Context, indexQuery: IndexQuery, filters: Filters, top: number): Promise<string[]> {
  if (filters.ids?.length === 0) return [];
  const { hits } = await matchingIndex(ctx.platform).rank({ ...indexQuery, filters, top });
  return hits.map(({ id }) => id);
}

/** A judgement may set a company back to the end of the list, but never makes it vanish. */
async function pushedOutBy(
  ctx: Context,
  { feedback, passedIds }: MatchState,
  { examples, ...plain }: IndexQuery,
  filters: Filters,
  ranked: ReadonlySet<string>,
): Promise<string[]> {
  if (!examples) return [];
  const ids = [...new Set([...feedback.keys(), ...passedIds])].filter((id) => !ranked.has(id));
  return bestUnder(ctx, plain, { ...filters, ids }, ids.length);
}
