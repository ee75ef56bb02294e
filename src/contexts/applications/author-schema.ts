import { z } from "zod";
import { writtenLine } from "#platform/clean-text.ts";
import { locales } from "#platform/i18n/locales.ts";

/** The field of the form somebody writes in just now; null while they only read. */
export const editing = z.object({ key: writtenLine(60).nullable() });
export type Editing = z.output<typeof editing>;

/** Somebody who writes, and the field they write in just now. */
export const authorView = z.object({ personId: z.uuid(), name: z.string(), editing: z.string().nullable() });

/** What the holder of an invitation's link may know. */
export const offeredAuthorship = z.object({
  firmName: z.string(),
  callTitle: z.object({ text: z.string(), lang: z.enum(locales) }),
  inviterName: z.string(),
  /** Who was asked, and by which address. */
  name: z.string(),
  email: z.string(),
  expiresAt: z.date(),
  /** `invited`: just accepts; `other`: is signed in with another address; `visitor`: signs in first, known or not. */
  reader: z.enum(["visitor", "invited", "other"]),
});
export type OfferedAuthorship = z.output<typeof offeredAuthorship>;

/** An invitation nobody has answered, for those who write the application. */
export const sentAuthorInvitation = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  expiresAt: z.date(),
  isExpired: z.boolean(),
});
export type SentAuthorInvitation = z.output<typeof sentAuthorInvitation>;
