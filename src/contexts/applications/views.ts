import { z } from "zod";
import { applicationStates, outcomes } from "./application.ts";
import { answer } from "./form/answer.ts";
import { form } from "./form/form.ts";
import { answerFile } from "./own-views.ts";
import { turns } from "./response-clock.ts";
import { conflictKinds, conflictSources } from "./review/conflict.ts";
import { phaseKinds } from "./review/phase.ts";

const wording = z.record(z.string(), z.string());
const applicationState = z.enum(applicationStates);
const outcome = z.enum(outcomes);
const clock = z.object({ turn: z.enum(turns), since: z.date(), until: z.string().nullable(), isOverdue: z.boolean() });

export * from "./call-views.ts";

export * from "./own-views.ts";

const standing = z.object({ mean: z.number(), spread: z.number().nullable(), reviews: z.number() });

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
  files: z.array(answerFile),
  submissions: z.array(z.object({ submittedAt: z.date(), stage: z.number(), isLate: z.boolean(), sha256: z.string() })),
  reviews: z.array(seenReview),
  standing: standing.nullable(),
  comments: z.array(
    z.object({
      id: z.uuid(),
      phaseId: z.uuid(),
      person: z.string().nullable(),
      isMine: z.boolean(),
      text: z.string(),
      writtenAt: z.date(),
    }),
  ),
  /** The phases whose discussion the reader reads. */
  talks: z.array(z.object({ phaseId: z.uuid(), kind: z.enum(phaseKinds), canWrite: z.boolean() })),
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
  /** For those who run or follow the call: what happened to it. */
  history: z.array(
    z.object({
      from: applicationState.nullable(),
      to: applicationState,
      person: z.string().nullable(),
      reason: z.string().nullable(),
      at: z.date(),
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
