import { canMoveNeed, changeNeedStateIn, type NeedState } from "#contexts/needs/index.ts";
import { asSystem, type Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { PilotState } from "../pilot.ts";
import type { PilotRow } from "../queries/pilot-row.ts";

/**
 * With its last running pilot a need is solved where one of them was adopted, and goes back to its shortlist otherwise, with the pilot and
 * what was told of it as the reason.
 */
export async function moveNeedOnIn(
  tx: Transaction,
  ctx: Context,
  { id, number, needId }: PilotRow,
  ended: PilotState,
  told: string,
): Promise<void> {
  // Of two last pilots that end at once the second waits here, and reads that the first is over.
  const need = await tx.selectFrom("need").selectAll().where("id", "=", needId).forNoKeyUpdate().executeTakeFirst();
  if (need?.state !== "piloting") return;
  const others = await tx.selectFrom("pilot").select("state").where("needId", "=", needId).where("id", "!=", id).execute();
  const states: PilotState[] = [ended, ...others.map(({ state }) => state)];
  if (states.some((state) => state !== "adopted" && state !== "stopped")) return;
  const to: NeedState = states.includes("adopted") ? "solved" : "shortlisted";
  const note = [number, told].filter(Boolean).join(": ");
  const move = (own: Context) => changeNeedStateIn(tx, own, needId, { to, note });
  // Who decides for a pilot may not be among those who move the need.
  await (canMoveNeed(ctx.actor, need, to) ? move(ctx) : asSystem(tx, ctx, move));
}
