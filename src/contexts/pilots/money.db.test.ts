import { expect, test } from "vitest";
import type { Context } from "#platform/context.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { moveInvoice, takeInvoice } from "./commands/invoices.ts";
import { moveMilestone } from "./commands/milestones.ts";
import { draftOrder, moveOrder, reviseOrder } from "./commands/orders.ts";
import { keepPilotFile } from "./commands/pilot-files.ts";
import { provideDocument } from "./commands/readiness.ts";
import { revisePilot } from "./commands/revise-pilot.ts";
import { openMoneyWorld, twoHalves } from "./money/testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const { owner, sponsor, approver, payer, givenOfferedPilot, givenConfirmedOrder, move } = await openMoneyWorld(platform);

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
  const invoice = { number: "R-1", amountMinor: 10_000_000, currency: "CNY", issuedOn: "2026-03-01" } as const;
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

const stateOf = async (orderId: string) =>
  (await db.selectFrom("purchaseOrder").select("state").where("id", "=", orderId).executeTakeFirstOrThrow()).state;
const refusalsOf = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) => (result.status === "rejected" ? [result.reason.messageKey] : []));

test("two orders asked for at once never share one rest of the budget", async () => {
  const { pilotId } = await givenOfferedPilot();
  const [one, other] = await Promise.all([draftOrder(owner, pilotId, twoHalves), draftOrder(sponsor, pilotId, twoHalves)]);
  const both = await Promise.allSettled([move(owner, one.id, "requested"), move(sponsor, other.id, "requested")]);
  expect(refusalsOf(both)).toEqual(["pilots.errors.overBudget"]);
  const numbers = await db
    .selectFrom("purchaseOrder")
    .select("number")
    .where("pilotId", "=", pilotId)
    .orderBy("number")
    .execute();
  expect(numbers.map(({ number }) => number.split("-").at(-1))).toEqual(["1", "2"]);
});

test("of two people who approve at once one is told that the other was faster", async () => {
  const { pilotId } = await givenOfferedPilot();
  const { id } = await draftOrder(owner, pilotId, twoHalves);
  await move(owner, id, "requested");
  const approve = (ctx: Context) => moveOrder(ctx, id, { to: "approved", reason: "", version: 2 });
  expect(refusalsOf(await Promise.allSettled([approve(approver), approve(payer)]))).toEqual(["pilots.errors.changedMeanwhile"]);
});

test("an order is approved only while the budget still covers it, and the budget holds what is ordered", async () => {
  const { pilotId } = await givenOfferedPilot();
  const { id } = await draftOrder(owner, pilotId, twoHalves);
  await move(owner, id, "requested");
  const revise = async (input: object) => {
    const { version } = await db.selectFrom("pilot").select("version").where("id", "=", pilotId).executeTakeFirstOrThrow();
    return revisePilot(owner, pilotId, { version, ...input });
  };
  await expect(revise({ budgetMinor: 19_999_999 })).rejects.toMatchObject({
    messageKey: "pilots.errors.budgetBound",
    values: { by: 1, currency: "CNY" },
  });
  await expect(revise({ budgetCurrency: "EUR" })).rejects.toMatchObject({ messageKey: "pilots.errors.budgetCurrencyBound" });
  await revise({ budgetMinor: 20_000_000 });
  await db.updateTable("pilotInternal").set({ budgetMinor: 1 }).where("pilotId", "=", pilotId).execute();
  await expect(move(approver, id, "approved")).rejects.toMatchObject({ messageKey: "pilots.errors.overBudget" });
});

test("a refused order goes back to draft with the reason; who asked takes it back without one", async () => {
  const { pilotId } = await givenOfferedPilot();
  const { id } = await draftOrder(owner, pilotId, twoHalves);
  await move(owner, id, "requested");
  await expect(move(payer, id, "drafted")).rejects.toMatchObject({ fields: { reason: "errors.required" } });
  await move(payer, id, "drafted", "Split it in three.");
  const row = await db.selectFrom("purchaseOrder").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ state: "drafted", requestedBy: null, returnedReason: "Split it in three." });
  await move(owner, id, "requested");
  await move(owner, id, "drafted");
  expect(await stateOf(id)).toBe("drafted");
});

