import { z } from "zod";
import type { Context } from "#platform/context.ts";
import { decodeCursor, encodeCursor } from "#platform/pages.ts";
import { parse } from "#platform/parse.ts";
import { findCandidates } from "./candidates.ts";
import { companyFactsOf } from "./company-facts.ts";
import { indexQueryOf } from "./index-query.ts";
import { type Judged, judge, objectionsOf, outcomesOf } from "./judge.ts";
import { learnedFor } from "./learning/learned.ts";
import { learnedView, touchedView } from "./learning/learned-view.ts";
import { matchingIndex } from "./living-index/platform-index.ts";
import { reasonViews } from "./match-reasons.ts";
import { type MatchState, readMatchState } from "./match-state.ts";
import { meaningOf } from "./meaning/meaning.ts";
import { canCurateShortlist, canJudgeMatches, canPauseLearning } from "./policy.ts";
import { type MatchQuery, matchQuery } from "./schema.ts";
import type { MatchPage, MatchView, Objection } from "./views.ts";

/**
 * The companies of the universe for a need, best first, each with reasons. A must that is a fact leaves out companies known to fail
 * it and counts them; unknown facts leave out nobody. Not found for those who may not read the need. Ranks outside transactions.
 */
export async function matchesForNeed(ctx: Context, needId: string, input: Partial<MatchQuery> = {}): Promise<MatchPage> {
  const query = parse(matchQuery, input);
  const state = await ctx.transact((tx) => readMatchState(tx, ctx, needId));
  const offset = query.cursor ? decodeCursor(query.cursor, z.number().int().min(0).max(100_000)) : 0;
  const learned = await learnedFor(ctx, state, query.learned === "ignore");
  const indexQuery = indexQueryOf(state.need, ctx.actor, state.examples);
  const meaning = await meaningOf(ctx, state);
  const last = offset + query.limit;
  // Before the ranking: a page that says all was searched was made when it was.
  const index = matchingIndex(ctx.platform).status();
  const candidates = await findCandidates(ctx, state, indexQuery, query, { last, closeness: meaning.closeness });
  const judging = { indexQuery, closeness: meaning.closeness, learned };
  const pool = orderByFit(await judge(ctx, state, judging, candidates.pool));
  const fromPool = pool.slice(offset, last);
  const behindPool = candidates.rest.slice(Math.max(0, offset - pool.length), Math.max(0, last - pool.length));
  const further = orderByFit(await judge(ctx, state, judging, behindPool));
  const items = [...fromPool, ...further].map((judged, at) => matchView(ctx, state, judged, offset + at + 1));
  const places = fromPool.length + behindPool.length;
  const next = offset + places;
  const { total } = candidates;
  return {
    items,
    cursor: places === query.limit && next < total ? encodeCursor(next) : null,
    total,
    index,
    excluded: { ...candidates.excluded, areShown: query.excluded === "show" },
    passed: { total: state.passedIds.length, areShown: query.passed === "show" },
    textCut: candidates.textCut,
    facets: candidates.facets,
    meaning: meaning.state,
    learned: learnedView(ctx, learned),
    can: {
      curate: canCurateShortlist(ctx.actor, state.walls),
      judge: canJudgeMatches(ctx.actor, state.walls),
      pauseLearning: canPauseLearning(ctx.actor, state.walls, "need"),
      pauseAllLearning: canPauseLearning(ctx.actor, state.walls, "organisation"),
    },
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

/**
 * How chosen companies answer a need today, wherever they would stand in the ranking. Other needs and what judgements on
 * them taught have no part in it: lists and reports are shared, and say the same to everybody who reads the need.
 */
export async function judgeForNeed(ctx: Context, needId: string, companyIds: string[]): Promise<Map<string, JudgedMatch>> {
  const state = await ctx.transact((tx) => readMatchState(tx, ctx, needId));
  const meaning = await meaningOf(ctx, state);
  const indexQuery = indexQueryOf(state.need, null, state.examples);
  const judged = await judge(ctx, state, { indexQuery, closeness: meaning.closeness, learned: null }, companyIds);
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

const orderByFit = (judged: Judged[]): Judged[] =>
  judged.toSorted((a, b) => b.fit - a.fit || (a.profile.id < b.profile.id ? -1 : 1));

function matchView(ctx: Context, { need, entries, feedback: judgements }: MatchState, judged: Judged, rank: number): MatchView {
  const { profile, reasons, verdicts, parts, fit } = judged;
  const feedback = judgements.get(profile.id) ?? [];
  return {
    company: companyFactsOf(profile),
    rank,
    fit,
    parts,
    ...reasonViews(profile, reasons, ctx.locale.split("-")[0]!),
    requirements: outcomesOf(verdicts),
    against: objectionsOf(judged, feedback, need.id),
    learned: touchedView(ctx, judged.learned),
    entry: entries.get(profile.id) ?? null,
    feedback: {
      mine: feedback.find(({ personId }) => personId === ctx.actor.personId) ?? null,
      good: feedback.filter(({ verdict }) => verdict === "good").length,
      bad: feedback.filter(({ verdict }) => verdict === "bad").length,
    },
  };
}
