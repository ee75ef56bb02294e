import { expect, test } from "vitest";
import { formObject } from "./parse.ts";

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
  const start = performance.now();
  expect(Object.keys(formObject(form))).toHaveLength(100_000);
  expect(performance.now() - start).toBeLessThan(2000);
});
