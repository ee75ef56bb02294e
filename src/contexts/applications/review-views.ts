import { z } from "zod";
import { answer } from "./form/answer.ts";
import { form } from "./form/form.ts";
import { answerFile } from "./own-views.ts";
import { disclosedKinds } from "./review/conflict.ts";
import { phaseKinds } from "./review/phase.ts";
import { rubric } from "./review/rubric.ts";
import { assignmentMethods } from "./review-schema.ts";

const wording = z.record(z.string(), z.string());
const named = z.object({ id: z.uuid(), name: z.string() });
const callName = z.object({ id: z.uuid(), slug: z.string(), title: wording });

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
  leaving: z.number(),
  /** Smallest share of the best reviewers it could have that an application gets, and the most that could be reached; 0 to 1. */
  worstShare: z.number(),
  worstShareBound: z.number(),
  total: z.number(),
  totalBound: z.number(),
  shortages: z.array(shortage),
});
export type AssignmentPlan = z.output<typeof assignmentPlan>;

export const assignmentRun = z.object({
  id: z.uuid(),
  state: z.enum(["running", "proposed", "unsolvable", "failed"]),
  method: z.enum(assignmentMethods),
  mayMove: z.boolean(),
  startedAt: z.date(),
  endedAt: z.date().nullable(),
  plan: assignmentPlan.nullable(),
  failure: z.enum(["tooLong", "error"]).nullable(),
});
export type AssignmentRunView = z.output<typeof assignmentRun>;

export const grounds = z.object({
  /** Which choice the reviewer is for the application, counted from 1. */
  place: z.number().nullable(),
  /** Affinity the application could reach with the best reviewers there are. */
  best: z.number().nullable(),
  /** What application and reviewer have in common. */
  words: z.array(z.string()),
});
export type Grounds = z.output<typeof grounds>;

const assignedReview = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  reviewer: z.string(),
  state: z.enum(["proposed", "assigned", "started", "submitted"]),
  /** Stays where it is when reviewers are proposed anew. */
  isByHand: z.boolean(),
  /** The proposal would take it away. */
  isLeaving: z.boolean(),
  affinity: z.number().nullable(),
  grounds,
});
export type AssignedReview = z.output<typeof assignedReview>;

const phaseReviewer = z.object({
  personId: z.uuid(),
  name: z.string(),
  most: z.number(),
  least: z.number(),
  tracks: z.array(z.string()),
  text: z.string(),
  topics: z.array(z.string()),
  leftAt: z.date().nullable(),
  /** Last day of a guest. */
  guestUntil: z.string().nullable(),
  proposed: z.number(),
  open: z.number(),
  submitted: z.number(),
});
export type PhaseReviewer = z.output<typeof phaseReviewer>;

export const guestView = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  untilOn: z.string(),
  state: z.enum(["invited", "joined", "over", "revoked"]),
  canRevoke: z.boolean(),
});
export type GuestView = z.output<typeof guestView>;

export const assignmentView = z.object({
  call: callName,
  phase: z.object({ id: z.uuid(), kind: z.enum(phaseKinds), reviewsWanted: z.number(), closesAt: z.date().nullable() }),
  phases: z.array(z.object({ id: z.uuid(), kind: z.enum(phaseKinds) })),
  tracks: z.array(z.object({ key: z.string(), label: wording })),
  applications: z.array(
    z.object({
      id: z.uuid(),
      reference: z.string(),
      firmName: z.string(),
      track: z.string().nullable(),
      reviews: z.array(assignedReview),
      /** Share of the best reviewers it could have that it gets; null before a proposal. */
      share: z.number().nullable(),
    }),
  ),
  reviewers: z.array(phaseReviewer),
  /** People of the reader's organisation who do not review in this phase yet. */
  others: z.array(named),
  guests: z.array(guestView),
  /** The reader's newest run. */
  run: assignmentRun.nullable(),
});
export type AssignmentView = z.output<typeof assignmentView>;

export const candidate = named.extend({
  fit: z.number(),
  words: z.array(z.string()),
  load: z.number(),
  most: z.number(),
  isOtherTrack: z.boolean(),
});
export type Candidate = z.output<typeof candidate>;

const ownState = z.enum(["assigned", "started", "submitted"]);
export const ownReviewRow = z.object({
  id: z.uuid(),
  applicationId: z.uuid(),
  reference: z.string(),
  /** Null where the phase is blind. */
  firmName: z.string().nullable(),
  call: callName,
  phase: z.enum(phaseKinds),
  state: ownState,
  dueOn: z.string().nullable(),
  isOverdue: z.boolean(),
  score: z.number().nullable(),
  submittedAt: z.date().nullable(),
});
export type OwnReviewRow = z.output<typeof ownReviewRow>;

/** A review for whoever writes it; before it is begun only as much of the application as it takes to know of a tie. */
export const ownReviewView = ownReviewRow.extend({
  track: z.string().nullable(),
  openness: z.enum(["upcoming", "open", "closed"]),
  opensAt: z.date().nullable(),
  closesAt: z.date().nullable(),
  isBlind: z.boolean(),
  rubric,
  fields: form,
  answers: z.record(z.string(), answer),
  files: z.array(answerFile),
  scores: z.record(z.string(), z.number().nullable()),
  recommendation: z.enum(["accept", "discuss", "decline"]).nullable(),
  comment: z.string(),
  feedback: z.string(),
  version: z.number(),
});
export type OwnReviewView = z.output<typeof ownReviewView>;

export const ownExpertise = z.object({
  text: z.string(),
  topics: z.array(z.string()),
  ties: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(disclosedKinds),
      firmName: z.string(),
      domain: z.string().nullable(),
      toldAt: z.date(),
    }),
  ),
});
export type OwnExpertise = z.output<typeof ownExpertise>;

const tally = z.object({ assigned: z.number(), started: z.number(), submitted: z.number(), overdue: z.number() });
export type Tally = z.output<typeof tally>;

export const progressView = z.object({
  call: callName,
  phases: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(phaseKinds),
      closesAt: z.date().nullable(),
      tally,
      reviewers: z.array(
        z.object({ personId: z.uuid(), name: z.string(), isGone: z.boolean(), tally, nextDueOn: z.string().nullable() }),
      ),
      applications: z.array(z.object({ id: z.uuid(), reference: z.string(), firmName: z.string(), wanted: z.number(), tally })),
    }),
  ),
  canRun: z.boolean(),
});
export type ProgressView = z.output<typeof progressView>;

/** The discussion of one phase, as far as the reader may read it. */
export const talk = z.object({
  phaseId: z.uuid(),
  kind: z.enum(phaseKinds),
  canWrite: z.boolean(),
  comments: z.array(
    z.object({ id: z.uuid(), person: z.string().nullable(), isMine: z.boolean(), text: z.string(), writtenAt: z.date() }),
  ),
});
export type Talk = z.output<typeof talk>;
