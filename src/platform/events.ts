import { asSystem, type Context } from "./context.ts";
import { json, type Transaction } from "./db/database.ts";
import { newId } from "./ids.ts";

/** Records a fact in the outbox, lets its followers act and enqueues its subscribers' jobs, told whose deed it was; all in one transaction. */
export async function publish(tx: Transaction, ctx: Context, name: string, payload: Record<string, unknown>): Promise<void> {
  const id = newId();
  await tx
    .insertInto("outboxEvent")
    .values({ id, name, payload: json(payload), publishedAt: ctx.now(), requestId: ctx.requestId })
    .execute();
  for (const follower of ctx.platform.jobs.followersOf(name)) await asSystem(tx, ctx, (own) => follower(tx, own, payload));
  for (const queue of ctx.platform.jobs.subscribersOf(name)) {
    await ctx.platform.jobs.enqueue(tx, queue, { eventId: id, name, byPersonId: ctx.actor.personId, ...payload });
  }
}
