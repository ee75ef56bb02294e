import { z } from "zod";
import { DomainError } from "./errors.ts";

/** One page of a list. `cursor` is opaque: pass it back for the next page; null says this was the last one. */
export interface Page<Item> {
  items: Item[];
  cursor: string | null;
  /** Rows that fit the filter, where counting is cheap; null where it is not. */
  total: number | null;
}

export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), cursor: z.string().nullable(), total: z.number().int().nullable() });
}

/** An instant inside a cursor, as the database reads it: it knows no year 0. */
export const cursorInstant = (precision: number) => z.iso.datetime({ precision }).regex(/^(?!0000)/);

export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** Throws `invalid` for a cursor this server did not make; no value of ours holds the zero character, which the database refuses. */
export function decodeCursor<Position>(cursor: string, schema: z.ZodType<Position>): Position {
  try {
    const text = Buffer.from(cursor, "base64url").toString("utf8");
    if (text.includes("\\u0000")) throw new Error("a zero character");
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DomainError("invalid", "errors.unknownCursor", { cause, fields: { cursor: "errors.unknownCursor" } });
  }
}
