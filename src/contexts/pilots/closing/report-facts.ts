import { nameIn } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { sideOf } from "../policy.ts";
import { type PilotRow, pilotRowIn } from "../queries/pilot-row.ts";

/** What the closing report adds to a pilot's result: its frame, its gates, its orders and how long readiness took; for the two sides. */
export async function reportFacts(ctx: Context, pilotId: string) {
  return ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    const side = sideOf(ctx.actor, pilot);
    allow(side !== null);
    const isHost = side === "host";
    return {
      pilot,
      isHost,
      names: await namesIn(tx, ctx, pilot),
      sponsorName: isHost ? await personName(tx, pilot.sponsorPersonId) : null,
      gates: await gatesIn(tx, pilotId, isHost),
      orders: await ordersIn(tx, pilotId),
      readiness: await readinessIn(tx, pilotId),
    };
  });
}

export type ReportFacts = Awaited<ReturnType<typeof reportFacts>>;

async function namesIn(tx: Transaction, { locale }: Context, { companyId, ownerOrgId, unitId }: PilotRow) {
  const row = await tx
    .selectFrom("company")
    .innerJoin("organisation as host", (join) => join.on("host.id", "=", ownerOrgId))
    .innerJoin("unit", (join) => join.on("unit.id", "=", unitId))
    .select(["company.name as company", "host.name as host", "host.names as hostNames"])
    .select(["unit.name as unit", "unit.names as unitNames"])
    .where("company.id", "=", companyId)
    .executeTakeFirstOrThrow();
  return {
    company: row.company,
    host: nameIn(locale, row.host, row.hostNames),
    unit: nameIn(locale, row.unit, row.unitNames),
  };
}

const personName = async (tx: Transaction, personId: string | null): Promise<string | null> =>
  personId === null
    ? null
    : ((await tx.selectFrom("person").select("name").where("id", "=", personId).executeTakeFirst())?.name ?? null);

async function gatesIn(tx: Transaction, pilotId: string, isHost: boolean) {
  const rows = await tx
    .selectFrom("pilotGate as gate")
    .leftJoin("pilotGateNote as own", "own.gateId", "gate.id")
    .select(["gate.toState", "gate.verdict", "gate.reason", "gate.told", "gate.untilOn", "gate.personName", "gate.decidedAt"])
    .select("own.note")
    .where("gate.pilotId", "=", pilotId)
    .orderBy("gate.decidedAt")
    .orderBy("gate.id")
    .execute();
  return rows.map((row) => ({ ...row, note: isHost ? row.note : null }));
}

/** The host reads every order, the start-up those sent to it; the walls of the rows hold that. */
async function ordersIn(tx: Transaction, pilotId: string) {
  const orders = await tx
    .selectFrom("purchaseOrder")
    .select(["id", "number", "amountMinor", "currency", "state", "sentAt"])
    .where("pilotId", "=", pilotId)
    .orderBy("createdAt")
    .execute();
  const invoices = await tx
    .selectFrom("invoice")
    .select(["orderId", "amountMinor", "state"])
    .where("pilotId", "=", pilotId)
    .where("state", "<>", "rejected")
    .execute();
  return orders.map(({ id, ...order }) => {
    const own = invoices.filter(({ orderId }) => orderId === id);
    const sum = (list: typeof own) => list.reduce((total, { amountMinor }) => total + amountMinor, 0);
    return { ...order, invoicedMinor: sum(own), paidMinor: sum(own.filter(({ state }) => state === "paid")) };
  });
}

const readinessIn = (tx: Transaction, pilotId: string) =>
  tx
    .selectFrom("readinessItem")
    .select(["kind", "state", "startedOn", "acceptedOn", "startupDaysTaken", "hostDaysTaken"])
    .where("pilotId", "=", pilotId)
    .orderBy("startedOn")
    .orderBy("kind")
    .execute();
