import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allowToSee } from "#platform/errors.ts";
import { waitingTimes } from "#platform/waiting-times.ts";
import type { PilotClocks } from "../board-views.ts";
import { ageLimits } from "../next-step.ts";
import { isOver, pilotStates } from "../pilot.ts";
import { canSeeClocks } from "../policy.ts";
import { needToOrderIn, orderToDecisionIn, type UnitWaited } from "./lead-times.ts";
import { funnelIn } from "./pilot-funnel.ts";
import { type Stays, staysIn } from "./stays.ts";

/**
 * How long pilots take, by state, unit and as a whole, how many come how far and why they end; of the pilots and needs the actor may read.
 * What still goes on counts as long as it has taken (Kaplan–Meier), so that waiting makes no number better.
 */
export async function getPilotClocks(ctx: Context): Promise<PilotClocks> {
  allowToSee(canSeeClocks(ctx.actor));
  return ctx.transact(async (tx) => {
    const needToOrder = await needToOrderIn(tx, ctx);
    const orderToDecision = await orderToDecisionIn(tx, ctx);
    return {
      needToOrder: waitingTimes(needToOrder),
      orderToDecision: waitingTimes(orderToDecision),
      units: await byUnit(tx, needToOrder, orderToDecision),
      states: statesOf(await staysIn(tx, ctx)),
      ...(await funnelIn(tx, ctx)),
    };
  });
}

async function byUnit(
  tx: Transaction,
  needToOrder: readonly UnitWaited[],
  orderToDecision: readonly UnitWaited[],
): Promise<PilotClocks["units"]> {
  const ids = [...new Set([...needToOrder, ...orderToDecision].map(({ unitId }) => unitId))];
  const units = await tx.selectFrom("unit").select(["id", "name", "names"]).where("id", "in", ids).orderBy("name").execute();
  return units.map((unit) => ({
    unit: { ...unit, names: unit.names as Record<string, string> },
    needToOrder: waitingTimes(needToOrder.filter(({ unitId }) => unitId === unit.id)),
    orderToDecision: waitingTimes(orderToDecision.filter(({ unitId }) => unitId === unit.id)),
  }));
}

function statesOf(stays: readonly Stays[]): PilotClocks["states"] {
  const measured = pilotStates
    .filter((state) => !isOver(state))
    .map((state) => {
      const waited = stays.filter((stay) => stay.state === state).flatMap((stay) => stay.waited);
      return { state, waited, times: waitingTimes(waited) };
    });
  const limits = ageLimits(
    Object.fromEntries(
      measured.map(({ state, times: { count, open, ninetieth } }) => [state, { ended: count - open, ninetieth }]),
    ),
  );
  return measured.map(({ state, waited, times }) => {
    const limit = limits[state] ?? null;
    return {
      state,
      times,
      limit,
      ageing: limit === null ? 0 : waited.filter(({ days, isOpen }) => isOpen && days > limit).length,
    };
  });
}
