import type { Answer } from "../form/answer.ts";
import { answerMark } from "../form/answer-text.ts";
import type { FormField } from "../form/field.ts";
import type { Form } from "../form/form.ts";

type Column = Extract<FormField, { kind: "table" }>["columns"][number];

/** Name of a question's input in a form. */
export const nameOf = ({ key }: Pick<FormField, "key">): string => `answer.${key}`;

/** What is sent beside each answer: which version the page was opened with, and a mark of its text. */
export const versionNameOf = (field: Pick<FormField, "key">): string => `${nameOf(field)}.version`;
export const markNameOf = (field: Pick<FormField, "key">): string => `${nameOf(field)}.mark`;

/**
 * The answers in a form, as they were typed; what cannot be read as the kind of the question stays the text it is, so that it is kept and
 * its mistake can be named. Files are uploaded by themselves.
 */
export function answersOfForm(fields: Form, form: FormData): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const field of fields) {
    if (field.kind === "file" || !form.has(versionNameOf(field))) continue;
    answers[field.key] =
      field.kind === "table"
        ? rowsOf(field.columns, nameOf(field), form)
        : answerOf(field, form.getAll(nameOf(field)).map(String));
  }
  return answers;
}

/** Of a form sent without a script, what was changed since the page was opened, over the version it was opened with. */
export function changedAnswers(fields: Form, form: FormData): { key: string; value: Answer; version: number }[] {
  return fields.flatMap((field) => {
    const value = answersOfForm([field], form)[field.key];
    if (value === undefined || answerMark(value) === form.get(markNameOf(field))) return [];
    return [{ key: field.key, value, version: Number(form.get(versionNameOf(field))) || 0 }];
  });
}

function answerOf(field: FormField, values: string[]): Answer {
  const [value = ""] = values;
  switch (field.kind) {
    case "consent":
      return values.length > 0;
    case "choices":
      return values.filter(Boolean);
    case "number":
      return asNumber(value);
    case "money": {
      const amount = asNumber(value);
      return typeof amount === "number" ? { minor: Math.round(amount * 100), currency: field.currency } : amount;
    }
    default:
      return value === "" ? null : value;
  }
}

/** Cells are named `answer.<question>.<row>.<column>`; rows without a word in them are nobody's answer. */
function rowsOf(columns: readonly Column[], name: string, form: FormData): Answer {
  const rows = new Map<number, Record<string, string | number | null>>();
  for (const [cell, typed] of form) {
    if (!cell.startsWith(`${name}.`)) continue;
    const [row, key] = cell.slice(name.length + 1).split(".");
    const column = columns.find((each) => each.key === key);
    if (!column || typeof typed !== "string") continue;
    const value = column.kind === "number" ? asNumber(typed) : typed === "" ? null : typed;
    rows.set(Number(row), { ...rows.get(Number(row)), [column.key]: value });
  }
  const inOrder = [...rows].sort(([one], [other]) => one - other).map(([, row]) => row);
  return inOrder.filter((row) => Object.values(row).some((cell) => cell !== null));
}

/** "1 234,5" and "1234.5" are numbers; "1,234" is one in London and another in Berlin, so it stays what was typed. */
function asNumber(typed: string): number | string | null {
  const text = typed.replace(/[\s\u00a0\u202f’']/g, "");
  if (text === "") return null;
  if (!/^-?\d+([.,]\d+)?$/.test(text) || /^-?\d{1,3},\d{3}$/.test(text)) return typed;
  return Number(text.replace(",", "."));
}

/** An answer as the input shows it. */
export function shownAnswer(value: Answer | undefined): string {
  if (value === null || value === undefined || typeof value === "boolean" || Array.isArray(value)) return "";
  return typeof value === "object" ? String(value.minor / 100) : String(value);
}
