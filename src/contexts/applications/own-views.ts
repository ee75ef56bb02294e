import { z } from "zod";
import { answerFile, ownAnswer } from "./answer-views.ts";
import { applicationStates, outcomes } from "./application.ts";
import { authorView } from "./author-schema.ts";
import { callRow } from "./call-views.ts";
import { toldDecision } from "./decision-views.ts";
import { answer } from "./form/answer.ts";
import { formStages } from "./form/field.ts";
import { form } from "./form/form.ts";
import { turns } from "./response-clock.ts";

export * from "./answer-views.ts";

const applicationState = z.enum(applicationStates);
const outcome = z.enum(outcomes);
const clock = z.object({ turn: z.enum(turns), since: z.date(), until: z.string().nullable(), isOverdue: z.boolean() });

/** A way to the bytes of a file, for the person who asked for it, for some minutes. */
export const fileLink = z.object({ href: z.string(), expiresAt: z.date() });

export const ownApplicationRow = z.object({
  id: z.uuid(),
  reference: z.string(),
  firmName: z.string(),
  call: callRow,
  state: applicationState,
  outcome: outcome.nullable(),
  clock,
  /** Of what is being written; null once it is handed in. */
  progress: z.object({ answered: z.number(), required: z.number() }).nullable(),
  updatedAt: z.date(),
});
export type OwnApplicationRow = z.output<typeof ownApplicationRow>;

const change = z.object({
  key: z.string(),
  label: z.record(z.string(), z.string()),
  kind: z.enum(["added", "changed", "removed"]),
});
const wayStep = z.object({
  kind: z.enum(["begun", "submitted", "handedInAgain", "inReview", "askedBack", "reopened", "withdrawn", "decided"]),
  at: z.date(),
  /** What the base, or who withdrew, wrote to it. */
  words: z.string().nullable(),
});
export type WayStep = z.output<typeof wayStep>;

/** An application as its writers see it. */
export const ownApplicationView = ownApplicationRow.extend({
  stage: z.literal(formStages),
  isLate: z.boolean(),
  /** Handed in before: it was opened again, and its deadline is the day its writers were told. */
  isReopened: z.boolean(),
  fields: form,
  answers: z.array(ownAnswer),
  files: z.array(answerFile),
  /** Texts of the reader that came second and wait for a choice. */
  asides: z.array(z.object({ id: z.uuid(), key: z.string(), value: answer })),
  progress: z.object({ answered: z.number(), required: z.number() }),
  missing: z.array(z.string()),
  /** Questions that are new, asked otherwise or gone since the writers last said they had seen the form. */
  formChanges: z.array(change),
  authors: z.array(authorView),
  /** Everything that happened, the first at first. */
  way: z.array(wayStep),
  decision: toldDecision.nullable(),
  submittedAt: z.date().nullable(),
  can: z.object({
    write: z.boolean(),
    submit: z.boolean(),
    withdraw: z.boolean(),
    invite: z.boolean(),
    /** A draft nobody but the reader writes and that was never handed in. */
    delete: z.boolean(),
  }),
});
export type OwnApplicationView = z.output<typeof ownApplicationView>;
