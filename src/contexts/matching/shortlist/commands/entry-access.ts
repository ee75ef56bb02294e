import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, found, notFound } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { requireCompanyRow } from "../../feedback.ts";
import { requireMatches } from "../../match-state.ts";
import { canCurateShortlist, canJudgeMatches } from "../../policy.ts";

/** Holds the need to the end of the transaction, so that what two people do to one list happens one after the other. */
export async function requireCurator(tx: Transaction, ctx: Context, needId: string) {
  const walls = await requireMatches(tx, ctx, needId, { lock: true });
  allow(canCurateShortlist(ctx.actor, walls));
  return walls;
}

/** An entry of a company that can still be read about, for those who vote and note. */
export async function requireJudge(tx: Transaction, ctx: Context, needId: string, entryId: string) {
  const walls = await requireMatches(tx, ctx, needId);
  const entry = await requireEntry(tx, needId, entryId);
  allow(canJudgeMatches(ctx.actor, walls));
  await requireCompanyRow(tx, entry.companyId);
  return { walls, entry };
}

/** The entry, locked; not found when it is of another need or, unless asked for, taken off the list. */
export async function requireEntry(tx: Transaction, needId: string, entryId: string, { removed = false } = {}) {
  if (!isId(entryId)) throw notFound();
  let select = tx.selectFrom("shortlistEntry").selectAll().where("id", "=", entryId).where("needId", "=", needId).forUpdate();
  if (!removed) select = select.where("removedAt", "is", null);
  return found(await select.executeTakeFirst());
}

/** In the order of their ids, for jobs that touch the lists of several needs. */
export async function lockNeeds(tx: Transaction, needIds: readonly string[]): Promise<void> {
  await tx
    .selectFrom("need")
    .select("id")
    .where("id", "in", [...needIds])
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
}
