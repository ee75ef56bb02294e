import { createHash } from "node:crypto";
import { type Context, contextFor, system } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";

const keptMs = 24 * 3600 * 1000;
/** A request without an answer after this long died with its process; its key may be used again. */
const leaseMs = 5 * 60_000;

interface Key {
  key: string;
  actor: string;
}

/** Answers a repeated Idempotency-Key with the first answer for a day; the same key with another request is refused. */
export async function once(ctx: Context, key: string, request: unknown, run: () => Promise<Response>): Promise<Response> {
  const own = contextFor(ctx.platform, system, ctx);
  const id = { key, actor: ctx.actor.seatId ?? ctx.actor.personId ?? "visitor" };
  const requestHash = createHash("sha256").update(JSON.stringify(request)).digest("hex");
  if (await takeKey(own, id, requestHash)) return keepAnswer(own, id, run);
  const kept = await own.transact((tx) =>
    tx.selectFrom("idempotentResponse").selectAll().where("key", "=", id.key).where("actor", "=", id.actor).executeTakeFirst(),
  );
  if (!kept || kept.status === null) throw new DomainError("conflict", "errors.conflict");
  if (kept.requestHash !== requestHash) throw new DomainError("conflict", "errors.idempotencyReuse");
  const body = kept.body === null ? null : JSON.stringify(kept.body);
  const headers = { "idempotency-replayed": "true", ...(body ? { "content-type": "application/json" } : {}) };
  return new Response(body, { status: kept.status, headers });
}

/** True for the first request of the key. */
function takeKey(own: Context, id: Key, requestHash: string): Promise<boolean> {
  const createdAt = own.now();
  return own.transact(async (tx) => {
    await tx
      .deleteFrom("idempotentResponse")
      .where((eb) =>
        eb.or([
          eb("createdAt", "<", new Date(createdAt.getTime() - keptMs)),
          eb.and([eb("status", "is", null), eb("createdAt", "<", new Date(createdAt.getTime() - leaseMs))]),
        ]),
      )
      .execute();
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("idempotentResponse")
      .values({ ...id, requestHash, createdAt, body: null })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  });
}

/** A refusal is thrown, not kept: the next try may succeed. */
async function keepAnswer(own: Context, { key, actor }: Key, run: () => Promise<Response>): Promise<Response> {
  try {
    const response = await run();
    const text = await response.clone().text();
    await own.transact((tx) =>
      tx
        .updateTable("idempotentResponse")
        .set({ status: response.status, body: text === "" ? null : json(JSON.parse(text)) })
        .where("key", "=", key)
        .where("actor", "=", actor)
        .execute(),
    );
    return response;
  } catch (error) {
    await own.transact((tx) => tx.deleteFrom("idempotentResponse").where("key", "=", key).where("actor", "=", actor).execute());
    throw error;
  }
}
