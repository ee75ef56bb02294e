/** The day a review is due: its own, else the day its phase closes. */
export const dueDayOf = (
  { dueOn, closesAt }: { dueOn: string | null; closesAt: Date | null },
  dayOf: (instant: Date) => string,
): string | null => dueOn ?? (closesAt ? dayOf(closesAt) : null);

const dayMs = 86_400_000;
/** Days before a review is due on which its reviewer is reminded. */
const before = [3, 1];
/** Afterwards on the first day, then each third one, for a month. */
const afterEvery = 3;
const afterAtMost = 31;

/** Whether a reviewer is to be reminded of a review today. */
export function isReminderDay(dueOn: string, today: string): boolean {
  const left = Math.round((Date.parse(dueOn) - Date.parse(today)) / dayMs);
  if (left >= 0) return before.includes(left);
  return -left <= afterAtMost && (-left - 1) % afterEvery === 0;
}
