import type { ReadinessKind } from "./readiness.ts";

export type DetailCheck =
  | "country"
  | "creditCode"
  | "supplierNumber"
  | "account"
  | "swift"
  | "sum"
  | "scopeId"
  | "assessmentId"
  | "classification";

export interface DetailField {
  name: string;
  kind: "line" | "text" | "choice" | "amount" | "day";
  isRequired?: true;
  /** Shown masked; in full only to whom it concerns, which is recorded. */
  isSensitive?: true;
  choices?: readonly string[];
  /** Asked for only where another field has one of these values. */
  onlyIf?: { name: string; is: readonly string[] };
  /** What is held against it beyond being there. */
  check?: DetailCheck;
}

export const selfAssessmentTopics = [
  "policies",
  "responsibility",
  "assets",
  "access",
  "encryption",
  "operations",
  "development",
  "suppliers",
  "incidents",
  "premises",
] as const;
const degrees = ["yes", "partly", "no"] as const;

const forTisax = { isRequired: true, onlyIf: { name: "way", is: ["tisax"] } } as const;
const forSelfAssessment = { isRequired: true, onlyIf: { name: "way", is: ["selfAssessment"] } } as const;

/** What each kind of document says of itself. */
export const detailFields: Readonly<Record<ReadinessKind, readonly DetailField[]>> = {
  supplierNumber: [
    { name: "legalName", kind: "line", isRequired: true },
    { name: "registrationNumber", kind: "line", isRequired: true, check: "creditCode" },
    { name: "address", kind: "text" },
    { name: "supplierNumber", kind: "line", check: "supplierNumber" },
  ],
  bankAccount: [
    { name: "holder", kind: "line", isRequired: true },
    { name: "bank", kind: "line", isRequired: true },
    { name: "country", kind: "line", isRequired: true, check: "country" },
    { name: "account", kind: "line", isRequired: true, isSensitive: true, check: "account" },
    { name: "swift", kind: "line", isRequired: true, check: "swift" },
  ],
  insurance: [
    { name: "insurer", kind: "line", isRequired: true },
    { name: "policyNumber", kind: "line" },
    { name: "sum", kind: "amount", isRequired: true, check: "sum" },
    { name: "currency", kind: "choice", choices: ["CNY", "EUR"], isRequired: true },
  ],
  nda: [
    { name: "signedBy", kind: "line", isRequired: true },
    { name: "signedOn", kind: "day" },
  ],
  dataProtection: [
    { name: "role", kind: "choice", choices: ["noPersonalData", "processor", "jointController"], isRequired: true },
    { name: "place", kind: "line", isRequired: true },
    { name: "contact", kind: "line" },
  ],
  informationSecurity: [
    { name: "way", kind: "choice", choices: ["tisax", "iso27001", "selfAssessment"], isRequired: true },
    { name: "level", kind: "choice", choices: ["AL1", "AL2", "AL3"], ...forTisax },
    { name: "scopeId", kind: "line", check: "scopeId", ...forTisax },
    { name: "assessmentId", kind: "line", check: "assessmentId", ...forTisax },
    { name: "certifier", kind: "line", isRequired: true, onlyIf: { name: "way", is: ["iso27001"] } },
    ...selfAssessmentTopics.map((name): DetailField => ({ name, kind: "choice", choices: degrees, ...forSelfAssessment })),
  ],
  exportControl: [
    { name: "listed", kind: "choice", choices: ["notListed", "listed"], isRequired: true },
    {
      name: "classification",
      kind: "line",
      isRequired: true,
      onlyIf: { name: "listed", is: ["listed"] },
      check: "classification",
    },
    { name: "origin", kind: "line", isRequired: true, check: "country" },
  ],
};

/** Kinds that run out: their last day has to be named. */
export const endingKinds: readonly ReadinessKind[] = ["insurance", "informationSecurity"];

export const isAskedFor = ({ onlyIf }: DetailField, details: Readonly<Record<string, string>>): boolean =>
  onlyIf === undefined || onlyIf.is.includes(details[onlyIf.name] ?? "");

/** Sensitive parts show their last four characters only. */
export function maskDetails(kind: ReadinessKind, details: Readonly<Record<string, string>>): Record<string, string> {
  const sensitive = new Set(sensitiveFields(kind));
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, sensitive.has(name) ? `•••• ${value.slice(-4)}` : value]),
  );
}

export const sensitiveFields = (kind: ReadinessKind): string[] =>
  detailFields[kind].filter(({ isSensitive }) => isSensitive).map(({ name }) => name);
