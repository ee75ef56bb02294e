import { createHash } from "node:crypto";
import { needsForMatching } from "#contexts/needs/index.ts";
import type { Context, Platform } from "#platform/context.ts";
import { companyDocument } from "../company-document.ts";
import { type LoadedCompany, loadProfiles } from "../company-profiles.ts";
import type { Document } from "../core/document.ts";
import {
  type ConceptLesson,
  type JudgedCompany,
  type LearnedWeights,
  learnedFactor,
  learnWeights,
  type MetIdea,
} from "../core/learned-weights.ts";
import { indexQueryOf } from "../index-query.ts";
import { matchingIndex } from "../living-index/platform-index.ts";
import type { Reasons } from "../living-index/protocol.ts";
import type { MatchState } from "../match-state.ts";
import { blamedConcept } from "../shortlist-stage.ts";
import { type Judgement, readJudgements } from "./judgements.ts";
import { type LearningPauses, pausesOf } from "./learning-pause.ts";

export interface Lesson extends ConceptLesson {
  labels: Record<string, string>;
  /** Refused for a reason that names the concept. */
  isNamed: boolean;
  /** The judgements behind it, the newest first. */
  evidence: { company: { id: string; name: string }; need: { id: string; title: string; lang: string }; isWanted: boolean }[];
}

/** What the organisation's judgements in the field of a need teach about its ranking, for one reader. */
export interface Learned {
  state: "used" | "ignored" | "paused" | "nothing";
  pauses: LearningPauses;
  judgements: number;
  needs: number;
  weights: LearnedWeights | null;
  lessons: Lesson[];
}

/** Reads and learns outside the caller's transaction; what was learned is kept as long as no judgement, need or profile changes. */
export async function learnedFor(ctx: Context, { need, walls }: MatchState, isIgnored: boolean): Promise<Learned> {
  const { judgements, profiles, seqs, findable, pauses } = await ctx.transact(async (tx) => {
    const all = await readJudgements(tx, ctx, { id: need.id, field: need.field, ownerOrgId: walls.ownerOrgId });
    const companyIds = [...new Set(all.map(({ companyId }) => companyId))];
    const rows = await tx
      .selectFrom("company")
      .select(["id", "changeSeq", "archivedAt", "mergedIntoId"])
      .where("id", "in", companyIds)
      .execute();
    return {
      judgements: all,
      profiles: await loadProfiles(tx, companyIds),
      seqs: new Map(rows.map(({ id, changeSeq }) => [id, changeSeq])),
      findable: new Set(rows.filter((row) => row.archivedAt === null && row.mergedIntoId === null).map(({ id }) => id)),
      pauses: await pausesOf(tx, { needId: need.id, ownerOrgId: walls.ownerOrgId }),
    };
  });
  const told = judgements.filter(({ companyId }) => profiles.some(({ id }) => id === companyId));
  const facts = { pauses, judgements: told.length, needs: new Set(told.map(({ needId }) => needId)).size };
  const isPaused = pauses.need || pauses.organisation;
  if (told.length === 0) return { ...facts, state: isPaused ? "paused" : "nothing", weights: null, lessons: [] };
  if (isPaused || isIgnored) return { ...facts, state: isPaused ? "paused" : "ignored", weights: null, lessons: [] };
  const { weights, concepts } = await kept(ctx.platform, keyOf(ctx, told, seqs), () => learn(ctx, told, profiles, findable));
  const asked = await askedConcepts(ctx, need.id, documentOfNeed(need));
  const lessons = weights.concepts
    .filter(({ concept, factor }) => factor > 1 || !asked.has(concept))
    .map((lesson) => lessonOf(lesson, told, profiles, concepts));
  const isNothing = lessons.length === 0 && changedWeights(weights).length === 0;
  return { ...facts, state: isNothing ? "nothing" : "used", weights, lessons };
}

/** What was learned that touches a company. */
export interface Touched {
  /** By how much its text counts more or less. */
  factor: number;
  /** The lessons on concepts its profile is about. */
  lessons: readonly Lesson[];
}

export const untouched: Touched = { factor: 1, lessons: [] };

/** What was learned, applied to profiles that a ranking found without it: it moves them a little and hides none. */
export async function touchedBy(
  ctx: Context,
  { weights, lessons }: Learned,
  documents: Document[],
): Promise<(reasons: Reasons) => Touched> {
  if (!weights) return () => untouched;
  const known = lessons.length > 0 ? await matchingIndex(ctx.platform).profileConcepts(documents) : [];
  const aboutOf = new Map(known.map(({ id, about }) => [id, new Set(about.map(({ concept }) => concept))]));
  return (reasons) => {
    const own = lessons.filter(({ concept }) => aboutOf.get(reasons.id)?.has(concept));
    return { factor: learnedFactor(weights, own, ideasOf(reasons)), lessons: own };
  };
}

/** Places and kinds of evidence that count noticeably more or less. */
export const changedWeights = ({ places, kinds }: LearnedWeights): { of: string; factor: number }[] =>
  [...Object.entries(places), ...Object.entries(kinds)]
    .map(([of, factor]) => ({ of, factor }))
    .filter(({ factor }) => Math.abs(factor - 1) >= leastShown);

