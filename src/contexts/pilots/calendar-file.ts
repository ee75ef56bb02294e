import ical, { ICalEventTransparency } from "ical-generator";
import type { CalendarEntry } from "./board-views.ts";

interface CalendarWords {
  name: string;
  summaryOf(entry: CalendarEntry): string;
  hrefOf(entry: CalendarEntry): string;
}

/**
 * Dates of pilots as a calendar file of RFC 5545. Each is a whole day and keeps its identifier, so that a calendar that reads it again moves
 * what moved instead of doubling it. They block no time.
 */
export function calendarFile(entries: readonly CalendarEntry[], { name, summaryOf, hrefOf }: CalendarWords): string {
  const calendar = ical({ name, prodId: { company: "Jinqiao", product: "Pilots" }, ttl: 3600 });
  for (const entry of entries) {
    const start = new Date(`${entry.on}T00:00:00Z`);
    calendar.createEvent({
      id: `${entry.key}@jinqiao`,
      allDay: true,
      start,
      end: new Date(start.getTime() + 86_400_000),
      stamp: entry.changedAt,
      lastModified: entry.changedAt,
      summary: summaryOf(entry),
      description: `${entry.pilot.number} · ${entry.pilot.company}`,
      url: hrefOf(entry),
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}
