import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "#platform/parse.ts";
import { type Answers, answer, faultOf, hasAnswer, lettersOf } from "./answer.ts";
import type { FormField, FormFieldInput } from "./field.ts";
import { changeBetween, type Form, faultsOf, form, missingFields, progressOf, shownFields } from "./form.ts";

const label = { en: "Question" };
const formOf = (...fields: (Partial<FormFieldInput> & Pick<FormFieldInput, "key" | "kind">)[]): Form =>
  parse(
    form,
    fields.map((field) => ({ stage: 1, label, ...field })),
  );
const options = ["yes", "no"].map((value) => ({ value, label }));
const pilot = formOf(
  { key: "summary", kind: "longText", longest: 20, isRequired: true },
  { key: "hasPilot", kind: "choice", options, isRequired: true },
  { key: "pilotFirm", kind: "text", isRequired: true, showIf: { key: "hasPilot", values: ["yes"] } },
  { key: "pilotResult", kind: "text", isRequired: true, showIf: { key: "pilotFirm", values: ["Acme"] } },
  { key: "plan", kind: "file", stage: 2, isRequired: true },
);
const keys = (fields: readonly FormField[]) => fields.map(({ key }) => key);

test("a question that depends on another is asked when that one is asked and answered so", () => {
  expect(keys(shownFields(pilot, {}, 1))).toEqual(["summary", "hasPilot"]);
  expect(keys(shownFields(pilot, { hasPilot: "yes" }, 1))).toEqual(["summary", "hasPilot", "pilotFirm"]);
  expect(keys(shownFields(pilot, { hasPilot: "yes", pilotFirm: "Acme" }, 2))).toEqual(keys(pilot));
  // What was answered before the first question was answered otherwise no longer counts.
  expect(keys(shownFields(pilot, { hasPilot: "no", pilotFirm: "Acme" }, 1))).toEqual(["summary", "hasPilot"]);
});

test("what is missing is what is asked, required and unanswered; the bar tells the same", () => {
  const answers: Answers = { summary: " ", hasPilot: "yes", pilotFirm: "Acme" };
  expect(keys(missingFields(pilot, answers, 1))).toEqual(["summary", "pilotResult"]);
  expect(progressOf(pilot, answers, 1)).toEqual({ answered: 2, required: 4 });
  expect(keys(missingFields(pilot, answers, 2))).toEqual(["summary", "pilotResult", "plan"]);
});

test("each kind of question refuses what it cannot take, in words, and an empty answer is only missing", () => {
  const [number, money, day, page, table, choices, consent] = formOf(
    { key: "range", kind: "number", unit: "km", least: 0, most: 500 },
    { key: "price", kind: "money" },
    { key: "since", kind: "date" },
    { key: "site", kind: "url" },
    {
      key: "team",
      kind: "table",
      columns: [
        { key: "name", kind: "text", label },
        { key: "share", kind: "number", label },
      ],
      mostRows: 2,
    },
    { key: "uses", kind: "choices", options, most: 1 },
    { key: "agreed", kind: "consent" },
  ) as [FormField, FormField, FormField, FormField, FormField, FormField, FormField];
  const told = (field: FormField, value: unknown) => faultOf(field, value as never)?.key ?? null;
  expect([told(number, 12.5), told(number, -1), told(number, 501), told(number, "12")]).toEqual([
    null,
    "errors.tooSmall",
    "errors.tooBig",
    "errors.number",
  ]);
  expect([told(money, { minor: 100, currency: "CNY" }), told(money, { minor: -1, currency: "CNY" })]).toEqual([
    null,
    "applications.errors.amount",
  ]);
  expect([told(day, "2026-02-28"), told(day, "2026-02-30")]).toEqual([null, "errors.day"]);
  expect([told(page, "https://a.example"), told(page, "javascript:alert(1)")]).toEqual([null, "errors.url"]);
  expect([
    told(table, [{ name: "A", share: 3 }]),
    told(table, [{ name: "A", share: "3" }]),
    told(table, [{}, {}, { name: "x" }]),
  ]).toEqual([null, "applications.errors.cell", "errors.tooManyItems"]);
  expect([told(choices, ["yes"]), told(choices, ["yes", "no"]), told(choices, ["maybe"])]).toEqual([
    null,
    "errors.tooManyItems",
    "applications.errors.unknownChoice",
  ]);
  expect([hasAnswer(consent, false), hasAnswer(consent, true), hasAnswer(table, [{ name: "" }])]).toEqual([false, true, false]);
});

