import type { Analyser, Token } from "./analysis.ts";
import { characterProperties, LATIN, NUMBER } from "./characters.ts";
import { Sieve } from "./sieve.ts";

/** Chinese labels by their first two characters; mixed labels such as AI芯片 are compared without case and spaces. */
export class ChineseLabels {
  readonly #byPrefix = new Map<number, { label: string; concept: string }[]>();
  readonly #prefixes = new Sieve();

  add(label: string, concept: string, analyser: Analyser): void {
    const letters = squeeze(analyser.analyse(label, "zh").tokens, label);
    const compact = letters.text();
    if (compact.length < 2 || !/\p{Script=Han}/u.test(compact)) return;
    const prefix = letters.prefixAt(0);
    const candidates = this.#byPrefix.get(prefix) ?? [];
    if (candidates.some((known) => known.label === compact && known.concept === concept)) return;
    candidates.push({ label: compact, concept });
    candidates.sort((a, b) => b.label.length - a.label.length);
    this.#byPrefix.set(prefix, candidates);
    this.#prefixes.add(prefix);
  }

  /** Calls back with each label in a text, also with those inside longer ones. */
  collect(tokens: Token[], original: string, found: (concept: string, start: number, end: number) => void): void {
    if (this.#byPrefix.size === 0 || !tokens.some((token) => token.language === "zh")) return;
    const letters = squeeze(tokens, original);
    for (let at = 0; at + 1 < letters.length; at++) {
      const prefix = letters.prefixAt(at);
      if (!this.#prefixes.passes(prefix)) continue;
      for (const { label, concept } of this.#byPrefix.get(prefix) ?? []) {
        if (!letters.hasAt(label, at) || !bordersFit(letters, at, label)) continue;
        found(concept, letters.startOf(at), letters.endOf(at + label.length - 1));
      }
    }
  }
}

/** A Latin end of a label must not stop inside a longer Latin word. */
function bordersFit(letters: Letters, at: number, label: string): boolean {
  const end = at + label.length;
  const cutsBefore = isLatin(label.charCodeAt(0)) && isLatin(letters.unitAt(at - 1));
  return !cutsBefore && !(isLatin(label.charCodeAt(label.length - 1)) && isLatin(letters.unitAt(end)));
}

const isLatin = (unit: number): boolean => (characterProperties(unit) & (LATIN | NUMBER)) !== 0;

/** UTF-16 units with the original offsets of each. */
class Letters {
  length = 0;
  #units = new Uint16Array(512);
  #starts = new Uint32Array(512);
  #ends = new Uint32Array(512);

  push(unit: number, start: number, end: number): void {
    if (this.length === this.#units.length) this.#grow();
    this.#units[this.length] = unit;
    this.#starts[this.length] = start;
    this.#ends[this.length++] = end;
  }

  /** The unit at a place; a line feed outside. */
  unitAt(at: number): number {
    return at < 0 || at >= this.length ? LINE_FEED : (this.#units[at] as number);
  }

  /** Two units as one number. */
  prefixAt(at: number): number {
    return ((this.#units[at] as number) << 16) | (this.#units[at + 1] as number);
  }

  hasAt(label: string, at: number): boolean {
    if (at + label.length > this.length) return false;
    for (let index = 0; index < label.length; index++) if (this.#units[at + index] !== label.charCodeAt(index)) return false;
    return true;
  }

  startOf(at: number): number {
    return this.#starts[at] as number;
  }

  endOf(at: number): number {
    return this.#ends[at] as number;
  }

  text(): string {
    return String.fromCharCode(...this.#units.subarray(0, this.length));
  }

  #grow(): void {
    const [units, starts, ends] = [this.#units, this.#starts, this.#ends];
    this.#units = new Uint16Array(units.length * 2);
    this.#starts = new Uint32Array(units.length * 2);
    this.#ends = new Uint32Array(units.length * 2);
    this.#units.set(units);
    this.#starts.set(starts);
    this.#ends.set(ends);
  }
}

const LINE_FEED = 10;
// One text is read at a time.
const squeezed = new Letters();

/** The words of a text without spaces; sentence breaks become line feeds. Valid until the next call. */
function squeeze(tokens: Token[], original: string): Letters {
  squeezed.length = 0;
  let previousEnd = 0;
  for (const { kind, form, start, end } of tokens) {
    if (kind === "part" || kind === "joined") continue;
    if (start > previousEnd && /[^\s\-·]/u.test(original.slice(previousEnd, start))) squeezed.push(LINE_FEED, start, start);
    const exact = form.length === end - start;
    for (let index = 0; index < form.length; index++) {
      squeezed.push(form.charCodeAt(index), exact ? start + index : start, exact ? start + index + 1 : end);
    }
    previousEnd = end;
  }
  return squeezed;
}
