/** Milliseconds of single answers in one line of a table. */
export interface Timings {
  asked: number;
  p50: number;
  p95: number;
  p99: number;
}

export function summarise(milliseconds: readonly number[]): Timings {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  // With few answers the high quantiles are the slowest one.
  const quantile = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { asked: sorted.length, p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) };
}
