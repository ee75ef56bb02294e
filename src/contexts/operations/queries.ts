import { sql } from "kysely";
import { z } from "zod";
import { hashOf } from "#platform/audit/audit.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { jobSchema } from "#platform/jobs/jobs.ts";
import { cursorInstant, decodeCursor, encodeCursor, type Page } from "#platform/pages.ts";
import { canOperate, visibleJobs } from "./policy.ts";
import type { AuditChainView, AuditQuery, AuditView, JobsQuery, JobView, MailView } from "./schema.ts";

interface JobRow {
  id: string;
  /** Creation to the microsecond: jobs of one transaction share it, and a JavaScript date would cut it. */
  position: string;
  name: string;
  state: JobView["state"];
  retryCount: number;
  createdOn: Date;
  startedOn: Date | null;
  completedOn: Date | null;
  output: { message?: string } | null;
}

/** Jobs of the queue that concern the actor's organisation or both operators, newest first. */
export async function listJobs(ctx: Context, { state, cursor, limit }: JobsQuery): Promise<Page<JobView>> {
  allow(canOperate(ctx.actor));
  const before = cursor ? decodeCursor(cursor, z.tuple([cursorInstant(6), z.uuid()])) : null;
  const { rows } = await ctx.transact((tx) =>
    sql<JobRow>`select id, name, state, retry_count, created_on, started_on, completed_on, output,
        to_char(created_on at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as position
      from ${sql.raw(jobSchema)}.job
      where (${state ?? null}::text is null or state::text = ${state ?? null})
        and (${before?.[0] ?? null}::timestamptz is null or (created_on, id) < (${before?.[0] ?? null}::timestamptz, ${before?.[1] ?? null}::uuid))
        and ${visibleJobs(ctx.actor)} and name not like '\\_\\_pgboss%'
      order by created_on desc, id desc limit ${limit + 1}`.execute(tx),
  );
  const page = pageOfRows(rows, limit, ({ position, id }) => [position, id]);
  return { ...page, items: page.items.map(jobView) };
}

const jobView = (row: JobRow): JobView => ({
  id: row.id,
  name: row.name,
  state: row.state,
  attempts: row.retryCount + (row.startedOn ? 1 : 0),
  createdAt: row.createdOn,
  startedAt: row.startedOn,
  completedAt: row.completedOn,
  failure: row.state === "failed" || row.state === "retry" ? withoutAddresses(row.output?.message ?? null) : null,
  can: { retry: row.state === "failed" || row.state === "cancelled" },
});

/** What a mail server answers names people; the outbox shows it to the side that sent the mail. */
const withoutAddresses = (text: string | null): string | null =>
  text?.replaceAll(/[^\s<>"'():,;]+@[^\s<>"'():,;]+/g, "…") ?? null;

/** Mails sent for the actor's organisation, newest first; a link that lets somebody in is shown only where no server delivers mail. */
export async function listMails(ctx: Context, { cursor, limit }: { cursor?: string; limit: number }): Promise<Page<MailView>> {
  allow(canOperate(ctx.actor));
  const before = cursor ? decodeCursor(cursor, z.uuid()) : null;
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
  const before = query.cursor ? decodeCursor(query.cursor, z.int()) : null;
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

/** Recomputes every hash of the audit log as it stands when asked, and names the first entry that does not fit. */
export async function verifyAuditChain(ctx: Context): Promise<AuditChainView> {
  allow(canOperate(ctx.actor));
  const whole = contextFor(ctx.platform, system);
  // Both of one moment: entries appended while this runs are not part of the question.
  const end = await whole.transact((tx) =>
    tx
      .selectFrom("auditHead")
      .select("lastHash")
      .select((eb) =>
        eb
          .selectFrom("auditEntry")
          .select((entry) => entry.fn.max("id").as("id"))
          .as("lastId"),
      )
      .executeTakeFirstOrThrow(),
  );
  let previousHash = "";
  let lastId = 0;
  let entries = 0;
  for (;;) {
    const after = lastId;
    const rows = await whole.transact((tx) =>
      tx
        .selectFrom("auditEntry")
        .selectAll()
        .where("id", ">", after)
        .where("id", "<=", end.lastId ?? 0)
        .orderBy("id")
        .limit(chainBatch)
        .execute(),
    );
    for (const row of rows) {
      if (row.previousHash !== previousHash || hashOf(previousHash, row) !== row.hash)
        return { entries, intact: false, brokenAt: row.id };
      previousHash = row.hash;
      lastId = row.id;
      // Told is how many of them the reader may read: the others are not theirs to count.
      if (row.orgId === ctx.actor.organisationId && !row.excludedPersonIds.includes(ctx.actor.personId ?? "")) entries += 1;
    }
    if (rows.length < chainBatch) return { entries, intact: end.lastHash === previousHash, brokenAt: null };
  }
}

/** How many of the jobs the actor sees are dead; administrators see it on their home page. */
export async function countDeadJobs(ctx: Context): Promise<number> {
  if (!canOperate(ctx.actor)) return 0;
  const { rows } = await ctx.transact((tx) =>
    sql<{ count: number }>`select count(*) as count from ${sql.raw(jobSchema)}.job
      where state = 'failed' and ${visibleJobs(ctx.actor)}`.execute(tx),
  );
  return rows[0]?.count ?? 0;
}

function pageOfRows<Row>(rows: Row[], limit: number, position: (row: Row) => unknown): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, cursor: rows.length > limit && last ? encodeCursor(position(last)) : null, total: null };
}
