/** Whom something is for on a side: the first of the named people who still sits there, else all who stand in. */
export function addresseesOf<Seat extends { personId: string | null }>(
  seats: readonly Seat[],
  named: readonly (string | null)[],
  standsIn: (seat: Seat) => boolean,
): string[] {
  const first = named.find((id) => id !== null && seats.some(({ personId }) => personId === id));
  return first ? [first] : seats.filter(standsIn).flatMap(({ personId }) => personId ?? []);
}
