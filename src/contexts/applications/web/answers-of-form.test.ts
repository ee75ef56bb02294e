import { expect, test } from "vitest";
import { parse } from "#platform/parse.ts";
import { answerMark, answerText } from "../form/answer-text.ts";
import { form } from "../form/form.ts";
import { answersOfForm, changedAnswers } from "./answers-of-form.ts";

const label = { en: "Question" };
const fields = parse(form, [
  { key: "pitch", kind: "longText", stage: 1, label },
  { key: "team", kind: "number", stage: 1, label },
  { key: "asked", kind: "money", stage: 1, label },
  { key: "terms", kind: "consent", stage: 1, label },
  {
    key: "markets",
    kind: "choices",
    stage: 1,
    label,
    options: [
      { value: "eu", label },
      { value: "cn", label },
    ],
  },
  { key: "deck", kind: "file", stage: 1, label },
  {
    key: "founders",
    kind: "table",
    stage: 1,
    label,
    columns: [
      { key: "name", kind: "text", label },
      { key: "share", kind: "number", label },
    ],
  },
]);

function sent(values: Record<string, string | string[]>): FormData {
  const data = new FormData();
  for (const { key } of fields) data.append(`answer.${key}.version`, "3");
  for (const [name, value] of Object.entries(values)) for (const each of [value].flat()) data.append(`answer.${name}`, each);
  return data;
}

test("a form becomes answers of the kinds its questions ask for; an empty one is none", () => {
  const typed = {
    pitch: "Batteries",
    team: "12",
    asked: "1 250 000,50",
    terms: "on",
    markets: ["eu", "cn"],
    "founders.1.name": "Mia",
    "founders.1.share": "40",
    "founders.0.name": "Li Wei",
    "founders.0.share": "half",
    "founders.2.name": "",
    "founders.2.share": "",
  };
  expect(answersOfForm(fields, sent(typed))).toEqual({
    pitch: "Batteries",
    team: 12,
    asked: { minor: 125_000_050, currency: "CNY" },
    terms: true,
    markets: ["eu", "cn"],
    founders: [
      { name: "Li Wei", share: "half" },
      { name: "Mia", share: 40 },
    ],
  });
  expect(answersOfForm(fields, sent({}))).toEqual({
    pitch: null,
    team: null,
    asked: null,
    terms: false,
    markets: [],
    founders: [],
  });
});

test("what reads as two numbers stays what was typed, so that it can be asked about", () => {
  const read = (team: string) => answersOfForm(fields, sent({ team })).team;
  expect(["1,234", "1.5", "1,5", "12 people", "-3"].map(read)).toEqual(["1,234", 1.5, 1.5, "12 people", -3]);
});

test("without a script only what was changed is sent, over the version the page was opened with", () => {
  const data = sent({ pitch: "Changed", team: "12" });
  data.append("answer.pitch.mark", answerMark("Before"));
  data.append("answer.team.mark", answerMark(12));
  for (const key of ["asked", "markets", "founders"]) data.append(`answer.${key}.mark`, answerMark(key === "asked" ? null : []));
  data.append("answer.terms.mark", answerMark(false));
  expect(changedAnswers(fields, data)).toEqual([{ key: "pitch", value: "Changed", version: 3 }]);
});

test("an answer is the same in whatever order the database gives its parts back", () => {
  expect(answerText([{ share: 1, name: "Mia" }])).toBe(answerText([{ name: "Mia", share: 1 }]));
});
