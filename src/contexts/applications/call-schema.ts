import { z } from "zod";
import { locales } from "#platform/i18n/locales.ts";
import { pageQuery } from "#platform/pages.ts";
import { callModes, callStates } from "./call.ts";
import { eligibilityFacts, eligibilityRules } from "./eligibility.ts";
import { form } from "./form/form.ts";
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

/** Addresses below /calls that are pages of their own. */
const takenSlugs = ["new", "news"];

/** The part of the public address that names a call. */
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "applications.errors.slug")
  .max(60)
  .refine((given) => !takenSlugs.includes(given), "applications.errors.slugTaken");

const callInput = z
  .object({
    slug,
    /** Both operators: either reads what comes in, both decide. */
    isJoint: z.boolean(),
    mode: z.enum(callModes),
    opensAt: instant.nullable(),
    softDeadlineAt: instant.nullable(),
    hardDeadlineAt: instant.nullable(),
    /** Languages every text must be written in before it is published; none: any one will do. */
    langs: z.array(z.enum(locales)).max(locales.length),
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
/** `version`: the one its reader has looked at; 409 when somebody changed the call meanwhile. */
export const callMove = z.object({ to: z.enum(callStates), version: z.number().int().min(1).optional() });
export type CallMove = z.output<typeof callMove>;

/** `basedOn`: id of the version the writer began from, the draft if there was one; 409 when somebody drafted another one meanwhile. */
export const formDraft = z.object({ fields: form, basedOn: z.uuid().nullable().optional() });
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
export const phasePlan = z.object({
  phases: z.array(phaseInput.extend({ id: z.uuid().optional() })).max(8),
  /** The call's; 409 when it is not the newest. */
  version: z.number().int().min(1).optional(),
});
export type PhasePlan = z.output<typeof phasePlan>;

export const selfCheck = z.object({ facts: eligibilityFacts });

export const callQuery = z.strictObject({ ...pageQuery.shape, state: z.enum(callStates).optional() });
export type CallQuery = z.output<typeof callQuery>;

/** Somebody who wants to hear when a call opens. */
export const callSubscription = z.object({ email: z.email().max(254).toLowerCase() });
export type CallSubscription = z.output<typeof callSubscription>;

/** The end of a link in a mail to a subscriber. */
export const subscriberParams = z.object({ key: z.string().regex(/^[\w-]{20,60}$/) });
