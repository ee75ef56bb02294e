import { z } from "zod";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { locales } from "#platform/i18n/locales.ts";
import { agreementKinds } from "./agreement/agreement.ts";
import { fieldNames, valueLanguages } from "./agreement/fields.ts";
import { criterionInput } from "./schema.ts";
import { writtenDay } from "./written-day.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "agreements.errors.hashFormat");
const reason = writtenText(2000).min(1, "errors.required");

export const agreementParams = z.object({ pilotId: z.uuid(), agreementId: z.uuid() });
export type AgreementParams = z.output<typeof agreementParams>;

export const templateParams = z.object({ templateId: z.uuid() });

const texts = z.partialRecord(z.enum(locales), writtenText(60_000));

export const templateInput = z.object({
  kind: z.enum(agreementKinds),
  name: writtenLine(120).min(1, "errors.required"),
  texts,
  /** The language that counts where the texts differ. */
  rulingLang: z.enum(locales),
});
export type TemplateInput = z.output<typeof templateInput>;

export const templateRevision = templateInput.omit({ kind: true }).extend({ revision: z.number().int().min(1) });
export type TemplateRevision = z.output<typeof templateRevision>;

/** What a template is begun with: the last published version, or our starter text. */
export const templateStart = z.object({ kind: z.enum(agreementKinds) });

const askedValues = z.partialRecord(z.enum(fieldNames), z.partialRecord(z.enum(valueLanguages), writtenText(5000)));

export const amendmentInput = z
  .object({
    scope: writtenText(10_000),
    startsOn: writtenDay,
    endsOn: writtenDay,
    decisionOn: writtenDay,
    nextOrder: writtenText(2000),
    consequenceWithinDays: z.number().int().min(1).max(730),
    criteria: z.array(criterionInput.extend({ id: z.uuid().nullable().default(null) })).max(12),
  })
  .partial();
export type AmendmentInput = z.output<typeof amendmentInput>;

export const draftInput = z.object({
  kind: z.enum(agreementKinds),
  /** What the pilot does not know, by field and language ("any" where it reads the same in all of them). */
  values: askedValues.default({}),
  /** What an amendment changes. */
  changes: amendmentInput.default({}),
});
export type DraftInput = z.output<typeof draftInput>;

/** `sha256` is the hash of the draft this was written over; another one meanwhile refuses it. */
export const redraftInput = draftInput.omit({ kind: true }).extend({ sha256 });
export type RedraftInput = z.output<typeof redraftInput>;

export const dispatchInput = z.object({ sha256 });
export type DispatchInput = z.output<typeof dispatchInput>;

export const signatureInput = z.object({
  /** Hash of the document that was read. */
  sha256,
  name: writtenLine(120).min(1, "errors.required"),
  title: writtenLine(120).min(1, "errors.required"),
  hasRead: z.literal(true, "agreements.errors.notRead"),
  intends: z.literal(true, "agreements.errors.notIntended"),
  password: z.string().max(1000).nullish(),
});
export type SignatureInput = z.output<typeof signatureInput>;

export const withdrawalInput = z.object({ reason });
export type WithdrawalInput = z.output<typeof withdrawalInput>;

export const outsideQuery = z.object({
  /** Name of the file. */
  name: writtenLine(200).min(1, "errors.required"),
  signer: writtenLine(120).min(1, "errors.required"),
  title: writtenLine(120).min(1, "errors.required"),
});
export type OutsideInput = z.output<typeof outsideQuery>;

export const newOutsideQuery = outsideQuery.extend({ kind: z.enum(agreementKinds).exclude(["amendment"]) });
export type NewOutsideInput = z.output<typeof newOutsideQuery>;

export const formQuery = z.object({ kind: z.enum(agreementKinds) });

export const verificationQuery = z.object({ sha256 });
