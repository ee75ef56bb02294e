import { audit } from "#platform/audit/audit.ts";
import type { BaseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError, forbidden, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import { isOver } from "../pilot.ts";
import { sideOf } from "../policy.ts";
import { type PilotRow, wallsOf } from "../queries/pilot-row.ts";
import { type ReadinessKind, type ReadinessState, standingOf, turnOfStanding, workdaysBetween } from "../readiness.ts";
import { lockedPilotIn } from "./locked-pilot.ts";

export type ItemRow = Awaited<ReturnType<typeof itemRowsIn>>[number];

/** All items of a pilot, locked in one order, after the pilot itself. */
async function itemRowsIn(tx: Transaction, pilotId: string) {
  const rows = await tx
    .selectFrom("readinessItem")
    .selectAll()
    .where("pilotId", "=", pilotId)
    .orderBy("kind")
    .forUpdate()
    .execute();
  return rows.map((row) => ({ ...row, after: row.after as ReadinessKind[] }));
}

/** An item of a pilot that still goes on, with the others beside it; for its two sides. A version that is not the newest is refused. */
export async function openItemIn(tx: Transaction, ctx: Context, pilotId: string, kind: ReadinessKind, version?: number) {
  const { pilot, items } = await openItemsIn(tx, ctx, pilotId);
  const item = found(items.find((each) => each.kind === kind));
  if (version !== undefined && version !== item.version) throw new DomainError("conflict", "pilots.errors.changedMeanwhile");
  return { pilot, items, item };
}

export async function openItemsIn(tx: Transaction, ctx: Context, pilotId: string) {
  const pilot = await lockedPilotIn(tx, ctx, pilotId);
  if (sideOf(ctx.actor, pilot) === null && ctx.actor.kind !== "system") throw forbidden();
  if (isOver(pilot.state)) throw new DomainError("conflict", "pilots.errors.isOver");
  return { pilot, items: await itemRowsIn(tx, pilotId) };
}

interface ItemMove {
  state: ReadinessState;
  documentId?: string;
  isReused?: boolean;
  providedOn?: string;
  acceptedOn?: string | null;
  validUntil?: string | null;
  /** For the reader: why it came back, or why it is not needed. */
  reason?: string;
  dueOn: string;
}

interface Lane {
  pilot: PilotRow;
  items: readonly ItemRow[];
  calendar: BaseCalendar;
}

/** Moves an item, keeps who did it, when and why, and gives the turn to whatever waited for it alone. */
export async function moveItemIn(
  tx: Transaction,
  ctx: Context,
  { pilot, items, calendar }: Lane,
  item: ItemRow,
  { reason = "", ...columns }: ItemMove,
): Promise<void> {
  const { today } = calendar;
  await tx
    .updateTable("readinessItem")
    .set({
      ...columns,
      ...takenDays(item, items, calendar),
      returnReason: reason,
      turnSince: ctx.now(),
      version: item.version + 1,
      ...(columns.state === "accepted" && item.firstAcceptedOn === null ? { firstAcceptedOn: today } : {}),
    })
    .where("id", "=", item.id)
    .execute();
  await tx
    .insertInto("readinessMove")
    .values({
      ...wallsOf(pilot),
      id: newId(),
      kind: item.kind,
      fromState: item.state,
      toState: columns.state,
      reason,
      side: sideOf(ctx.actor, pilot),
      personName: ctx.actor.personName ?? "",
      movedAt: ctx.now(),
    })
    .execute();
  const moved = items.map((each) => (each.id === item.id ? { ...each, ...columns } : each));
  await beginFollowers(tx, ctx, { items, moved, calendar });
  await publish(tx, ctx, pilotEvents.readinessChanged, {
    pilotId: pilot.id,
    ownerOrgId: pilot.ownerOrgId,
    kind: item.kind,
    to: columns.state,
  });
  await audit(tx, ctx, {
    action: pilotEvents.readinessChanged,
    subjectType: "pilot",
    subjectId: pilot.id,
    reason: reason || null,
    detail: { kind: item.kind, to: columns.state },
  });
}

/** What the turn that ends took, until the item was accepted for the first time. */
function takenDays(item: ItemRow, items: readonly ItemRow[], { today, dayOf, workdaysAfter }: BaseCalendar) {
  if (item.firstAcceptedOn !== null) return {};
  const turn = turnOfStanding(standingOf(item, items, today));
  const days = workdaysBetween(dayOf(item.turnSince), today, workdaysAfter);
  if (turn === "startup") return { startupDaysTaken: item.startupDaysTaken + days };
  return turn === "host" ? { hostDaysTaken: item.hostDaysTaken + days } : {};
}

async function beginFollowers(
  tx: Transaction,
  ctx: Context,
  {
    items,
    moved,
    calendar: { today, workdaysAfter },
  }: { items: readonly ItemRow[]; moved: readonly ItemRow[]; calendar: BaseCalendar },
): Promise<void> {
  for (const follower of moved) {
    const wasBlocked = standingOf(follower, items, today) === "blocked";
    if (!wasBlocked || standingOf(follower, moved, today) !== "waiting") continue;
    await tx
      .updateTable("readinessItem")
      .set({ turnSince: ctx.now(), dueOn: workdaysAfter(today, follower.startupDays) })
      .where("id", "=", follower.id)
      .execute();
  }
}
