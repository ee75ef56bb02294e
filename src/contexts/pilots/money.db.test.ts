import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { decideGate } from "./commands/decide-gate.ts";
import { moveInvoice, takeInvoice } from "./commands/invoices.ts";
import { moveMilestone } from "./commands/milestones.ts";
import { offerPilot } from "./commands/offer-pilot.ts";
import { draftOrder, moveOrder, reviseOrder } from "./commands/orders.ts";
import { provideDocument } from "./commands/readiness.ts";
import type { OrderInput, OrderMove } from "./money/order-schema.ts";
import { pilotRowIn } from "./queries/pilot-row.ts";
import { givenPilot } from "./testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const seatAtHost = (role: "need_owner" | "scout" | "base_manager" | "administrator") =>
  givenSeat(platform, { role, organisationId: host, unitId: role === "need_owner" ? unit : null });
const [owner, sponsor, approver, payer] = [
  await seatAtHost("need_owner"),
  await seatAtHost("scout"),
  await seatAtHost("base_manager"),
  await seatAtHost("administrator"),
];

async function givenOfferedPilot(): Promise<{ pilotId: string; founder: Context }> {
  const pilotId = await givenPilot(owner, sponsor);
  const { companyId } = await owner.transact((tx) => pilotRowIn(tx, owner, pilotId));
  await decideGate(owner, pilotId, { verdict: "go", told: "", note: "", version: 1 });
  const organisationId = await givenOrganisation(platform, "startup", "Lackblick");
  await db.updateTable("organisation").set({ companyId }).where("id", "=", organisationId).execute();
  await offerPilot(owner, pilotId, { version: 2 });
  return { pilotId, founder: await givenSeat(platform, { role: "founder", organisationId }) };
}

const twoHalves: OrderInput = {
  amountMinor: 20_000_000,
  currency: "CNY",
  milestones: ["Installed", "Handed over"].map((title) => ({ title, deliverable: "", amountMinor: 10_000_000 })),
};

async function move(ctx: Context, orderId: string, to: OrderMove["to"], reason = "") {
  const { version } = await db.selectFrom("purchaseOrder").select("version").where("id", "=", orderId).executeTakeFirstOrThrow();
  return moveOrder(ctx, orderId, { to, reason, version });
}

async function givenConfirmedOrder() {
  const { pilotId, founder } = await givenOfferedPilot();
  const { id } = await draftOrder(owner, pilotId, twoHalves);
  await move(owner, id, "requested");
  await move(approver, id, "approved");
  await move(owner, id, "sent");
  await move(founder, id, "confirmed");
  const milestones = await db.selectFrom("orderMilestone").select("id").where("orderId", "=", id).orderBy("position").execute();
  return { pilotId, founder, orderId: id, milestoneIds: milestones.map((milestone) => milestone.id) };
}

test("an order is asked for by one person and approved by another, and read by the start-up once it is sent", async () => {
  const { pilotId, founder } = await givenOfferedPilot();
  const { id } = await draftOrder(sponsor, pilotId, twoHalves);
  const ordersOf = (ctx: Context) =>
    ctx.transact((tx) => tx.selectFrom("purchaseOrder").select("state").where("id", "=", id).execute());
  await move(sponsor, id, "requested");
  await expect(move(sponsor, id, "approved")).rejects.toMatchObject({ messageKey: "pilots.errors.ownRequest" });
  await expect(move(owner, id, "approved")).rejects.toMatchObject({ code: "forbidden" });
  await move(approver, id, "approved");
  expect(await ordersOf(founder)).toEqual([]);
  await expect(move(founder, id, "confirmed")).rejects.toMatchObject({ code: "not_found" });
  await move(owner, id, "sent");
  expect(await ordersOf(founder)).toEqual([{ state: "sent" }]);
  await move(founder, id, "confirmed");
  await expect(move(owner, id, "requested")).rejects.toMatchObject({ messageKey: "pilots.errors.noSuchMove" });
});

