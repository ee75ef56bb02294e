import { endpoint } from "#platform/api.ts";
import { pageOf, pageQuery } from "#platform/pages.ts";
import { retryJob } from "./commands.ts";
import { listAuditEntries, listJobs, listMails, verifyAuditChain } from "./queries.ts";
import { AuditChainView, AuditQuery, AuditView, JobParams, JobsQuery, JobView, MailView } from "./schema.ts";

export const endpoints = [
  endpoint({
    method: "get",
    path: "/jobs",
    summary: "Jobs of the queue, newest first; state=failed lists the dead ones",
    scope: "operations:read",
    query: JobsQuery,
    response: pageOf(JobView),
    handle: (ctx, { query }) => listJobs(ctx, query),
  }),
  endpoint({
    method: "post",
    path: "/jobs/:jobId/retries",
    summary: "Put a dead job back into the queue",
    scope: "operations:write",
    params: JobParams,
    status: 204,
    handle: (ctx, { params }) => retryJob(ctx, params.jobId),
  }),
  endpoint({
    method: "get",
    path: "/mails",
    summary: "Mails sent, or kept where no SMTP server is configured",
    scope: "operations:read",
    query: pageQuery,
    response: pageOf(MailView),
    handle: (ctx, { query }) => listMails(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/audit-entries",
    summary: "Audit log of your organisation, newest first",
    scope: "operations:read",
    query: AuditQuery,
    response: pageOf(AuditView),
    handle: (ctx, { query }) => listAuditEntries(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/audit-chain",
    summary: "Recompute the hash chain of the audit log",
    scope: "operations:read",
    response: AuditChainView,
    handle: (ctx) => verifyAuditChain(ctx),
  }),
];
