const dayMs = 86_400_000;
const dayNumber = (day: string): number => Date.parse(day) / dayMs;
const dayAt = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);

export interface TimeScale {
  /** Where the morning of a day lies, in hundredths of the width; of its evening with `isEnd`. */
  at(day: string, isEnd?: boolean): number;
  ticks: { day: string; at: number; isMonth: boolean }[];
}

/** A scale over all given days with some room, its marks at Mondays or, where that is too many, at the first of months. */
export function timeScale(days: readonly string[]): TimeScale {
  const numbers = days.map(dayNumber);
  const first = Math.min(...numbers) - 1;
  const last = Math.max(...numbers) + 3;
  const at = (day: string, isEnd = false) => ((dayNumber(day) + (isEnd ? 1 : 0) - first) / (last - first)) * 100;
  const all = Array.from({ length: last - first }, (_, place) => dayAt(first + place));
  const firsts = all.filter((day) => day.endsWith("-01"));
  const mondays = all.filter((day) => new Date(day).getUTCDay() === 1);
  const isLong = mondays.length > 12;
  const marks = isLong ? firsts : mondays;
  return { at, ticks: marks.map((day) => ({ day, at: at(day), isMonth: isLong })) };
}
