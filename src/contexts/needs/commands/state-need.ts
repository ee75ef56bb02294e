import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { needEvents } from "../events.ts";
import { detectLanguage } from "../language.ts";
import { canStateNeed, visibleNeeds } from "../policy.ts";
import { needViewIn } from "../queries.ts";
import type { NeedInput, NeedView, StatedNeed } from "../schema.ts";
import { requireMembers } from "./membership.ts";
import { keepReadable, recordChange, replaceRequirements } from "./need-rows.ts";
import { invalid } from "./refusals.ts";
import { reviseNeed } from "./revise-need.ts";

/** States a need as a draft; any part may be missing, but not all of them. Owner is the actor unless named; refuses foreign units. */
export async function stateNeed(ctx: Context, input: StatedNeed, stating: Stating = {}): Promise<NeedView> {
  return ctx.transact((tx) => stateNeedIn(tx, ctx, input, stating));
}

/**
 * States a need under the id its form was given, or revises it if an earlier attempt, whose answer was lost, has stated it already.
 * Refuses an id somebody else has written to since (409).
 */
export async function keepDraft(
  ctx: Context,
  id: string | undefined,
  input: StatedNeed,
  options: { autosave?: boolean } = {},
): Promise<NeedView> {
  if (id === undefined) return stateNeed(ctx, input);
  const known = await ctx.transact((tx) =>
    visibleNeeds(tx, ctx.actor).select(["version", "state", "updatedBy"]).where("need.id", "=", id).executeTakeFirst(),
  );
  if (!known) return stateNeed(ctx, input, { id });
  if (known.state !== "draft" || known.updatedBy !== ctx.actor.personId) throw changedMeanwhile();
  return reviseNeed(ctx, id, { ...input, version: known.version }, options);
}

const changedMeanwhile = () => new DomainError("conflict", "needs.errors.changedMeanwhile");

export interface Stating {
  /** Given by forms that may be sent twice, and by seeds, so that links to the demo stay the same. */
  id?: string;
  copiedFromId?: string;
}

export async function stateNeedIn(tx: Transaction, ctx: Context, input: StatedNeed, stating: Stating = {}): Promise<NeedView> {
  const { actor } = ctx;
  const { requirements = [], ...values } = input;
  const unitId = input.unitId ?? actor.unitId;
  allow(canStateNeed(actor, unitId));
  if (unitId === null) throw invalid({ unitId: "needs.errors.unitMissing" });
  if (isEmpty(input)) throw new DomainError("invalid", "needs.errors.empty", { fields: { title: "needs.errors.empty" } });
  const ownerOrgId = await organisationOfUnit(tx, ctx, unitId);
  const ownerPersonId = input.ownerPersonId ?? actor.personId;
  if (ownerPersonId === null) throw invalid({ ownerPersonId: "errors.required" });
  await requireMembers(tx, ownerOrgId, { ownerPersonId, sponsorPersonId: input.sponsorPersonId });
  const id = stating.id ?? newId();
  const at = ctx.now();
  const createdBy = actor.personId ?? ownerPersonId;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("need")
    .values({
      ...values,
      id,
      ownerOrgId,
      unitId,
      ownerPersonId,
      title: input.title ?? "",
      lang: input.lang ?? detectLanguage(`${input.title ?? ""}\n${input.detail ?? ""}`) ?? languageOf(ctx),
      copiedFromId: stating.copiedFromId ?? null,
      stateChangedAt: at,
      createdBy,
      createdAt: at,
      updatedBy: createdBy,
      updatedAt: at,
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) throw changedMeanwhile();
  await replaceRequirements(tx, { id, ownerOrgId }, requirements);
  await keepReadable(tx, ctx, id);
  await recordChange(tx, ctx, { id, ownerOrgId, from: null, to: "draft" });
  await publish(tx, ctx, needEvents.stated, { needId: id, ownerOrgId, unitId });
  const view = await needViewIn(tx, ctx, id);
  await audit(tx, ctx, {
    action: needEvents.stated,
    subjectType: "need",
    subjectId: id,
    detail: stating.copiedFromId ? { copiedFromId: stating.copiedFromId } : {},
  });
  return view;
}

const languageOf = (ctx: Context): string => ctx.locale.slice(0, 2);

/** A draft keeps whatever was typed; with nothing typed there is nothing to keep. */
function isEmpty({ title, detail, teaser, requirements, tags }: NeedInput): boolean {
  return !title && !detail && !teaser && !requirements?.length && !tags?.length;
}

async function organisationOfUnit(tx: Transaction, { actor }: Context, unitId: string): Promise<string> {
  const unit = await tx.selectFrom("unit").select("organisationId").where("id", "=", unitId).executeTakeFirst();
  if (!unit || (actor.organisationId !== null && unit.organisationId !== actor.organisationId)) {
    throw invalid({ unitId: "needs.errors.unitUnknown" });
  }
  return unit.organisationId;
}
