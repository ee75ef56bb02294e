/** The pages a reader came through, kept in the browser's history entry: cursors only lead forwards. null is the first page. */
export interface Trail {
  trail: (string | null)[];
}

export function trailOf(state: unknown): (string | null)[] {
  if (typeof state !== "object" || state === null || !("trail" in state) || !Array.isArray(state.trail)) return [];
  return state.trail.every((step) => step === null || typeof step === "string") ? state.trail : [];
}

/** The trail after going forward from the page at `here`. */
export function afterNext(trail: (string | null)[], here: string | null): Trail {
  return { trail: [...trail, here].slice(-200) };
}

/** The page before this one and the trail there; null when the reader came straight here. */
export function afterPrevious(trail: (string | null)[]): { cursor: string | null; state: Trail } | null {
  if (trail.length === 0) return null;
  return { cursor: trail.at(-1) ?? null, state: { trail: trail.slice(0, -1) } };
}
