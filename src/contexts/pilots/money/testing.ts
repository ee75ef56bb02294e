import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import type { Context, Platform } from "#platform/context.ts";
import { decideGate } from "../commands/decide-gate.ts";
import { offerPilot } from "../commands/offer-pilot.ts";
import { draftOrder, moveOrder } from "../commands/orders.ts";
import { pilotRowIn } from "../queries/pilot-row.ts";
import { givenPilot } from "../testing.ts";
import type { OrderInput, OrderMove } from "./order-schema.ts";

export const twoHalves: OrderInput = {
  amountMinor: 20_000_000,
  currency: "CNY",
  milestones: ["Installed", "Handed over"].map((title) => ({ title, deliverable: "", amountMinor: 10_000_000 })),
};

/** For tests: a host with people for every step of money, and ways to an offered pilot and a confirmed order. */
export async function openMoneyWorld(platform: Platform) {
  const db = platform.database.kysely;
  const host = await givenOrganisation(platform, "host");
  const unit = await givenUnit(platform, host, "Paint shop");
  const seatAtHost = (role: "need_owner" | "scout" | "base_manager" | "administrator") =>
    givenSeat(platform, { role, organisationId: host, unitId: role === "need_owner" ? unit : null });
  const owner = await seatAtHost("need_owner");
  const sponsor = await seatAtHost("scout");
  const approver = await seatAtHost("base_manager");
  const payer = await seatAtHost("administrator");

  async function givenOfferedPilot(): Promise<{ pilotId: string; founder: Context }> {
    const pilotId = await givenPilot(owner, sponsor);
    const { companyId } = await owner.transact((tx) => pilotRowIn(tx, owner, pilotId));
    await decideGate(owner, pilotId, { verdict: "go", told: "", note: "", version: 1 });
    const organisationId = await givenOrganisation(platform, "startup", "Lackblick");
    await db.updateTable("organisation").set({ companyId }).where("id", "=", organisationId).execute();
    await offerPilot(owner, pilotId, { version: 2 });
    // Past the gate of the order, which other tests are about.
    await db.updateTable("pilot").set({ state: "ordered" }).where("id", "=", pilotId).execute();
    return { pilotId, founder: await givenSeat(platform, { role: "founder", organisationId }) };
  }

  async function move(ctx: Context, orderId: string, to: OrderMove["to"], reason = "") {
    const { version } = await db
      .selectFrom("purchaseOrder")
      .select("version")
      .where("id", "=", orderId)
      .executeTakeFirstOrThrow();
    return moveOrder(ctx, orderId, { to, reason, version });
  }

  async function givenConfirmedOrder(order: OrderInput = twoHalves) {
    const { pilotId, founder } = await givenOfferedPilot();
    const { id: orderId } = await draftOrder(owner, pilotId, order);
    await move(owner, orderId, "requested");
    await move(approver, orderId, "approved");
    await move(owner, orderId, "sent");
    await move(founder, orderId, "confirmed");
    const milestones = await db
      .selectFrom("orderMilestone")
      .select("id")
      .where("orderId", "=", orderId)
      .orderBy("position")
      .execute();
    return { pilotId, founder, orderId, milestoneIds: milestones.map(({ id }) => id) };
  }

  return { host, unit, owner, sponsor, approver, payer, givenOfferedPilot, givenConfirmedOrder, move };
}
