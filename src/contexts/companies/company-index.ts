import { z } from "zod";
import type { Platform } from "#platform/context.ts";
import type { FacetName } from "./schema.ts";

/** An order the index keeps; a minus in the address runs it downwards. */
export type IndexedOrder = { by: "relevance" } | { by: "created" | "founded" | "size" | "funding"; descending: boolean };

/** Where a company stands in a list of the index. */
export interface CompanyPlace {
  tier: number;
  /** The number or score it is ordered by; null where there is none. */
  key: number | null;
  id: string;
}

export interface CompanyIndexRequest {
  /** Every word of it is met, the last one perhaps half typed. */
  text: string | null;
  order: IndexedOrder;
  /** Chosen values by facet. */
  chosen: Partial<Record<FacetName, readonly string[]>>;
  /** Facets of the reader's organisation: the companies with each value, and the value of all others. */
  marks: Partial<Record<FacetName, { values: Record<string, readonly string[]>; otherwise: string }>>;
  limit: number;
  after: CompanyPlace | null;
  /** Facets to be counted under the choices of the others. */
  counted: readonly FacetName[];
}

export interface FoundCompanies {
  places: CompanyPlace[];
  hasMore: boolean;
  total: number;
  /** Companies that meet the text, whatever the filters. */
  meetText: number;
  facets: Record<string, { value: string; count: number }[]>;
}

export const companyIndexState = z.object({
  state: z.enum(["building", "ready", "failed"]),
  /** Companies that the index holds, and that the universe has. */
  indexed: z.number(),
  total: z.number(),
});
export type CompanyIndexState = z.output<typeof companyIndexState>;

/**
 * A search over the whole universe in memory. It holds what is neither archived nor merged nor erased and may lag some seconds behind,
 * so rows are always read from the database under the reader's walls.
 */
export interface CompanyIndex {
  /** Null while the index is being built or cannot answer. */
  find(request: CompanyIndexRequest): Promise<FoundCompanies | null>;
  state(): CompanyIndexState;
}

/** By database: seeds and tests wrap the platform around another clock. */
const indexes = new WeakMap<Platform["database"], CompanyIndex>();

/** Lends lists an index from now on; without one they are answered by the database alone. */
export function lendCompanyIndex({ database }: Pick<Platform, "database">, index: CompanyIndex): void {
  indexes.set(database, index);
}

export const companyIndexOf = ({ database }: Pick<Platform, "database">): CompanyIndex | undefined => indexes.get(database);
