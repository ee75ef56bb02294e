import type { Context } from "#platform/context.ts";
import type { DutyKind } from "../due.ts";
import type { GateView } from "../views.ts";
import { getPilot } from "./get-pilot.ts";

/** What the host followed up beside the gates: a duty that came to the sponsor, or what the owner said of an ageing pilot. */
export type FollowUp =
  | { id: string; kind: "escalated"; duty: DutyKind; dueOn: string; at: Date }
  | { id: string; kind: "allWell" | "needsHelp"; personName: string; at: Date };

/** Every verdict of a pilot as the reader's side sees it; for the host also what was followed up. */
export async function getPilotHistory(ctx: Context, pilotId: string): Promise<{ gates: GateView[]; followUps: FollowUp[] }> {
  const { gates, side } = await getPilot(ctx, pilotId);
  return { gates, followUps: side === "host" ? await followUpsOf(ctx, pilotId) : [] };
}

async function followUpsOf(ctx: Context, pilotId: string): Promise<FollowUp[]> {
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
    return [...duties.map((duty) => ({ ...duty, kind: "escalated" as const })), ...checks];
  });
}
