import { z } from "zod";
import { listPassesOf, type PassView } from "#contexts/companies/index.ts";
import type { Context } from "#platform/context.ts";
import { decodeCursor, encodeCursor } from "#platform/pages.ts";
import { parse } from "#platform/parse.ts";
import { companyDocument } from "./company-document.ts";
import { companyFactsOf } from "./company-facts.ts";
import { type LoadedCompany, loadProfiles } from "./company-profiles.ts";
import type { Filters } from "./core/filters.ts";
import { facetFilters, indexQueryOf, verdictsOf } from "./index-query.ts";
import { matchingIndex } from "./living-index/living-index.ts";
import type { IndexQuery, RankResult, Reasons } from "./living-index/protocol.ts";
import { reasonViews } from "./match-reasons.ts";
import { type FeedbackRow, type MatchState, readMatchState } from "./match-state.ts";
import { meaningOf } from "./meaning/meaning.ts";
import { canCurateShortlist, canJudgeMatches } from "./policy.ts";
import { filterNames, type MatchFilter, type MatchQuery, matchQuery } from "./schema.ts";
import { type Caution, cautionPart, fitOf, requirementPart, type ScoreParts, textPart } from "./score.ts";
import { exclusionOf, type FacetFilters, mergeFacets } from "./verdict.ts";
import type { MatchPage, MatchView, Objection } from "./views.ts";

/** The best by text are ordered by their whole fit; those after them stay in the order of the text. */
const orderedByFit = 60;

/**
 * The companies of the universe for a need, best first, each with reasons. A must that is a fact leaves out companies known to fail
 * it and counts them; unknown facts leave out nobody. Not found for those who may not read the need. Ranks outside transactions.
 */
export async function matchesForNeed(ctx: Context, needId: string, input: Partial<MatchQuery> = {}): Promise<MatchPage> {
  const query = parse(matchQuery, input);
  const state = await ctx.transact((tx) => readMatchState(tx, ctx, needId));
  const offset = query.cursor ? decodeCursor(query.cursor, z.number().int().min(0).max(100_000)) : 0;
  const indexQuery = indexQueryOf(state.need, ctx.actor, state.examples);
  const meaning = await meaningOf(ctx, state.need);
  const ranking = await rank(ctx, state, indexQuery, query, Math.max(orderedByFit, offset + query.limit));
  const ordered = await orderByFit(ctx, state, indexQuery, ranking, meaning.closeness);
  const shown = ordered.slice(offset, offset + query.limit);
  const items = await matchViews(ctx, state, indexQuery, shown, offset, meaning.closeness);
  const next = offset + shown.length;
  const { total } = ranking.result;
  return {
    items,
    cursor: shown.length === query.limit && next < total ? encodeCursor(next) : null,
    total,
    index: matchingIndex(ctx.platform).status(),
    excluded: { ...ranking.excluded, areShown: query.excluded === "show" },
    passed: { total: state.passedIds.length, areShown: query.passed === "show" },
    textCut: ranking.result.textCut,
    meaning: meaning.state,
    can: { curate: canCurateShortlist(ctx.actor, state.walls), judge: canJudgeMatches(ctx.actor, state.walls) },
  };
}

export interface JudgedMatch {
  fit: number;
  reasons: MatchView["reasons"];
  requirements: MatchView["requirements"];
  against: Objection[];
  /** What the company says it does, in the reader's language where there is a translation. */
  summary: { text: string; lang: string };
}

/** How chosen companies answer a need today, wherever they would stand in the ranking. */
export async function judgeForNeed(ctx: Context, needId: string, companyIds: string[]): Promise<Map<string, JudgedMatch>> {
  const state = await ctx.transact((tx) => readMatchState(tx, ctx, needId));
  const meaning = await meaningOf(ctx, state.need);
  const indexQuery = indexQueryOf(state.need, ctx.actor, state.examples);
  const judged = await judge(ctx, state, indexQuery, companyIds, meaning.closeness);
  const readerLanguage = ctx.locale.split("-")[0]!;
  return new Map(
    judged.map((each) => {
      const { profile, reasons, verdicts, fit } = each;
      const own = profile.translations.find(({ lang, oneLiner }) => lang.split("-")[0] === readerLanguage && oneLiner !== "");
      const match: JudgedMatch = {
        fit,
        reasons: reasonViews(profile, reasons, readerLanguage).reasons,
        requirements: outcomesOf(verdicts),
        against: objectionsOf(each, state.feedback.get(profile.id) ?? [], needId),
        summary: own ? { text: own.oneLiner, lang: own.lang } : { text: profile.oneLiner, lang: profile.lang },
      };
      return [profile.id, match];
    }),
  );
}

