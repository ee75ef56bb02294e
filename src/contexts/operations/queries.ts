import { sql } from "kysely";
import { z } from "zod";
import { hashOf } from "#platform/audit/audit.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { jobSchema } from "#platform/jobs/jobs.ts";
import { decodeCursor, encodeCursor, type Page } from "#platform/pages.ts";
import { canOperate } from "./policy.ts";
import type { AuditChainView, AuditQuery, AuditView, JobsQuery, JobView, MailView } from "./schema.ts";

interface JobRow {
  id: string;
  name: string;
  state: JobView["state"];
  retryCount: number;
  createdOn: Date;
  startedOn: Date | null;
  completedOn: Date | null;
  output: { message?: string } | null;
}

/** Jobs of the queue, newest first. */
export async function listJobs(ctx: Context, { state, cursor, limit }: JobsQuery): Promise<Page<JobView>> {
  allow(canOperate(ctx.actor));
  const before = cursor ? decodeCursor(cursor, z.tuple([z.string(), z.string()])) : null;
  const { rows } = await ctx.transact((tx) =>
    sql<JobRow>`select id, name, state, retry_count, created_on, started_on, completed_on, output
      from ${sql.raw(jobSchema)}.job
      where (${state ?? null}::text is null or state::text = ${state ?? null})
        and (${before?.[0] ?? null}::timestamptz is null or (created_on, id) < (${before?.[0] ?? null}::timestamptz, ${before?.[1] ?? null}::uuid))
        and name not like '\\_\\_pgboss%'
      order by created_on desc, id desc limit ${limit + 1}`.execute(tx),
  );
  return pageOfRows(rows.map(jobView), limit, (job) => [job.createdAt.toISOString(), job.id]);
}

const jobView = (row: JobRow): JobView => ({
  id: row.id,
  name: row.name,
  state: row.state,
  attempts: row.retryCount + (row.startedOn ? 1 : 0),
  createdAt: row.createdOn,
  startedAt: row.startedOn,
  completedAt: row.completedOn,
  failure: row.state === "failed" || row.state === "retry" ? (row.output?.message ?? null) : null,
  can: { retry: row.state === "failed" || row.state === "cancelled" },
});

/** Mails sent for the actor's organisation, newest first; a link that lets somebody in is shown only where no server delivers mail. */
export async function listMails(ctx: Context, { cursor, limit }: { cursor?: string; limit: number }): Promise<Page<MailView>> {
  allow(canOperate(ctx.actor));
  const before = cursor ? decodeCursor(cursor, z.string()) : null;
  const rows = await ctx.transact((tx) =>
    tx
      .selectFrom("mailMessage")
      .select(["id", "toAddress as to", "subject", "textBody", "holdsSecret", "status", "error", "createdAt", "sentAt"])
      .where("orgId", "=", ctx.actor.organisationId)
      .$if(before !== null, (query) => query.where("id", "<", before!))
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute(),
  );
  const mails = rows.map(({ textBody, holdsSecret, ...mail }) => ({
    ...mail,
    text: holdsSecret && mail.status !== "kept" ? null : textBody,
  }));
  return pageOfRows(mails, limit, ({ id }) => id);
}

/** Audit entries of the actor's organisation, newest first. */
export async function listAuditEntries(ctx: Context, query: AuditQuery): Promise<Page<AuditView>> {
  allow(canOperate(ctx.actor));
  const before = query.cursor ? decodeCursor(query.cursor, z.number()) : null;
  const rows = await ctx.transact((tx) => auditRows(tx, ctx, query, before));
  const views = rows.map(({ personId, personName, ...entry }) => ({
    ...entry,
    person: personId ? { id: personId, name: personName ?? "" } : null,
  }));
  return pageOfRows(views, query.limit, ({ id }) => id);
}

function auditRows(
  tx: Transaction,
  ctx: Context,
  { subjectType, subjectId, action, personId, limit }: AuditQuery,
  before: number | null,
) {
  return tx
    .selectFrom("auditEntry")
    .leftJoin("person", "person.id", "auditEntry.personId")
    .select([
      "auditEntry.id",
      "at",
      "actorKind",
      "auditEntry.personId",
      "person.name as personName",
      "action",
      "subjectType",
      "subjectId",
      "reason",
      "detail",
      "origin",
      "requestId",
      "hash",
    ])
    .where("orgId", "=", ctx.actor.organisationId)
    .$if(Boolean(subjectType), (query) => query.where("subjectType", "=", subjectType!))
    .$if(Boolean(subjectId), (query) => query.where("subjectId", "=", subjectId!))
    .$if(Boolean(action), (query) => query.where("action", "=", action!))
    .$if(Boolean(personId), (query) => query.where("auditEntry.personId", "=", personId!))
    .$if(before !== null, (query) => query.where("auditEntry.id", "<", before!))
    .orderBy("auditEntry.id", "desc")
    .limit(limit + 1)
    .execute();
}

const chainBatch = 5000;

/** Recomputes every hash of the audit log and names the first entry that does not fit. */
export async function verifyAuditChain(ctx: Context): Promise<AuditChainView> {
  allow(canOperate(ctx.actor));
  const whole = contextFor(ctx.platform, system);
  let previousHash = "";
  let lastId = 0;
  let entries = 0;
  for (;;) {
    const after = lastId;
    const rows = await whole.transact((tx) =>
      tx.selectFrom("auditEntry").selectAll().where("id", ">", after).orderBy("id").limit(chainBatch).execute(),
    );
    for (const row of rows) {
      if (row.previousHash !== previousHash || hashOf(previousHash, row) !== row.hash)
        return { entries, intact: false, brokenAt: row.id };
      previousHash = row.hash;
      lastId = row.id;
      entries += 1;
    }
    if (rows.length < chainBatch) break;
  }
  const head = await whole.transact((tx) => tx.selectFrom("auditHead").select("lastHash").executeTakeFirstOrThrow());
  return { entries, intact: head.lastHash === previousHash, brokenAt: null };
}

/** How many jobs are dead; administrators see it on their home page. */
export async function countDeadJobs(ctx: Context): Promise<number> {
  if (!canOperate(ctx.actor)) return 0;
  const { rows } = await ctx.transact((tx) =>
    sql<{ count: number }>`select count(*) as count from ${sql.raw(jobSchema)}.job where state = 'failed'`.execute(tx),
  );
  return rows[0]?.count ?? 0;
}

function pageOfRows<Row>(rows: Row[], limit: number, position: (row: Row) => unknown): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, cursor: rows.length > limit && last ? encodeCursor(position(last)) : null, total: null };
}
