import type { SourceRow } from "./source-row.ts";

const deepest = 12;

/** The row as the source wrote it, in a form jsonb can hold: no zero characters, no half characters, no endless nesting. */
export function rawCells({ cells, nested }: SourceRow): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(cells)) {
    if (value === "" || value === null || value === undefined) continue;
    raw[storable(key) as string] = storable(value);
  }
  if (nested && nested.length > 0) raw.furtherRows = nested.map((row) => storable(row));
  return raw;
}

/** A value of JSON as a database can hold it; what lies deeper than twelve levels becomes an ellipsis. */
export function storable(value: unknown, depth = 0): unknown {
  if (typeof value === "string")
    return value.includes("\u0000") || !value.isWellFormed() ? value.replaceAll("\u0000", "").toWellFormed() : value;
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (depth > deepest) return "…";
  if (Array.isArray(value)) return value.map((inner) => storable(inner, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), storable(inner, depth + 1)]));
}
