import type { z } from "zod";
import { DomainError, type FieldErrors, notFound } from "./errors.ts";

/** Parses outside input; throws `invalid` with one catalogue key a field. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new DomainError("invalid", "errors.invalid", { fields: fieldErrors(result.error), values: limitsOf(result.error) });
}

/** The parameters of an address; one that no record can have names nothing. */
export function parseParams<Schema extends z.ZodType>(schema: Schema, params: unknown): z.output<Schema> {
  const result = schema.safeParse(params);
  if (result.success) return result.data;
  throw notFound(result.error);
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

type FormNode = Record<string, unknown>;

/** No form of ours nests deeper. */
const deepestName = 8;

/**
 * A submitted form as a plain object: repeated names become arrays, an empty field is absent, `name[]` is always an array and
 * `a.b` nests. Anybody may send any name: one that nests too deep, or below a value, is left out, and no object here has a
 * prototype whose members a name could reach.
 */
export function formObject(form: FormData): FormNode {
  const valuesOf = new Map<string, FormDataEntryValue[]>();
  for (const [name, value] of form) {
    const values = valuesOf.get(name) ?? [];
    if (value !== "") values.push(value);
    valuesOf.set(name, values);
  }
  const result: FormNode = Object.create(null);
  for (const [name, values] of valuesOf) {
    const isList = name.endsWith("[]");
    if (!isList && values.length === 0) continue;
    setPath(result, isList ? name.slice(0, -2) : name, isList || values.length > 1 ? values : values[0]);
  }
  return result;
}

function setPath(root: FormNode, name: string, value: unknown): void {
  const path = name.split(".", deepestName + 1);
  if (path.length > deepestName || path.includes("__proto__") || path.includes("constructor")) return;
  const last = path.pop()!;
  let node = root;
  for (const part of path) {
    node[part] ??= Object.create(null);
    if (!isNode(node[part])) return;
    node = node[part];
  }
  node[last] ??= value;
}

/** A list or a file is a value, not a place for further names. */
const isNode = (value: unknown): value is FormNode =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null;
