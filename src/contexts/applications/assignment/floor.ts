import type { Pair, PairGrid } from "./problem.ts";

/** What a floor under the share of an application asks of its reviewers, and what follows for whole reviews. */
export interface FloorDemand {
  application: number;
  /** What the chosen reviewers must bring together. */
  affinity: number;
  /** Pairs that can be part of such a choice, best first: the others do not reach it even beside the best. */
  candidates: readonly Pair[];
  /** Of the first `among` candidates at least `least` are in every such choice. */
  heads: readonly { among: number; least: number }[];
}

const rounding = 1e-9;

/**
 * A relaxed problem meets a floor with halves of a very good and a very bad reviewer. These are the cover inequalities (Balas 1975)
 * that forbid it: of reviewers too weak to reach the floor together with the best, not so many may be chosen. They bring the relaxed
 * bound down to what whole reviews can reach, and for one review they say it all.
 */
export function floorDemand(grid: PairGrid, application: number, floor: number): FloorDemand {
  const ranked = grid.openPairsOf(application).sort((a, b) => grid.affinityOf(b) - grid.affinityOf(a));
  const affinities = ranked.map(grid.affinityOf);
  const fixed = grid.fixed.reduce((sum, pair) => (pair.application === application ? sum + grid.affinityOf(pair) : sum), 0);
  const affinity = floor * grid.bestOf(application) - fixed;
  const wanted = grid.wantedBy(application);
  /** From here on, more than so many reviewers are too weak, whoever else is chosen. */
  const weakFrom = (weak: number): number => {
    const others = sum(affinities.slice(0, wanted - weak - 1));
    const start = affinities.findIndex(
      (_, place) => others + sum(affinities.slice(place, place + weak + 1)) < affinity - rounding,
    );
    return start === -1 ? affinities.length : start;
  };
  const candidates = ranked.slice(0, wanted === 0 ? 0 : weakFrom(0));
  const heads = Array.from({ length: Math.max(0, wanted - 1) }, (_, at) => ({ among: weakFrom(at + 1), least: wanted - at - 1 }));
  return { application, affinity, candidates, heads: heads.filter(({ among }) => among < candidates.length) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
