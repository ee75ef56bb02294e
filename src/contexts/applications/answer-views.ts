import { z } from "zod";
import { applicationStates } from "./application.ts";
import { authorView } from "./author-schema.ts";
import { answer } from "./form/answer.ts";

// Read by browsers as well: nothing of the server may be reached from here.

export const ownAnswer = z.object({
  key: z.string(),
  value: answer,
  version: z.number(),
  writtenBy: z.string().nullable(),
  writtenAt: z.date(),
});
export type OwnAnswer = z.output<typeof ownAnswer>;

const scanStates = ["unscanned", "waiting", "clean", "infected", "failed"] as const;

/** A file in an answer, without its bytes. */
export const answerFile = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  sha256: z.string(),
  scanState: z.enum(scanStates),
  uploadedAt: z.date(),
});
export type AnswerFile = z.output<typeof answerFile>;

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

/** Who writes where just now, and which answers are newer than a page knows. */
export const togetherView = z.object({
  authors: z.array(authorView),
  versions: z.record(z.string(), z.number()),
  state: z.enum(applicationStates),
});
export type TogetherView = z.output<typeof togetherView>;
