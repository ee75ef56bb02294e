import { type Locale, locales } from "#platform/i18n/locales.ts";
import type { AgreementKind } from "./agreement.ts";

/**
 * What a template may name. The pilot knows most of it; the rest is asked for when a document is made. What is worded differently in each
 * language is given for each of them.
 */
interface FieldRule {
  from: "pilot" | "asked" | "list";
  ask?: "line" | "text" | "number" | "money";
  isWording?: boolean;
}

export const fieldRules = {
  "host.name": { from: "pilot" },
  "host.unit": { from: "pilot" },
  "host.address": { from: "asked", ask: "line", isWording: true },
  "startup.name": { from: "pilot" },
  "startup.address": { from: "asked", ask: "line", isWording: true },
  "startup.registration": { from: "asked", ask: "line" },
  "pilot.number": { from: "pilot" },
  "pilot.title": { from: "pilot", ask: "line", isWording: true },
  "pilot.scope": { from: "pilot", ask: "text", isWording: true },
  "pilot.owner": { from: "pilot" },
  "pilot.startsOn": { from: "pilot" },
  "pilot.endsOn": { from: "pilot" },
  "pilot.decisionOn": { from: "pilot" },
  "consequence.nextOrder": { from: "pilot", ask: "text", isWording: true },
  "consequence.days": { from: "pilot" },
  "document.number": { from: "pilot" },
  "document.date": { from: "pilot" },
  "agreement.number": { from: "pilot" },
  "agreement.signedOn": { from: "pilot" },
  amount: { from: "asked", ask: "money" },
  "payment.days": { from: "asked", ask: "number" },
  purpose: { from: "asked", ask: "text", isWording: true },
  "confidentiality.years": { from: "asked", ask: "number" },
  "data.categories": { from: "asked", ask: "text", isWording: true },
  "data.location": { from: "asked", ask: "line", isWording: true },
  "data.retentionDays": { from: "asked", ask: "number" },
  "law.name": { from: "asked", ask: "line", isWording: true },
  "law.court": { from: "asked", ask: "line", isWording: true },
  reason: { from: "asked", ask: "text", isWording: true },
  criteria: { from: "list" },
  terms: { from: "list" },
  changes: { from: "list" },
} as const satisfies Record<string, FieldRule>;

export type FieldName = keyof typeof fieldRules;
export const fieldNames = Object.keys(fieldRules) as FieldName[];
export const isField = (name: string): name is FieldName => Object.hasOwn(fieldRules, name);
export const ruleOf = (name: FieldName): FieldRule => fieldRules[name];

/** What is said of each entry of a list. */
export const listItems = {
  criteria: ["position", "metric", "baseline", "target", "method", "measuredBy"],
  terms: ["position", "kind", "subject", "belongsTo", "use"],
  changes: ["position", "part", "before", "after"],
} as const;
export type ListName = keyof typeof listItems;
export const isList = (name: string): name is ListName => Object.hasOwn(listItems, name);

/** What a text of the kind cannot do without. */
export const neededFields: Record<AgreementKind, readonly FieldName[]> = {
  nda: ["host.name", "startup.name"],
  pilotAgreement: [
    "host.name",
    "startup.name",
    "pilot.scope",
    "pilot.startsOn",
    "pilot.endsOn",
    "pilot.decisionOn",
    "criteria",
    "consequence.nextOrder",
  ],
  dataTerms: ["host.name", "startup.name"],
  amendment: ["host.name", "startup.name", "agreement.number", "changes"],
};

/** The language of a value that reads the same in all of them. */
export const anyLanguage = "any";
export const valueLanguages = [...locales, anyLanguage] as const;
export type ValueLanguage = (typeof valueLanguages)[number];

/** What was typed for the fields that are asked for, by field and language. */
export type AskedValues = Partial<Record<FieldName, Partial<Record<ValueLanguage, string>>>>;

export const askedIn = (values: AskedValues, name: FieldName, lang: Locale): string =>
  values[name]?.[ruleOf(name).isWording ? lang : anyLanguage]?.trim() ?? "";
