import { z } from "zod";
import { writtenLine, writtenText } from "#platform/clean-text.ts";
import { locales } from "#platform/i18n/locales.ts";
import { conflictKinds, disclosedKinds } from "./review/conflict.ts";

const key = z.string().max(40);
const most = z.number().int().min(0).max(500);

export const phaseParams = z.object({ phaseId: z.uuid() });
export const reviewParams = z.object({ reviewId: z.uuid() });
export const reviewerParams = phaseParams.extend({ personId: z.uuid() });

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

export const reasonInput = z.object({ reason: writtenText(2000) });

/** Somebody says what they know, or a manager says it for them. */
export const expertiseInput = z.object({ text: writtenText(5000), topics: z.array(z.string().max(60)).max(60) });
export type ExpertiseInput = z.output<typeof expertiseInput>;

/** A firm the person has a tie with, told once for every application. */
export const tieInput = z.object({
  kind: z.enum(disclosedKinds),
  firmName: writtenLine(200).min(1),
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .transform((text) =>
      text
        .replace(/^https?:\/\//u, "")
        .replace(/^www\./u, "")
        .replace(/\/.*$/u, ""),
    )
    .pipe(
      z
        .string()
        .max(200)
        .regex(/^$|^[^\s@/]+\.[^\s@/.]+$/u, "applications.errors.domain"),
    )
    .transform((text) => text || null)
    .nullable()
    .default(null),
});
export type TieInput = z.output<typeof tieInput>;

/** How much somebody reviews in a phase, and which tracks; none means every track. */
export const loadInput = z
  .object({ most, least: most.default(0), tracks: z.array(key).max(20).default([]) })
  .refine(({ least, most: highest }) => least <= highest, { path: ["least"], message: "applications.errors.leastAboveMost" });
export type LoadInput = z.output<typeof loadInput>;

/** `expertise`: by what reviewers know. `track`: by the tracks they read. */
export const assignmentMethods = ["expertise", "track"] as const;
export const assignmentOptions = z.object({
  method: z.enum(assignmentMethods).default("expertise"),
  /** Reviews that were given and not begun may go to somebody else where that serves better. */
  mayMove: z.boolean().default(false),
});
export type AssignmentOptions = z.output<typeof assignmentOptions>;

export const proposalInput = z.object({
  applicationId: z.uuid(),
  personId: z.uuid(),
  /** A proposal whose place the new one takes. */
  insteadOf: z.uuid().optional(),
});
export type ProposalInput = z.output<typeof proposalInput>;
export const lockInput = z.object({ isLocked: z.boolean() });
export const applyInput = z.object({ dueOn: z.iso.date().nullable().default(null) });

export const commentInput = z.object({ phaseId: z.uuid(), text: writtenText(5000).min(1) });
export type CommentInput = z.output<typeof commentInput>;

export const reminderInput = z.object({ personIds: z.array(z.uuid()).max(500).optional() });

export const guestInput = z.object({
  name: writtenLine(120).min(1),
  email: z.email().max(254).toLowerCase(),
  locale: z.enum(locales).default("en"),
  /** Last day of the access. */
  untilOn: z.iso.date(),
  most: most.default(10),
});
export type GuestInput = z.output<typeof guestInput>;
