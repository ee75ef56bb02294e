/** How things stand with a guest: asked, in, over by its day, or ended by hand. */
export function standingOfGuest(
  { personId, untilOn, revokedAt }: { personId: string | null; untilOn: string; revokedAt: Date | null },
  today: string,
): "invited" | "joined" | "over" | "revoked" {
  if (revokedAt) return "revoked";
  if (untilOn < today) return "over";
  return personId ? "joined" : "invited";
}
