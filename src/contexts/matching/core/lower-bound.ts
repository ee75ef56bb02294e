/** First position in [start, end) whose value is not below `value`. */
export function lowerBound(values: Uint16Array | Uint32Array, start: number, end: number, value: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
