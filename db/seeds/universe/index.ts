import { type UniverseCompany, universeCompany } from "./universe-company.ts";

export { type UniverseCompany, universeSource } from "./universe-company.ts";
export { type UniverseNeed, universeNeeds } from "./universe-needs.ts";

/** So many companies have names of their own. */
export const universeLimit = 4_000_000;

/**
 * Invented companies for measuring and trying out, one after the other: deterministic, and the first n of a greater universe
 * are those of a smaller one. `from` continues behind the companies that exist already.
 */
export function* generateUniverse({
  companies,
  seed = 1,
  from = 0,
}: {
  companies: number;
  seed?: number;
  from?: number;
}): Generator<UniverseCompany> {
  if (companies > universeLimit) throw new RangeError(`The universe has no more than ${universeLimit} companies.`);
  for (let number = from; number < companies; number++) yield universeCompany(number, seed);
}
