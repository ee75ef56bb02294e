import type { z } from "zod";
import { DomainError, type MessageValues, notFound } from "./errors.ts";

/** Parses outside input; throws `invalid` with one catalogue key a field. */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  // The first mistake of a field is told, so it is entered last.
  const mistakes = result.error.issues.flatMap((issue) => mistakesOf(issue, input)).reverse();
  const fields = Object.fromEntries(mistakes.map(({ field, key }) => [field, key]));
  const fieldValues = Object.fromEntries(mistakes.map(({ field, values = {} }) => [field, values]));
  throw new DomainError("invalid", "errors.invalid", { fields, fieldValues });
}

/** The parameters of an address; one that no record can have names nothing. */
export function parseParams<Schema extends z.ZodType>(schema: Schema, params: unknown): z.output<Schema> {
  const result = schema.safeParse(params);
  if (result.success) return result.data;
  throw notFound(result.error);
}

interface Mistake {
  field: string;
  /** Catalogue key. */
  key: string;
  values?: MessageValues;
}

/** A schema may give a key of its own as the message ("needs.errors.budgetNegative"). */
function mistakesOf(issue: z.core.$ZodIssue, input: unknown): Mistake[] {
  const field = issue.path.join(".");
  if (/^[a-z][A-Za-z]*(\.[A-Za-z]+)+$/.test(issue.message)) return [{ field, key: issue.message }];
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((name) => ({ field: [...issue.path, name].join("."), key: "errors.unknownName" }));
  if (isMissing(input, issue.path)) return [{ field, key: "errors.required" }];
  const branch = issue.code === "invalid_union" ? issue.errors.find(isToThePoint) : undefined;
  if (branch) return branch.flatMap((inner) => mistakesOf({ ...inner, path: [...issue.path, ...inner.path] }, input));
  return [{ field, ...sentenceOf(issue) }];
}

/** Of the choices of a union the one that was meant: not another kind of value altogether, not a single constant. */
const isToThePoint = (issues: z.core.$ZodIssue[]): boolean =>
  !issues.some(
    (issue) =>
      issue.path.length === 0 &&
      ((issue.code === "invalid_type" && ["array", "object", "string"].includes(issue.expected)) ||
        (issue.code === "invalid_value" && issue.values.length === 1)),
  );

function isMissing(input: unknown, path: readonly PropertyKey[]): boolean {
  let value = input;
  for (const part of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[part];
  return value === undefined || value === null;
}

function sentenceOf(issue: z.core.$ZodIssue): Omit<Mistake, "field"> {
  switch (issue.code) {
    case "too_big":
      return {
        key: tooBig[issue.origin as keyof typeof tooBig] ?? "errors.wrongFormat",
        values: { maximum: Number(issue.maximum) },
      };
    case "too_small": {
      const minimum = Number(issue.minimum);
      if (issue.origin === "string" && minimum === 1) return { key: "errors.required" };
      return { key: tooSmall[issue.origin as keyof typeof tooSmall] ?? "errors.wrongFormat", values: { minimum } };
    }
    case "invalid_type":
      return { key: typeSentences[issue.expected as keyof typeof typeSentences] ?? "errors.wrongFormat" };
    case "invalid_format":
      return { key: formatSentences[issue.format as keyof typeof formatSentences] ?? "errors.wrongFormat" };
    case "invalid_value":
      if (issue.values.length > mostChoices) return { key: "errors.unknownValue" };
      return { key: "errors.notOneOf", values: { choices: issue.values.join(", ") } };
    default:
      return { key: "errors.wrongFormat" };
  }
}

/** More than these nobody reads in a sentence. */
const mostChoices = 30;

const tooBig = { string: "errors.tooLong", number: "errors.tooBig", int: "errors.tooBig", array: "errors.tooManyItems" } as const;
const tooSmall = {
  string: "errors.tooShort",
  number: "errors.tooSmall",
  int: "errors.tooSmall",
  array: "errors.tooFewItems",
} as const;
const typeSentences = { number: "errors.number", int: "errors.wholeNumber", boolean: "errors.yesOrNo" } as const;
const formatSentences = {
  uuid: "errors.id",
  date: "errors.day",
  datetime: "errors.moment",
  url: "errors.url",
  email: "identity.errors.emailWrong",
} as const;

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
