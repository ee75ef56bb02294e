import { z } from "zod";
import { writtenText } from "#platform/clean-text.ts";
import { missingParts, pilotStates } from "../pilot.ts";
import { answers, linkStates, questions } from "./answer.ts";

export const answerParams = z.object({ secret: z.string().min(1).max(200) });

export const answerInput = z.object({
  answer: z.enum(answers),
  /** Reason code, for those answers that need one. */
  reason: z.string().max(60).optional(),
  /** What both sides of a pilot read, or what is noted with a pass. */
  told: writtenText(2000).default(""),
});
export type AnswerInput = z.output<typeof answerInput>;

export const weeklyMailParams = z.object({ key: z.string().min(1).max(200) });

/** What the holder of a link learns; nothing of the thing once they have nothing to do with it. */
export const questionView = z.object({
  question: z.enum(questions),
  state: z.enum(linkStates),
  personName: z.string(),
  title: z.string().nullable(),
  company: z.string().nullable(),
  pilotState: z.enum(pilotStates).nullable(),
  /** Where it is seen after signing in. */
  href: z.string(),
  dueOn: z.string().nullable(),
  heldUntil: z.string().nullable(),
  answers: z.array(
    z.object({
      answer: z.enum(answers),
      reasons: z.array(z.string()),
      /** What stands in its way. */
      missing: z.array(z.enum(missingParts)),
    }),
  ),
  used: z.object({ answer: z.enum(answers), at: z.date() }).nullable(),
  /** Who moved it since, and when. */
  changed: z.object({ name: z.string().nullable(), at: z.date() }).nullable(),
  /** Who answers for it now. */
  ownerName: z.string().nullable(),
  canRenew: z.boolean(),
});
export type QuestionView = z.output<typeof questionView>;
