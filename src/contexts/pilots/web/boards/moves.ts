import type { PilotRowView } from "../../board-views.ts";
import type { PilotState, Verdict } from "../../pilot.ts";

/** Where a card may be put down, and what is said with it: one gate further, or out. */
export function verdictFor({ can, nextState }: PilotRowView, column: PilotState): Verdict | null {
  if (!can.decide) return null;
  if (column === nextState) return "go";
  return column === "stopped" ? "stop" : null;
}

/** The board's address with the form of a verdict open; null closes it. */
export function verdictHref(params: URLSearchParams, asked: { id: string; verdict: Verdict } | null): string {
  const next = new URLSearchParams(params);
  next.delete("decide");
  next.delete("to");
  if (asked) {
    next.set("decide", asked.id);
    next.set("to", asked.verdict);
  }
  return `?${next}`;
}

/** Where the focus goes back to after the form of a card. */
export const gripId = (pilotId: string): string => `take-${pilotId}`;
