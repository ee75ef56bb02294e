import { byScore, type DuplicateGroup, groupDuplicates } from "./cluster.ts";
import { CompanyIndex, compareText, type IndexedCompany } from "./company-index.ts";
import type { CompanyRecord, DeduplicationOptions, ScoredPair } from "./record.ts";
import { scorePair } from "./score.ts";

export interface Duplicates {
  /** Pairs worth showing, most probable first. */
  pairs: ScoredPair[];
  groups: DuplicateGroup[];
  /** How many pairs were compared, out of n(n-1)/2. */
  compared: number;
}

/**
 * Finds records that are one firm within a collection. Guarantees the same result for every order of the records and time
 * proportional to their number; refuses two records with one id.
 */
export function findDuplicates(records: readonly CompanyRecord[], options: DeduplicationOptions = {}): Duplicates {
  const sorted = [...records].sort((left, right) => compareText(left.id, right.id));
  const twice = sorted.find((record, at) => record.id === sorted[at + 1]?.id);
  if (twice) throw new Error(`Two records carry the id ${twice.id}.`);
  const index = buildIndex(sorted, options);
  const proposals = new Map<IndexedCompany, Set<IndexedCompany>>();
  const pairs: ScoredPair[] = [];
  let compared = 0;
  for (const company of index.companies()) {
    const candidates = index.candidatesOf(company);
    for (const other of candidates) {
      if (proposals.get(other)?.has(company)) continue;
      compared++;
      const pair = scorePair(company, other, index);
      if (pair.verdict !== "different") pairs.push(pair);
    }
    proposals.set(company, new Set(candidates));
  }
  pairs.sort(byScore);
  const compare = (left: string, right: string): ScoredPair => scorePair(index.get(left)!, index.get(right)!, index);
  return { pairs, groups: groupDuplicates(pairs, compare), compared };
}

/** Files all records, ready for `candidatesFor`; keep it up to date with `index.add` and `index.remove`. */
export function buildIndex(records: Iterable<CompanyRecord>, options: DeduplicationOptions = {}): CompanyIndex {
  const index = new CompanyIndex(options);
  for (const record of records) index.add(record);
  return index;
}

/** The filed records that may be the same firm as a new or changed one, most probable first; the record itself need not be filed. */
export function candidatesFor(record: CompanyRecord, index: CompanyIndex): ScoredPair[] {
  const company = index.prepare(record);
  return index
    .candidatesOf(company)
    .map((other) => scorePair(company, other, index))
    .filter(({ verdict }) => verdict !== "different")
    .sort(byScore);
}
