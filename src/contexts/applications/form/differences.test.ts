import { expect, test } from "vitest";
import { parse } from "#platform/parse.ts";
import { differencesBetween } from "./differences.ts";
import { type Form, form } from "./form.ts";

const field = (key: string, values: Record<string, unknown> = {}) => ({
  key,
  kind: "text",
  stage: 1,
  label: { en: key },
  ...values,
});
const formOf = (...fields: unknown[]): Form => parse(form, fields);
const told = (older: Form, newer: Form) => {
  const { added, removed, changed } = differencesBetween(older, newer);
  return {
    added: added.map(({ key }) => key),
    removed: removed.map(({ key }) => key),
    changed: changed.map((each) => [each.field.key, each.aspects]),
  };
};

test("two versions differ by questions that came, went, or are asked otherwise, each with what is different", () => {
  const older = formOf(field("a"), field("b"), field("c", { longest: 100 }));
  const newer = formOf(
    field("a", { label: { en: "A?" }, isRequired: true }),
    field("c", { longest: 200, privateTo: "host" }),
    field("d"),
  );
  expect(told(older, newer)).toEqual({
    added: ["d"],
    removed: ["b"],
    changed: [
      ["a", ["label", "isRequired"]],
      ["c", ["privateTo", "limits"]],
    ],
  });
});

test("only the question that was moved counts as moved, not all that it passed", () => {
  const [a, b, c, d] = ["a", "b", "c", "d"].map((key) => field(key));
  expect(told(formOf(a, b, c, d), formOf(d, a, b, c)).changed).toEqual([["d", ["position"]]]);
  expect(told(formOf(a, b, c, d), formOf(a, b, c, d)).changed).toEqual([]);
});

test("the order in which a stored document names its parts is no difference", () => {
  const older = formOf(field("a", { showIf: { key: "b", values: ["x"] } }));
  const newer = formOf(field("a", { showIf: { values: ["x"], key: "b" } }));
  expect(told(older, newer).changed).toEqual([]);
});
