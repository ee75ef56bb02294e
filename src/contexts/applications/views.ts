import { z } from "zod";
import { pageOf } from "#platform/pages.ts";
import { applicationStates, outcomes } from "./application.ts";
import { callRow } from "./call-views.ts";
import { answer } from "./form/answer.ts";
import { formStages } from "./form/field.ts";
import { form } from "./form/form.ts";
import { turns } from "./response-clock.ts";
import { conflictKinds, conflictSources } from "./review/conflict.ts";

const named = z.object({ id: z.uuid(), name: z.string() });
const wording = z.record(z.string(), z.string());
const applicationState = z.enum(applicationStates);
const outcome = z.enum(outcomes);
const clock = z.object({ turn: z.enum(turns), since: z.date(), until: z.string().nullable(), isOverdue: z.boolean() });

export * from "./call-views.ts";

const ownAnswer = z.object({
  key: z.string(),
  value: answer,
  version: z.number(),
  writtenBy: z.string().nullable(),
  writtenAt: z.date(),
});
export type OwnAnswer = z.output<typeof ownAnswer>;

/** What was decided, as the applicant reads it. */
const toldDecision = z.object({
  outcome,
  reasonCodes: z.array(z.string()),
  letter: z.string(),
  letterLang: z.string(),
  nextSteps: z.array(z.object({ kind: z.string(), ref: z.string().nullable(), on: z.string().nullable() })),
  feedback: z.array(z.string()),
  decidedAt: z.date(),
});

export const ownApplicationRow = z.object({
  id: z.uuid(),
  reference: z.string(),
  firmName: z.string(),
  call: callRow,
  state: applicationState,
  outcome: outcome.nullable(),
  clock,
  updatedAt: z.date(),
});
export type OwnApplicationRow = z.output<typeof ownApplicationRow>;

/** An application as its writers see it. */
export const ownApplicationView = ownApplicationRow.extend({
  stage: z.literal(formStages),
  isLate: z.boolean(),
  fields: form,
  answers: z.array(ownAnswer),
  /** Texts of the reader that came second and wait for a choice. */
  asides: z.array(z.object({ id: z.uuid(), key: z.string(), value: answer })),
  progress: z.object({ answered: z.number(), required: z.number() }),
  missing: z.array(z.string()),
  /** Keys of fields that are new or asked otherwise since the writers last looked. */
  formChanges: z.array(z.string()),
  authors: z.array(z.object({ personId: z.uuid(), name: z.string(), editing: z.string().nullable() })),
  decision: toldDecision.nullable(),
  submittedAt: z.date().nullable(),
  can: z.object({ write: z.boolean(), submit: z.boolean(), withdraw: z.boolean(), invite: z.boolean() }),
});
export type OwnApplicationView = z.output<typeof ownApplicationView>;

/** `kept`: stored. `aside`: somebody else had written meanwhile; both texts are kept and the writer is asked. */
export const answerKept = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("kept"), key: z.string(), version: z.number() }),
  z.object({
    outcome: z.literal("aside"),
    key: z.string(),
    version: z.number(),
    value: answer,
    asideId: z.uuid(),
    writtenBy: z.uuid(),
  }),
]);
export type AnswerKept = z.output<typeof answerKept>;

const standing = z.object({ mean: z.number(), spread: z.number().nullable(), reviews: z.number() });

export const applicationRow = z.object({
  id: z.uuid(),
  reference: z.string(),
  /** Null where the reader's phase is blind. */
  firmName: z.string().nullable(),
  call: z.object({ id: z.uuid(), title: wording }),
  state: applicationState,
  outcome: outcome.nullable(),
  stage: z.number(),
  track: z.string().nullable(),
  isLate: z.boolean(),
  clock,
  responsible: named.nullable(),
  reviews: z.object({ asked: z.number(), handedIn: z.number() }),
  /** Null where there is none or the reader may not see it yet. */
  standing: standing.nullable(),
  /** The reader's own review, if any. */
  mine: z.object({ id: z.uuid(), state: z.enum(["assigned", "started", "submitted"]), dueOn: z.string().nullable() }).nullable(),
  submittedAt: z.date(),
});
export type ApplicationRowView = z.output<typeof applicationRow>;
export const applicationPage = pageOf(applicationRow);

