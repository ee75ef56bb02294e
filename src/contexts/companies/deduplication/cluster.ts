import { compareText } from "./company-index.ts";
import type { ScoredPair } from "./record.ts";

/** Records proposed as one firm, ids ascending; `weakest` is the lowest probability among the links that built the group. */
export interface DuplicateGroup {
  ids: string[];
  weakest: number;
}

/** Of large groups this many members, the first by id, stand for all when a merge is checked. */
const WITNESSES = 12;

/**
 * Groups for a person to look at, strongest links first. Two groups grow together only if their members agree pair by pair
 * (complete linkage): A–B and B–C never put A beside C when A and C speak against each other. A link that is surely the same
 * accepts partners of unknown relation, one that is only suggested does not.
 */
export function groupDuplicates(
  pairs: readonly ScoredPair[],
  compare: (left: string, right: string) => ScoredPair,
): DuplicateGroup[] {
  const groupOf = new Map<string, DuplicateGroup>();
  const groupAt = (id: string): DuplicateGroup => {
    const group = groupOf.get(id) ?? { ids: [id], weakest: 1 };
    groupOf.set(id, group);
    return group;
  };
  for (const pair of [...pairs].filter(({ verdict }) => verdict !== "different").sort(byScore)) {
    const left = groupAt(pair.left);
    const right = groupAt(pair.right);
    if (left === right || !agree(left, right, pair, compare)) continue;
    const merged: DuplicateGroup = {
      ids: [...left.ids, ...right.ids].sort(compareText),
      weakest: Math.min(left.weakest, right.weakest, pair.score),
    };
    for (const id of merged.ids) groupOf.set(id, merged);
  }
  return [...new Set(groupOf.values())]
    .filter(({ ids }) => ids.length > 1)
    .sort((left, right) => compareText(left.ids[0]!, right.ids[0]!));
}

/** Best first, then by id: the one order in which pairs are listed and linked. */
export function byScore(left: ScoredPair, right: ScoredPair): number {
  return right.score - left.score || compareText(left.left, right.left) || compareText(left.right, right.right);
}

function agree(
  left: DuplicateGroup,
  right: DuplicateGroup,
  link: ScoredPair,
  compare: (left: string, right: string) => ScoredPair,
): boolean {
  const lowest = link.verdict === "surely_same" ? OPEN_RELATION : link.score / 2;
  for (const id of left.ids.slice(0, WITNESSES)) {
    for (const other of right.ids.slice(0, WITNESSES)) {
      if ((id === link.left && other === link.right) || (id === link.right && other === link.left)) continue;
      const pair = compare(id, other);
      if (link.verdict === "surely_same" ? pair.score < lowest : pair.verdict === "different") return false;
    }
  }
  return true;
}

/** Below this probability two records speak against each other instead of merely saying little. */
const OPEN_RELATION = 0.1;
