import { countrySpecs, isValidBIC, isValidIBAN } from "ibantools";
import type { ReadinessKind } from "./readiness.ts";
import { type DetailCheck, type DetailField, detailFields, isAskedFor } from "./readiness-details.ts";

type Details = Readonly<Record<string, string>>;

interface Check {
  /** As it is stored. */
  clean: (value: string) => string;
  isRight: (value: string, all: Details) => boolean;
  mistake: string;
}

const tight = (value: string): string => value.replace(/[\s-]/g, "").toUpperCase();
const matches = (pattern: RegExp) => (value: string) => pattern.test(value);

export const isSupplierNumber = matches(/^\d{6,10}$/);

const checks: Record<DetailCheck, Check> = {
  country: { clean: tight, isRight: matches(/^[A-Z]{2}$/), mistake: "readiness.errors.country" },
  creditCode: {
    clean: tight,
    // Registers of other countries have numbers of their own.
    isRight: (value) => value.length !== 18 || isCreditCode(value),
    mistake: "readiness.errors.creditCode",
  },
  supplierNumber: { clean: tight, isRight: isSupplierNumber, mistake: "readiness.errors.supplierNumber" },
  account: {
    clean: tight,
    isRight: (value, { country = "" }) => isAccount(value, tight(country)),
    mistake: "readiness.errors.account",
  },
  swift: { clean: tight, isRight: isValidBIC, mistake: "readiness.errors.swift" },
  sum: {
    clean: (value) => value.replace(/[\s,'’]/g, ""),
    isRight: matches(/^[1-9]\d{0,11}(\.\d{1,2})?$/),
    mistake: "readiness.errors.sum",
  },
  scopeId: { clean: tight, isRight: matches(/^S[0-9A-Z]{5}$/), mistake: "readiness.errors.scopeId" },
  assessmentId: {
    clean: (value) => value.replace(/\s/g, "").toUpperCase(),
    isRight: matches(/^A[0-9A-Z]{5}-\d{1,2}$/),
    mistake: "readiness.errors.assessmentId",
  },
  classification: { clean: tight, isRight: matches(/^\d[A-E]\d{3}[.A-Z0-9]{0,12}$/), mistake: "readiness.errors.classification" },
};

/** What is stored of what was typed: fields of the kind that are asked for, in one spelling. */
export function cleanDetails(kind: ReadinessKind, given: Details): Record<string, string> {
  const asked = detailFields[kind].filter((field) => isAskedFor(field, given) && given[field.name]);
  return Object.fromEntries(asked.map(({ name, check }) => [name, check ? checks[check].clean(given[name]!) : given[name]!]));
}

/** Field → catalogue key of what is wrong with it. */
export function mistakesIn(kind: ReadinessKind, details: Details): Record<string, string> {
  const mistakes = detailFields[kind]
    .filter((field) => isAskedFor(field, details))
    .map((field) => [field.name, mistakeOf(field, details)]);
  return Object.fromEntries(mistakes.filter(([, key]) => key !== null));
}

function mistakeOf({ name, kind, isRequired, choices, check }: DetailField, details: Details): string | null {
  const value = details[name];
  if (!value) return isRequired ? "errors.required" : null;
  if (choices && !choices.includes(value)) return "errors.unknownValue";
  if (kind === "day" && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return "errors.day";
  return check && !checks[check].isRight(value, details) ? checks[check].mistake : null;
}

/** An IBAN where the country has them, digits as its banks give them elsewhere. */
function isAccount(value: string, country: string): boolean {
  if (countrySpecs[country]?.IBANRegistry) return value.startsWith(country) && isValidIBAN(value);
  return /^[A-Z]{2}\d{2}/.test(value) ? isValidIBAN(value) : /^\d{6,34}$/.test(value);
}

const creditCodeCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** The unified social credit code of a Chinese firm (GB 32100-2015): its last character is the check of the others. */
function isCreditCode(code: string): boolean {
  const values = [...code].map((character) => creditCodeCharacters.indexOf(character));
  if (values.includes(-1)) return false;
  const sum = values.slice(0, 17).reduce((total, value, place) => total + value * (3 ** place % 31), 0);
  return values[17] === (31 - (sum % 31)) % 31;
}
