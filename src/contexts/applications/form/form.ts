import { z } from "zod";
import type { Locale } from "#platform/i18n/locales.ts";
import { wordsOfField } from "../call-texts.ts";
import { isWritten } from "../wording.ts";
import { type Answers, hasAnswer } from "./answer.ts";
import { type FormField, type FormStage, formField } from "./field.ts";

/** The questions of a call in the order they are asked. */
export const form = z.array(formField).max(120);
export type Form = z.output<typeof form>;

export type FormFault =
  | "noLabel"
  | "notInEveryLanguage"
  | "doubleKey"
  | "conditionUnknown"
  | "conditionLater"
  | "conditionNeverMet"
  | "conditionOfLaterStage"
  | "doubleOption"
  | "doubleProfilePart"
  | "leastAboveMost";

/** What keeps a form from being published in some languages, each with the field it is about. */
export function faultsOf(fields: Form, langs: readonly string[] = []): { key: string; fault: FormFault }[] {
  return fields.flatMap((field, at) => faultsOfField(field, fields, at, langs).map((fault) => ({ key: field.key, fault })));
}

function faultsOfField(field: FormField, fields: Form, at: number, langs: readonly string[]): FormFault[] {
  const faults: FormFault[] = [];
  const before = fields.slice(0, at);
  if (!isWritten(field.label)) faults.push("noLabel");
  else if (wordsOfField(field).some((words) => !langs.every((lang) => words[lang as Locale]))) faults.push("notInEveryLanguage");
  if (before.some(({ key }) => key === field.key)) faults.push("doubleKey");
  if (field.profilePart !== null && before.some(({ profilePart }) => profilePart === field.profilePart))
    faults.push("doubleProfilePart");
  if ("options" in field && new Set(field.options.map(({ value }) => value)).size < field.options.length)
    faults.push("doubleOption");
  if (field.kind === "number" && field.least !== null && field.most !== null && field.least > field.most)
    faults.push("leastAboveMost");
  const fault = faultOfCondition(field, fields, before);
  return fault ? [...faults, fault] : faults;
}

/** A condition looks back, so that nobody answers what a later answer takes away, and no conditions run in a circle. */
function faultOfCondition({ showIf, stage }: FormField, fields: Form, before: Form): FormFault | null {
  if (showIf === null) return null;
  const asked = before.find(({ key }) => key === showIf.key);
  if (!asked) return fields.some(({ key }) => key === showIf.key) ? "conditionLater" : "conditionUnknown";
  if (asked.stage > stage) return "conditionOfLaterStage";
  const possible = possibleAnswers(asked);
  return possible && showIf.values.some((value) => !possible.includes(value)) ? "conditionNeverMet" : null;
}

/** Null where anything may be answered. */
function possibleAnswers(field: FormField): string[] | null {
  if (field.kind === "choice" || field.kind === "choices") return field.options.map(({ value }) => value);
  return field.kind === "consent" ? ["true", "false"] : null;
}

/** The fields that answers so far let see, up to a stage; what a hidden field was once answered does not count. */
export function shownFields(fields: Form, answers: Answers, stage: FormStage): Form {
  const shown = new Map<string, FormField>();
  for (const field of fields) {
    if (field.stage <= stage && isShown(field, shown, answers)) shown.set(field.key, field);
  }
  return [...shown.values()];
}

function isShown({ showIf }: FormField, shown: ReadonlyMap<string, FormField>, answers: Answers): boolean {
  if (showIf === null) return true;
  const asked = shown.get(showIf.key);
  if (!asked) return false;
  const value = answers[showIf.key];
  const given: unknown[] =
    asked.kind === "consent" ? [String(value === true)] : Array.isArray(value) ? value : [String(value ?? "")];
  return showIf.values.some((wanted) => given.includes(wanted));
}

/** Required fields without an answer, in the order of the form. */
export function missingFields(fields: Form, answers: Answers, stage: FormStage): Form {
  return shownFields(fields, answers, stage).filter((field) => field.isRequired && !hasAnswer(field, answers[field.key]));
}

/** How far the writing is: answered and asked required fields of the stage. */
export function progressOf(fields: Form, answers: Answers, stage: FormStage): { answered: number; required: number } {
  const required = shownFields(fields, answers, stage).filter(({ isRequired }) => isRequired);
  return { required: required.length, answered: required.filter((field) => hasAnswer(field, answers[field.key])).length };
}

export interface FormChange {
  added: FormField[];
  removed: FormField[];
  /** Asked otherwise: another kind, other choices, another limit, newly required. Other words alone are no change. */
  changed: FormField[];
}

/** What somebody who writes on an older version of a form has to look at again. */
export function changeBetween(older: Form, newer: Form): FormChange {
  const known = new Map(older.map((field) => [field.key, field]));
  const kept = new Set(newer.map(({ key }) => key));
  return {
    added: newer.filter(({ key }) => !known.has(key)),
    removed: older.filter(({ key }) => !kept.has(key)),
    changed: newer.filter((field) => known.has(field.key) && demandOf(known.get(field.key)!) !== demandOf(field)),
  };
}

function demandOf(field: FormField): string {
  const { label: _, help: __, ...demand } = field;
  const choices = "options" in demand ? { options: demand.options.map(({ value }) => value) } : {};
  return JSON.stringify({ ...demand, ...choices });
}
