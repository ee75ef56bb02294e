import { type Locale, locales } from "#platform/i18n/locales.ts";

export const agreementKinds = ["nda", "pilotAgreement", "dataTerms", "amendment"] as const;
export type AgreementKind = (typeof agreementKinds)[number];

export const agreementStates = ["drafted", "sent", "signed", "withdrawn"] as const;
export type AgreementState = (typeof agreementStates)[number];

/** What a template names without knowing it yet, written `{startup}`; most of it the pilot knows, the rest is asked for. */
export const knownFields = [
  "host",
  "startup",
  "unit",
  "pilot",
  "scope",
  "criteria",
  "startsOn",
  "endsOn",
  "decisionOn",
  "amount",
  "nextOrder",
  "changes",
] as const;

export type AgreementTexts = Partial<Record<Locale, string>>;

const mark = /\{([a-zA-Z][a-zA-Z0-9]{0,39})\}/g;

/** The fields a template names, in the order they come. */
export const fieldsOf = (texts: AgreementTexts): string[] => [
  ...new Set(Object.values(texts).flatMap((text) => [...text.matchAll(mark)].map(([, name]) => name!))),
];

export type TemplateFault =
  | { key: "pilots.errors.templateLanguages" }
  | { key: "pilots.errors.templateFieldMissing"; field: string; lang: Locale };

/** A template has two languages at least, and each of them names what the others name. */
export function templateFaults(texts: AgreementTexts): TemplateFault[] {
  const langs = locales.filter((locale) => texts[locale]?.trim());
  if (langs.length < 2) return [{ key: "pilots.errors.templateLanguages" }];
  const all = fieldsOf(texts);
  return langs.flatMap((lang) => {
    const own = new Set(fieldsOf({ [lang]: texts[lang]! }));
    return all
      .filter((field) => !own.has(field))
      .map((field) => ({ key: "pilots.errors.templateFieldMissing" as const, field, lang }));
  });
}

/** Fields of a template nobody gave a value for; a document with a hole is never made. */
export const missingFields = (texts: AgreementTexts, values: Readonly<Record<string, string>>): string[] =>
  fieldsOf(texts).filter((field) => !values[field]?.trim());

/** A text with its fields filled; call it only where none is missing. */
export const fillAgreement = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(mark, (_, name: string) => values[name] ?? "");

export interface Signed {
  side: "host" | "startup";
  sha256: string;
}

export type SignatureRefusal = "pilots.errors.notSent" | "pilots.errors.signedBefore" | "pilots.errors.documentChanged";

/** Why a side may not sign, or null. One signs what one saw: the hash of the document that was shown comes with the click. */
export function refusalOfSignature(
  { state, sha256 }: { state: AgreementState; sha256: string | null },
  signatures: readonly Signed[],
  { side, sha256: seen }: Signed,
): SignatureRefusal | null {
  if (state !== "sent") return "pilots.errors.notSent";
  if (signatures.some((signature) => signature.side === side)) return "pilots.errors.signedBefore";
  return seen === sha256 ? null : "pilots.errors.documentChanged";
}

/** Both sides signed one and the same document. */
export const isSigned = (signatures: readonly Signed[]): boolean =>
  new Set(signatures.map(({ side }) => side)).size === 2 && new Set(signatures.map(({ sha256 }) => sha256)).size === 1;
