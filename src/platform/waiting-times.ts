/** How long something took, in days; `isOpen`: it has taken that long already and goes on, or ended without an answer. */
export interface Waited {
  days: number;
  isOpen: boolean;
}

export interface WaitingTimes {
  /** Everything counted, and of that what still waits. */
  count: number;
  open: number;
  /** Null where more than half, or more than a tenth, waits still: nobody can know yet. */
  median: number | null;
  ninetieth: number | null;
}

/**
 * Median and 90th percentile by the Kaplan–Meier estimate: the shortest time within which the share of answers reaches a half, or nine
 * tenths. What is still open counts as unanswered for as long as it has waited and as unknown after that, so that a pile of old unanswered
 * things makes the number worse and never better. Where nothing is open this is the inverse of the empirical distribution (the
 * smallest value that at least that share does not exceed; type 1 of Hyndman and Fan).
 */
export function waitingTimes(waited: readonly Waited[]): WaitingTimes {
  return {
    count: waited.length,
    open: waited.filter(({ isOpen }) => isOpen).length,
    median: percentile(waited, 0.5),
    ninetieth: percentile(waited, 0.9),
  };
}

function percentile(waited: readonly Waited[], share: number): number | null {
  // At the same moment answers come before what is still open.
  const inOrder = waited.toSorted((a, b) => a.days - b.days || Number(a.isOpen) - Number(b.isOpen));
  let unanswered = 1;
  for (const [at, { days, isOpen }] of inOrder.entries()) {
    if (isOpen) continue;
    unanswered *= 1 - 1 / (inOrder.length - at);
    // A thousandth of a millionth: sums of shares are not exact.
    if (1 - unanswered >= share - 1e-9) return days;
  }
  return null;
}
