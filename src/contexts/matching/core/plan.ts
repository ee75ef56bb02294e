import type { LiveIndex } from './live.ts'
import type { Query, QueryGroup } from './query.ts'
import { inverseDocumentFrequency } from './scoring.ts'
import type { Segment } from './segment.ts'

/** A query group with integer weights: a document's score is the integer sum of weight × impact, times `unit`. */
export interface PlannedGroup {
  group: QueryGroup
  /** Weight × idf of its strongest member, for coverage. */
  plannedWeight: number
  /** One entry for each member that occurs in the index; the best one counts for a document. */
  members: { term: string; weight: number }[]
  /** The most that any document can get from the group. */
  bound: number
}

export interface QueryPlan {
  query: Query
  groups: PlannedGroup[]
  /** Groups left out because the query has more than can be scored; the lightest ones go. */
  droppedGroups: number
  unit: number
  /** What a document would score that is the best of the index in every group. */
  bestScore: number
  /** Planned weight of all groups, also of those no document matches. */
  totalWeight: number
}

const HIGHEST_SUM = 2 ** 31 - 1
const HIGHEST_WEIGHT = 2 ** 16
const HIGHEST_IMPACT = 255
const MOST_GROUPS = 160

/**
 * Turns weights × idf into integers. Translations of one word share an idf computed from their united frequency (Pirkola,
 * "The effects of query structure and dictionary setups in dictionary-based cross-language retrieval", SIGIR 1998), so that a
 * rare wrong translation cannot dominate; members of other groups keep their own.
 */
export function planQuery(query: Query, index: LiveIndex): QueryPlan {
  const documents = index.size
  const all = query.groups.map((group) => weighGroup(group, index, documents)).sort((a, b) => b.heaviest - a.heaviest)
  const weighted = all.slice(0, MOST_GROUPS)
  const totalWeight = weighted.reduce((sum, { plannedWeight }) => sum + plannedWeight, 0)
  const droppedGroups = all.length - weighted.length
  const sum = weighted.reduce((total, { heaviest }) => total + heaviest, 0)
  if (sum === 0) return { query, groups: [], droppedGroups, unit: 1, bestScore: 0, totalWeight }
  const most = Math.max(...weighted.map(({ heaviest }) => heaviest))
  const scale = Math.min((HIGHEST_SUM - HIGHEST_IMPACT * weighted.length) / HIGHEST_IMPACT / sum, HIGHEST_WEIGHT / most)
  const segments = index.parts().map((part) => part.segment)
  const groups = weighted.flatMap(({ group, members, plannedWeight }): PlannedGroup[] => {
    const integers = members.map(({ term, weight }) => ({ term, weight: Math.round(weight * scale) })).filter(({ weight }) => weight !== 0)
    if (integers.length === 0) return []
    const bound = Math.max(0, ...integers.map(({ term, weight }) => weight * highestImpact(term, segments)))
    return [{ group, plannedWeight, members: integers, bound }]
  })
  const unit = 1 / (scale * HIGHEST_IMPACT)
  return { query, groups, droppedGroups, unit, bestScore: groups.reduce((total, { bound }) => total + bound, 0) * unit, totalWeight }
}

interface WeightedGroup {
  group: QueryGroup
  members: { term: string; weight: number }[]
  heaviest: number
  plannedWeight: number
}

function weighGroup(group: QueryGroup, index: LiveIndex, documents: number): WeightedGroup {
  const counted = group.members
    .map(({ term, factor }) => ({ term, factor, frequency: index.documentFrequency(term) }))
    .filter(({ frequency }) => frequency > 0)
  const united = Math.min(documents, counted.reduce((sum, { factor, frequency }) => sum + Math.min(1, factor) * frequency, 0))
  const members = counted.map(({ term, factor, frequency }) => ({
    term,
    weight: group.weight * factor * inverseDocumentFrequency(documents, group.sharedIdf ? Math.max(united, 1) : frequency),
  }))
  const heaviest = members.reduce((most, { weight }) => Math.max(most, Math.abs(weight)), 0)
  // A group without any match in the index weighs as if it were in one document: the need is not met, however good the rest.
  const missing = group.weight * inverseDocumentFrequency(documents, Math.min(1, documents))
  return { group, members, heaviest, plannedWeight: group.weight <= 0 ? 0 : heaviest || missing }
}

function highestImpact(term: string, segments: Segment[]): number {
  let highest = 0
  for (const segment of segments) {
    const number = segment.terms.find(term)
    if (number >= 0) highest = Math.max(highest, segment.arrays.highestImpacts[number] as number)
  }
  return highest
}
