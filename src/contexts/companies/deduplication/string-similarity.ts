/** Jaro similarity raised for a common prefix (Winkler 1990, prefix scale 0.1, at most four letters): 0 nothing alike, 1 equal. */
export function jaroWinkler(left: string, right: string): number {
  const jaro = jaroSimilarity(left, right);
  if (jaro < 0.7) return jaro;
  let prefix = 0;
  while (prefix < 4 && prefix < left.length && left[prefix] === right[prefix]) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/**
 * Soft overlap of two word lists (Monge–Elkan 1996 taken both ways, the lower way counts): each word meets its most similar partner,
 * words weigh by `weightOf`. Symmetric, 0 to 1.
 */
export function mongeElkan(left: readonly string[], right: readonly string[], weightOf: (word: string) => number): number {
  if (left.length === 0 || right.length === 0) return 0;
  return Math.min(coverage(left, right, weightOf), coverage(right, left, weightOf));
}

function jaroSimilarity(left: string, right: string): number {
  if (left === right) return 1;
  if (left.length === 0 || right.length === 0) return 0;
  // The greedy assignment depends on who goes first; a fixed order makes the measure symmetric.
  if (left.length > right.length || (left.length === right.length && left > right)) return jaroSimilarity(right, left);
  const reach = Math.max(0, Math.floor(right.length / 2) - 1);
  const taken = new Uint8Array(right.length);
  const matchedLeft: string[] = [];
  for (let at = 0; at < left.length; at++) {
    const end = Math.min(right.length, at + reach + 1);
    for (let other = Math.max(0, at - reach); other < end; other++) {
      if (taken[other] || left[at] !== right[other]) continue;
      taken[other] = 1;
      matchedLeft.push(left[at]!);
      break;
    }
  }
  if (matchedLeft.length === 0) return 0;
  let transposed = 0;
  let next = 0;
  for (let other = 0; other < right.length; other++) {
    if (taken[other] && right[other] !== matchedLeft[next++]) transposed++;
  }
  const matches = matchedLeft.length;
  return (matches / left.length + matches / right.length + (matches - transposed / 2) / matches) / 3;
}

function coverage(from: readonly string[], to: readonly string[], weightOf: (word: string) => number): number {
  let sum = 0;
  let total = 0;
  for (const word of from) {
    let best = 0;
    for (const other of to) best = Math.max(best, jaroWinkler(word, other));
    const weight = weightOf(word);
    total += weight;
    sum += weight * (best >= 0.85 ? best : 0);
  }
  return total === 0 ? 0 : sum / total;
}
