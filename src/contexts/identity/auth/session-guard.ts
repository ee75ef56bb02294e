import { APIError } from "better-auth/api";
import type { Platform } from "#platform/context.ts";

/** No session for a deactivated person or one whose last seat has ended. */
export async function beforeSession(platform: Platform, personId: string): Promise<void> {
  const now = platform.now();
  const seat = await platform.database.kysely
    .selectFrom("seat")
    .innerJoin("person", "person.id", "seat.personId")
    .select("seat.id")
    .where("person.id", "=", personId)
    .where("person.deactivatedAt", "is", null)
    .where("seat.endedAt", "is", null)
    .where((eb) => eb.or([eb("seat.endsAt", "is", null), eb("seat.endsAt", ">", now)]))
    .executeTakeFirst();
  if (!seat) throw new APIError("FORBIDDEN", { code: "NO_SEAT" });
}
