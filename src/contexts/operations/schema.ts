import { z } from "zod";
import { pageQuery } from "#platform/pages.ts";

export const jobStates = ["created", "retry", "active", "completed", "cancelled", "failed"] as const;

export const JobsQuery = pageQuery.extend({ state: z.enum(jobStates).optional() });
export type JobsQuery = z.output<typeof JobsQuery>;

export const JobView = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(jobStates),
  attempts: z.number().int(),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  completedAt: z.date().nullable(),
  /** What the last attempt said; only of failed and retried jobs. */
  failure: z.string().nullable(),
  can: z.object({ retry: z.boolean() }),
});
export type JobView = z.output<typeof JobView>;

export const MailView = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  /** Null where the mail holds a link that lets somebody in. */
  text: z.string().nullable(),
  status: z.enum(["queued", "sent", "kept", "failed"]),
  error: z.string().nullable(),
  createdAt: z.date(),
  sentAt: z.date().nullable(),
});
export type MailView = z.output<typeof MailView>;

export const AuditQuery = pageQuery.extend({
  subjectType: z.string().max(100).optional(),
  subjectId: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  personId: z.uuid().optional(),
});
export type AuditQuery = z.output<typeof AuditQuery>;

export const AuditView = z.object({
  id: z.number().int(),
  at: z.date(),
  actorKind: z.string(),
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.unknown(),
  origin: z.string().nullable(),
  requestId: z.string().nullable(),
  hash: z.string(),
});
export type AuditView = z.output<typeof AuditView>;

export const AuditChainView = z.object({
  entries: z.number().int(),
  intact: z.boolean(),
  /** The first entry that does not fit, when the chain is broken. */
  brokenAt: z.number().int().nullable(),
});
export type AuditChainView = z.output<typeof AuditChainView>;

export const JobParams = z.object({ jobId: z.uuid() });
