import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { PilotRowView } from "../board-views.ts";
import { daysBetween, nextDateOf, turnOfPilot, type Waiting, withoutPromise } from "../next-step.ts";
import { missingFor, nextGate, type PilotFacts } from "../pilot.ts";
import { canDecidePilot, sideOf } from "../policy.ts";
import { dueIn, type Standards } from "./filtered-pilots.ts";
import { factsOfPilotsIn, type PilotRow } from "./pilot-row.ts";

export const nameColumns = [
  "company.name as companyName",
  "need.title as needTitle",
  "unit.name as unitName",
  "unit.names as unitNames",
] as const;

export interface NamedPilotRow extends PilotRow {
  companyName: string;
  needTitle: string | null;
  unitName: string | null;
  unitNames: Record<string, string> | null;
}

/** Pilots as the reader's side sees them in a list; as many queries for one as for many. */
export async function rowViewsIn(
  tx: Transaction,
  ctx: Context,
  rows: readonly NamedPilotRow[],
  standards: Standards,
): Promise<PilotRowView[]> {
  const facts = await factsOfPilotsIn(tx, ctx, rows);
  const waiting = await waitingIn(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => rowView(ctx, row, standards, facts.get(row.id)!, waiting.get(row.id)!));
}

function rowView(ctx: Context, row: NamedPilotRow, standards: Standards, facts: PilotFacts, waiting: Waiting): PilotRowView {
  const { id, number, version, title, lang, state, result, startsOn, endsOn, decisionOn, heldUntil } = row;
  const { today } = standards.calendar;
  const side = sideOf(ctx.actor, row);
  const isHost = side === "host";
  const dates = side === null ? withoutPromise(row) : row;
  const next = nextGate[state] ?? null;
  return {
    id,
    number,
    version,
    title,
    lang,
    state,
    nextState: next,
    side,
    company: { id: row.companyId, name: row.companyName },
    need: row.needTitle === null ? null : { id: row.needId, title: row.needTitle },
    unit: row.unitName === null ? null : { id: row.unitId, name: row.unitName, names: row.unitNames ?? {} },
    problemOwner: { id: row.problemOwnerPersonId, name: row.problemOwnerName },
    stateSince: row.stateChangedAt,
    daysInState: Math.max(0, Math.floor(daysBetween(row.stateChangedAt, ctx.now()))),
    due: dueIn(ctx, dates, standards),
    turn: turnOfPilot(row, waiting, today),
    next: nextDateOf(dates, today),
    missing: isHost && next ? missingFor(facts, next) : null,
    heldUntil,
    startsOn,
    endsOn,
    decisionOn,
    result,
    budget: isHost && row.budgetMinor !== null ? { minor: row.budgetMinor, currency: row.budgetCurrency ?? "CNY" } : null,
    changedAt: row.updatedAt,
    can: { decide: canDecidePilot(ctx.actor, row, row.sponsorPersonId) },
  };
}

async function waitingIn(tx: Transaction, ids: readonly string[]): Promise<Map<string, Waiting>> {
  const rows = await tx
    .selectFrom("pilot")
    .where("pilot.id", "in", ids)
    .select([
      "pilot.id",
      sql<number>`(select count(*) from app.readiness_item item where item.pilot_id = app.pilot.id
        and item.state in ('waiting', 'returned'))`.as("startupItems"),
      sql<number>`(select count(*) from app.readiness_item item where item.pilot_id = app.pilot.id and item.state = 'provided')`.as(
        "hostItems",
      ),
      isUnsignedBy("host").as("lacksHost"),
      isUnsignedBy("startup").as("lacksStartup"),
      sql<boolean>`exists (select from app.purchase_order ordered where ordered.pilot_id = app.pilot.id and ordered.state = 'sent')`.as(
        "hasUnconfirmedOrder",
      ),
    ])
    .execute();
  return new Map(
    rows.map(({ id, lacksHost, lacksStartup, ...rest }) => [
      id,
      { ...rest, unsignedBy: [...(lacksHost ? (["host"] as const) : []), ...(lacksStartup ? (["startup"] as const) : [])] },
    ]),
  );
}

const isUnsignedBy = (side: "host" | "startup") =>
  sql<boolean>`exists (select from app.agreement where agreement.pilot_id = app.pilot.id and agreement.state = 'sent'
    and not exists (select from app.agreement_signature own where own.agreement_id = agreement.id and own.side = ${side}))`;
