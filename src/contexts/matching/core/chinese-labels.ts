import type { Analyser, Token } from "./analysis.ts";
import { characterProperties, HAN, LATIN, NUMBER, propertiesOf } from "./characters.ts";
import { Sieve } from "./sieve.ts";

/** Labels that begin alike: those that end here, and the others by their next character. */
interface LabelNode {
  concepts: string[];
  next: Map<number, LabelNode> | undefined;
}

/** Chinese labels by their first two characters; mixed labels such as AI芯片 are compared without case and spaces. */
export class ChineseLabels {
  readonly #byPrefix = new Map<number, LabelNode>();
  readonly #prefixes = new Sieve();

  add(label: string, concept: string, analyser: Analyser): void {
    const letters = squeeze(analyser.analyse(label, "zh").tokens, label);
    if (letters.length < 2 || !letters.hasHan()) return;
    const prefix = letters.prefixAt(0);
    this.#prefixes.add(prefix);
    let node = childOf(this.#byPrefix, prefix);
    for (let at = 2; at < letters.length; at++) {
      node.next ??= new Map();
      node = childOf(node.next, letters.unitAt(at));
    }
    if (!node.concepts.includes(concept)) node.concepts.push(concept);
  }

  /** Calls back with each label in a text, also with those inside longer ones. */
  collect(tokens: Token[], original: string, found: (concept: string, start: number, end: number) => void): void {
    if (this.#byPrefix.size === 0 || !tokens.some((token) => token.language === "zh")) return;
    const letters = squeeze(tokens, original);
    for (let at = 0; at + 1 < letters.length; at++) {
      const prefix = letters.prefixAt(at);
      if (!this.#prefixes.passes(prefix)) continue;
      let node = this.#byPrefix.get(prefix);
      for (let end = at + 2; node; end++) {
        if (node.concepts.length > 0 && bordersFit(letters, at, end)) {
          for (const concept of node.concepts) found(concept, letters.startOf(at), letters.endOf(end - 1));
        }
        node = end < letters.length ? node.next?.get(letters.unitAt(end)) : undefined;
      }
    }
  }
}

function childOf(nodes: Map<number, LabelNode>, key: number): LabelNode {
  let node = nodes.get(key);
  if (!node) {
    node = { concepts: [], next: undefined };
    nodes.set(key, node);
  }
  return node;
}

/** A Latin end of a label must not stop inside a longer Latin word. */
function bordersFit(letters: Letters, start: number, end: number): boolean {
  const cuts = (at: number): boolean => isLatin(letters.unitAt(at - 1)) && isLatin(letters.unitAt(at));
  return !cuts(start) && !cuts(end);
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

  hasHan(): boolean {
    return (propertiesOf(String.fromCharCode(...this.#units.subarray(0, this.length))) & HAN) !== 0;
  }

  startOf(at: number): number {
    return this.#starts[at] as number;
  }

  endOf(at: number): number {
    return this.#ends[at] as number;
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