test("an order whose milestones do not add up, or that the budget does not cover, is not asked for and says by how much", async () => {
  const { pilotId } = await givenOfferedPilot();
  const { id } = await draftOrder(owner, pilotId, { ...twoHalves, amountMinor: 25_000_000 });
  await expect(move(owner, id, "requested")).rejects.toMatchObject({
    messageKey: "pilots.errors.milestoneSum",
    values: { difference: -5_000_000 },
  });
  const euro = { ...twoHalves, currency: "EUR" as const, version: 1 };
  await reviseOrder(owner, id, euro);
  await expect(move(owner, id, "requested")).rejects.toMatchObject({ messageKey: "pilots.errors.rateMissing" });
  await reviseOrder(owner, id, { ...euro, rate: 7.8125, rateOn: "2026-03-02", rateSource: "PBOC", version: 2 });
  await expect(move(owner, id, "requested")).rejects.toMatchObject({
    messageKey: "pilots.errors.overBudget",
    values: { by: 126_250_000, currency: "CNY" },
  });
});

test("the last accepted milestone completes an order; one given back says why", async () => {
  const { founder, orderId, milestoneIds } = await givenConfirmedOrder();
  const [first, second] = milestoneIds as [string, string];
  await expect(moveMilestone(owner, first, { to: "delivered", reason: "" })).rejects.toMatchObject({ code: "forbidden" });
  await moveMilestone(founder, first, { to: "delivered", reason: "" });
  await expect(moveMilestone(owner, first, { to: "returned", reason: " " })).rejects.toMatchObject({ code: "invalid" });
  await moveMilestone(owner, first, { to: "returned", reason: "No report yet" });
  for (const id of [first, second]) {
    await moveMilestone(founder, id, { to: "delivered", reason: "" });
    await moveMilestone(owner, id, { to: "accepted", reason: "" });
  }
  expect(await db.selectFrom("purchaseOrder").select("state").where("id", "=", orderId).executeTakeFirst()).toEqual({
    state: "completed",
  });
});

test("an invoice in another currency, for an open milestone or over the order is refused with its sentence", async () => {
  const { founder, orderId, milestoneIds } = await givenConfirmedOrder();
  const invoice = { number: "R-1", amountMinor: 10_000_000, currency: "CNY", issuedOn: "2026-05-01" } as const;
  const take = (more: object) => takeInvoice(founder, orderId, { ...invoice, ...more });
  await expect(take({ currency: "EUR" })).rejects.toMatchObject({ messageKey: "pilots.errors.invoiceCurrency" });
  await expect(take({ milestoneId: milestoneIds[0] })).rejects.toMatchObject({
    messageKey: "pilots.errors.milestoneNotAccepted",
  });
  await expect(take({ amountMinor: 20_000_001 })).rejects.toMatchObject({
    messageKey: "pilots.errors.overOrder",
    values: { by: 1, currency: "CNY" },
  });
  await take({});
  await expect(take({ number: "R-2", amountMinor: 10_000_001 })).rejects.toMatchObject({ values: { by: 1 } });
});

test("who approves an invoice does not mark it paid, and a changed bank account asks for a second person", async () => {
  const { pilotId, founder, orderId } = await givenConfirmedOrder();
  const account = (number: string) => provideDocument(founder, pilotId, "bankAccount", { details: { account: number } });
  await account("DE02 1203 0000 0000 2020 51");
  const { id } = await takeInvoice(founder, orderId, {
    number: "R-1",
    amountMinor: 1_000_000,
    currency: "CNY",
    issuedOn: "2026-03-01",
  });
  const say = async (ctx: Context, to: "approved" | "secondApproved" | "paid") => {
    const { version } = await db.selectFrom("invoice").select("version").where("id", "=", id).executeTakeFirstOrThrow();
    return moveInvoice(ctx, id, { to, reason: "", version });
  };
  await expect(say(founder, "approved")).rejects.toMatchObject({ code: "forbidden" });
  await say(approver, "approved");
  await expect(say(approver, "paid")).rejects.toMatchObject({ messageKey: "pilots.errors.ownApproval" });
  await account("DE02 3702 0500 0000 3047 00");
  await expect(say(payer, "paid")).rejects.toMatchObject({ messageKey: "pilots.errors.secondApprovalMissing" });
  await expect(say(approver, "secondApproved")).rejects.toMatchObject({ messageKey: "pilots.errors.sameApprover" });
  await say(sponsor, "secondApproved");
  await say(payer, "paid");
  expect(await db.selectFrom("invoice").select(["state", "paidOn"]).where("id", "=", id).executeTakeFirst()).toEqual({
    state: "paid",
    paidOn: "2026-03-02",
  });
});
