import { expect, test } from "vitest";
import { z } from "zod";
import type { DomainError } from "./errors.ts";
import { formObject, parse } from "./parse.ts";

const formOf = (entries: [string, string | Blob][]) => {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
};
const submitted = (query: string) => formObject(formOf([...new URLSearchParams(query)]));

test("a form becomes an object: empty fields are absent, repeated names are lists, dots nest, [] is always a list", () => {
  expect(submitted("name=Jin&website=&tag=a&tag=b&take.name=1&take.city=2&unit[]=x&person[]=")).toEqual({
    name: "Jin",
    tag: ["a", "b"],
    take: { name: "1", city: "2" },
    unit: ["x"],
    person: [],
  });
});

test("no name of a form reaches a member every object inherits", () => {
  const { call } = Object.prototype.hasOwnProperty;
  const result = submitted(
    "intent=link&hasOwnProperty.call=x&toString.name=x&__proto__.polluted=x&constructor.prototype.polluted=x&a.__proto__.polluted=x",
  );
  expect(Object.prototype.hasOwnProperty.call).toBe(call);
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
  expect(result).toEqual({ intent: "link", hasOwnProperty: { call: "x" }, toString: { name: "x" } });
});

test("a name below a value is left out, and so is a value in the place of further names", () => {
  expect(submitted("a=1&a.b=2")).toEqual({ a: "1" });
  expect(submitted("a.b=2&a=1")).toEqual({ a: { b: "2" } });
  expect(submitted("a[]=1&a.push=2")).toEqual({ a: ["1"] });
  const file = new File(["text"], "deck.pdf");
  expect(
    formObject(
      formOf([
        ["file", file],
        ["file.name", "other.pdf"],
      ]),
    ),
  ).toEqual({ file });
  expect(file.name).toBe("deck.pdf");
});

test("a name nests eight deep at most", () => {
  expect(submitted("a.b.c.d.e.f.g.h=1&i.j.k.l.m.n.o.p.q=1")).toEqual({
    a: { b: { c: { d: { e: { f: { g: { h: "1" } } } } } } },
  });
  expect(submitted(`${"a.".repeat(20_000)}b=1`)).toEqual({});
});

test("a megabyte of different names costs little", () => {
  const form = formOf(Array.from({ length: 100_000 }, (_, index) => [`n${index}`, "1"]));
  expect(Object.keys(formObject(form))).toHaveLength(100_000);
});

test("a refusal says of each field what would be right", () => {
  const schema = z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    amount: z.number().int().optional(),
    code: z.union([z.string().regex(/^[A-Z]{2}$/, "errors.countryCode"), z.array(z.string())]).optional(),
    choice: z.enum(["a", "b"]).optional(),
    choices: z.union([z.enum(["a", "b"]), z.array(z.enum(["a", "b"]))]).optional(),
    count: z.union([z.literal(""), z.coerce.number().int()]).optional(),
    id: z.uuid().optional(),
    day: z.iso.date().optional(),
    at: z.iso.datetime().optional(),
    short: z.string().max(3).optional(),
    long: z.string().max(5).optional(),
    name: z.string().min(1),
    kind: z.enum(["x"]),
    list: z.array(z.string()).min(2).optional(),
    isOn: z.boolean().optional(),
  });
  const mistakesOf = (input: unknown) => {
    try {
      parse(schema, input);
      return {};
    } catch (error) {
      const { fields, valuesOf } = error as DomainError;
      return Object.fromEntries(Object.entries(fields).map(([field, key]) => [field, [key, valuesOf.call(error, field)]]));
    }
  };
  expect(
    mistakesOf({
      limit: "abc",
      amount: 1.5,
      code: "cn",
      choice: "z",
      choices: "z",
      count: "x",
      id: "7",
      day: "1.2.2026",
      at: "noon",
      isOn: 1,
    }),
  ).toEqual({
    limit: ["errors.number", {}],
    amount: ["errors.wholeNumber", {}],
    code: ["errors.countryCode", {}],
    choice: ["errors.notOneOf", { choices: "a, b" }],
    choices: ["errors.notOneOf", { choices: "a, b" }],
    count: ["errors.number", {}],
    id: ["errors.id", {}],
    day: ["errors.day", {}],
    at: ["errors.moment", {}],
    isOn: ["errors.yesOrNo", {}],
    name: ["errors.required", {}],
    kind: ["errors.required", {}],
  });
  expect(mistakesOf({ limit: 500, short: "long", long: "longer", name: "", kind: "x", list: ["a"], foo: 1, bar: 2 })).toEqual({
    limit: ["errors.tooBig", { maximum: 200 }],
    short: ["errors.tooLong", { maximum: 3 }],
    long: ["errors.tooLong", { maximum: 5 }],
    name: ["errors.required", {}],
    list: ["errors.tooFewItems", { minimum: 2 }],
    foo: ["errors.unknownName", {}],
    bar: ["errors.unknownName", {}],
  });
});
