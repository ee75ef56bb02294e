import { z } from "zod";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { pageQuery } from "#platform/pages.ts";
import { applicationStates, outcomes } from "./application.ts";
import { callModes, callStates } from "./call.ts";
import { eligibilityFacts, eligibilityRules } from "./eligibility.ts";
import { answer } from "./form/answer.ts";
import { form } from "./form/form.ts";
import { turns } from "./response-clock.ts";
import { conflictKinds } from "./review/conflict.ts";
import { declineReasons, nextSteps } from "./review/decision.ts";
import { phaseKinds, sightMoments } from "./review/phase.ts";
import { rubric } from "./review/rubric.ts";
import { wordingLine, wordingText } from "./wording.ts";

const instant = z.iso.datetime({ offset: true, error: "errors.moment" }).transform((text) => new Date(text));
const days = z.number().int().min(1).max(365);

/** Days a call promises its applicants. */
export const promisedDays = z.object({ screening: days, review: days, waitlist: days });
const question = z.object({ question: wordingLine(300), answer: wordingText(3000) });
const track = z.object({
  key: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, "applications.errors.fieldKey"),
  label: wordingLine(80),
});

/** The part of the public address that names a call. */
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "applications.errors.slug")
  .max(60);

const callInput = z
  .object({
    slug,
    /** Both operators: either reads what comes in, both decide. */
    isJoint: z.boolean(),
    mode: z.enum(callModes),
    opensAt: instant.nullable(),
    softDeadlineAt: instant.nullable(),
    hardDeadlineAt: instant.nullable(),
    title: wordingLine(160),
    teaser: wordingLine(400),
    description: wordingText(20_000),
    faq: z.array(question).max(40),
    rules: eligibilityRules,
    tracks: z.array(track).max(20),
    promisedDays,
    sharesFeedback: z.boolean(),
    needIds: z.array(z.uuid()).max(40),
  })
  .partial();
export const openedCall = callInput.required({ slug: true, title: true });
export type OpenedCall = z.output<typeof openedCall>;
export const callRevision = callInput.extend({ version: z.number().int().min(1) });
export type CallRevision = z.output<typeof callRevision>;

export const callParams = z.object({ callId: z.uuid() });
export const callMove = z.object({ to: z.enum(callStates) });
export type CallMove = z.output<typeof callMove>;

export const formDraft = z.object({ fields: form });
export type FormDraft = z.output<typeof formDraft>;

const phaseInput = z.object({
  kind: z.enum(phaseKinds),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  isBlind: z.boolean(),
  otherReviews: z.enum(sightMoments),
  otherScores: z.enum(sightMoments),
  reviewerNames: z.enum(sightMoments),
  rubrics: z.object({ default: rubric, expert: rubric.optional(), reviewer: rubric.optional() }),
  reviewsWanted: z.number().int().min(1).max(20),
});
export const phasePlan = z.object({ phases: z.array(phaseInput.extend({ id: z.uuid().optional() })).max(8) });
export type PhasePlan = z.output<typeof phasePlan>;

export const selfCheck = z.object({ facts: eligibilityFacts });

export const callQuery = z.strictObject({ ...pageQuery.shape, state: z.enum(callStates).optional() });
export type CallQuery = z.output<typeof callQuery>;

const list = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((given) => (given === undefined || Array.isArray(given) ? given : [given]), z.array(item).max(50).optional());
const flag = z.stringbool().or(z.boolean()).optional();

/** Facets of the operators' list: within one facet any value fits, between facets all must. */
const applicationFilter = z.object({
  q: writtenLine(200).optional(),
  callId: list(z.uuid()),
  state: list(z.enum(applicationStates)),
  outcome: list(z.enum(outcomes)),
  track: list(z.string().max(40)),
  turn: list(z.enum(turns)),
  isOverdue: flag,
  isLate: flag,
  /** To be reviewed by the reader. */
  mine: flag,
});
export type ApplicationFilter = z.output<typeof applicationFilter>;

export const applicationSorts = ["due", "-submitted", "submitted", "firm"] as const;
export const applicationQuery = z.strictObject({
  ...applicationFilter.shape,
  ...pageQuery.shape,
  sort: z.enum(applicationSorts).default("due"),
});
export type ApplicationQuery = z.output<typeof applicationQuery>;

const key = z.string().max(40);
export const firmInput = z.object({ firmName: writtenLine(200).min(1) });
export const answersInput = z.object({
  answers: z
    .array(z.object({ key, value: answer, version: z.number().int().min(0) }))
    .min(1)
    .max(60),
});
export const asideInput = z.object({ value: answer.optional() });
export const reasonInput = z.object({ reason: writtenText(2000) });
export const untilInput = reasonInput.extend({ until: z.iso.date().nullable() });

export const reviewGift = z.object({ phaseId: z.uuid(), personId: z.uuid(), dueOn: z.iso.date().nullable() });
export const reviewInput = z.object({
  version: z.number().int().min(1),
  scores: z.record(key, z.number().int().nullable()),
  recommendation: z.enum(["accept", "discuss", "decline"]).nullable(),
  /** For the other reviewers and the managers. */
  comment: writtenText(20_000),
  /** For the applicant, without a name, where the call says so. */
  feedback: writtenText(5000),
  isHandedIn: z.boolean(),
});
export type ReviewInput = z.output<typeof reviewInput>;

export const conflictInput = z.object({ kind: z.enum(conflictKinds), note: writtenText(1000), personId: z.uuid().optional() });
export type ConflictInput = z.output<typeof conflictInput>;

export const decisionInput = z.object({
  outcome: z.enum(outcomes),
  reasonCodes: z.array(z.enum(declineReasons)).max(6),
  /** For the base; never told. */
  note: writtenText(5000),
  /** What the applicant reads. */
  letter: writtenText(10_000),
  letterLang: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
  nextSteps: z
    .array(z.object({ kind: z.enum(nextSteps), ref: z.string().max(200).nullable(), on: z.iso.date().nullable() }))
    .max(6),
  /** What would make the base look at a declined firm again. */
  recheck: z
    .object({ kind: z.enum(["date", "new_need"]), on: z.iso.date().nullable() })
    .nullable()
    .default(null),
});
export type DecisionInput = z.output<typeof decisionInput>;

/** Somebody who is asked to write with the others. */
export const authorInvitation = z.object({ name: writtenLine(120).min(1), email: z.email().max(254).toLowerCase() });
export type AuthorInvitation = z.output<typeof authorInvitation>;
