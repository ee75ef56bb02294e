import { expect, test } from "vitest";
import { shownColumns } from "./columns.ts";

const columns = [
  { id: "name", label: "Name" },
  { id: "city", label: "City" },
  { id: "size", label: "Size", hidden: true },
];
const shown = (asked: string | null) => shownColumns(columns, asked).map((column) => column.id);

test("without a wish the hidden columns stay away", () => {
  expect([shown(null), shown(""), shown("nonsense")]).toEqual([
    ["name", "city"],
    ["name", "city"],
    ["name", "city"],
  ]);
});

test("a wish is followed in the table's order and the first column always stays", () => {
  expect([shown("size"), shown("size,city"), shown("city,bogus")]).toEqual([
    ["name", "size"],
    ["name", "city", "size"],
    ["name", "city"],
  ]);
});
