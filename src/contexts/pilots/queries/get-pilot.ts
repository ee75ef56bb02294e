import type { Context } from "#platform/context.ts";
import { sideOf } from "../policy.ts";
import type { PilotView } from "../views.ts";
import { criteriaOf, pilotRowIn } from "./pilot-row.ts";

/** One pilot as the actor's side reads it; not found for everybody else. */
export async function getPilot(ctx: Context, pilotId: string): Promise<PilotView> {
  return ctx.transact(async (tx) => {
    const row = await pilotRowIn(tx, ctx, pilotId);
    const { name } = await tx.selectFrom("company").select("name").where("id", "=", row.companyId).executeTakeFirstOrThrow();
    return {
      id: row.id,
      number: row.number,
      version: row.version,
      title: row.title,
      scope: row.scope,
      lang: row.lang,
      state: row.state,
      side: sideOf(ctx.actor, row),
      company: { id: row.companyId, name },
      problemOwner: { id: row.problemOwnerPersonId, name: row.problemOwnerName },
      criteria: await criteriaOf(tx, pilotId),
    };
  });
}
