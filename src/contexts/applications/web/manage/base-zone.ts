/** An instant as the clock on the wall shows it in a time zone, "2027-01-15T23:59", for a field of the browser; empty for none. */
export function wallTimeOf(instant: string | null, timeZone: string): string {
  if (instant === null) return "";
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** The instant at which a clock in a time zone shows a wall time; in an hour that the clocks skip, the one as long after the change. */
export function instantOf(wallTime: string, timeZone: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wallTime)) return null;
  const asUtc = Date.parse(`${wallTime}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (moment: number) => Date.parse(`${wallTimeOf(new Date(moment).toISOString(), timeZone)}:00Z`) - moment;
  // The offset before a change of the clocks decides about the hour that does not exist.
  const guess = asUtc - offsetAt(asUtc - 86_400_000);
  const moment = offsetAt(guess) === asUtc - guess ? guess : asUtc - offsetAt(asUtc + 86_400_000);
  const isReal = offsetAt(moment) === asUtc - moment;
  return new Date(isReal ? moment : guess).toISOString();
}
