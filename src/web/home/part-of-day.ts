/** Morning until eleven, evening from five, in the base's time zone. */
export function partOfDay(now: Date, timeZone: string): "morning" | "day" | "evening" {
  const hour = Number(new Intl.DateTimeFormat("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone }).format(now));
  if (hour >= 4 && hour < 11) return "morning";
  return hour >= 11 && hour < 17 ? "day" : "evening";
}
