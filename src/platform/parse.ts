import type { z } from "zod";
import { DomainError, type FieldErrors } from "./errors.ts";

/** Parses outside input; throws `invalid` with one catalogue key a field. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new DomainError("invalid", "errors.invalid", { fields: fieldErrors(result.error), values: limitsOf(result.error) });
}

/** Field path → catalogue key; a schema gives a key of its own as the message ("needs.errors.titleMissing"). */
export function fieldErrors(error: z.ZodError): FieldErrors {
  return Object.fromEntries(error.issues.map((issue) => [issue.path.join("."), messageKeyOf(issue)]));
}

function messageKeyOf(issue: z.core.$ZodIssue): string {
  if (/^[a-z][A-Za-z]*(\.[A-Za-z]+)+$/.test(issue.message)) return issue.message;
  if (issue.code === "too_big" && issue.origin === "string") return "errors.tooLong";
  if (issue.code === "too_small" && issue.origin === "string") return "errors.required";
  if (issue.code === "invalid_type" && issue.input === undefined) return "errors.required";
  return "errors.wrongFormat";
}

function limitsOf(error: z.ZodError): Record<string, number> {
  const tooBig = error.issues.find((issue) => issue.code === "too_big");
  return tooBig ? { maximum: Number(tooBig.maximum) } : {};
}

/**
 * A submitted form as a plain object: repeated names become arrays, an empty field is absent,
 * `name[]` is always an array and `a.b` nests.
 */
export function formObject(form: FormData): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value) => value !== "");
    const isList = name.endsWith("[]");
    if (!isList && values.length === 0) continue;
    setPath(result, (isList ? name.slice(0, -2) : name).split("."), isList || values.length > 1 ? values : values[0]);
  }
  return result;
}

function setPath(target: Record<string, unknown>, [head, ...rest]: string[], value: unknown): void {
  if (head === undefined || head === "__proto__" || head === "constructor") return;
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  target[head] ??= {};
  setPath(target[head] as Record<string, unknown>, rest, value);
}
