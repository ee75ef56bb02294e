import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";

/** Notes a mail to a person in the transaction that queues it; false where one of the kind went to them that day: a job run twice writes once. */
export async function takeMailDay(
  tx: Transaction,
  ctx: Context,
  personId: string,
  kind: "daily" | "weekly",
  day: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("pilotMail")
    .values({ personId, kind, day, sentAt: ctx.now() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
