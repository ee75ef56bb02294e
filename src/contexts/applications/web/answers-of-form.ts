import type { Answer } from "../form/answer.ts";
import type { FormField } from "../form/field.ts";
import type { Form } from "../form/form.ts";

/** Name of a question's input in a form. */
export const nameOf = ({ key }: Pick<FormField, "key">): string => `answer.${key}`;

/**
 * The answers in a sent form, as they were typed; what cannot be read as the kind of the question stays the text it is, so that it is
 * kept and its mistake can be named. Files and tables have forms of their own.
 */
export function answersOfForm(fields: Form, form: FormData): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const field of fields) {
    if (field.kind === "file" || field.kind === "table") continue;
    const name = nameOf(field);
    if (!form.has(`${name}.asked`)) continue;
    answers[field.key] = answerOf(field, form.getAll(name).map(String));
  }
  return answers;
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

function asNumber(typed: string): number | string | null {
  const text = typed.trim().replace(",", ".");
  if (text === "") return null;
  const number = Number(text);
  return Number.isFinite(number) ? number : typed;
}

/** An answer as the input shows it. */
export function shownAnswer(value: Answer | undefined): string {
  if (value === null || value === undefined || typeof value === "boolean" || Array.isArray(value)) return "";
  return typeof value === "object" ? String(value.minor / 100) : String(value);
}
