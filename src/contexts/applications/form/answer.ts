import { z } from "zod";
import { cleanText, writtenText } from "#platform/clean-text.ts";
import type { MessageValues } from "#platform/errors.ts";
import type { FormField } from "./field.ts";

/** Minor units of the field's currency. */
const money = z.object({ minor: z.number().int(), currency: writtenText(3) });
const mostCells = 24;
const row = z
  .record(writtenText(40), z.union([writtenText(2000), z.number(), z.null()]))
  .refine((cells) => Object.keys(cells).length <= mostCells, "errors.wrongFormat");

/**
 * What was answered, by the key of the field; as typed while a draft is written, whether or not it is right. What was pasted along and no
 * database keeps (half an emoji, a zero character) is left out.
 */
export const answer = z.union([
  writtenText(60_000),
  z.number(),
  z.boolean(),
  z.array(writtenText(500)).max(200),
  money,
  z.array(row).max(500),
  z.null(),
]);
export type Answer = z.output<typeof answer>;
export type Answers = Record<string, Answer | undefined>;

export interface AnswerFault {
  /** Catalogue key. */
  key: string;
  values?: MessageValues;
}

type Value<Kind extends FormField["kind"]> = Extract<FormField, { kind: Kind }>;

/** Whether anything was answered; a consent only where it was given. */
export function hasAnswer(field: FormField, value: Answer | undefined): boolean {
  if (value === undefined || value === null) return false;
  if (field.kind === "consent") return value === true;
  if (typeof value === "string") return value.trim() !== "";
  if (field.kind === "table") return rowsOf(value).some((row) => Object.values(row).some((cell) => cell !== null && cell !== ""));
  return Array.isArray(value) ? value.length > 0 : true;
}

/** What is wrong with an answer, or null; an empty one is never wrong, only missing. */
export function faultOf(field: FormField, value: Answer | undefined): AnswerFault | null {
  if (!hasAnswer(field, value)) return null;
  switch (field.kind) {
    case "text":
    case "longText":
      return typeof value === "string" ? tooLong(value, field.longest) : wrong;
    case "choice":
      return isOption(field, value) ? null : unknownChoice;
    case "choices":
      return faultOfChoices(field, value);
    case "number":
      return faultOfNumber(field, value);
    case "money":
      return isAmount(field, value) ? null : { key: "applications.errors.amount" };
    case "date":
      return z.iso.date().safeParse(value).success ? null : { key: "errors.day" };
    case "url":
      return z
        .url({ protocol: /^https?$/ })
        .max(2000)
        .safeParse(value).success
        ? null
        : { key: "errors.url" };
    case "file":
      return faultOfFiles(field, value);
    case "table":
      return faultOfTable(field, value);
    case "consent":
      return typeof value === "boolean" ? null : wrong;
  }
}

const wrong: AnswerFault = { key: "errors.wrongFormat" };
const unknownChoice: AnswerFault = { key: "applications.errors.unknownChoice" };

/** Counted as people count: an emoji or a Chinese character is one. */
export const lettersOf = (text: string): number => [...segmenter.segment(cleanText(text))].length;
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const tooLong = (text: string, longest: number): AnswerFault | null =>
  text.length > longest && lettersOf(text) > longest ? { key: "errors.tooLong", values: { maximum: longest } } : null;

function isAmount({ currency }: Value<"money">, value: unknown): boolean {
  const { data } = money.safeParse(value);
  return data !== undefined && data.minor >= 0 && data.currency === currency;
}

const isOption = (field: Value<"choice" | "choices">, value: unknown): boolean =>
  field.options.some((option) => option.value === value);

function faultOfChoices(field: Value<"choices">, value: unknown): AnswerFault | null {
  if (!Array.isArray(value) || !value.every((each) => isOption(field, each))) return unknownChoice;
  return field.most !== null && value.length > field.most
    ? { key: "errors.tooManyItems", values: { maximum: field.most } }
    : null;
}

function faultOfNumber({ least, most }: Value<"number">, value: unknown): AnswerFault | null {
  if (typeof value !== "number" || !Number.isFinite(value)) return { key: "errors.number" };
  if (least !== null && value < least) return { key: "errors.tooSmall", values: { minimum: least } };
  return most !== null && value > most ? { key: "errors.tooBig", values: { maximum: most } } : null;
}

function faultOfFiles({ most }: Value<"file">, value: unknown): AnswerFault | null {
  if (!z.array(z.uuid()).safeParse(value).success) return wrong;
  return (value as string[]).length > most ? { key: "errors.tooManyItems", values: { maximum: most } } : null;
}

const rowsOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((row) => typeof row === "object") : [];

function faultOfTable({ columns, mostRows }: Value<"table">, value: unknown): AnswerFault | null {
  const rows = rowsOf(value);
  if (rows.length > mostRows) return { key: "errors.tooManyItems", values: { maximum: mostRows } };
  for (const [at, row] of rows.entries()) {
    for (const { key, kind } of columns) {
      if (!isCell(kind, row[key])) return { key: "applications.errors.cell", values: { row: at + 1 } };
    }
  }
  return null;
}

function isCell(kind: "text" | "number" | "date", cell: unknown): boolean {
  if (cell === undefined || cell === null || cell === "") return true;
  if (kind === "number") return typeof cell === "number" && Number.isFinite(cell);
  if (kind === "date") return z.iso.date().safeParse(cell).success;
  return typeof cell === "string" && cell.length <= 500;
}
