import { z } from "zod";
import { writtenLine } from "#platform/clean-text.ts";
import { reasonInput } from "./review-schema.ts";

export * from "./call-schema.ts";
export * from "./decision-schema.ts";
export * from "./review-schema.ts";

export const firmInput = z.object({ firmName: writtenLine(200).min(1) });
export const untilInput = reasonInput.extend({ until: z.iso.date().nullable() });

/** Somebody who is asked to write with the others. */
export const authorInvitation = z.object({ name: writtenLine(120).min(1), email: z.email().max(254).toLowerCase() });
export type AuthorInvitation = z.output<typeof authorInvitation>;
export * from "./own-schema.ts";
