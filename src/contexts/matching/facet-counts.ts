import { fields, foundedBands, sizeBands, stages } from "#contexts/companies/index.ts";

const idsOf = (bands: readonly { id: string }[]): string[] => bands.map(({ id }) => id);

const fixedChoices: Record<string, readonly string[]> = {
  stage: stages,
  field: fields,
  founded: idsOf(foundedBands),
  size: idsOf(sizeBands),
};

/** Fixed lists whole and in their own order, also choices that find nobody; what sources write, the most frequent first. */
export function orderedCounts(facets: Record<string, Record<string, number>>): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.entries(facets).map(([facet, counts]) => {
      const choices = fixedChoices[facet] ?? Object.keys(counts).sort((a, b) => counts[b]! - counts[a]! || (a < b ? -1 : 1));
      return [facet, Object.fromEntries(choices.map((choice) => [choice, counts[choice] ?? 0]))];
    }),
  );
}
