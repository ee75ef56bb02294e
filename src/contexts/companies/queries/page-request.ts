import { z } from "zod";
import { decodeCursor, encodeCursor } from "#platform/pages.ts";
import type { CompanyListQuery, CompanySort } from "../schema.ts";

export type PageRequest = Omit<CompanyListQuery, "limit"> & { limit: number; ids?: readonly string[] };

/** What orders a list that says nothing else: what was typed, else the newest first. */
export const sortOf = ({ q, sort }: Pick<CompanyListQuery, "q" | "sort">): CompanySort =>
  q ? (sort ?? "relevance") : sort === undefined || sort === "relevance" ? "-created" : sort;

/** Who finds the companies of a list. For a typed text they find different ones; any other list is the same by both. */
export type Finder = "index" | "database";

const markOf = ({ q }: Pick<PageRequest, "q">, finder: Finder) => (q ? finder : "either");

/** A place in a list. It holds in that order alone, and for a typed text with the same finder alone. */
export const cursorAt = (query: PageRequest, finder: Finder, position: unknown): string =>
  encodeCursor([markOf(query, finder), sortOf(query), position]);

/** The place a page begins behind; null for the first one. Throws `invalid` for a cursor of another list. */
export function positionOf<Position>(query: PageRequest, finder: Finder, schema: z.ZodType<Position>): Position | null {
  if (!query.cursor) return null;
  return decodeCursor(query.cursor, z.tuple([z.literal(markOf(query, finder)), z.literal(sortOf(query)), schema]))[2];
}

/** Who has to go on with a list; null where either can. */
export function finderOf(query: PageRequest): Finder | null {
  if (!query.q || !query.cursor) return null;
  return decodeCursor(query.cursor, z.tuple([z.enum(["index", "database"])], z.unknown()))[0];
}
