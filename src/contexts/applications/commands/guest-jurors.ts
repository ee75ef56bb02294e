import { endGuest, inviteGuest, isDemoWithoutMail } from "#contexts/identity/index.ts";
import { audit } from "#platform/audit/audit.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { isId, newId } from "#platform/ids.ts";
import { canRunCall } from "../policy.ts";
import { phaseRowIn } from "../queries/phase-row.ts";
import type { GuestInput } from "../review-schema.ts";
import { beyondWalls } from "./beyond-walls.ts";
import { excludePerson } from "./find-conflicts.ts";
import { addReviewerIn, leaveIn } from "./phase-reviewers.ts";

/**
 * Asks somebody from outside by mail to review in one phase until a day. They read what is given to them there and nothing else; the access
 * ends by itself. The link is handed over only in a demo base without a mail server.
 */
export async function inviteJuror(
  ctx: Context,
  phaseId: string,
  { name, email, locale, untilOn, most }: GuestInput,
): Promise<{ id: string; demoLink: string | null }> {
  const isLinkShown = await isDemoWithoutMail(ctx);
  return ctx.transact(async (tx) => {
    const phase = await phaseRowIn(tx, ctx, phaseId);
    allow(canRunCall(ctx.actor, phase));
    const invitation = await inviteGuest(tx, ctx, { name, email, locale, seatEndsOn: untilOn }).catch(namingLastDay);
    const id = newId();
    await tx
      .insertInto("guestJuror")
      .values({
        id,
        phaseId,
        operatorOrgIds: phase.operatorOrgIds,
        ownerOrgId: ctx.actor.organisationId!,
        invitationId: invitation.id,
        name,
        email,
        untilOn,
        most,
        invitedBy: ctx.actor.personId!,
        invitedAt: ctx.now(),
      })
      .execute();
    await audit(tx, ctx, {
      action: "juror.invited",
      subjectType: "call",
      subjectId: phase.callId,
      detail: { phaseId, guestId: id, untilOn },
    });
    return { id, demoLink: isLinkShown ? invitation.link : null };
  });
}

/** The last day of a seat is the last day of the access here. */
function namingLastDay(error: unknown): never {
  const day = error instanceof DomainError ? error.fields.seatEndsOn : undefined;
  throw day ? new DomainError("invalid", "errors.invalid", { fields: { untilOn: day } }) : error;
}

/** Ends a guest's access at once: the invitation or the seat is over, what they have not finished goes back. */
export async function revokeJuror(ctx: Context, guestId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = found(
      isId(guestId) ? await tx.selectFrom("guestJuror").selectAll().where("id", "=", guestId).executeTakeFirst() : undefined,
    );
    allow(canRunCall(ctx.actor, row) && row.ownerOrgId === ctx.actor.organisationId);
  });
  // Past the walls: what the guest has to review may not exist for the manager.
  const own = beyondWalls(ctx);
  await own.transact(async (tx) => {
    const guest = await tx
      .updateTable("guestJuror")
      .set({ revokedAt: ctx.now() })
      .where("id", "=", guestId)
      .returning(["invitationId", "personId", "phaseId"])
      .executeTakeFirstOrThrow();
    await endGuest(tx, own, guest.invitationId);
    if (guest.personId) await leaveIn(tx, own, guest.phaseId, guest.personId);
    const { callId } = await tx
      .selectFrom("reviewPhase")
      .select("callId")
      .where("id", "=", guest.phaseId)
      .executeTakeFirstOrThrow();
    await audit(tx, own, { action: "juror.revoked", subjectType: "call", subjectId: callId, detail: { guestId } });
  });
}

/**
 * Somebody took a seat: a guest becomes a reviewer of the phase they were asked to. Ties were looked for with the seat, and are once more,
 * for what was handed in at the same moment.
 */
export async function followSeat(platform: Platform, { personId }: { personId: string }): Promise<void> {
  const ctx = contextFor(platform, system);
  await ctx.transact(async (tx) => {
    await excludePerson(tx, ctx, personId);
    const guests = await tx
      .selectFrom("guestJuror")
      .innerJoin("invitation", "invitation.id", "guestJuror.invitationId")
      .innerJoin("person", "person.id", "invitation.acceptedBy")
      .select(["guestJuror.id", "guestJuror.phaseId", "guestJuror.operatorOrgIds", "guestJuror.most", "person.name"])
      .where("invitation.acceptedBy", "=", personId)
      .where("guestJuror.personId", "is", null)
      .where("guestJuror.revokedAt", "is", null)
      .forUpdate("guestJuror")
      .execute();
    for (const { id, phaseId, operatorOrgIds, most, name } of guests) {
      await tx.updateTable("guestJuror").set({ personId }).where("id", "=", id).execute();
      await addReviewerIn(tx, ctx, { id: phaseId, operatorOrgIds }, { personId, name, most, least: 0, tracks: [] });
    }
  });
}
