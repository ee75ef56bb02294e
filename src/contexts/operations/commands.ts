import { sql } from "kysely";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { jobSchema } from "#platform/jobs/jobs.ts";
import { canOperate, visibleJobs } from "./policy.ts";

/** Puts a dead or cancelled job back into the queue with its data; refuses one that is waiting, running or done, or the other side's. */
export async function retryJob(ctx: Context, jobId: string): Promise<void> {
  allow(canOperate(ctx.actor));
  await ctx.transact(async (tx) => {
    const { rows } = await sql<{ name: string; state: string }>`
      select name, state::text from ${sql.raw(jobSchema)}.job where id = ${jobId} and ${visibleJobs(ctx.actor)} for update`.execute(
      tx,
    );
    const job = found(rows[0]);
    if (job.state !== "failed" && job.state !== "cancelled") throw new DomainError("conflict", "operations.errors.jobNotDead");
    await sql`update ${sql.raw(jobSchema)}.job
      set state = 'retry', retry_limit = retry_limit + 1, start_after = now(), completed_on = null
      where id = ${jobId}`.execute(tx);
    await audit(tx, ctx, { action: "job.retried", subjectType: "job", subjectId: jobId, detail: { name: job.name } });
  });
}
