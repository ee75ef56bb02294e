import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { isFixed, isOver } from "../pilot.ts";
import { canGiveDocument, canJudgeItem, canPlanReadiness, canRunPilot, sideOf } from "../policy.ts";
import { isRunningOut, planReadiness, type ReadinessItem, type ReadinessKind, standingOf, turnOfStanding } from "../readiness.ts";
import { maskDetails, sensitiveFields } from "../readiness-details.ts";
import { maySeeFull } from "./documents.ts";
import { hostReadersIn, startupPeopleIn } from "./pilot-people.ts";
import { type PilotRow, pilotRowIn } from "./pilot-row.ts";
import { acceptedBeforeIn, offersIn } from "./reusable-documents.ts";

/** The readiness lane of a pilot, with whose turn each item is and what holds the purchase order; for the two sides. */
export async function getReadiness(ctx: Context, pilotId: string) {
  return ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    const calendar = await baseCalendar(tx, ctx);
    const side = sideOf(ctx.actor, pilot);
    const rows = side === null && ctx.actor.kind !== "system" ? [] : await itemsIn(tx, pilotId, calendar.dayOf);
    const plan = planReadiness(rows, calendar);
    const isOpen = !isOver(pilot.state);
    const offers = isOpen ? await offersIn(tx, pilot, rows, calendar.today) : [];
    const known = side === "host" ? await acceptedBeforeIn(tx, pilotId, pilot.ownerOrgId) : new Set<string>();
    const bars = new Map(plan.items.map((bar) => [bar.kind, bar]));
    const items = await Promise.all(
      rows.map(async (row) => {
        const offer = offers.find(({ item }) => item.kind === row.kind)?.document;
        return {
          ...(await itemView(tx, ctx, { pilot, row, rows, today: calendar.today })),
          ...bars.get(row.kind)!,
          offer: offer ? { validUntil: offer.validUntil, givenAt: offer.givenAt } : null,
          wasAcceptedBefore: row.documentId !== null && known.has(row.documentId),
        };
      }),
    );
    return {
      side,
      companyId: pilot.companyId,
      unitId: pilot.unitId,
      today: calendar.today,
      readyOn: plan.readyOn,
      heldBy: plan.heldBy,
      isOpen,
      isOrdered: isFixed(pilot.state) && pilot.state !== "stopped",
      items,
      moves: await movesIn(tx, pilotId),
      people: await peopleIn(tx, ctx, pilot),
      can: {
        planUnit: canPlanReadiness(ctx.actor, pilot.unitId),
        plan: isOpen && canRunPilot(ctx.actor, pilot),
        assign: isOpen && side === "startup",
      },
    };
  });
}

interface Shown {
  pilot: PilotRow;
  row: Row;
  rows: readonly Row[];
  today: string;
}

async function itemView(tx: Transaction, ctx: Context, { pilot, row, rows, today }: Shown) {
  const standing = standingOf(row, rows, today);
  const turn = turnOfStanding(standing);
  const { documentId, details, fileId, fileName, sizeBytes, scanState, givenAt, givenByName, givenForPilotId, turnOn, ...item } =
    row;
  const mayJudge = canJudgeItem(ctx.actor, pilot, row) || ctx.actor.kind === "system";
  const mayGive = mayJudge || (sideOf(ctx.actor, pilot) === "startup" && canGiveDocument(ctx.actor, row.kind));
  const isOpen = !isOver(pilot.state);
  const isSettled = standing === "accepted" || standing === "notNeeded";
  const known = (details ?? {}) as Record<string, string>;
  const concerned = documentId !== null && { ...pilot, id: documentId, kind: row.kind };
  return {
    ...item,
    standing,
    turn,
    isOverdue: turn !== null && row.dueOn < today,
    isRunningOut: isRunningOut(row, today),
    details: maskDetails(row.kind, known),
    document:
      documentId === null
        ? null
        : {
            id: documentId,
            givenAt: givenAt!,
            givenByName: givenByName!,
            file: fileId ? { name: fileName!, sizeBytes: sizeBytes!, scanState: scanState! } : null,
          },
    can: {
      provide: isOpen && mayGive && (!isSettled || isRunningOut(row, today)),
      judge: isOpen && mayJudge && row.state === "provided",
      dispense: isOpen && mayJudge && !isSettled,
      reopen: isOpen && mayJudge && row.state === "notNeeded",
      show:
        concerned !== false && sensitiveFields(row.kind).some((name) => name in known) && (await maySeeFull(tx, ctx, concerned)),
    },
  };
}

type Row = Awaited<ReturnType<typeof itemsIn>>[number];

async function itemsIn(tx: Transaction, pilotId: string, dayOf: (instant: Date) => string) {
  const rows = await tx
    .selectFrom("readinessItem as item")
    .leftJoin("startupDocument as document", "document.id", "item.documentId")
    .leftJoin("pilotFile as file", "file.id", "document.fileId")
    .select(["item.kind", "item.state", "item.after", "item.startupDays", "item.hostDays", "item.startedOn", "item.providedOn"])
    .select(["item.acceptedOn", "item.validUntil", "item.returnReason", "item.turnSince", "item.dueOn", "item.version"])
    .select(["item.hostPersonId", "item.hostPersonName", "item.startupPersonId", "item.startupPersonName", "item.isReused"])
    .select(["item.documentId", "document.details", "document.givenAt", "document.givenByName", "document.givenForPilotId"])
    .select(["file.id as fileId", "file.name as fileName", "file.sizeBytes", "file.scanState"])
    .where("item.pilotId", "=", pilotId)
    .orderBy("item.startedOn")
    .orderBy("item.kind")
    .execute();
  return rows.map(
    (row) => ({ ...row, after: row.after as ReadinessKind[], turnOn: dayOf(row.turnSince) }) satisfies ReadinessItem & typeof row,
  );
}

const movesIn = (tx: Transaction, pilotId: string) =>
  tx
    .selectFrom("readinessMove")
    .select(["id", "kind", "toState", "reason", "side", "personName", "movedAt"])
    .where("pilotId", "=", pilotId)
    .orderBy("movedAt", "desc")
    .orderBy("id", "desc")
    .execute();

/** Whom the reader may give an item to: people of the own side. */
async function peopleIn(tx: Transaction, ctx: Context, pilot: PilotRow): Promise<{ id: string; name: string }[]> {
  const side = sideOf(ctx.actor, pilot);
  if (side === "host") return canRunPilot(ctx.actor, pilot) ? hostReadersIn(tx, ctx, pilot) : [];
  return side === "startup" && pilot.startupOrgId ? startupPeopleIn(tx, ctx, pilot.startupOrgId) : [];
}
