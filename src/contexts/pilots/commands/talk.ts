import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { mondayOf } from "../due.ts";
import { pilotEvents } from "../events.ts";
import { partyIn } from "../queries/party.ts";
import { type PilotRow, wallsOf } from "../queries/pilot-row.ts";
import type { Side } from "../readiness.ts";
import type { MessageInput, PulseInput } from "../running-schema.ts";

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
    await noteSeen(tx, ctx, pilot, side);
    await publish(tx, ctx, pilotEvents.messageWritten, { pilotId, ownerOrgId: pilot.ownerOrgId, side });
  });
}

/** The actor's side has read all that was written so far. */
export async function markMessagesSeen(ctx: Context, pilotId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, side } = await partyIn(tx, ctx, pilotId);
    await noteSeen(tx, ctx, pilot, side);
  });
}

async function noteSeen(tx: Transaction, ctx: Context, pilot: PilotRow, side: Side): Promise<void> {
  const seen = { personName: ctx.actor.personName ?? "", seenAt: ctx.now() };
  await tx
    .insertInto("pilotMessageSeen")
    .values({ ...wallsOf(pilot), ...seen, side })
    .onConflict((conflict) => conflict.constraint("pilot_message_seen_once").doUpdateSet(seen))
    .execute();
}

/** How one side feels this week; said again in the same week it replaces what was said. */
export async function givePulse(ctx: Context, pilotId: string, { mood, comment }: PulseInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, side } = await partyIn(tx, ctx, pilotId);
    if (pilot.state !== "running") throw new DomainError("conflict", "pilots.errors.notRunning");
    const { personId, personName } = ctx.actor;
    const given = { mood, comment, personId: personId!, personName: personName ?? "", givenAt: ctx.now() };
    await tx
      .insertInto("pilotPulse")
      .values({ ...wallsOf(pilot), ...given, id: newId(), side, weekOn: mondayOf(await baseToday(tx, ctx)) })
      .onConflict((conflict) => conflict.constraint("pilot_pulse_once").doUpdateSet(given))
      .execute();
    await publish(tx, ctx, pilotEvents.pulseGiven, { pilotId, ownerOrgId: pilot.ownerOrgId, side, mood });
  });
}
