import { expect, test } from "vitest";
import { fillTemplate, readTemplate } from "./template.ts";

test("a text names its fields with their lines, and what stands in a list says so", () => {
  const text = "# {{host.name}}\n\n{{#criteria}}\n- {{metric}}\n{{/criteria}}\n{{^terms}}none{{/terms}}";
  expect(readTemplate(text)).toEqual({
    marks: [
      { name: "host.name", line: 1, kind: "field", within: null },
      { name: "criteria", line: 3, kind: "list", within: null },
      { name: "metric", line: 4, kind: "field", within: "criteria" },
      { name: "terms", line: 6, kind: "empty", within: null },
    ],
    broken: null,
  });
});

test("what is not closed, not opened or not allowed is told with its line", () => {
  const brokenOf = (text: string) => readTemplate(text).broken;
  expect(brokenOf("one\n{{host.name")).toEqual({ name: "{{host.name", line: 2, kind: "unclosed" });
  expect(brokenOf("one\n{{#criteria}}\n- x")).toEqual({ name: "criteria", line: 2, kind: "unclosed" });
  expect(brokenOf("one\n{{/criteria}}")).toEqual({ name: "criteria", line: 2, kind: "unopened" });
  expect(brokenOf("{{> secrets}}")).toEqual({ name: "secrets", line: 1, kind: "notAllowed" });
});

test("values are put in as they were typed, never read as marks or lines of the text", () => {
  const text = "{{a.b}}\n{{#list}}\n- {{x}} of {{a.b}}\n{{/list}}";
  const values = { "a.b": "<&{{x}}>\n# no heading", list: [{ x: "1" }, { x: "2" }] };
  expect(fillTemplate(text, values)).toBe(
    "<&{{x}}>\u2028# no heading\n- 1 of <&{{x}}>\u2028# no heading\n- 2 of <&{{x}}>\u2028# no heading\n",
  );
});
