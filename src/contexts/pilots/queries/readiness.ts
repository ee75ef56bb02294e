import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { canRunPilot, sideOf } from "../policy.ts";
import { planReadiness, type ReadinessItem, type ReadinessKind, turnOf } from "../readiness.ts";
import { pilotRowIn } from "./pilot-row.ts";

/** The readiness lane of a pilot, with whose turn each item is and what holds the purchase order; for the two sides. */
export async function getReadiness(ctx: Context, pilotId: string) {
  return ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    const calendar = await baseCalendar(tx, ctx);
    const rows = await itemsIn(tx, pilotId);
    const plan = planReadiness(rows, calendar);
    const bars = new Map(plan.items.map((bar) => [bar.kind, bar]));
    const side = sideOf(ctx.actor, pilot);
    const mayRun = canRunPilot(ctx.actor, pilot);
    return {
      readyOn: plan.readyOn,
      heldBy: plan.heldBy,
      items: rows.map((row) => ({
        ...row,
        ...bars.get(row.kind)!,
        turn: turnOf(row),
        isOverdue: turnOf(row) !== null && row.dueOn < calendar.today,
        can: {
          provide: side !== null && row.state !== "accepted" && row.state !== "notNeeded",
          judge: mayRun && row.state === "provided",
          dispense: mayRun && row.state !== "accepted" && row.state !== "notNeeded",
        },
      })),
    };
  });
}

async function itemsIn(tx: Transaction, pilotId: string) {
  const rows = await tx
    .selectFrom("readinessItem as item")
    .leftJoin("startupDocument as document", "document.id", "item.documentId")
    .leftJoin("pilotFile as file", "file.id", "document.fileId")
    .select(["item.kind", "item.state", "item.after", "item.startupDays", "item.hostDays", "item.startedOn", "item.providedOn"])
    .select(["item.acceptedOn", "item.validUntil", "item.returnReason", "item.turnSince", "item.dueOn", "item.hostPersonId"])
    .select(["document.details", "document.fileId", "file.name as fileName"])
    .where("item.pilotId", "=", pilotId)
    .orderBy("item.kind")
    .execute();
  return rows.map((row) => ({ ...row, after: row.after as ReadinessKind[] }) satisfies ReadinessItem & typeof row);
}
