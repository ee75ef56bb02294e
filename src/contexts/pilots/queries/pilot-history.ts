import type { Context } from "#platform/context.ts";
import type { FollowUpView, GateView } from "../views.ts";
import { getPilot } from "./get-pilot.ts";

/** Every verdict of a pilot as the reader's side sees it; for the host also what was followed up. */
export async function getPilotHistory(ctx: Context, pilotId: string): Promise<{ gates: GateView[]; followUps: FollowUpView[] }> {
  const { gates, side } = await getPilot(ctx, pilotId);
  return { gates, followUps: side === "host" ? await followUpsOf(ctx, pilotId) : [] };
}

async function followUpsOf(ctx: Context, pilotId: string): Promise<FollowUpView[]> {
  return ctx.transact(async (tx) => {
    const duties = await tx
      .selectFrom("pilotDuty")
      .select(["id", "kind as duty", "dueOn", "escalatedAt as at"])
      .where("pilotId", "=", pilotId)
      .where("escalatedAt", "is not", null)
      .$narrowType<{ at: Date }>()
      .execute();
    const checks = await tx
      .selectFrom("pilotCheck")
      .select(["id", "answer as kind", "personName", "checkedAt as at"])
      .where("pilotId", "=", pilotId)
      .execute();
    const handovers = await tx
      .selectFrom("pilotHandover")
      .select(["id", "part", "fromName", "toName", "personName", "handedOverAt as at"])
      .where("pilotId", "=", pilotId)
      .execute();
    return [
      ...duties.map((duty) => ({ ...duty, kind: "escalated" as const })),
      ...checks,
      ...handovers.map((handover) => ({ ...handover, kind: "handedOver" as const })),
    ].sort((one, other) => Number(other.at) - Number(one.at));
  });
}