test("an order is not sent before the gate, and nothing is asked for, sent or confirmed once the pilot is over", async () => {
  const { pilotId, founder } = await givenOfferedPilot();
  const setState = (state: "scoped" | "ordered" | "stopped") =>
    db.updateTable("pilot").set({ state }).where("id", "=", pilotId).execute();
  const { id } = await draftOrder(owner, pilotId, twoHalves);
  await move(owner, id, "requested");
  await move(approver, id, "approved");
  await setState("scoped");
  await expect(move(owner, id, "sent")).rejects.toMatchObject({ messageKey: "pilots.errors.sentBeforeGate" });
  await setState("ordered");
  await move(owner, id, "sent");
  await setState("stopped");
  await expect(move(founder, id, "confirmed")).rejects.toMatchObject({ messageKey: "pilots.errors.isOver" });
  await expect(draftOrder(owner, pilotId, twoHalves)).rejects.toMatchObject({ messageKey: "pilots.errors.isOver" });
  await move(owner, id, "cancelled", "The pilot was stopped.");
  expect(await stateOf(id)).toBe("cancelled");
});

test("an order is cancelled over no open invoice or delivery, and what was accepted before stays due", async () => {
  const { founder, orderId, milestoneIds } = await givenConfirmedOrder();
  const [first, second] = milestoneIds as [string, string];
  const cancel = () => move(owner, orderId, "cancelled", "The line was sold.");
  await moveMilestone(founder, first, { to: "delivered", reason: "" });
  await moveMilestone(founder, second, { to: "delivered", reason: "" });
  await expect(cancel()).rejects.toMatchObject({ messageKey: "pilots.errors.cancelOpenDelivery" });
  await moveMilestone(owner, first, { to: "accepted", reason: "" });
  await moveMilestone(owner, second, { to: "returned", reason: "It stood still." });
  const invoice = { number: "C-1", currency: "CNY", issuedOn: "2026-03-01" } as const;
  const { id } = await takeInvoice(founder, orderId, { ...invoice, amountMinor: 4_000_000, milestoneId: first });
  await expect(
    takeInvoice(founder, orderId, { ...invoice, number: "C-2", amountMinor: 6_000_001, milestoneId: first }),
  ).rejects.toMatchObject({
    messageKey: "pilots.errors.overMilestone",
    values: { by: 1 },
  });
  await expect(cancel()).rejects.toMatchObject({ messageKey: "pilots.errors.cancelOpenInvoice", values: { number: "C-1" } });
  await moveInvoice(payer, id, { to: "rejected", reason: "Wrong address", version: 1 });
  await cancel();
  await expect(takeInvoice(founder, orderId, { ...invoice, amountMinor: 10_000_001 })).rejects.toMatchObject({
    messageKey: "pilots.errors.overOrder",
  });
  await takeInvoice(founder, orderId, { ...invoice, amountMinor: 10_000_000, milestoneId: first });
});

test("an invoice keeps its number to itself, its days in order and only files of its own pilot", async () => {
  const { pilotId, founder, orderId } = await givenConfirmedOrder();
  const invoice = { number: "N-1", amountMinor: 1_000_000, currency: "CNY", issuedOn: "2026-03-01" } as const;
  const take = (more: object, ctx = founder) => takeInvoice(ctx, orderId, { ...invoice, ...more });
  await expect(take({ issuedOn: "2026-03-03" })).rejects.toMatchObject({ fields: { issuedOn: "pilots.errors.issuedInFuture" } });
  await expect(take({ dueOn: "2026-02-28" })).rejects.toMatchObject({ fields: { dueOn: "pilots.errors.dueBeforeIssue" } });
  const upload = (name: string) => ({ name, content: new Response("%PDF-1.7 invoice").body });
  const elsewhere = await keepPilotFile(owner, pilotId, "file", upload("plan.pdf"));
  await expect(take({ fileId: elsewhere.id })).rejects.toMatchObject({ code: "not_found" });
  const { id: fileId } = await keepPilotFile(founder, pilotId, "invoice", upload("N-1.pdf"));
  const { id } = await take({ fileId });
  await expect(take({})).rejects.toMatchObject({ fields: { number: "pilots.errors.invoiceNumberTaken" } });
  await moveInvoice(approver, id, { to: "approved", reason: "", version: 1 });
  const pay = (paidOn: string) =>
    moveInvoice(payer, id, { to: "paid", reason: "", paidOn, paymentReference: "B 77", version: 2 });
  await expect(pay("2026-03-03")).rejects.toMatchObject({ fields: { paidOn: "pilots.errors.paidInFuture" } });
  await expect(pay("2026-02-01")).rejects.toMatchObject({ fields: { paidOn: "pilots.errors.paidBeforeIssue" } });
  await pay("2026-03-02");
  await expect(pay("2026-03-02")).rejects.toMatchObject({ messageKey: "pilots.errors.changedMeanwhile" });
});

