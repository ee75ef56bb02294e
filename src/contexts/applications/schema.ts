import { z } from "zod";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { pageQuery } from "#platform/pages.ts";
import { applicationStates, outcomes } from "./application.ts";
import { answer } from "./form/answer.ts";
import { turns } from "./response-clock.ts";
import { conflictKinds } from "./review/conflict.ts";
import { declineReasons, nextSteps } from "./review/decision.ts";

export * from "./call-schema.ts";

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