async function rank(ctx: Context, state: MatchState, indexQuery: IndexQuery, query: MatchQuery, top: number) {
  const musts = state.need.requirements.flatMap((requirement) => {
    const exclusion = exclusionOf(requirement);
    return exclusion ? [{ requirement, exclusion }] : [];
  });
  const own = facetFilters(pickFilter(query));
  const exceptIds = query.passed === "hide" ? state.passedIds : [];
  const under = (all: FacetFilters[]) => ({ facets: mergeFacets([own, ...all]), exceptIds });
  const everyMust = under(musts.map(({ exclusion }) => exclusion));
  const filters = query.excluded === "show" ? under([]) : everyMust;
  const result = await matchingIndex(ctx.platform).rank({
    ...indexQuery,
    filters,
    top,
    counts: musts.length === 0 ? [] : [under([]), everyMust, ...musts.map(({ exclusion }) => under([exclusion]))],
  });
  const [all = 0, kept = 0, ...each] = result.counts;
  const by = musts
    .map(({ requirement: { id, kind, text, value } }, at) => ({
      requirementId: id,
      kind,
      text,
      value,
      count: all - (each[at] ?? all),
    }))
    .filter(({ count }) => count > 0);
  const pushedOut = await pushedOutBy(ctx, state, indexQuery, result, filters);
  const hits = [...result.hits.slice(0, orderedByFit), ...pushedOut, ...result.hits.slice(orderedByFit)];
  return {
    result: { ...result, hits, total: result.total + pushedOut.length },
    pool: Math.min(orderedByFit, result.hits.length) + pushedOut.length,
    excluded: { total: all - kept, by },
  };
}

/** A judgement may set a company back to the end of the list, but never makes it vanish. */
async function pushedOutBy(
  ctx: Context,
  { feedback, passedIds }: MatchState,
  indexQuery: IndexQuery,
  { hits }: RankResult,
  filters: Filters,
) {
  if (!indexQuery.examples) return [];
  const known = new Set(hits.map(({ id }) => id));
  const ids = [...new Set([...feedback.keys(), ...passedIds])].filter((id) => !known.has(id));
  if (ids.length === 0) return [];
  const { examples: _, ...plain } = indexQuery;
  const result = await matchingIndex(ctx.platform).rank({ ...plain, filters: { ...filters, ids }, top: ids.length });
  return result.hits.map(({ id }) => ({ id, score: 0, fit: 0 }));
}

function pickFilter(query: MatchQuery): MatchFilter {
  return Object.fromEntries(filterNames.map((name) => [name, query[name]])) as MatchFilter;
}

interface Ranked {
  id: string;
  reached: number;
}

async function orderByFit(
  ctx: Context,
  state: MatchState,
  indexQuery: IndexQuery,
  { result: { hits }, pool: poolSize }: { result: RankResult; pool: number },
  closeness: ReadonlyMap<string, number> | null,
): Promise<Ranked[]> {
  const pool = hits.slice(0, poolSize);
  const judged = await judge(
    ctx,
    state,
    indexQuery,
    pool.map(({ id }) => id),
    closeness,
  );
  const fits = new Map(judged.map(({ profile, fit }) => [profile.id, fit]));
  const best = pool.filter(({ id }) => fits.has(id)).sort((a, b) => fits.get(b.id)! - fits.get(a.id)! || (a.id < b.id ? -1 : 1));
  return [...best, ...hits.slice(poolSize)].map(({ id, fit }) => ({ id, reached: fit }));
}

interface Judged {
  profile: LoadedCompany;
  reasons: Reasons;
  passes: PassView[];
  verdicts: ReturnType<typeof verdictsOf>;
  parts: ScoreParts;
  fit: number;
}

