import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { publish } from "#platform/events.ts";
import { identityEvents } from "../events.ts";
import type { Role } from "../roles.ts";
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

/** Ends what a guest was offered: the link is dead, or the seat that was taken with it is over. */
export async function endGuest(tx: Transaction, ctx: Context, invitationId: string): Promise<void> {
  // Locked: the guest may be accepting just now.
  const { acceptedBy, organisationId, role, seatEndsAt, revokedAt } = await tx
    .selectFrom("invitation")
    .select(["acceptedBy", "organisationId", "role", "seatEndsAt", "revokedAt"])
    .where("id", "=", invitationId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (acceptedBy === null) {
    if (revokedAt === null)
      await tx.updateTable("invitation").set({ revokedAt: ctx.now() }).where("id", "=", invitationId).execute();
    return;
  }
  const seat = await tx
    .updateTable("seat")
    .set({ endedAt: ctx.now() })
    .where("personId", "=", acceptedBy)
    .where("organisationId", "=", organisationId)
    .where("role", "=", role as Role)
    .where("endsAt", "=", seatEndsAt)
    .where("endedAt", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (!seat) return;
  await publish(tx, ctx, identityEvents.seatEnded, { seatId: seat.id, personId: acceptedBy, organisationId });
  await audit(tx, ctx, {
    action: "seat.ended",
    subjectType: "seat",
    subjectId: seat.id,
    detail: { personId: acceptedBy, role },
  });
}
