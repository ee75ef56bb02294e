import { audit } from "#platform/audit/audit.ts";
import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { needEvents } from "../events.ts";
import { missingForConfirmation, refusalOfMove } from "../need.ts";
import { canMoveNeed } from "../policy.ts";
import { needRowIn, needViewIn } from "../queries.ts";
import type { NeedView, StateMove } from "../schema.ts";
import { nextChange, recordChange } from "./need-rows.ts";
import { invalid, missingFields } from "./refusals.ts";

/** The owner's side says: this is wanted, paid for, and decided by that date. Refuses while any of it is missing. */
export const confirmNeed = (ctx: Context, needId: string): Promise<NeedView> => changeNeedState(ctx, needId, { to: "confirmed" });

/** A scout takes a confirmed need into the search; publishes need.opened. */
export const openNeed = (ctx: Context, needId: string): Promise<NeedView> => changeNeedState(ctx, needId, { to: "open" });

/** Moves a need along its life; refuses moves the life does not know, moves without their reason, and actors whose move it is not. */
export async function changeNeedState(ctx: Context, needId: string, move: StateMove): Promise<NeedView> {
  return ctx.transact(async (tx) => {
    await changeNeedStateIn(tx, ctx, needId, move);
    return needViewIn(tx, ctx, needId);
  });
}

/** The same inside the caller's transaction, for the shortlist; appends to the audit log, so call it last. */
export async function changeNeedStateIn(tx: Transaction, ctx: Context, needId: string, move: StateMove): Promise<void> {
  const need = await needRowIn(tx, ctx, needId);
  allow(canMoveNeed(ctx.actor, need, move.to));
  const today = await baseToday(tx, ctx);
  const refusal = refusalOfMove(need, move, { today, now: ctx.now() });
  if (refusal === "needs.errors.incomplete") {
    throw new DomainError("invalid", refusal, { fields: missingFields(missingForConfirmation(need, today)) });
  }
  if (refusal === "needs.errors.closeReasonMissing") throw invalid({ closeReason: refusal }, refusal);
  if (refusal === "needs.errors.noteMissing") throw invalid({ note: refusal }, refusal);
  if (refusal) throw new DomainError("conflict", refusal);
  const at = ctx.now();
  const isOpening = move.to === "open" && need.state === "confirmed";
  const result = await tx
    .updateTable("need")
    .set({
      state: move.to,
      stateChangedAt: at,
      closedReason: move.to === "closed" ? move.closeReason! : null,
      ...(isOpening ? { openedAt: at } : {}),
      version: need.version + 1,
      changeSeq: nextChange,
      updatedBy: ctx.actor.personId ?? need.updatedBy,
      updatedAt: at,
    })
    .where("id", "=", needId)
    .where("version", "=", need.version)
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) throw new DomainError("conflict", "needs.errors.changedMeanwhile");
  const change = { id: needId, ownerOrgId: need.ownerOrgId, from: need.state, to: move.to };
  await recordChange(tx, ctx, { ...change, reasonCode: move.to === "closed" ? move.closeReason : null, note: move.note });
  const payload = { needId, ownerOrgId: need.ownerOrgId, unitId: need.unitId, from: need.state, to: move.to };
  await publish(tx, ctx, needEvents.stateChanged, payload);
  if (isOpening) await publish(tx, ctx, needEvents.opened, { ...payload, field: need.field, topics: need.topics });
  const reason = move.note ?? (move.to === "closed" ? move.closeReason : null);
  await audit(tx, ctx, {
    action: `need.${move.to}`,
    subjectType: "need",
    subjectId: needId,
    reason,
    detail: { from: need.state },
  });
}
