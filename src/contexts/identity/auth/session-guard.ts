import { APIError } from "better-auth/api";
import { audit } from "#platform/audit/audit.ts";
import { contextFor, type Platform, system } from "#platform/context.ts";
import { currentSeat } from "../seat.ts";

/** No session for a deactivated person, nor for one whose last seat has ended, unless they apply. */
export async function beforeSession(platform: Platform, personId: string): Promise<void> {
  const now = platform.now();
  const person = await platform.database.kysely
    .selectFrom("person")
    .leftJoin("seat", (join) => join.onRef("seat.personId", "=", "person.id").on(currentSeat(now)))
    .select("person.id")
    .where("person.id", "=", personId)
    .where("person.deactivatedAt", "is", null)
    .where((eb) => eb.or([eb("seat.id", "is not", null), eb("person.applicantSince", "is not", null)]))
    .executeTakeFirst();
  if (!person) throw new APIError("FORBIDDEN", { code: "NO_SEAT" });
}

/** Every session that starts is in the audit log, with the address it came from. */
export async function recordSession(platform: Platform, personId: string, origin: string | null): Promise<void> {
  const ctx = contextFor(platform, { ...system, personId }, { origin });
  await ctx.transact((tx) => audit(tx, ctx, { action: "session.started", subjectType: "person", subjectId: personId }));
}
