import { z } from "zod";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { sides } from "./readiness.ts";
import { termKinds, termOwners } from "./term.ts";
import { writtenDay } from "./written-day.ts";

/** Who owns a thing that comes in or comes out, what the other side may do with it, and until when. */
export const termInput = z.object({
  kind: z.enum(termKinds),
  subject: writtenLine(200).min(1, "errors.required"),
  belongsTo: z.enum(termOwners),
  useByOther: writtenText(2000).default(""),
  untilOn: writtenDay.nullish(),
  /** The agreed term this one takes the place of once both sides agree on it. */
  replacesId: z.uuid().nullish(),
});
export type TermInput = z.output<typeof termInput>;

export const termParams = z.object({ termId: z.uuid() });
export const termRefusal = z.object({ reason: writtenText(1000).min(1, "errors.required") });
export type TermRefusal = z.output<typeof termRefusal>;

/** A term counts once both sides agreed; a later one takes its place, and a proposal that was refused keeps the reason. */
export const termStates = ["proposed", "agreed", "replaced", "refused"] as const;

export const termView = z.object({
  id: z.uuid(),
  kind: z.enum(termKinds),
  subject: z.string(),
  belongsTo: z.enum(termOwners),
  useByOther: z.string(),
  untilOn: z.string().nullable(),
  isRunOut: z.boolean(),
  state: z.enum(termStates),
  replacesId: z.uuid().nullable(),
  endedReason: z.string(),
  agreed: z.array(z.object({ side: z.enum(sides), personName: z.string().nullable(), at: z.date() })),
  can: z.object({ agree: z.boolean(), refuse: z.boolean(), replace: z.boolean() }),
});
export type TermView = z.output<typeof termView>;

export const termsView = z.object({
  pilot: z.object({ id: z.uuid(), side: z.enum(sides), isOffered: z.boolean(), startup: z.string() }),
  terms: z.array(termView),
  can: z.object({ propose: z.boolean() }),
});
export type TermsView = z.output<typeof termsView>;
