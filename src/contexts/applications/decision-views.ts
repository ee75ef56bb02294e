import { z } from "zod";
import { locales } from "#platform/i18n/locales.ts";
import { applicationStates, outcomes } from "./application.ts";
import { placeholders } from "./decision/letter.ts";
import { decisionInput, decisionStages } from "./decision-schema.ts";
import { turns } from "./response-clock.ts";
import { nextSteps } from "./review/decision.ts";

const named = z.object({ id: z.uuid(), name: z.string() });
const outcome = z.enum(outcomes);
const wording = z.record(z.string(), z.string());
const clock = z.object({ turn: z.enum(turns), since: z.date(), until: z.string().nullable(), isOverdue: z.boolean() });

export const agreement = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("stands"), outcome }),
  z.object({ kind: z.literal("waiting"), for: z.array(z.uuid()) }),
  z.object({ kind: z.literal("disputed") }),
]);

/** What every operator of the call has said so far; null where its managers have still to say something. */
const voice = z.object({
  operator: named,
  isOurs: z.boolean(),
  said: z
    .object({
      outcome,
      reasonCodes: z.array(z.string()),
      note: z.string(),
      letter: z.string(),
      letterLang: z.string(),
      /** Null where it is somebody of the other operator. */
      person: z.string().nullable(),
      proposedAt: z.date(),
    })
    .nullable(),
});
export type Voice = z.output<typeof voice>;

const madeDecision = z.object({
  id: z.uuid(),
  outcome,
  reasonCodes: z.array(z.string()),
  letter: z.string(),
  letterLang: z.string(),
  correction: z.string(),
  decidedAt: z.date(),
  deciders: z.array(z.string()),
  /** What followed from it. */
  followed: z.object({ organisation: named.nullable(), seats: z.number(), passes: z.number() }).nullable(),
});

/** All a manager needs to decide one application. */
export const decisionDesk = z.object({
  applicationId: z.uuid(),
  slug: z.string(),
  canDecide: z.boolean(),
  /** A decision was told: another one needs a reason that is told with it. */
  isCorrection: z.boolean(),
  voices: z.array(voice),
  decisions: z.array(madeDecision),
  place: z.number().nullable(),
  responsible: named.extend({ isOurs: z.boolean() }).nullable(),
  responsibleChoices: z.array(named),
  /** Calls a declined applicant could be sent to. */
  otherCalls: z.array(z.object({ slug: z.string(), title: wording })),
  feedback: z.object({ texts: z.array(z.string()), withheld: z.enum(["notShared", "none", "onlyReview"]).nullable() }),
});
export type DecisionDesk = z.output<typeof decisionDesk>;

/** A mail in three pieces: between the first and the last stands the letter, and nothing else. */
const letterMail = z.object({ to: z.string(), name: z.string(), subject: z.string(), before: z.string(), after: z.string() });
export type LetterMail = z.output<typeof letterMail>;

/** `decides`: told at once. `waits`: told when the other operator agrees. `disputes`: the other operator wants something else. */
export const decisionEffects = ["decides", "waits", "disputes"] as const;

export const decisionPreview = z.object({
  applicationId: z.uuid(),
  reference: z.string(),
  firmName: z.string(),
  /** Catalogue key of why it cannot be decided so; everything below is then empty. */
  fault: z.string().nullable(),
  effect: z.enum(decisionEffects),
  waitsFor: z.array(named),
  seal: z.string(),
  decision: decisionInput.nullable(),
  mails: z.array(letterMail),
  feedback: z.object({ texts: z.array(z.string()), withheld: z.enum(["notShared", "none", "onlyReview"]).nullable() }),
});
export type DecisionPreview = z.output<typeof decisionPreview>;

export const decisionResult = z.object({
  applicationId: z.uuid(),
  firmName: z.string().nullable(),
  result: z.enum(["decided", "waits", "disputed", "failed"]),
  /** Why it failed, in the reader's language. */
  error: z.string().nullable(),
});
export type DecisionResult = z.output<typeof decisionResult>;

export const decisionTable = z.object({
  stages: z.array(z.object({ stage: z.enum(decisionStages), count: z.number() })),
  rows: z.array(
    z.object({
      id: z.uuid(),
      reference: z.string(),
      firmName: z.string(),
      state: z.enum(applicationStates),
      outcome: outcome.nullable(),
      track: z.string().nullable(),
      standing: z.object({ mean: z.number(), spread: z.number().nullable(), reviews: z.number() }).nullable(),
      /** Reviews asked for, and how often each thing was recommended. */
      asked: z.number(),
      recommended: z.object({ accept: z.number(), discuss: z.number(), decline: z.number() }),
      proposals: z.array(z.object({ operator: named, isOurs: z.boolean(), outcome })),
      place: z.number().nullable(),
      clock,
    }),
  ),
});
export type DecisionTable = z.output<typeof decisionTable>;
export type DecisionTableRow = DecisionTable["rows"][number];

export const letterView = z.object({
  outcome,
  lang: z.enum(locales),
  text: z.string(),
  /** The product's own words, unless somebody wrote others. */
  isDefault: z.boolean(),
  version: z.number(),
  /** What the placeholders become in an example. */
  example: z.record(z.enum(placeholders), z.string()),
});
export type LetterView = z.output<typeof letterView>;
export const letterList = z.object({ canWrite: z.boolean(), letters: z.array(letterView) });

const times = z.object({
  count: z.number(),
  open: z.number(),
  median: z.number().nullable(),
  ninetieth: z.number().nullable(),
});
export const responseTimes = z.object({
  /** From handing in until somebody looked, and until the decision was told; days in which it was the base's turn. */
  firstLook: times,
  decision: times,
  /** One line for each unit of the reader's organisation, and one for each operator where no unit is known. */
  units: z.array(z.object({ id: z.uuid(), name: z.string(), times })),
});
export type ResponseTimes = z.output<typeof responseTimes>;

/** What anybody reads of how long answers take; null below five answers. */
export const publicAnswerTimes = z.object({ medianDays: z.number().nullable(), ninetiethDays: z.number().nullable() });
export type PublicAnswerTimes = z.output<typeof publicAnswerTimes>;

export const waitingKinds = ["screen", "decide", "agree", "review", "write"] as const;
export const waitingApplication = z.object({
  id: z.uuid(),
  kind: z.enum(waitingKinds),
  /** The firm; the application's number where the reader must not know who applies. */
  title: z.string(),
  call: wording,
  href: z.string(),
  dueOn: z.string().nullable(),
  since: z.date(),
  isOverdue: z.boolean(),
});
export type WaitingApplication = z.output<typeof waitingApplication>;

/** What was decided, as the applicant reads it. */
export const toldDecision = z.object({
  outcome,
  reasonCodes: z.array(z.string()),
  letter: z.string(),
  letterLang: z.string(),
  /** Empty unless it replaced an earlier one. */
  correction: z.string(),
  nextSteps: z.array(
    z.object({
      kind: z.enum(nextSteps),
      /** What it is called: a call's title, or the words of the base. */
      title: z.string().nullable(),
      href: z.string().nullable(),
      on: z.string().nullable(),
    }),
  ),
  feedback: z.array(z.string()),
  /** On the waiting list, as far as the reader may know of the others. */
  place: z.number().nullable(),
  decidedAt: z.date(),
});
export type ToldDecision = z.output<typeof toldDecision>;
