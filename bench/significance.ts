import { mulberry32 } from "./random.ts";

/** How sure the difference of two rankings' means is. */
export interface Difference {
  mean: number;
  /** 95 % interval. */
  low: number;
  high: number;
  /** Two-sided: how often resampling turns the difference to zero or the other sign. */
  p: number;
}

const RESAMPLES = 10_000;

/** Paired bootstrap over queries (Efron; for retrieval Sakai, SIGIR 2006): queries are drawn with replacement, the same for both. */
export function comparePaired(ours: readonly number[], theirs: readonly number[], resamples = RESAMPLES): Difference {
  const differences = Float64Array.from(ours, (value, at) => value - (theirs[at] as number));
  const { length } = differences;
  const random = mulberry32(length);
  const means = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    let sum = 0;
    for (let draw = 0; draw < length; draw++) sum += differences[Math.floor(random() * length)] as number;
    means[resample] = sum / length;
  }
  means.sort();
  const notAbove = means.filter((mean) => mean <= 0).length;
  const notBelow = means.filter((mean) => mean >= 0).length;
  return {
    mean: differences.reduce((sum, value) => sum + value, 0) / length,
    low: means[Math.floor(resamples * 0.025)] as number,
    high: means[Math.ceil(resamples * 0.975) - 1] as number,
    p: Math.min(1, Math.max(1 / resamples, (2 * Math.min(notAbove, notBelow)) / resamples)),
  };
}