test("an invoice in another currency than the budget is counted by the rate of its order, unless the host writes down another", async () => {
  const { pilotId, founder } = await givenOfferedPilot();
  const record = { rate: 7.8125, rateOn: "2026-03-02", rateSource: "PBOC" };
  const euros = { amountMinor: 1_000_000, currency: "EUR" as const, ...record };
  const { id: orderId } = await draftOrder(owner, pilotId, {
    ...euros,
    milestones: [{ title: "All", deliverable: "", amountMinor: 1_000_000 }],
  });
  await move(owner, orderId, "requested");
  await move(approver, orderId, "approved");
  await move(owner, orderId, "sent");
  await move(founder, orderId, "confirmed");
  const invoice = { amountMinor: 100, currency: "EUR" as const, issuedOn: "2026-03-01" };
  await takeInvoice(founder, orderId, { ...invoice, number: "E-1", rate: 1, rateSource: "mine" });
  await takeInvoice(owner, orderId, { ...invoice, number: "E-2", rate: 7.9, rateOn: "2026-03-01", rateSource: "ECB" });
  const rates = await db
    .selectFrom("invoice")
    .select(["rate", "rateOn", "rateSource"])
    .where("orderId", "=", orderId)
    .orderBy("number")
    .execute();
  expect(rates).toEqual([record, { rate: 7.9, rateOn: "2026-03-01", rateSource: "ECB" }]);
});

test("a second approval from before the account changed once more does not count", async () => {
  const { pilotId, founder, orderId } = await givenConfirmedOrder();
  const account = (number: string) => provideDocument(founder, pilotId, "bankAccount", { details: { account: number } });
  await account("DE02 1203 0000 0000 2020 51");
  const { id } = await takeInvoice(founder, orderId, {
    number: "S-1",
    amountMinor: 1_000_000,
    currency: "CNY",
    issuedOn: "2026-03-01",
  });
  const say = async (ctx: Context, to: "approved" | "secondApproved" | "paid") => {
    const { version } = await db.selectFrom("invoice").select("version").where("id", "=", id).executeTakeFirstOrThrow();
    return moveInvoice(ctx, id, { to, reason: "", version });
  };
  await say(approver, "approved");
  await say(sponsor, "secondApproved");
  await account("DE02120300000000202051");
  const later = new Date(platform.now().getTime() + 60_000);
  await account("DE02 3702 0500 0000 3047 00");
  await db
    .updateTable("startupDocument")
    .set({ givenAt: later })
    .where("replacedAt", "is", null)
    .where("kind", "=", "bankAccount")
    .execute();
  await expect(say(payer, "paid")).rejects.toMatchObject({ messageKey: "pilots.errors.secondApprovalMissing" });
});

test("four eyes hold in the database itself", async () => {
  const { orderId, founder } = await givenConfirmedOrder();
  const set = (columns: object) => db.updateTable("purchaseOrder").set(columns).where("id", "=", orderId).execute();
  const { requestedBy } = await db
    .selectFrom("purchaseOrder")
    .select("requestedBy")
    .where("id", "=", orderId)
    .executeTakeFirstOrThrow();
  await expect(set({ approvedBy: requestedBy })).rejects.toThrow("purchase_order_four_eyes");
  await expect(set({ requestedBy: null })).rejects.toThrow("purchase_order_four_eyes");
  await expect(set({ approvedBy: null })).rejects.toThrow("purchase_order_approved_by_somebody");
  const { id } = await takeInvoice(founder, orderId, { number: "D-1", amountMinor: 1, currency: "CNY", issuedOn: "2026-03-01" });
  const by = founder.actor.personId;
  const setInvoice = (columns: object) => db.updateTable("invoice").set(columns).where("id", "=", id).execute();
  await expect(setInvoice({ approvedBy: by, state: "approved" })).rejects.toThrow("invoice_approved_by_another");
  await expect(setInvoice({ state: "approved" })).rejects.toThrow("invoice_approved_by_somebody");
  const [first, second] = [approver.actor.personId, payer.actor.personId];
  const paid = { state: "paid" as const, paidOn: "2026-03-02" };
  await expect(setInvoice({ ...paid, approvedBy: first, paidBy: first })).rejects.toThrow("invoice_paid_by_another");
  await expect(setInvoice({ ...paid, paidBy: second })).rejects.toThrow(/invoice_(paid_by_another|approved_by_somebody)/);
  await expect(setInvoice({ approvedBy: first, secondApprovedBy: first })).rejects.toThrow("invoice_two_approvers");
});
