import { parse } from "#platform/parse.ts";
import { type ImportChange, importChange } from "./schema.ts";

/** Reads the form of the import page: `column`s and `target`s in the same order, and how the file is read. */
export function importChangeOf(form: FormData): ImportChange {
  const columns = form.getAll("column");
  const targets = form.getAll("target");
  const text = (name: string) => form.get(name) || undefined;
  const isReading = form.get("intent") === "reading";
  return parse(importChange, {
    source: text("source"),
    format: isReading
      ? {
          encoding: text("encoding"),
          delimiter: form.get("delimiter") ?? undefined,
          headerRow: text("headerRow"),
          isNested: form.get("isNested") === "on",
        }
      : undefined,
    columns: columns.length > 0 ? columns.map((column, index) => ({ column, target: targets[index] ?? null })) : undefined,
  });
}