const leastShown = 0.02;

const ideasOf = ({ reasons }: Reasons): MetIdea[] =>
  reasons.map(({ via, share, spans }) => ({ via, share, places: spans.map(({ field }) => field) }));

type Concepts = Map<string, { about: Set<string>; labels: Map<string, Record<string, string>> }>;

interface Lessons {
  weights: LearnedWeights;
  concepts: Concepts;
  /** The index knew every company it should find. */
  isWhole: boolean;
}

async function learn(
  ctx: Context,
  judgements: readonly Judgement[],
  profiles: readonly LoadedCompany[],
  findable: ReadonlySet<string>,
): Promise<Lessons> {
  const index = matchingIndex(ctx.platform);
  let isWhole = index.status().state === "ready";
  const documents = new Map(profiles.map((profile) => [profile.id, companyDocument(profile)]));
  const byNeed = Map.groupBy(judgements, ({ needId }) => needId);
  const needs = await ctx.transact((tx) => needsForMatching(tx, ctx, [...byNeed.keys()]));
  const concepts: Concepts = new Map(
    (await index.profileConcepts([...documents.values()])).map(({ id, about }) => [
      id,
      {
        about: new Set(about.map(({ concept }) => concept)),
        labels: new Map(about.map(({ concept, labels }) => [concept, labels])),
      },
    ]),
  );
  const judged: JudgedCompany[] = [];
  for (const need of needs) {
    const own = byNeed.get(need.id)!;
    const explained = await index.explain(
      indexQueryOf(need, null),
      own.map(({ companyId }) => documents.get(companyId)!),
    );
    const asked = await askedConcepts(ctx, need.id, documentOfNeed(need));
    for (const { companyId, isWanted, reasonCode } of own) {
      const reasons = explained.find(({ id }) => id === companyId);
      if (!reasons && findable.has(companyId)) isWhole = false;
      judged.push({
        needId: need.id,
        companyId,
        isWanted,
        blamed: blamedConcept(reasonCode),
        concepts: concepts.get(companyId)?.about ?? new Set(),
        asked,
        fit: reasons?.fit ?? 0,
        ideas: reasons ? ideasOf(reasons) : [],
      });
    }
  }
  return { weights: learnWeights(judged), concepts, isWhole };
}

async function askedConcepts(ctx: Context, needId: string, document: Document): Promise<Set<string>> {
  const [found] = await matchingIndex(ctx.platform).profileConcepts([{ ...document, id: needId }]);
  return new Set(found?.mentioned);
}

const documentOfNeed = ({ id, title, detail, lang, tags, topics, field }: MatchState["need"]): Document => ({
  id,
  lang,
  name: "",
  oneLiner: title,
  description: detail,
  tags,
  concepts: [...topics, ...(field ? [field] : [])],
  facets: {},
});

function lessonOf(
  lesson: ConceptLesson,
  judgements: readonly Judgement[],
  profiles: readonly LoadedCompany[],
  concepts: Concepts,
): Lesson {
  const { concept, factor } = lesson;
  const saying = judgements.filter(({ companyId }) => concepts.get(companyId)?.about.has(concept));
  const named = saying.filter(({ reasonCode }) => blamedConcept(reasonCode) === concept);
  const isNamed = factor < 1 && named.length > 0;
  const shown = isNamed ? named : saying.filter(({ isWanted }) => isWanted === factor > 1);
  const labels = saying.map(({ companyId }) => concepts.get(companyId)?.labels.get(concept)).find(Boolean) ?? { en: concept };
  return {
    ...lesson,
    labels,
    isNamed,
    evidence: shown.slice(0, mostEvidence).map(({ companyId, needId, needTitle, needLang, isWanted }) => ({
      company: { id: companyId, name: profiles.find(({ id }) => id === companyId)!.name },
      need: { id: needId, title: needTitle, lang: needLang },
      isWanted,
    })),
  };
}

const mostEvidence = 6;
const mostKept = 200;

/**
 * By database: what was learned from exactly these judgements, so that a reader of other needs never meets it. Not kept where the index
 * did not know all companies yet.
 */
const memories = new WeakMap<Platform["database"], Map<string, Promise<Lessons>>>();

function kept(platform: Platform, key: string, make: () => Promise<Lessons>): Promise<Lessons> {
  const memory = memories.get(platform.database) ?? new Map<string, Promise<Lessons>>();
  memories.set(platform.database, memory);
  const known = memory.get(key) ?? make();
  memory.delete(key);
  memory.set(key, known);
  const forget = () => {
    if (memory.get(key) === known) memory.delete(key);
  };
  known.then(({ isWhole }) => isWhole || forget(), forget);
  if (memory.size > mostKept) memory.delete(memory.keys().next().value!);
  return known;
}

function keyOf({ actor }: Context, judgements: readonly Judgement[], seqs: ReadonlyMap<string, number>): string {
  const facts = judgements.map(({ needId, needSeq, companyId, isWanted, reasonCode }) => [
    needId,
    needSeq,
    companyId,
    seqs.get(companyId),
    isWanted,
    reasonCode,
  ]);
  return createHash("sha256")
    .update(JSON.stringify([actor.organisationId, facts]))
    .digest("hex");
}
