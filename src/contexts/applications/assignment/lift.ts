import type { Pair, PairGrid } from "./problem.ts";

/**
 * Swaps reviewers between applications wherever the worse-served of the two is better served afterwards, and gives reviewers with room to
 * whom they serve better, until nothing changes: a quick fair assignment to begin with, not the fairest.
 */
export function liftWorstServed(grid: PairGrid, chosen: readonly Pair[], until: number): Pair[] {
  const slots = new Slots(grid, chosen);
  let hasChanged = true;
  while (hasChanged && performance.now() < until) {
    hasChanged = false;
    for (let slot = 0; slot < chosen.length; slot++) {
      for (let reviewer = 0; reviewer < grid.reviewers; reviewer++) if (slots.give(slot, reviewer)) hasChanged = true;
      for (let other = slot + 1; other < chosen.length; other++) if (slots.swap(slot, other)) hasChanged = true;
    }
  }
  return slots.pairs();
}

/** Chosen pairs, each a slot whose reviewer may change, as flat numbers: millions of swaps are looked at. */
class Slots {
  readonly #grid: PairGrid;
  readonly #applications: Int32Array;
  readonly #reviewers: Int32Array;
  /** Share of its best that a reviewer brings an application; -1 where the pair must not be or is there already. */
  readonly #offered: Float64Array;
  readonly #brought: Float64Array;
  readonly #served: Float64Array;
  readonly #work: Float64Array;
  readonly #room: Float64Array;
  readonly #owed: Float64Array;

  constructor(grid: PairGrid, chosen: readonly Pair[]) {
    this.#grid = grid;
    this.#applications = Int32Array.from(chosen, ({ application }) => application);
    this.#reviewers = Int32Array.from(chosen, ({ reviewer }) => reviewer);
    const shareOf = (pair: Pair): number => grid.affinityOf(pair) / (grid.bestOf(pair.application) || 1);
    this.#offered = new Float64Array(grid.applications * grid.reviewers).fill(-1);
    for (const pair of grid.openPairs()) this.#offered[grid.placeOf(pair)] = shareOf(pair);
    for (const pair of chosen) this.#offered[grid.placeOf(pair)] = -1;
    this.#brought = Float64Array.from(chosen, shareOf);
    this.#served = Float64Array.from({ length: grid.applications }, (_, application) => (grid.bestOf(application) > 0 ? 0 : 1));
    for (const pair of [...grid.fixed, ...chosen]) this.#served[pair.application]! += shareOf(pair);
    this.#work = new Float64Array(grid.reviewers);
    for (const pair of chosen) this.#work[pair.reviewer]! += grid.effortOf(pair);
    this.#room = Float64Array.from(this.#work, (_, reviewer) => grid.roomOf(reviewer));
    this.#owed = Float64Array.from(this.#work, (_, reviewer) => grid.owedBy(reviewer));
  }

  pairs(): Pair[] {
    return Array.from(this.#reviewers, (reviewer, slot) => ({ application: this.#applications[slot]!, reviewer }));
  }

  /** Gives a slot to a reviewer with room if that serves its application better. */
  give(slot: number, reviewer: number): boolean {
    const application = this.#applications[slot]!;
    const before = this.#reviewers[slot]!;
    if (this.#offered[application * this.#grid.reviewers + reviewer]! <= this.#brought[slot]!) return false;
    const isPossible =
      this.#hasRoom(reviewer, this.#effort(application, reviewer)) && this.#hasRoom(before, -this.#effort(application, before));
    if (isPossible) this.#put(slot, reviewer);
    return isPossible;
  }

  /** Exchanges the reviewers of two slots if that serves the worse-served application better. */
  swap(slot: number, other: number): boolean {
    const [one, two] = [this.#applications[slot]!, this.#applications[other]!];
    const [mine, theirs] = [this.#reviewers[slot]!, this.#reviewers[other]!];
    const mineAfter = this.#offered[one * this.#grid.reviewers + theirs]!;
    const theirsAfter = this.#offered[two * this.#grid.reviewers + mine]!;
    if (mineAfter < 0 || theirsAfter < 0) return false;
    const worse = Math.min(
      this.#served[one]! + mineAfter - this.#brought[slot]!,
      this.#served[two]! + theirsAfter - this.#brought[other]!,
    );
    if (worse <= Math.min(this.#served[one]!, this.#served[two]!) + 1e-12) return false;
    const isPossible =
      this.#hasRoom(mine, this.#effort(two, mine) - this.#effort(one, mine)) &&
      this.#hasRoom(theirs, this.#effort(one, theirs) - this.#effort(two, theirs));
    if (isPossible) {
      this.#put(slot, theirs);
      this.#put(other, mine);
    }
    return isPossible;
  }

  #effort(application: number, reviewer: number): number {
    return this.#grid.effortOf({ application, reviewer });
  }

  #hasRoom(reviewer: number, more: number): boolean {
    const work = this.#work[reviewer]! + more;
    return more > 0 ? work <= this.#room[reviewer]! : more === 0 || work >= this.#owed[reviewer]!;
  }

  #put(slot: number, reviewer: number): void {
    const application = this.#applications[slot]!;
    const before = this.#reviewers[slot]!;
    const place = application * this.#grid.reviewers + reviewer;
    const brought = this.#offered[place]!;
    this.#offered[place - reviewer + before] = this.#brought[slot]!;
    this.#offered[place] = -1;
    this.#served[application]! += brought - this.#brought[slot]!;
    this.#work[before]! -= this.#effort(application, before);
    this.#work[reviewer]! += this.#effort(application, reviewer);
    this.#brought[slot] = brought;
    this.#reviewers[slot] = reviewer;
  }
}
