import type { Expected, Model, Who } from "./model.ts";
import type { Real } from "./world.ts";

/** Something somebody tries: what the model says of it, how it is done, and what it changes in the model. */
export interface Move {
  kind: string;
  who: Who;
  expected: Expected;
  /** What is said to be missing, where that is the refusal. */
  missing?: string[];
  /** Tells the two sides of one thing apart without an entry in the audit log. */
  isUnaudited?: boolean;
  act(): Promise<unknown>;
  apply(result: unknown): void;
}

/** Numbers drawn beforehand, so that a run can be repeated and shrunk. */
export class Dice {
  readonly #drawn: readonly number[];
  #at = 0;

  constructor(drawn: readonly number[]) {
    this.#drawn = drawn;
  }

  below(count: number): number {
    const number = this.#drawn[this.#at++ % this.#drawn.length]!;
    return number % count;
  }

  of<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }
}

export interface Chance {
  m: Model;
  real: Real;
  dice: Dice;
  who: Who;
}

/** A move of a kind by somebody; null where there is nothing to try it on. */
export type MoveMaker = (chance: Chance) => Promise<Move | null> | Move | null;
