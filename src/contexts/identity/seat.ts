import { expressionBuilder } from "kysely";
import type { DB } from "#db/types.gen.ts";
import { DomainError } from "#platform/errors.ts";

/** A seat counts while nobody ended it and its time is not over. */
export const isCurrentSeat = (seat: { endsAt: Date | null; endedAt: Date | null }, now: Date): boolean =>
  seat.endedAt === null && (seat.endsAt === null || seat.endsAt > now);

/** The same rule as a condition of a query over seats. */
export function currentSeat(now: Date) {
  const seat = expressionBuilder<DB, "seat">();
  return seat.and([seat("seat.endedAt", "is", null), seat.or([seat("seat.endsAt", "is", null), seat("seat.endsAt", ">", now)])]);
}

export type InvitationState = "open" | "expired" | "accepted" | "revoked";

export function invitationState(
  invitation: { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationState {
  if (invitation.acceptedAt) return "accepted";
  if (invitation.revokedAt) return "revoked";
  return invitation.expiresAt > now ? "open" : "expired";
}

/** A guest's seat lasts through its last day in the zone of the base; refuses a day that is over. */
export function seatEnd(lastDay: string | null | undefined, timeZone: string, now: Date): Date | null {
  if (!lastDay) return null;
  const nextMidnightUtc = Date.parse(`${lastDay}T00:00:00Z`) + 24 * 3600 * 1000;
  const end = new Date(nextMidnightUtc - zoneOffsetMs(timeZone, new Date(nextMidnightUtc)));
  if (end <= now) throw new DomainError("invalid", "errors.invalid", { fields: { seatEndsOn: "identity.errors.dayOver" } });
  return end;
}

function zoneOffsetMs(timeZone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(at);
  const [, sign, hours, minutes] =
    /GMT(?:([+-])(\d\d):(\d\d))?/.exec(parts.find(({ type }) => type === "timeZoneName")?.value ?? "") ?? [];
  return sign ? (sign === "+" ? 1 : -1) * (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
}