const seenReview = z.object({
  id: z.uuid(),
  phaseId: z.uuid(),
  state: z.enum(["proposed", "assigned", "started", "submitted", "returned"]),
  /** Null where the phase hides who wrote it. */
  reviewer: z.string().nullable(),
  isMine: z.boolean(),
  score: z.number().nullable(),
  scores: z.record(z.string(), z.number().nullable()).nullable(),
  recommendation: z.enum(["accept", "discuss", "decline"]).nullable(),
  comment: z.string().nullable(),
  feedback: z.string().nullable(),
  dueOn: z.string().nullable(),
  affinity: z.number().nullable(),
  version: z.number(),
});
export type SeenReview = z.output<typeof seenReview>;

/** An application as operators and reviewers see it: what was handed in last, and what their phase lets them see of the reviews. */
export const applicationView = z.object({
  id: z.uuid(),
  reference: z.string(),
  firmName: z.string().nullable(),
  companyId: z.uuid().nullable(),
  call: z.object({ id: z.uuid(), title: wording }),
  state: applicationState,
  outcome: outcome.nullable(),
  stage: z.number(),
  track: z.string().nullable(),
  isLate: z.boolean(),
  clock,
  formVersion: z.number(),
  /** The questions the reader may see answered, with the answers. */
  fields: form,
  answers: z.record(z.string(), answer),
  submissions: z.array(z.object({ submittedAt: z.date(), stage: z.number(), isLate: z.boolean(), sha256: z.string() })),
  reviews: z.array(seenReview),
  standing: standing.nullable(),
  comments: z.array(z.object({ id: z.uuid(), person: z.string().nullable(), text: z.string(), writtenAt: z.date() })),
  /** For those who run the call: who is shut out, and why. */
  conflicts: z.array(
    z.object({
      id: z.uuid(),
      person: z.string().nullable(),
      kind: z.enum(conflictKinds),
      source: z.enum(conflictSources),
      evidence: z.string(),
      clearedReason: z.string().nullable(),
    }),
  ),
  proposals: z.array(
    z.object({
      organisationId: z.uuid(),
      outcome,
      reasonCodes: z.array(z.string()),
      note: z.string(),
      letter: z.string(),
      proposedAt: z.date(),
    }),
  ),
  can: z.object({ run: z.boolean(), review: z.boolean(), declareConflict: z.boolean() }),
});
export type ApplicationView = z.output<typeof applicationView>;

const shortage = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("tooFewReviewers"), application: z.string(), wanted: z.number(), free: z.number() }),
  z.object({
    kind: z.literal("tooLittleRoom"),
    applications: z.array(z.string()),
    reviewers: z.array(z.string()),
    wanted: z.number(),
    room: z.number(),
  }),
  z.object({ kind: z.literal("leastTooHigh"), owed: z.number(), wanted: z.number() }),
]);
/** A shortage with applications by reference and reviewers by name. */
export type NamedShortage = z.output<typeof shortage>;

export const assignmentPlan = z.object({
  /** `proposed`: waits to be looked at and applied. `unsolvable`: nothing was proposed; the shortages say why. */
  kind: z.enum(["proposed", "unsolvable"]),
  proposed: z.number(),
  /** Smallest share of the best reviewers it could have that an application gets, and the most that could be reached; 0 to 1. */
  worstShare: z.number(),
  worstShareBound: z.number(),
  total: z.number(),
  totalBound: z.number(),
  shortages: z.array(shortage),
});
export type AssignmentPlan = z.output<typeof assignmentPlan>;

export const agreement = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("stands"), outcome }),
  z.object({ kind: z.literal("waiting"), for: z.array(z.uuid()) }),
  z.object({ kind: z.literal("disputed") }),
]);
