import { nameIn } from "#contexts/identity/index.ts";
import { visibleNeeds } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { found, notFound } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { opennessOf, takesApplications } from "../call.ts";
import { eligibilityRules } from "../eligibility.ts";
import { canRunCall, canSeeCallNumbers, visibleCalls } from "../policy.ts";
import type { CallRow, CallView } from "../views.ts";
import type { Wording } from "../wording.ts";
import { missingForPublication, publishedFormIn } from "./missing.ts";

export type StoredCall = Awaited<ReturnType<typeof callRowIn>>;

/** One call with everything its page shows, by id or by the name in its address; what cannot be read does not exist. */
export function getCall(ctx: Context, idOrSlug: string): Promise<CallView> {
  return ctx.transact((tx) => callViewIn(tx, ctx, idOrSlug));
}

/** The row of a call the actor may read, with its operators. */
export async function callRowIn(tx: Transaction, ctx: Context, idOrSlug: string) {
  const row = found(
    await visibleCalls(tx, ctx.actor)
      .selectAll()
      .where(isId(idOrSlug) ? "call.id" : "call.slug", "=", idOrSlug)
      .executeTakeFirst(),
  );
  const [call] = await withOperators(tx, [row]);
  return call!;
}

/** The same of several calls, by id. */
export async function callRowsIn(tx: Transaction, ctx: Context, ids: string[]): Promise<Map<string, StoredCall>> {
  const rows = await visibleCalls(tx, ctx.actor).selectAll().where("call.id", "in", ids).execute();
  return new Map((await withOperators(tx, rows)).map((call) => [call.id, call]));
}

export async function withOperators<Call extends { operatorOrgIds: string[] }>(tx: Transaction, calls: readonly Call[]) {
  const operators = await tx
    .selectFrom("organisation")
    .select(["id", "kind", "name", "names"])
    .where("kind", "in", ["host", "cloud_partner"])
    .orderBy("kind", "desc")
    .execute();
  return calls.map((call) => ({ ...call, operators: operators.filter(({ id }) => call.operatorOrgIds.includes(id)) }));
}

export async function callViewIn(tx: Transaction, ctx: Context, idOrSlug: string): Promise<CallView> {
  if (idOrSlug === "") throw notFound();
  const call = await callRowIn(tx, ctx, idOrSlug);
  const runs = canRunCall(ctx.actor, call);
  const row = callRowView(call, ctx);
  const published = await publishedFormIn(tx, call.id);
  const waiting = call.operators.filter(({ id }) => !call.agreedOrgIds.includes(id));
  return {
    ...row,
    version: call.version,
    description: call.description as Wording,
    faq: call.faq as CallView["faq"],
    rules: parse(eligibilityRules, call.rules),
    tracks: call.tracks as CallView["tracks"],
    promisedDays: call.promisedDays as CallView["promisedDays"],
    sharesFeedback: call.sharesFeedback,
    langs: call.langs,
    imageId: call.imageFileId,
    needs: runs ? await needsOf(tx, ctx, call.id) : [],
    formVersion: published?.version ?? null,
    ...(runs ? await missingForPublication(tx, call) : { missing: [], untranslated: [] }),
    waitsFor: runs && call.state === "draft" ? waiting.map((each) => operatorView(each, ctx)) : [],
    can: {
      revise: runs,
      publish:
        runs && call.state !== "published" && !(call.state === "draft" && call.agreedOrgIds.includes(ctx.actor.organisationId!)),
      close: runs && call.state === "published",
      apply: takesApplications(row.openness),
      numbers: canSeeCallNumbers(ctx.actor, call),
    },
  };
}

export function callRowView(call: StoredCall, ctx: Context): CallRow {
  return {
    id: call.id,
    slug: call.slug,
    title: call.title as Wording,
    teaser: call.teaser as Wording,
    state: call.state,
    mode: call.mode,
    opensAt: call.opensAt,
    softDeadlineAt: call.softDeadlineAt,
    hardDeadlineAt: call.hardDeadlineAt,
    operators: call.operators.map((operator) => operatorView(operator, ctx)),
    openness: opennessOf(call, ctx.now()),
  };
}

const operatorView = ({ id, kind, name, names }: StoredCall["operators"][number], { locale }: Context) => ({
  id,
  kind: kind as "host" | "cloud_partner",
  name: nameIn(locale, name, names),
});

/** Needs a call looks for, as far as the actor reads them. */
function needsOf(tx: Transaction, { actor }: Context, callId: string) {
  return visibleNeeds(tx, actor)
    .innerJoin("callNeed", "callNeed.needId", "need.id")
    .select(["need.id", "need.title"])
    .where("callNeed.callId", "=", callId)
    .orderBy("need.title")
    .execute();
}
