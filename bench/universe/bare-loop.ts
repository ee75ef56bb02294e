import { type PostingRun, WINDOW_SIZE } from "../ours.ts";

const sums = new Int32Array(WINDOW_SIZE);

/**
 * The limit for exact ranking by a plain loop: every posting added up, window by window, and nothing else: no best rows, no filter, no
 * reasons. Returns a sum so that the work cannot be optimised away.
 */
export function addUp(windows: readonly PostingRun[][]): number {
  let total = 0;
  for (const runs of windows) {
    for (const run of runs) addRun(run);
    total += sums[0]!;
    sums.fill(0);
  }
  return total;
}

function addRun({ weight, start, end, documents, impacts }: PostingRun): void {
  for (let at = start; at < end; at++) {
    const document = documents[at]!;
    sums[document] = sums[document]! + weight * impacts[at]!;
  }
}
