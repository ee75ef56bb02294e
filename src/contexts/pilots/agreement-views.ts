import { z } from "zod";
import { locales } from "#platform/i18n/locales.ts";
import { agreementKinds, agreementStates, signingProofs, signingWays } from "./agreement/agreement.ts";
import { fieldNames, valueLanguages } from "./agreement/fields.ts";
import { amendmentInput } from "./agreement-schema.ts";
import { sides } from "./readiness.ts";

const texts = z.partialRecord(z.enum(locales), z.string());
const askedValues = z.partialRecord(z.enum(fieldNames), z.partialRecord(z.enum(valueLanguages), z.string()));
const created = { id: z.uuid() };
export const createdView = z.object(created);

export const templateView = z.object({
  id: z.uuid(),
  kind: z.enum(agreementKinds),
  version: z.number().int(),
  revision: z.number().int(),
  name: z.string(),
  texts,
  rulingLang: z.enum(locales),
  publishedAt: z.date().nullable(),
  retiredAt: z.date().nullable(),
  createdAt: z.date(),
  /** How many agreements were made from it. */
  uses: z.number().int(),
});
export type TemplateView = z.output<typeof templateView>;
export const templatesView = z.object({ templates: z.array(templateView), can: z.object({ write: z.boolean() }) });
export type TemplatesView = z.output<typeof templatesView>;

export const signatureView = z.object({
  side: z.enum(sides),
  way: z.enum(signingWays),
  personName: z.string(),
  writtenName: z.string(),
  title: z.string(),
  sha256: z.string(),
  origin: z.string().nullable(),
  userAgent: z.string(),
  proof: z.enum(signingProofs).nullable(),
  consent: z.string(),
  lang: z.string(),
  signedAt: z.date(),
});
export type SignatureView = z.output<typeof signatureView>;

export const agreementRowView = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: z.enum(agreementKinds),
  version: z.number().int(),
  state: z.enum(agreementStates),
  createdAt: z.date(),
  sentAt: z.date().nullable(),
  signedAt: z.date().nullable(),
  withdrawnAt: z.date().nullable(),
  withdrawnReason: z.string(),
  supersededAt: z.date().nullable(),
  sha256: z.string().nullable(),
  signedBy: z.array(z.object({ side: z.enum(sides), personName: z.string(), signedAt: z.date() })),
});
export type AgreementRowView = z.output<typeof agreementRowView>;

export const agreementListView = z.object({
  agreements: z.array(agreementRowView),
  side: z.enum(sides),
  can: z.object({
    draft: z.boolean(),
    amend: z.boolean(),
    addSigned: z.boolean(),
    writeTemplates: z.boolean(),
  }),
  /** Kinds the host has a published template for; empty for the start-up. */
  templates: z.array(z.enum(agreementKinds)),
  isOffered: z.boolean(),
});
export type AgreementListView = z.output<typeof agreementListView>;

const part = z.object({
  kind: z.enum(["title", "clause", "paragraph", "item"]),
  number: z.string().nullable(),
  text: z.string(),
});

export const agreementView = agreementRowView.omit({ signedBy: true }).extend({
  pilotId: z.uuid(),
  parties: z.object({ host: z.string(), startup: z.string() }),
  rulingLang: z.string(),
  /** The document as it is read, by language; empty where it was signed outside and never drafted here. */
  languages: z.array(z.object({ lang: z.enum(locales), parts: z.array(part) })),
  isParallel: z.boolean(),
  changes: z.array(z.object({ part: z.string(), before: z.string(), after: z.string() })),
  signatures: z.array(signatureView),
  /** What the reader agrees to by signing, in their language. */
  consent: z.string(),
  /** Whether it is signed by click, or by confirming what was signed outside. */
  way: z.enum(signingWays),
  /** Hash of what is signed next: the document, or the signed copy that the other side gave. */
  signs: z.string().nullable(),
  side: z.enum(sides),
  me: z.object({ name: z.string() }),
  isOutdated: z.boolean(),
  can: z.object({
    sign: z.boolean(),
    send: z.boolean(),
    redraft: z.boolean(),
    withdraw: z.boolean(),
    uploadSigned: z.boolean(),
    seeEvidence: z.boolean(),
  }),
});
export type AgreementView = z.output<typeof agreementView>;

export const agreementFormView = z.object({
  kind: z.enum(agreementKinds),
  template: z.object({ name: z.string(), version: z.number().int() }),
  langs: z.array(z.enum(locales)),
  rulingLang: z.string(),
  /** What the pilot gives, as the reader's language writes it; null where the pilot does not say it yet. */
  known: z.array(z.object({ field: z.enum(fieldNames), value: z.string().nullable() })),
  /** What is asked for. */
  asked: z.array(
    z.object({
      field: z.enum(fieldNames),
      ask: z.enum(["line", "text", "number", "money"]),
      lang: z.enum(valueLanguages),
      value: z.string(),
      /** The pilot says it in one language; another wording is optional. */
      isOptional: z.boolean(),
    }),
  ),
  /** What the pilot says today, for an amendment. */
  agreed: amendmentInput.nullable(),
  wanted: amendmentInput,
  measured: z.array(z.uuid()),
  /** Hash of the draft that is made again; null for a new one. */
  sha256: z.string().nullable(),
  values: askedValues,
});
export type AgreementFormView = z.output<typeof agreementFormView>;

export const verificationView = z.object({
  sha256: z.string(),
  matches: z.array(
    z.object({
      agreementId: z.uuid(),
      pilotId: z.uuid(),
      number: z.string(),
      kind: z.enum(agreementKinds),
      state: z.enum(agreementStates),
      pilotTitle: z.string(),
      isSupersededAt: z.date().nullable(),
      /** The stored bytes still have this hash. */
      isStoredIntact: z.boolean(),
      signatures: z.array(z.object({ side: z.enum(sides), personName: z.string(), signedAt: z.date() })),
    }),
  ),
});
export type VerificationView = z.output<typeof verificationView>;
