import { sql } from "kysely";
import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { identityEvents } from "../events.ts";
import { canManagePeople, visiblePeople, visibleSeats } from "../policy.ts";
import type { SeatInput } from "../schema.ts";
import { currentSeat, seatEnd } from "../seat.ts";
import { giveSeat } from "./founding.ts";

/** Gives a colleague a further seat of the own organisation; people of other organisations are invited instead. */
export async function addSeat(ctx: Context, { personId, role, unitId, title, seatEndsOn }: SeatInput): Promise<{ id: string }> {
  allow(canManagePeople(ctx.actor));
  return ctx.transact(async (tx) => {
    found(await visiblePeople(tx, ctx.actor).select("person.id").where("person.id", "=", personId).executeTakeFirst());
    const base = await tx.selectFrom("base").select("timeZone").executeTakeFirst();
    const endsAt = seatEnd(seatEndsOn, base?.timeZone ?? "UTC", ctx.now());
    const organisationId = ctx.actor.organisationId!;
    return {
      id: await giveSeat(tx, ctx, { personId, organisationId, role, unitId: unitId ?? null, title: title ?? null, endsAt }),
    };
  });
}

/** Ends a seat of the own organisation from now on; refuses to end the last administrator's, so no side locks itself out. */
export async function endSeat(ctx: Context, seatId: string, reason: string | null = null): Promise<void> {
  await ctx.transact(async (tx) => {
    const seat = found(await visibleSeats(tx, ctx.actor).selectAll().where("seat.id", "=", seatId).executeTakeFirst());
    allow(canManagePeople(ctx.actor, seat.organisationId));
    if (seat.endedAt) throw new DomainError("conflict", "identity.errors.seatEnded");
    if (seat.role === "administrator" || seat.role === "founder") await demandAnother(tx, ctx, seat);
    await tx.updateTable("seat").set({ endedAt: ctx.now() }).where("id", "=", seatId).execute();
    await publish(tx, ctx, identityEvents.seatEnded, { seatId, personId: seat.personId, organisationId: seat.organisationId });
    await audit(tx, ctx, {
      action: "seat.ended",
      subjectType: "seat",
      subjectId: seatId,
      reason,
      detail: { personId: seat.personId, role: seat.role },
    });
  });
}

async function demandAnother(
  tx: Transaction,
  ctx: Context,
  seat: { personId: string; organisationId: string; role: string },
): Promise<void> {
  // The organisation's row orders two administrators who end each other's seat at the same moment.
  await sql`select pg_advisory_xact_lock(hashtextextended(${seat.organisationId}, 0))`.execute(tx);
  const another = await tx
    .selectFrom("seat")
    .innerJoin("person", "person.id", "seat.personId")
    .select("seat.id")
    .where("seat.organisationId", "=", seat.organisationId)
    .where("seat.role", "=", seat.role as never)
    .where("seat.personId", "<>", seat.personId)
    .where(currentSeat(ctx.now()))
    .where("person.deactivatedAt", "is", null)
    .where("person.kind", "=", "human")
    .executeTakeFirst();
  if (!another) throw new DomainError("conflict", "identity.errors.lastAdministrator");
}

/**
 * Shuts a colleague out: no sign-in, sessions over, tokens dead. Refuses oneself, the last administrator, and a person who
 * also sits in another organisation, whose account is not ours alone: end the seat instead.
 */
export async function deactivatePerson(ctx: Context, personId: string, reason: string | null = null): Promise<void> {
  await ctx.transact(async (tx) => {
    const person = found(
      await visiblePeople(tx, ctx.actor).selectAll("person").where("person.id", "=", personId).executeTakeFirst(),
    );
    allow(canManagePeople(ctx.actor) && personId !== ctx.actor.personId);
    if (person.organisationIds.some((organisationId) => organisationId !== ctx.actor.organisationId)) {
      throw new DomainError("conflict", "identity.errors.sitsElsewhere");
    }
    const heads = await visibleSeats(tx, ctx.actor)
      .selectAll("seat")
      .where("seat.personId", "=", personId)
      .where("seat.role", "in", ["administrator", "founder"])
      .where("seat.endedAt", "is", null)
      .execute();
    for (const seat of heads) await demandAnother(tx, ctx, seat);
    await tx.updateTable("person").set({ deactivatedAt: ctx.now() }).where("id", "=", personId).execute();
    await audit(tx, ctx, { action: "person.deactivated", subjectType: "person", subjectId: personId, reason });
  });
  // Sign-in tables lie outside the walls; the rows above already refuse the person, this only tidies up.
  await contextFor(ctx.platform, system, ctx).transact((tx) =>
    sql`delete from auth.session where user_id = ${personId}`.execute(tx),
  );
}

export async function reactivatePerson(ctx: Context, personId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    found(await visiblePeople(tx, ctx.actor).select("person.id").where("person.id", "=", personId).executeTakeFirst());
    allow(canManagePeople(ctx.actor));
    await tx.updateTable("person").set({ deactivatedAt: null }).where("id", "=", personId).execute();
    await audit(tx, ctx, { action: "person.reactivated", subjectType: "person", subjectId: personId });
  });
}