test("letters are counted as people count them", () => {
  expect([lettersOf("电池"), lettersOf("👩‍🔬"), lettersOf("é")]).toEqual([2, 1, 1]);
  expect(faultOf(pilot[0]!, "x".repeat(21))).toEqual({ key: "errors.tooLong", values: { maximum: 20 } });
  expect(faultOf(pilot[0]!, "👩‍🔬".repeat(20))).toBeNull();
});

test("a form that asks in circles, twice or for nothing is not published", () => {
  const faulty = formOf(
    { key: "early", kind: "text", showIf: { key: "late", values: ["x"] } },
    { key: "late", kind: "choice", options: [options[0]!, options[0]!] },
    { key: "late", kind: "text", label: {} },
    { key: "lost", kind: "text", showIf: { key: "nowhere", values: ["x"] } },
    { key: "never", kind: "text", showIf: { key: "late", values: ["maybe"] } },
    { key: "range", kind: "number", least: 2, most: 1 },
  );
  expect(faultsOf(faulty)).toEqual([
    { key: "early", fault: "conditionLater" },
    { key: "late", fault: "doubleOption" },
    { key: "late", fault: "noLabel" },
    { key: "late", fault: "doubleKey" },
    { key: "lost", fault: "conditionUnknown" },
    { key: "never", fault: "conditionNeverMet" },
    { key: "range", fault: "leastAboveMost" },
  ]);
  expect(faultsOf(pilot)).toEqual([]);
});

test("whoever wrote on an older version hears what is new, gone or asked otherwise, not of a better wording", () => {
  const newer = formOf(
    { key: "summary", kind: "longText", longest: 20, isRequired: true, label: { en: "In short" } },
    { key: "hasPilot", kind: "choice", options: [...options, { value: "soon", label }], isRequired: true },
    { key: "price", kind: "money" },
  );
  const { added, removed, changed } = changeBetween(pilot, newer);
  expect([keys(added), keys(removed), keys(changed)]).toEqual([["price"], ["pilotFirm", "pilotResult", "plan"], ["hasPilot"]]);
});

test("answering a question never hides what is asked before it, and everything missing is asked", () => {
  const value = fc.constantFrom(undefined, "yes", "no", "Acme", "");
  fc.assert(
    fc.property(fc.record({ hasPilot: value, pilotFirm: value, summary: value }), (answers) => {
      const shown = keys(shownFields(pilot, answers, 2));
      expect(shown.slice(0, 2)).toEqual(["summary", "hasPilot"]);
      for (const key of keys(missingFields(pilot, answers, 2))) expect(shown).toContain(key);
    }),
  );
});

test("what nobody can keep of a pasted text is left out, in every part of an answer, and nothing in it grows without end", () => {
  const half = "\ud800\u0000x";
  const cell = { [half]: half, share: 1 };
  const money = { minor: 5, currency: "E\u0000UR" };
  const kept = [half, [half], [cell], money].map((value) => parse(answer, value));
  expect(kept).toEqual(["\ufffdx", ["\ufffdx"], [{ "\ufffdx": "\ufffdx", share: 1 }], { minor: 5, currency: "EUR" }]);
  const many = Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`c${at}`, at]));
  const tooMuch = [[{ name: "x".repeat(2001) }], [{ ["k".repeat(41)]: "x" }], [many], { minor: 1, currency: "EURO" }];
  expect(tooMuch.map((value) => answer.safeParse(value).success)).toEqual([false, false, false, false]);
});

test("an amount is of the currency that is asked for", () => {
  const [price] = formOf({ key: "price", kind: "money", currency: "CNY" }) as [FormField];
  const fault = { key: "applications.errors.amount" };
  expect(["CNY", "USD", "x"].map((currency) => faultOf(price, { minor: 500, currency }))).toEqual([null, fault, fault]);
});
