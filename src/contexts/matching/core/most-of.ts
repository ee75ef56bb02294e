/** The numbers from `from` to `to` (exclusive) that weigh the most, the heaviest first; what weighs nothing is left out. By insertion: few of many enter a short list. */
export function mostOf(from: number, to: number, weightOf: (number: number) => number, most: number): number[] {
  const numbers: number[] = [];
  const weights: number[] = [];
  for (let number = from; number < to; number++) {
    const weight = weightOf(number);
    if (weight === 0 || (numbers.length === most && weight <= (weights[most - 1] as number))) continue;
    let at = numbers.length;
    while (at > 0 && (weights[at - 1] as number) < weight) at--;
    numbers.splice(at, 0, number);
    weights.splice(at, 0, weight);
    if (numbers.length > most) {
      numbers.pop();
      weights.pop();
    }
  }
  return numbers;
}
