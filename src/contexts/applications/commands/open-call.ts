import { visibleNeeds } from "#contexts/needs/index.ts";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { ownedByNobody } from "#platform/jobs/jobs.ts";
import { canOpenCall, canRunCall } from "../policy.ts";
import { callRowIn, callViewIn } from "../queries/get-call.ts";
import { demandComplete } from "../queries/missing.ts";
import type { CallRevision, OpenedCall } from "../schema.ts";
import type { CallView } from "../views.ts";
import { dueDaysJob } from "./renew-due-days.ts";
import { agreementAfterChange, runnableCallIn } from "./runnable-call.ts";

const usualDays = { screening: 10, review: 30, waitlist: 90 };

/** Opens a call as a draft, alone or for both operators; links it to needs of the own organisation only. */
export async function openCall(ctx: Context, { isJoint = false, needIds, ...input }: OpenedCall): Promise<CallView> {
  allow(canOpenCall(ctx.actor));
  return ctx.transact(async (tx) => {
    const id = newId();
    const at = ctx.now();
    const ownerOrgId = ctx.actor.organisationId!;
    const opened = await tx
      .insertInto("call")
      .values({
        ...plainOf(input),
        id,
        slug: input.slug,
        title: json(input.title),
        teaser: json(input.teaser ?? {}),
        description: json(input.description ?? {}),
        faq: json(input.faq ?? []),
        rules: json(input.rules ?? []),
        tracks: json(input.tracks ?? []),
        ownerOrgId,
        operatorOrgIds: await operatorsOf(tx, ownerOrgId, isJoint),
        promisedDays: json(input.promisedDays ?? usualDays),
        createdBy: ctx.actor.personId!,
        createdAt: at,
        updatedAt: at,
      })
      .onConflict((conflict) => conflict.constraint("call_slug_unique").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!opened) throw slugUsed();
    if (needIds) await linkNeeds(tx, ctx, id, needIds);
    const view = await callViewIn(tx, ctx, id);
    await audit(tx, ctx, { action: "call.opened", subjectType: "call", subjectId: id, detail: { slug: input.slug, isJoint } });
    return view;
  });
}

/**
 * Changes parts of a call. A published one keeps its address and its operators, because people have written under them, and stays
 * complete; any change of a joint draft asks both operators again whether they agree.
 */
export async function reviseCall(
  ctx: Context,
  callId: string,
  { version, isJoint, needIds, ...input }: CallRevision,
): Promise<CallView> {
  return ctx.transact(async (tx) => {
    const call = await runnableCallIn(tx, ctx, callId);
    const isJointNow = call.operatorOrgIds.length > 1;
    const movesHouse =
      (input.slug !== undefined && input.slug !== call.slug) || (isJoint !== undefined && isJoint !== isJointNow);
    if (call.state !== "draft" && movesHouse) throw new DomainError("conflict", "applications.errors.callIsPublished");
    if (input.slug !== undefined && input.slug !== call.slug) await demandFreeSlug(tx, input.slug);
    const operatorOrgIds = isJoint === undefined ? call.operatorOrgIds : await operatorsOf(tx, call.ownerOrgId, isJoint);
    // The one that was asked to run it together does not end that for the one whose call it is.
    allow(canRunCall(ctx.actor, { operatorOrgIds }));
    const { numUpdatedRows } = await tx
      .updateTable("call")
      .set({
        ...plainOf(input),
        ...documentsOf(input),
        ...(input.slug === undefined ? {} : { slug: input.slug }),
        operatorOrgIds,
        ...agreementAfterChange(call),
        version: version + 1,
        updatedAt: ctx.now(),
      })
      .where("id", "=", callId)
      .where("version", "=", version)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new DomainError("conflict", "applications.errors.changedMeanwhile");
    if (isJoint !== undefined && isJoint !== isJointNow) await moveWalls(tx, callId, operatorOrgIds);
    if (needIds) await linkNeeds(tx, ctx, callId, needIds);
    if (call.state === "published") await demandComplete(tx, await callRowIn(tx, ctx, callId));
    if (input.promisedDays) await ctx.platform.jobs.enqueue(tx, dueDaysJob, { callId, ownerOrgId: ownedByNobody });
    const view = await callViewIn(tx, ctx, callId);
    await audit(tx, ctx, {
      action: "call.revised",
      subjectType: "call",
      subjectId: callId,
      detail: { fields: Object.keys(input) },
    });
    return view;
  });
}

const slugUsed = () => new DomainError("invalid", "errors.invalid", { fields: { slug: "applications.errors.slugUsed" } });

/** A draft of the other operator is not seen here; its constraint has a sentence of its own. */
async function demandFreeSlug(tx: Transaction, slug: string): Promise<void> {
  if (await tx.selectFrom("call").select("id").where("slug", "=", slug).executeTakeFirst()) throw slugUsed();
}

type CallColumns = Omit<CallRevision, "version" | "isJoint" | "needIds">;

const plainOf = ({ mode, opensAt, softDeadlineAt, hardDeadlineAt, sharesFeedback, langs }: CallColumns) => ({
  langs,
  mode,
  opensAt,
  softDeadlineAt,
  hardDeadlineAt,
  sharesFeedback,
});

/** Columns that hold a document; those that were not given stay as they are. */
function documentsOf({ title, teaser, description, faq, rules, tracks, promisedDays }: CallColumns) {
  const given = Object.entries({ title, teaser, description, faq, rules, tracks, promisedDays }).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(given.map(([name, value]) => [name, json(value)]));
}

async function operatorsOf(tx: Transaction, ownerOrgId: string, isJoint: boolean): Promise<string[]> {
  if (!isJoint) return [ownerOrgId];
  const operators = await tx.selectFrom("organisation").select("id").where("kind", "in", ["host", "cloud_partner"]).execute();
  return [ownerOrgId, ...operators.map(({ id }) => id).filter((id) => id !== ownerOrgId)];
}

/** What hangs on a draft carries the operators of its call. */
async function moveWalls(tx: Transaction, callId: string, operatorOrgIds: string[]): Promise<void> {
  await tx.updateTable("callForm").set({ operatorOrgIds }).where("callId", "=", callId).execute();
  await tx.updateTable("callLetter").set({ operatorOrgIds }).where("callId", "=", callId).execute();
  await tx.updateTable("reviewPhase").set({ operatorOrgIds }).where("callId", "=", callId).execute();
  const phases = tx.selectFrom("reviewPhase").select("id").where("callId", "=", callId);
  await tx.updateTable("reviewerLoad").set({ operatorOrgIds }).where("phaseId", "in", phases).execute();
  await tx.updateTable("guestJuror").set({ operatorOrgIds }).where("phaseId", "in", phases).execute();
}

/** Links to needs the actor reads; those of the other operator, and to needs the actor may not know of, stay as they are. */
async function linkNeeds(tx: Transaction, { actor }: Context, callId: string, needIds: readonly string[]): Promise<void> {
  const seen = visibleNeeds(tx, actor);
  const known = await seen
    .select(["need.id", "need.ownerOrgId"])
    .where("need.id", "in", [...needIds])
    .execute();
  if (known.length < new Set(needIds).size)
    throw new DomainError("invalid", "errors.invalid", { fields: { needIds: "applications.errors.needUnknown" } });
  await tx.deleteFrom("callNeed").where("callId", "=", callId).where("needId", "in", seen.select("need.id")).execute();
  if (known.length === 0) return;
  await tx
    .insertInto("callNeed")
    .values(known.map(({ id, ownerOrgId }) => ({ callId, needId: id, ownerOrgId })))
    .execute();
}
