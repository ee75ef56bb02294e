import { canReadCompanies } from "#contexts/companies/index.ts";
import { rankTexts } from "#contexts/matching/index.ts";
import { canSeeNeeds, visibleNeeds } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allowToSee, found } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { canProposePilot, canSeePilots, visiblePilots } from "../policy.ts";
import type { TriedView } from "../views.ts";

/** Needs whose text answers less of the other are about something else. */
const leastFit = 0.25;
const mostShown = 5;
/** Pilots that ended last; older ones are found by search. */
const mostCompared = 500;

/** Pilots of a need the actor may read, the newest first. */
export async function triedForNeed(ctx: Context, needId: string): Promise<TriedView[]> {
  allowToSee(canSeePilots(ctx.actor) && canSeeNeeds(ctx.actor));
  return ctx.transact(async (tx) => {
    found(
      isId(needId) ? await visibleNeeds(tx, ctx.actor).select("need.id").where("need.id", "=", needId).executeTakeFirst() : null,
    );
    return withLessons(tx, await pilotsIn(tx, ctx).where("pilot.needId", "=", needId).execute());
  });
}

/** Pilots with a company the actor may read, the newest first. */
export async function triedForCompany(ctx: Context, companyId: string): Promise<TriedView[]> {
  allowToSee(canSeePilots(ctx.actor) && canReadCompanies(ctx.actor));
  if (!isId(companyId)) return [];
  return ctx.transact(async (tx) => withLessons(tx, await pilotsIn(tx, ctx).where("pilot.companyId", "=", companyId).execute()));
}

/** What was tried for needs that ask for something similar, with what was learned: ended pilots the actor may read, the nearest need first. */
export async function triedForSimilarNeeds(ctx: Context, needId: string): Promise<TriedView[]> {
  allowToSee(canSeePilots(ctx.actor) && canSeeNeeds(ctx.actor));
  const { need, ended } = await ctx.transact(async (tx) => ({
    need: found(
      isId(needId)
        ? await visibleNeeds(tx, ctx.actor)
            .select(["need.id", "title", "detail as text", "lang", "tags"])
            .where("need.id", "=", needId)
            .executeTakeFirst()
        : null,
    ),
    ended: await endedIn(tx, ctx, needId),
  }));
  if (ended.length === 0) return [];
  const texts = [
    ...new Map(
      ended.map(({ needId: id, needTitle, needDetail, lang, scope }) => [
        id,
        { id, title: needTitle, text: `${needDetail}\n${scope}`, lang },
      ]),
    ).values(),
  ];
  const ranked = await rankTexts(ctx.platform, need, texts, { top: mostShown, locale: ctx.locale });
  const near = ranked.filter(({ fit }) => fit >= leastFit).map(({ id }) => id);
  const ids = near.flatMap((id) => ended.filter((pilot) => pilot.needId === id).map((pilot) => pilot.id)).slice(0, mostShown);
  if (ids.length === 0) return [];
  return ctx.transact(async (tx) => {
    const views = await withLessons(tx, await pilotsIn(tx, ctx).where("pilot.id", "in", ids).execute());
    return views.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  });
}

/** Ended pilots of other needs, with the texts of those needs; of needs the actor may read only. */
const endedIn = (tx: Transaction, ctx: Context, needId: string) =>
  visiblePilots(tx, ctx.actor)
    .innerJoin(visibleNeeds(tx, ctx.actor).selectAll("need").as("asked"), "asked.id", "pilot.needId")
    .select(["pilot.id", "pilot.needId", "pilot.scope", "asked.title as needTitle", "asked.detail as needDetail", "asked.lang"])
    .where("pilot.needId", "!=", needId)
    .where("pilot.state", "in", ["stopped", "evaluated", "adopted"])
    .orderBy("pilot.stateChangedAt", "desc")
    .limit(mostCompared)
    .execute();

const pilotsIn = (tx: Transaction, ctx: Context) =>
  visiblePilots(tx, ctx.actor)
    .innerJoin("company", "company.id", "pilot.companyId")
    .select(["pilot.id", "number", "pilot.title", "pilot.lang", "pilot.state", "pilot.result", "pilot.stateChangedAt"])
    .select(["pilot.startsOn", "pilot.endsOn", "pilot.decisionOn", "pilot.companyId", "company.name as companyName"])
    .select((eb) =>
      eb
        .selectFrom("pilotGate as gate")
        .select("gate.reason")
        .whereRef("gate.pilotId", "=", "pilot.id")
        .where("gate.verdict", "=", "stop")
        // Why it was stopped is for the two sides, as on the page of the pilot.
        .where(eb.val(ctx.actor.organisationId), "=", eb.fn.any("pilot.partyOrgIds"))
        .limit(1)
        .as("stopReason"),
    )
    .orderBy("pilot.stateChangedAt", "desc")
    .orderBy("pilot.id");

type PilotBrief = Awaited<ReturnType<ReturnType<typeof pilotsIn>["execute"]>>[number];

/** Lessons as far as the reader's walls show them: the own ones and those the other side shared. */
async function withLessons(tx: Transaction, pilots: readonly PilotBrief[]): Promise<TriedView[]> {
  if (pilots.length === 0) return [];
  const lessons = await tx
    .selectFrom("pilotLesson")
    .select(["id", "pilotId", "kind", "text"])
    .where(
      "pilotId",
      "in",
      pilots.map(({ id }) => id),
    )
    .orderBy("writtenAt")
    .execute();
  return pilots.map(({ companyId, companyName, stopReason, ...pilot }) => ({
    ...pilot,
    company: { id: companyId, name: companyName },
    stopReason: stopReason as TriedView["stopReason"],
    lessons: lessons.filter(({ pilotId }) => pilotId === pilot.id).map(({ id, kind, text }) => ({ id, kind, text })),
  }));
}

/** The pilots of a need beside those of similar needs, and whether the actor may propose another one. */
export async function triedAroundNeed(ctx: Context, needId: string) {
  const pilots = await triedForNeed(ctx, needId);
  const similar = await triedForSimilarNeeds(ctx, needId);
  const canPropose = await ctx.transact(async (tx) => {
    const need = await visibleNeeds(tx, ctx.actor).select(["unitId", "state"]).where("need.id", "=", needId).executeTakeFirst();
    return need !== undefined && ["shortlisted", "piloting"].includes(need.state) && canProposePilot(ctx.actor, need.unitId);
  });
  return { pilots, similar, canPropose };
}
