import { audit } from "#platform/audit/audit.ts";
import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError, forbidden, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { isId, newId } from "#platform/ids.ts";
import { mondayOf } from "../due.ts";
import { pilotEvents } from "../events.ts";
import { sideOf } from "../policy.ts";
import { pilotRowIn, wallsOf } from "../queries/pilot-row.ts";
import type { MessageInput, PulseInput, RiskInput } from "../running-schema.ts";

/** A word to the other side; refused before the start-up was offered the pilot, because nobody would read it. */
export async function writeMessage(ctx: Context, pilotId: string, { text }: MessageInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, side } = await partyIn(tx, ctx, pilotId);
    if (!pilot.offeredAt) throw new DomainError("conflict", "pilots.errors.notOffered");
    await tx
      .insertInto("pilotMessage")
      .values({
        ...wallsOf(pilot),
        id: newId(),
        side,
        personId: ctx.actor.personId!,
        personName: ctx.actor.personName ?? "",
        text,
        writtenAt: ctx.now(),
      })
      .execute();
    await publish(tx, ctx, pilotEvents.messageWritten, { pilotId, ownerOrgId: pilot.ownerOrgId, side });
  });
}

/** How one side feels this week; said again in the same week it replaces what was said. */
export async function givePulse(ctx: Context, pilotId: string, { mood, comment }: PulseInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, side } = await partyIn(tx, ctx, pilotId);
    if (pilot.state !== "running") throw new DomainError("conflict", "pilots.errors.notRunning");
    const given = { mood, comment, personId: ctx.actor.personId!, givenAt: ctx.now() };
    await tx
      .insertInto("pilotPulse")
      .values({ ...wallsOf(pilot), ...given, id: newId(), side, weekOn: mondayOf(await baseToday(tx, ctx)) })
      .onConflict((conflict) => conflict.constraint("pilot_pulse_once").doUpdateSet(given))
      .execute();
    await publish(tx, ctx, pilotEvents.pulseGiven, { pilotId, ownerOrgId: pilot.ownerOrgId, side, mood });
  });
}

/** Names a risk both sides read. */
export async function nameRisk(ctx: Context, pilotId: string, risk: RiskInput): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const { pilot, side } = await partyIn(tx, ctx, pilotId);
    const id = newId();
    await tx
      .insertInto("pilotRisk")
      .values({ ...wallsOf(pilot), ...risk, id, side, writtenBy: ctx.actor.personId!, writtenAt: ctx.now() })
      .execute();
    await audit(tx, ctx, { action: "pilot.risk_named", subjectType: "pilot", subjectId: pilotId, detail: { riskId: id } });
    return { id };
  });
}

/** A risk that is over, or is one again. */
export async function closeRisk(ctx: Context, riskId: string, isClosed: boolean): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilotId } = found(
      isId(riskId) ? await tx.selectFrom("pilotRisk").select("pilotId").where("id", "=", riskId).executeTakeFirst() : undefined,
    );
    await partyIn(tx, ctx, pilotId);
    await tx
      .updateTable("pilotRisk")
      .set({ closedAt: isClosed ? ctx.now() : null })
      .where("id", "=", riskId)
      .execute();
    const action = isClosed ? "pilot.risk_closed" : "pilot.risk_reopened";
    await audit(tx, ctx, { action, subjectType: "pilot", subjectId: pilotId, detail: { riskId } });
  });
}

/** A pilot with the side the actor speaks for; whoever only looks on is refused. */
async function partyIn(tx: Transaction, ctx: Context, pilotId: string) {
  const pilot = await pilotRowIn(tx, ctx, pilotId);
  const side = sideOf(ctx.actor, pilot);
  if (side === null) throw forbidden();
  return { pilot, side };
}
