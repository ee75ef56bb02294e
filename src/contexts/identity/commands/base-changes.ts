import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import { audit } from "#platform/audit/audit.ts";
import { unusualDaysOf } from "#platform/base-calendar.ts";
import { type Context, contextFor } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { identityEvents } from "../events.ts";
import { canDecideBaseChange, canProposeBaseChange, canWithdrawBaseChange, visibleBaseChanges } from "../policy.ts";
import { sendableNeedFieldsIn } from "../queries/people.ts";
import { type BaseChangeInput, BaseValues } from "../schema.ts";

/** Proposes new settings of the base; nothing changes until the other operator approves. One proposal is open at a time. */
export async function proposeBaseChange(ctx: Context, { reason, ...values }: BaseChangeInput): Promise<{ id: string }> {
  allow(canProposeBaseChange(ctx.actor));
  return ctx.transact(async (tx) => {
    const { name, timeZone, defaultLocale, settings } = await tx
      .selectFrom("base")
      .select(["name", "timeZone", "defaultLocale", "settings"])
      .executeTakeFirstOrThrow();
    const { off: daysOff, worked: daysWorked } = unusualDaysOf(settings);
    const embeddingNeedFields = await sendableNeedFieldsIn(tx);
    const base = { name, timeZone, defaultLocale, embeddingNeedFields, daysOff, daysWorked };
    const changed = Object.entries(values).filter(
      ([key, value]) => value !== undefined && !isDeepStrictEqual(value, base[key as keyof typeof base]),
    );
    if (changed.length === 0) throw new DomainError("invalid", "identity.errors.nothingChanged");
    if (await tx.selectFrom("baseChange").select("id").where("state", "=", "open").executeTakeFirst()) {
      throw new DomainError("conflict", "identity.errors.changeOpen");
    }
    const operators = await tx.selectFrom("organisation").select("id").where("kind", "in", ["host", "cloud_partner"]).execute();
    const id = newId();
    await tx
      .insertInto("baseChange")
      .values({
        id,
        proposedValues: json(Object.fromEntries(changed)),
        reason: reason ?? null,
        readerOrgIds: operators.map((operator) => operator.id),
        proposedBy: ctx.actor.personId!,
        proposedOrgId: ctx.actor.organisationId!,
        proposedAt: ctx.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: "base.change-proposed",
      subjectType: "base_change",
      subjectId: id,
      reason: reason ?? null,
      detail: Object.fromEntries(changed),
    });
    return { id };
  });
}

/** The other side approves (the base changes now) or declines; the proposing side may withdraw. */
export async function decideBaseChange(
  ctx: Context,
  changeId: string,
  decision: "approved" | "declined" | "withdrawn",
): Promise<void> {
  const change = await ctx.transact(async (tx) => {
    const row = found(
      await visibleBaseChanges(tx, ctx.actor).selectAll().where("baseChange.id", "=", changeId).executeTakeFirst(),
    );
    allow(decision === "withdrawn" ? canWithdrawBaseChange(ctx.actor, row) : canDecideBaseChange(ctx.actor, row));
    return row;
  });
  // The base belongs to both sides, so no single organisation's walls let anybody write it: the decided change does.
  const own = contextFor(ctx.platform, { ...ctx.actor, kind: "system" }, ctx);
  await own.transact(async (tx) => {
    const decided = await tx
      .updateTable("baseChange")
      .set({ state: decision, decidedBy: ctx.actor.personId, decidedOrgId: ctx.actor.organisationId, decidedAt: ctx.now() })
      .where("id", "=", changeId)
      .where("state", "=", "open")
      .executeTakeFirst();
    if (decided.numUpdatedRows === 0n) throw new DomainError("conflict", "identity.errors.changeDecided");
    if (decision === "approved") await applyValues(tx, own, BaseValues.parse(change.proposedValues));
    await audit(tx, own, { action: `base.change-${decision}`, subjectType: "base_change", subjectId: changeId });
  });
}

async function applyValues(
  tx: Transaction,
  ctx: Context,
  { embeddingNeedFields, daysOff, daysWorked, ...columns }: BaseValues,
): Promise<void> {
  const { settings } = await tx.selectFrom("base").select("settings").executeTakeFirstOrThrow();
  const { off, worked } = unusualDaysOf(settings);
  const changed = {
    ...(embeddingNeedFields && { embeddings: { needFields: embeddingNeedFields } }),
    ...((daysOff || daysWorked) && { calendar: { off: daysOff ?? off, worked: daysWorked ?? worked } }),
  };
  await tx
    .updateTable("base")
    .set({ ...columns, settings: sql<never>`settings || ${json(changed)}` })
    .execute();
  await publish(tx, ctx, identityEvents.baseChanged, {});
}
