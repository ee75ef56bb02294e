import { moveInvoice, takeInvoice } from "#contexts/pilots/commands/invoices.ts";
import { moveMilestone } from "#contexts/pilots/commands/milestones.ts";
import { draftOrder, moveOrder } from "#contexts/pilots/commands/orders.ts";
import type { OrderInput, OrderMove } from "#contexts/pilots/money/order-schema.ts";
import type { Context } from "#platform/context.ts";
import { demoSystem } from "../clock.ts";
import { colleague, decider, founder, type Life } from "./life.ts";

interface MilestoneSeed {
  title: string;
  deliverable: string;
  dueOn: string;
  amountMinor: number;
}

export interface DemoOrder {
  id: string;
  life: Life;
  milestones: (MilestoneSeed & { id: string })[];
}

/** Drafted and asked for by who runs the pilot, approved by the base manager. */
export async function order(
  life: Life,
  day: string,
  milestones: MilestoneSeed[],
  more: Pick<OrderInput, "rate" | "rateOn" | "rateSource"> & { currency?: "CNY" | "EUR" } = {},
): Promise<DemoOrder> {
  const amountMinor = milestones.reduce((sum, milestone) => sum + milestone.amountMinor, 0);
  const { id } = await draftOrder(decider(life, day), life.pilotId, { currency: "CNY", ...more, amountMinor, milestones });
  const ids = await demoSystem(life.platform).transact((tx) =>
    tx.selectFrom("orderMilestone").select("id").where("orderId", "=", id).orderBy("position").execute(),
  );
  const placed = { id, life, milestones: milestones.map((milestone, at) => ({ ...milestone, id: ids[at]!.id })) };
  await move(decider(life, day), placed, "requested");
  await move(colleague(life, "host-manager", day), placed, "approved");
  return placed;
}

export async function send(placed: DemoOrder, day: string): Promise<void> {
  await move(decider(placed.life, day), placed, "sent");
}

export async function confirm(placed: DemoOrder, day: string): Promise<void> {
  await move(founder(placed.life, day), placed, "confirmed");
}

async function move(ctx: Context, { id, life }: DemoOrder, to: OrderMove["to"]): Promise<void> {
  const { version } = await demoSystem(life.platform).transact((tx) =>
    tx.selectFrom("purchaseOrder").select("version").where("id", "=", id).executeTakeFirstOrThrow(),
  );
  await moveOrder(ctx, id, { to, reason: "", version });
}

/** A milestone is delivered by the start-up and accepted by the host. */
export async function deliver(
  { life, milestones }: DemoOrder,
  at: number,
  [delivered, accepted]: [string, string?],
): Promise<void> {
  const { id } = milestones[at]!;
  await moveMilestone(founder(life, delivered), id, { to: "delivered", reason: "" });
  if (accepted) await moveMilestone(decider(life, accepted), id, { to: "accepted", reason: "" });
}

/** An invoice for an accepted milestone: sent by the start-up, approved by the base manager, paid by the administrator. */
export async function invoice(
  { id: orderId, life, milestones }: DemoOrder,
  at: number,
  { number, sent, approved, paid }: { number: string; sent: string; approved?: string; paid?: string },
): Promise<void> {
  const { id: milestoneId, amountMinor } = milestones[at]!;
  const { currency } = await demoSystem(life.platform).transact((tx) =>
    tx.selectFrom("purchaseOrder").select("currency").where("id", "=", orderId).executeTakeFirstOrThrow(),
  );
  const { id } = await takeInvoice(founder(life, sent), orderId, {
    number,
    milestoneId,
    amountMinor,
    currency: currency as "CNY",
    issuedOn: `2026-${sent}`,
  });
  if (approved) await moveInvoice(colleague(life, "host-manager", approved), id, { to: "approved", reason: "", version: 1 });
  if (paid) {
    const paymentReference = `ZA ${paid.replace("-", "")}-${number.slice(-3)}`;
    const payment = { to: "paid" as const, reason: "", version: 2, paidOn: `2026-${paid}`, paymentReference };
    await moveInvoice(colleague(life, "administrator", paid), id, payment);
  }
}
