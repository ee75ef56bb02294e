import { z } from "zod";
import { pageOf } from "#platform/pages.ts";
import { callModes, callStates } from "./call.ts";
import { promisedDays } from "./call-schema.ts";
import { callParts } from "./call-texts.ts";
import { eligibilityRule, eligibilityRules } from "./eligibility.ts";
import { fieldAspects } from "./form/differences.ts";
import { form } from "./form/form.ts";
import { phaseKinds, sightMoments } from "./review/phase.ts";
import { rubric } from "./review/rubric.ts";

const named = z.object({ id: z.uuid(), name: z.string() });
const wording = z.record(z.string(), z.string());

export const callRow = z.object({
  id: z.uuid(),
  slug: z.string(),
  title: wording,
  teaser: wording,
  state: z.enum(callStates),
  openness: z.enum(["hidden", "upcoming", "open", "late", "closed"]),
  mode: z.enum(callModes),
  operators: z.array(named.extend({ kind: z.enum(["host", "cloud_partner"]) })),
  opensAt: z.date().nullable(),
  softDeadlineAt: z.date().nullable(),
  hardDeadlineAt: z.date().nullable(),
});
export type CallRow = z.output<typeof callRow>;
export const callPage = pageOf(callRow);

export const callView = callRow.extend({
  version: z.number(),
  description: wording,
  faq: z.array(z.object({ question: wording, answer: wording })),
  rules: eligibilityRules,
  tracks: z.array(z.object({ key: z.string(), label: wording })),
  promisedDays,
  sharesFeedback: z.boolean(),
  langs: z.array(z.string()),
  /** Picture for where the call is shared; changes with each upload. */
  imageId: z.uuid().nullable(),
  /** Needs it looks for, as far as the reader may read them. */
  needs: z.array(z.object({ id: z.uuid(), title: z.string() })),
  formVersion: z.number().nullable(),
  /** What keeps it from being published; told to those who may. */
  missing: z.array(z.string()),
  /** Parts that lack one of the call's languages; told to those who may publish. */
  untranslated: z.array(z.object({ lang: z.string(), parts: z.array(z.enum(callParts)) })),
  /** Operators whose manager has still to agree to publish it. */
  waitsFor: z.array(named),
  can: z.object({ revise: z.boolean(), publish: z.boolean(), close: z.boolean(), apply: z.boolean(), numbers: z.boolean() }),
});
export type CallView = z.output<typeof callView>;

const formVersion = z.object({ id: z.uuid(), version: z.number(), fields: form, publishedAt: z.date().nullable() });
export type FormVersion = z.output<typeof formVersion>;

export const callForms = z.object({
  /** What applicants fill in now. */
  published: formVersion.nullable(),
  /** The next version, for those who write it. */
  draft: formVersion.nullable(),
});
export type CallForms = z.output<typeof callForms>;

const fieldRef = z.object({ key: z.string(), label: wording });
/** A version of the form with what it changed against the one before. */
export const formVersionRow = z.object({
  id: z.uuid(),
  version: z.number(),
  publishedAt: z.date().nullable(),
  createdAt: z.date(),
  writtenBy: z.string().nullable(),
  questions: z.number(),
  added: z.array(fieldRef),
  removed: z.array(fieldRef),
  changed: z.array(fieldRef.extend({ aspects: z.array(z.enum(fieldAspects)) })),
});
export const formVersions = z.object({
  versions: z.array(formVersionRow),
  /** Applications being written that move to the next version once it is published. */
  draftsTouched: z.number(),
});
export type FormVersions = z.output<typeof formVersions>;

export const phaseView = z.object({
  id: z.uuid(),
  kind: z.enum(phaseKinds),
  opensAt: z.date().nullable(),
  closesAt: z.date().nullable(),
  isBlind: z.boolean(),
  otherReviews: z.enum(sightMoments),
  otherScores: z.enum(sightMoments),
  reviewerNames: z.enum(sightMoments),
  rubrics: z.object({ default: rubric, expert: rubric.optional(), reviewer: rubric.optional() }),
  reviewsWanted: z.number(),
});
export type PhaseView = z.output<typeof phaseView>;

/** What the self-check says; the alternatives of failed rules come with names. */
export const selfCheckResult = z.object({
  outcome: z.enum(["eligible", "notEligible", "incomplete"]),
  verdicts: z.array(z.object({ rule: eligibilityRule, verdict: z.enum(["met", "failed", "unanswered"]) })),
  /** Where the door is closed: calls that take applications and that the answers do not rule out, the surest first. */
  otherCalls: z.array(callRow.extend({ fit: z.enum(["eligible", "incomplete"]) })),
});
export type SelfCheckResult = z.output<typeof selfCheckResult>;
