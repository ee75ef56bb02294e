import type { ExpressionBuilder } from "kysely";
import { hashOfToken } from "#contexts/identity/index.ts";
import type { DB } from "#db/types.gen.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import type { OfferedAuthorship, SentAuthorInvitation } from "../author-schema.ts";
import { beyondWalls } from "../commands/beyond-walls.ts";
import { readWording, type Wording } from "../wording.ts";
import { ownRowIn } from "./own-application.ts";

/** What the page of an invitation shows; anything but an open one is not found. */
export async function getAuthorInvitation(ctx: Context, secret: string): Promise<OfferedAuthorship> {
  // Past the walls: the holder of the link is not yet a writer, perhaps not even known.
  return beyondWalls(ctx).transact(async (tx) => {
    const invitation = await openInvitationRowIn(tx, ctx, secret);
    const { personId } = ctx.actor;
    const people = await tx
      .selectFrom("person")
      .select(["id", "name", "email"])
      .where("id", "in", [invitation.invitedBy, ...(personId ? [personId] : [])])
      .execute();
    const reader = people.find(({ id }) => id === personId);
    return {
      firmName: invitation.firmName,
      callTitle: readWording(invitation.title as Wording, ctx.locale),
      inviterName: people.find(({ id }) => id === invitation.invitedBy)?.name ?? "",
      name: invitation.name,
      email: invitation.email,
      expiresAt: invitation.expiresAt,
      reader: !reader ? "visitor" : reader.email === invitation.email ? "invited" : "other",
    };
  });
}

/** Invitations nobody has answered, for those who write the application. */
export async function listAuthorInvitations(ctx: Context, applicationId: string): Promise<SentAuthorInvitation[]> {
  const rows = await ctx.transact(async (tx) => {
    await ownRowIn(tx, ctx, applicationId);
    return tx
      .selectFrom("applicationAuthorInvitation")
      .select(["id", "name", "email", "expiresAt"])
      .where("applicationId", "=", applicationId)
      .where((eb) => isOpenInvitation(eb, null))
      .orderBy("createdAt")
      .orderBy("id")
      .execute();
  });
  return rows.map((row) => ({ ...row, isExpired: row.expiresAt <= ctx.now() }));
}

/** Neither accepted nor taken back and, where a moment is given, not expired then. */
export function isOpenInvitation(eb: ExpressionBuilder<DB, "applicationAuthorInvitation">, at: Date | null) {
  const unanswered = [eb("acceptedAt", "is", null), eb("revokedAt", "is", null)];
  return eb.and(at ? [...unanswered, eb("expiresAt", ">", at)] : unanswered);
}

/** The invitation of a secret, while somebody can still join; once accepted, for that one person only. Runs past the walls. */
export async function openInvitationRowIn(tx: Transaction, ctx: Context, secret: string, { isLocked = false } = {}) {
  const row = await tx
    .selectFrom("applicationAuthorInvitation as invitation")
    .innerJoin("application", "application.id", "invitation.applicationId")
    .innerJoin("call", "call.id", "application.callId")
    .selectAll("invitation")
    .select(["application.firmName", "application.state", "call.title", "application.authorPersonIds as writerIds"])
    .where("invitation.secretHash", "=", hashOfToken(secret))
    .where("invitation.revokedAt", "is", null)
    .$if(isLocked, (query) => query.forUpdate("invitation"))
    .executeTakeFirst();
  const { personId } = ctx.actor;
  const isOwnAgain = row?.acceptedAt != null && personId !== null && row.writerIds.includes(personId);
  const isOpen = row && !row.acceptedAt && row.expiresAt > ctx.now() && row.state !== "decided" && row.state !== "withdrawn";
  if (!row || !(isOpen || isOwnAgain)) throw new DomainError("not_found", "applications.errors.invitationGone");
  return row;
}
