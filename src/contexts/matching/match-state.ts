import { sql } from "kysely";
import { type NeedForMatching, needForMatching, visibleNeeds } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allowToSee, found } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { companyDocument } from "./company-document.ts";
import { loadProfiles } from "./company-profiles.ts";
import type { Document } from "./core/engine.ts";
import { canReadMatches, type NeedWalls } from "./policy.ts";
import { type FeedbackReason, type FeedbackVerdict, isAboutContent, isWanted, type ShortlistStage } from "./shortlist-stage.ts";

const mostExamples = 10;

export interface FeedbackRow {
  companyId: string;
  personId: string;
  personName: string | null;
  verdict: FeedbackVerdict;
  reasonCode: FeedbackReason | null;
  note: string;
  givenAt: Date;
}

/** All that was decided about a need's companies so far, and what follows from it for the next ranking. */
export interface MatchState {
  need: NeedForMatching;
  walls: NeedWalls & { teaser: string };
  entries: Map<string, { id: string; stage: ShortlistStage }>;
  feedback: Map<string, FeedbackRow[]>;
  /** Companies passed on for this need. */
  passedIds: string[];
  examples: { positive: Document[]; negative: Document[] };
}

/** The need's walls, or not found; 403 for those who read the need but no companies. */
export async function requireMatches(tx: Transaction, ctx: Context, needId: string, { lock = false } = {}) {
  const select = visibleNeeds(tx, ctx.actor).where("need.id", "=", needId).selectAll("need");
  const walls = found(isId(needId) ? await (lock ? select.forNoKeyUpdate() : select).executeTakeFirst() : null);
  allowToSee(canReadMatches(ctx.actor, walls));
  return walls;
}

export async function readMatchState(tx: Transaction, ctx: Context, needId: string): Promise<MatchState> {
  const walls = await requireMatches(tx, ctx, needId);
  const need = await needForMatching(tx, ctx, needId);
  const entries = await tx
    .selectFrom("shortlistEntry")
    .select(["id", "companyId", "stage"])
    .where("needId", "=", needId)
    .where("removedAt", "is", null)
    .execute();
  const feedback = await feedbackOf(tx, needId);
  const passes = await tx
    .selectFrom("companyPass")
    .select(["companyId", "reasonCode"])
    .where("needId", "=", needId)
    .where("withdrawnAt", "is", null)
    .where(sql<boolean>`owner_org_id = ${walls.ownerOrgId}`)
    .orderBy("passedAt", "desc")
    .execute();
  return {
    need,
    walls,
    entries: new Map(entries.map(({ id, companyId, stage }) => [companyId, { id, stage }])),
    feedback: Map.groupBy(feedback, ({ companyId }) => companyId),
    passedIds: [...new Set(passes.map(({ companyId }) => companyId))],
    examples: await examplesOf(tx, entries, feedback, passes),
  };
}

async function feedbackOf(tx: Transaction, needId: string): Promise<FeedbackRow[]> {
  const rows = await tx
    .selectFrom("matchFeedback")
    .leftJoin("person", "person.id", "matchFeedback.personId")
    .select(["companyId", "personId", "person.name as personName", "verdict", "reasonCode", "note", "givenAt"])
    .where("needId", "=", needId)
    .orderBy("givenAt", "desc")
    .execute();
  return rows as FeedbackRow[];
}

/**
 * Wanted companies pull the ranking, refused ones push; the newest ten of each. A company both wanted and refused does neither,
 * and a refusal that says nothing about what the company does (region, size, no answer) pushes no words away.
 */
async function examplesOf(
  tx: Transaction,
  entries: readonly { companyId: string; stage: ShortlistStage }[],
  feedback: readonly FeedbackRow[],
  passes: readonly { companyId: string; reasonCode: string }[],
): Promise<MatchState["examples"]> {
  const wanted = new Set([
    ...entries.filter(({ stage }) => isWanted(stage)).map(({ companyId }) => companyId),
    ...feedback.filter(({ verdict }) => verdict === "good").map(({ companyId }) => companyId),
  ]);
  const refused = new Set([
    ...feedback
      .filter(({ verdict, reasonCode }) => verdict === "bad" && isAboutContent(reasonCode))
      .map(({ companyId }) => companyId),
    ...passes.filter(({ reasonCode }) => isAboutContent(reasonCode)).map(({ companyId }) => companyId),
  ]);
  const pick = (ids: Set<string>, others: Set<string>) => [...ids].filter((id) => !others.has(id)).slice(0, mostExamples);
  const [positive, negative] = [pick(wanted, refused), pick(refused, wanted)];
  const documents = new Map(
    (await loadProfiles(tx, [...positive, ...negative])).map((profile) => [profile.id, companyDocument(profile)]),
  );
  const of = (ids: string[]) => ids.flatMap((id) => documents.get(id) ?? []);
  return { positive: of(positive), negative: of(negative) };
}
