import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allowToSee, forbidden } from "#platform/errors.ts";
import { canSeePilots } from "../policy.ts";

/** Makes the address by which the actor's calendar reads their pilots, or another one, after which the earlier one reads nothing. */
export async function renewCalendarAddress(ctx: Context): Promise<void> {
  allowToSee(canSeePilots(ctx.actor));
  const { seatId, personId } = ctx.actor;
  if (!seatId || !personId) throw forbidden();
  await ctx.transact(async (tx) => {
    await tx
      .insertInto("pilotCalendarAddress")
      .values({ seatId, personId, renewedAt: ctx.now() })
      .onConflict((known) =>
        known
          .column("seatId")
          .doUpdateSet((eb) => ({ renewal: eb("pilotCalendarAddress.renewal", "+", 1), renewedAt: ctx.now() })),
      )
      .execute();
    await audit(tx, ctx, { action: "pilot.calendar_address_renewed", subjectType: "seat", subjectId: seatId });
  });
}
