import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { canRunCall } from "../policy.ts";
import { callRowIn, type StoredCall } from "../queries/get-call.ts";

/**
 * A call of those who run it, held until the transaction ends: whoever else would change it waits and then reads what came of this one.
 * Applicants go on meanwhile.
 */
export async function runnableCallIn(tx: Transaction, ctx: Context, idOrSlug: string): Promise<StoredCall> {
  const column = isId(idOrSlug) ? "id" : "slug";
  await tx.selectFrom("call").select("id").where(column, "=", idOrSlug).forNoKeyUpdate().execute();
  const call = await callRowIn(tx, ctx, idOrSlug);
  allow(canRunCall(ctx.actor, call));
  return call;
}

/** A draft that changes is agreed to by nobody any more. */
export const agreementAfterChange = ({ state }: Pick<StoredCall, "state">): { agreedOrgIds?: string[] } =>
  state === "draft" ? { agreedOrgIds: [] } : {};
