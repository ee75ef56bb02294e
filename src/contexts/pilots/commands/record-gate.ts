import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import type { PilotState, Verdict } from "../pilot.ts";
import { openWallsOf, type PilotRow } from "../queries/pilot-row.ts";

export interface RecordedGate {
  from: PilotState | null;
  to: PilotState;
  verdict: Verdict | "extend" | "amend";
  reason?: string | null;
  /** What both sides read. */
  told?: string;
  /** What stays with the host. */
  note?: string;
  until?: string | null;
  byMail?: boolean;
}

/** Keeps who said what at a gate, and apart from it what the host adds for itself. */
export async function recordGate(
  tx: Transaction,
  ctx: Context,
  pilot: PilotRow,
  { from, to, verdict, reason = null, told = "", note = "", until = null, byMail = false }: RecordedGate,
): Promise<void> {
  const id = newId();
  await tx
    .insertInto("pilotGate")
    .values({
      ...openWallsOf(pilot),
      id,
      fromState: from,
      toState: to,
      verdict,
      reason,
      told,
      untilOn: until,
      byMail,
      personId: ctx.actor.personId,
      personName: ctx.actor.personName ?? "",
      decidedAt: ctx.now(),
    })
    .execute();
  if (note === "") return;
  await tx.insertInto("pilotGateNote").values({ gateId: id, pilotId: pilot.id, ownerOrgId: pilot.ownerOrgId, note }).execute();
}
