import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { publish } from "#platform/events.ts";
import { identityEvents } from "../events.ts";
import type { InvitationInput } from "../schema.ts";
import { addInvitation } from "./invitations.ts";

/** Offers a reviewer's seat of the own organisation by mail, through a last day; whoever calls has asked its own policy. */
export function inviteGuest(
  tx: Transaction,
  ctx: Context,
  guest: Pick<InvitationInput, "name" | "email" | "locale"> & { seatEndsOn: string },
): Promise<{ id: string; link: string }> {
  return addInvitation(tx, ctx, ctx.actor.organisationId!, { ...guest, role: "reviewer" }, { isLinkShown: false });
}

/** Ends what a guest was offered: the link is dead, and a seat that was taken with it is over. */
export async function endGuest(tx: Transaction, ctx: Context, invitationId: string, seatId: string | null): Promise<void> {
  await tx
    .updateTable("invitation")
    .set({ revokedAt: ctx.now() })
    .where("id", "=", invitationId)
    .where("acceptedAt", "is", null)
    .where("revokedAt", "is", null)
    .execute();
  if (!seatId) return;
  const seat = await tx
    .updateTable("seat")
    .set({ endedAt: ctx.now() })
    .where("id", "=", seatId)
    .where("endedAt", "is", null)
    .returning(["personId", "organisationId", "role"])
    .executeTakeFirst();
  if (!seat) return;
  const { role, ...taken } = seat;
  await publish(tx, ctx, identityEvents.seatEnded, { seatId, ...taken });
  await audit(tx, ctx, {
    action: "seat.ended",
    subjectType: "seat",
    subjectId: seatId,
    detail: { personId: taken.personId, role },
  });
}