/** Everything the fit of these companies is made of. */
async function judge(
  ctx: Context,
  { need, feedback, passedIds }: MatchState,
  indexQuery: IndexQuery,
  ids: string[],
  closeness: ReadonlyMap<string, number> | null,
): Promise<Judged[]> {
  const { profiles, passes } = await ctx.transact(async (tx) => ({
    profiles: await loadProfiles(tx, ids),
    passes: await listPassesOf(tx, ctx, ids),
  }));
  const explained = await matchingIndex(ctx.platform).explain(
    indexQuery,
    profiles.map((profile) => companyDocument(profile)),
  );
  const reasonsOf = new Map(explained.map((reasons) => [reasons.id, reasons]));
  const passesOf = Map.groupBy(passes, ({ companyId }) => companyId);
  return profiles.flatMap((profile) => {
    const reasons = reasonsOf.get(profile.id);
    if (!reasons) return [];
    const own = passesOf.get(profile.id) ?? [];
    const verdicts = verdictsOf(need.requirements, profile, reasons);
    const cautions = cautionsOf(profile, own, feedback.get(profile.id) ?? [], passedIds.includes(profile.id));
    const parts: ScoreParts = {
      text: textPart(reasons.fit),
      requirements: requirementPart(verdicts.map(({ requirement, verdict }) => ({ level: requirement.level, verdict }))),
      meaning: closeness ? (closeness.get(profile.id) ?? 0) : null,
      caution: cautionPart(cautions),
    };
    return [{ profile, reasons, passes: own, verdicts, parts, fit: fitOf(parts) }];
  });
}

/** A pass whose re-check is due no longer speaks against a company. */
function cautionsOf({ status }: LoadedCompany, passes: PassView[], feedback: FeedbackRow[], isPassedHere: boolean): Caution[] {
  const cautions: Caution[] = [];
  if (status === "inactive" || status === "acquired") cautions.push(status);
  if (isPassedHere) cautions.push("passedHere");
  else if (passes.some(({ recheckDueAt }) => recheckDueAt === null)) cautions.push("passedBefore");
  if (feedback.some(({ verdict }) => verdict === "bad") && !feedback.some(({ verdict }) => verdict === "good"))
    cautions.push("badFeedback");
  return cautions;
}

async function matchViews(
  ctx: Context,
  state: MatchState,
  indexQuery: IndexQuery,
  shown: Ranked[],
  offset: number,
  closeness: ReadonlyMap<string, number> | null,
): Promise<MatchView[]> {
  const judged = await judge(
    ctx,
    state,
    indexQuery,
    shown.map(({ id }) => id),
    closeness,
  );
  const byId = new Map(judged.map((each) => [each.profile.id, each]));
  const readerLanguage = ctx.locale.split("-")[0]!;
  return shown.flatMap(({ id }, at) => {
    const each = byId.get(id);
    if (!each) return [];
    const { profile, reasons, verdicts, parts, fit } = each;
    const feedback = state.feedback.get(id) ?? [];
    return [
      {
        company: companyFactsOf(profile),
        rank: offset + at + 1,
        fit,
        parts,
        ...reasonViews(profile, reasons, readerLanguage),
        requirements: outcomesOf(verdicts),
        against: objectionsOf(each, feedback, state.need.id),
        entry: state.entries.get(id) ?? null,
        feedback: {
          mine: feedback.find(({ personId }) => personId === ctx.actor.personId) ?? null,
          good: feedback.filter(({ verdict }) => verdict === "good").length,
          bad: feedback.filter(({ verdict }) => verdict === "bad").length,
        },
      },
    ];
  });
}

const outcomesOf = (verdicts: Judged["verdicts"]): MatchView["requirements"] =>
  verdicts.map(({ requirement, verdict, evidence, coverage }) => ({ ...requirement, verdict, evidence, coverage }));

function objectionsOf({ profile, passes }: Judged, feedback: FeedbackRow[], needId: string): Objection[] {
  return [
    ...passes.map(
      (pass): Objection => ({
        kind: "pass",
        isThisNeed: pass.needId === needId,
        reasonCode: pass.reasonCode,
        note: pass.note,
        personName: pass.personName,
        at: pass.passedAt,
        isDue: pass.recheckDueAt !== null,
      }),
    ),
    ...feedback
      .filter(({ verdict }) => verdict === "bad")
      .map(
        ({ reasonCode, note, personName, givenAt }): Objection => ({
          kind: "feedback",
          reasonCode,
          note,
          personName,
          at: givenAt,
        }),
      ),
    ...(profile.status === "inactive" || profile.status === "acquired"
      ? [{ kind: "status" as const, status: profile.status }]
      : []),
  ];
}
