/** An ending with what becomes of it. */
export interface Ending<Rule> {
  text: string;
  rule: Rule;
}

/** Endings by their last letter, so that most words are compared with a few of them. */
export class Endings<Rule> {
  readonly #byLastLetter = new Map<number, Ending<Rule>[]>();

  constructor(rules: Readonly<Record<string, Rule>>) {
    for (const [text, rule] of Object.entries(rules)) {
      const last = text.charCodeAt(text.length - 1);
      const known = this.#byLastLetter.get(last) ?? [];
      known.push({ text, rule });
      this.#byLastLetter.set(
        last,
        known.sort((a, b) => b.text.length - a.text.length),
      );
    }
  }

  /** The longest ending of a word that begins at `from` or later. */
  longest(word: string, from = 0): Ending<Rule> | undefined {
    const candidates = this.#byLastLetter.get(word.charCodeAt(word.length - 1));
    if (!candidates) return undefined;
    for (const ending of candidates) {
      if (word.length - ending.text.length >= from && word.endsWith(ending.text)) return ending;
    }
    return undefined;
  }
}

/** The same rule for several endings. */
export function endingsOf<Rule>(list: string, rule: Rule): Record<string, Rule> {
  return Object.fromEntries(list.split(" ").map((text) => [text, rule]));
}

/** Whether a word, from its start to `end`, ends in one of these letters. */
export function endsInOneOf(word: string, end: number, letters: string): boolean {
  return end > 0 && letters.includes(word[end - 1] as string);
}

/** The place behind the first letter that is no vowel and follows a vowel: where Snowball's regions begin. */
export function regionAfter(word: string, from: number, isVowel: (letter: string) => boolean): number {
  let at = from;
  while (at < word.length && !isVowel(word[at] as string)) at++;
  while (at < word.length && isVowel(word[at] as string)) at++;
  return Math.min(at + 1, word.length);
}
