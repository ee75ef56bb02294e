import { fields, type Topic, topics } from "#contexts/companies/fields.ts";
import { readAmount, writeAmount } from "../../amount.ts";
import type { NeedText } from "../../quality.ts";
import { type RequirementKind, readRequirementValue, requirementKinds, writeRequirementValue } from "../../requirement-value.ts";
import type { NeedView } from "../../schema.ts";

export interface RequirementRow {
  level: string;
  kind: string;
  text: string;
  /** As written in one line: "CN, DE", "10–50". */
  value: string;
}

/** What the fields of the form hold, as written. */
export interface NeedFormValues {
  title: string;
  detail: string;
  teaser: string;
  lang: string;
  field: string;
  topics: string[];
  tags: string[];
  languages: string[];
  budgetMinor: string;
  decideBy: string;
  urgency: string;
  visibility: string;
  unitId: string;
  ownerPersonId: string;
  sponsorPersonId: string;
  requirements: RequirementRow[];
}

export const emptyRow: RequirementRow = { level: "must", kind: "text", text: "", value: "" };

export function valuesOfNeed(need: NeedView, locale: string): NeedFormValues {
  return {
    title: need.title,
    detail: need.detail,
    teaser: need.teaser,
    lang: need.lang,
    field: need.field ?? "",
    topics: need.topics,
    tags: need.tags,
    languages: need.languages,
    budgetMinor: writeAmount(need.budgetMinor, locale),
    decideBy: need.decideBy ?? "",
    urgency: need.urgency,
    visibility: need.visibility,
    unitId: need.unit.id,
    ownerPersonId: need.owner.id,
    sponsorPersonId: need.sponsor?.id ?? "",
    requirements: need.requirements.map((each) => ({
      level: each.level,
      kind: each.kind,
      text: each.text,
      value: writeRequirementValue(each),
    })),
  };
}

/** The fields of a form element or a submitted form. */
export function valuesOfForm(form: FormData): NeedFormValues {
  const one = (name: string) => String(form.get(name) ?? "");
  const many = (name: string) => form.getAll(`${name}[]`).map(String).filter(Boolean);
  return {
    title: one("title"),
    detail: one("detail"),
    teaser: one("teaser"),
    lang: one("lang"),
    field: one("field"),
    topics: many("topics"),
    tags: many("tags"),
    languages: many("languages"),
    budgetMinor: one("budgetMinor"),
    decideBy: one("decideBy"),
    urgency: one("urgency"),
    visibility: one("visibility"),
    unitId: one("unitId"),
    ownerPersonId: one("ownerPersonId"),
    sponsorPersonId: one("sponsorPersonId"),
    requirements: rowsOfForm(form),
  };
}

/** Rows as they stand in the form, blank ones included, so that a mistake is shown at its own row. */
export function rowsOfForm(form: FormData): RequirementRow[] {
  const indexes = [...form.keys()].flatMap((name) => /^requirements\.(\d{1,3})\.kind$/.exec(name)?.[1] ?? []).map(Number);
  return indexes
    .sort((a, b) => a - b)
    .map((index) => {
      const part = (name: string) => String(form.get(`requirements.${index}.${name}`) ?? "");
      return { level: part("level"), kind: part("kind"), text: part("text"), value: part("value") };
    });
}

export const isBlank = ({ text, value }: RequirementRow): boolean => text.trim() === "" && value.trim() === "";

/** The form as input of the commands; what was left empty clears the value. */
export function inputOfValues(values: NeedFormValues, locale: string): Record<string, unknown> {
  const { unitId, ownerPersonId, lang, ...rest } = values;
  return {
    ...rest,
    field: values.field || null,
    budgetMinor: readAmount(values.budgetMinor, locale),
    decideBy: values.decideBy || null,
    sponsorPersonId: values.sponsorPersonId || null,
    ...(unitId ? { unitId } : {}),
    ...(ownerPersonId ? { ownerPersonId } : {}),
    ...(lang ? { lang } : {}),
    requirements: values.requirements.filter((row) => !isBlank(row)).map(inputOfRow),
  };
}

function inputOfRow({ level, kind, text, value }: RequirementRow): Record<string, unknown> {
  if (kind === "text") return { level, kind, text: text || value };
  return { level, kind, text, value: readRequirementValue(kind as RequirementKind, value) };
}

/** What the quality check reads, from values nobody has checked yet. */
export function needTextOf(values: NeedFormValues, lang: string, locale: string): NeedText {
  const budget = readAmount(values.budgetMinor, locale);
  return {
    title: values.title,
    detail: values.detail,
    teaser: values.teaser,
    lang,
    field: (fields as string[]).includes(values.field) ? values.field : null,
    topics: values.topics.filter((topic) => topics.includes(topic as Topic)),
    requirements: values.requirements
      .filter((row) => !isBlank(row))
      .map((row) => ({
        level: row.level === "should" ? "should" : "must",
        kind: requirementKinds.find((kind) => kind === row.kind) ?? "text",
        text: row.text || row.value,
      })),
    budgetMinor: Number.isNaN(budget) ? null : budget,
    decideBy: values.decideBy || null,
  };
}
