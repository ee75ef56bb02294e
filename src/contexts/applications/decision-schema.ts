import { z } from "zod";
import { recheckKinds } from "#contexts/companies/company.ts";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { locales } from "#platform/i18n/locales.ts";
import { outcomes } from "./application.ts";
import { decisionReasons, nextSteps } from "./review/decision.ts";

export const decidedCallParams = z.object({ callId: z.uuid() });
export const decidedParams = z.object({ applicationId: z.uuid() });
const outcome = z.enum(outcomes);
const lang = z.enum(locales);

/** Where a declined applicant is sent: another call by its name in the address, an hour or an event in words or by link, a day to apply again. */
const nextStep = z.object({ kind: z.enum(nextSteps), ref: writtenLine(200).nullable(), on: z.iso.date().nullable() });
export type NextStepInput = z.output<typeof nextStep>;

/** What would make the base look at a declined firm again. */
const recheck = z.object({
  kind: z.enum(recheckKinds).exclude(["none"]),
  on: z.iso.date().nullable(),
  /** The certificate, or what the need would be about. */
  detail: writtenLine(300).nullish(),
});

/** What is wanted of one application or of many alike. */
const wanted = {
  reasonCodes: z.array(z.enum(decisionReasons)).max(6),
  /** For the base; never told. */
  note: writtenText(5000),
  nextSteps: z.array(nextStep).max(6),
  recheck: recheck.nullable().default(null),
  /** Why a decision that was told is replaced; told with the new one. */
  correction: writtenText(2000).optional(),
  /** What a single reviewer wrote is told although it is plain whose words it is. */
  sharesOnlyReview: z.boolean().optional(),
};

export const decisionInput = z.object({
  outcome,
  ...wanted,
  /** What the applicant reads. */
  letter: writtenText(10_000),
  letterLang: lang,
});
export type DecisionInput = z.output<typeof decisionInput>;

const mostAtOnce = 200;

/** The same for many: letters are written from the call's templates, each in its applicant's language. */
export const decisionsAsked = z.object({
  applicationIds: z.array(z.uuid()).min(1).max(mostAtOnce),
  /** Take what the other operator proposed for each, letter and all. */
  agrees: z.boolean().default(false),
  outcome: outcome.optional(),
  reasonCodes: wanted.reasonCodes.default([]),
  note: wanted.note.default(""),
  nextSteps: wanted.nextSteps.default([]),
  recheck: wanted.recheck,
  correction: wanted.correction,
  sharesOnlyReview: wanted.sharesOnlyReview,
});
export type DecisionsAsked = z.output<typeof decisionsAsked>;

export const decisionsMade = z.object({
  /** Sent twice under the same id, a decision is made once. */
  batchId: z.uuid(),
  decisions: z
    .array(
      z.object({
        applicationId: z.uuid(),
        /** Of the preview; refused if what would be sent has changed since. */
        seal: z.string().length(64),
        decision: decisionInput,
      }),
    )
    .min(1)
    .max(mostAtOnce),
});
export type DecisionsMade = z.output<typeof decisionsMade>;

export const decisionStages = ["open", "waitsForUs", "waitsForThem", "waitlisted", "decided"] as const;
export const decisionTableQuery = z.strictObject({ stage: z.enum(decisionStages).default("open") });
export type DecisionTableQuery = z.output<typeof decisionTableQuery>;

export const letterParams = decidedCallParams.extend({ outcome, lang });
export const letterInput = z.object({ text: writtenText(10_000).min(1, "errors.required"), version: z.number().int().min(0) });
export type LetterInput = z.output<typeof letterInput>;

export const waitingListInput = z.object({ applicationIds: z.array(z.uuid()).min(1).max(1000) });
