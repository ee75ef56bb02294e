import { expect, test } from "vitest";
import { parse } from "#platform/parse.ts";
import { fieldKinds } from "../../form/field.ts";
import { faultsOf, form } from "../../form/form.ts";
import { conditionTargets, freeKey, inOrder, newField, withCopyOf, withMoved } from "./field-docs.ts";

const fields = fieldKinds.map((kind) => newField(kind, 1, []));

test("a question of every kind begins as one that can be kept, and lacks nothing but its words", () => {
  expect(parse(form, fields)).toEqual(fields);
  expect(new Set(faultsOf(fields).map(({ fault }) => fault))).toEqual(new Set(["noLabel"]));
});

test("a copy stands behind its original under a name of its own and fills no part of the profile twice", () => {
  const known = [{ ...fields[0]!, profilePart: "name" as const }, ...fields.slice(1)];
  const copied = withCopyOf(known, 0);
  expect(copied.slice(0, 2).map(({ key, profilePart }) => [key, profilePart])).toEqual([
    ["text1", "name"],
    ["text2", null],
  ]);
  expect(faultsOf(copied).some(({ fault }) => fault === "doubleKey")).toBe(false);
  expect(freeKey("text", ["text1", "text3"])).toBe("text2");
});

test("a question moved among those of the other stage becomes one of them, and a form asks its first stage first", () => {
  const [a, b] = fields.slice(0, 2) as [(typeof fields)[0], (typeof fields)[0]];
  const second = [newField("date", 2, []), newField("url", 2, [])];
  const all = [a, b, ...second];
  expect(withMoved(all, 0, 3).map(({ key, stage }) => [key, stage])).toEqual([
    [b.key, 1],
    ["date1", 2],
    ["url1", 2],
    [a.key, 2],
  ]);
  expect(
    withMoved(all, 0, 1)
      .map(({ key, stage }) => [key, stage])
      .slice(0, 2),
  ).toEqual([
    [b.key, 1],
    [a.key, 1],
  ]);
  expect(inOrder([...second, a]).map(({ key }) => key)).toEqual([a.key, "date1", "url1"]);
});

test("a condition may ask only what was asked before and in the same stage or an earlier one", () => {
  const choice = newField("choice", 1, []);
  const late = newField("consent", 2, []);
  const asked = newField("text", 1, []);
  expect(conditionTargets([choice, late, asked], 2).map(({ key }) => key)).toEqual([choice.key]);
  expect(conditionTargets([asked, choice], 0)).toEqual([]);
});
