import { expect, test } from "vitest";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { moveInvoice, takeInvoice } from "./commands/invoices.ts";
import { moveMilestone } from "./commands/milestones.ts";
import { draftOrder } from "./commands/orders.ts";
import { provideDocument } from "./commands/readiness.ts";
import { agreeToTerm, proposeTerm, refuseTerm } from "./commands/terms.ts";
import { openMoneyWorld, twoHalves } from "./money/testing.ts";
import { orderedAmountIn } from "./queries/agreement-facts.ts";
import { exportMoney, moneyColumns } from "./queries/export-money.ts";
import { listMoneyRecords } from "./queries/money-records.ts";
import { listMoneyTasks, listMoneyWaiting } from "./queries/money-waiting.ts";
import { getOrders } from "./queries/orders.ts";
import { listTerms, termsInForce } from "./queries/terms.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const { owner, sponsor, approver, payer, givenOfferedPilot, givenConfirmedOrder, move } = await openMoneyWorld(platform);
const stranger = await givenSeat(platform, {
  role: "founder",
  organisationId: await givenOrganisation(platform, "startup", "Rival"),
});

const invoice = { number: "R-1", amountMinor: 4_000_000, currency: "CNY", issuedOn: "2026-03-01" } as const;

test("each side reads its own of the orders: sums to the cent, who did what, and which step is whose", async () => {
  const { pilotId, founder, orderId, milestoneIds } = await givenConfirmedOrder();
  await draftOrder(owner, pilotId, twoHalves);
  await moveMilestone(founder, milestoneIds[0]!, { to: "delivered", reason: "" });
  await moveMilestone(owner, milestoneIds[0]!, { to: "accepted", reason: "" });
  const { id } = await takeInvoice(founder, orderId, { ...invoice, milestoneId: milestoneIds[0]! });
  await moveInvoice(approver, id, { to: "approved", reason: "", version: 1 });
  const sums = {
    askedMinor: 0,
    orderedMinor: 20_000_000,
    acceptedMinor: 10_000_000,
    invoicedMinor: 4_000_000,
    approvedMinor: 4_000_000,
    paidMinor: 0,
  };
  const forHost = await getOrders(approver, pilotId);
  expect(forHost.budget).toEqual({ currency: "CNY", budgetMinor: 30_000_000, leftMinor: 10_000_000, ...sums });
  expect(forHost.orders.map(({ state }) => state)).toEqual(["drafted", "confirmed"]);
  const sent = forHost.orders[1]!;
  expect(sent.hands.map(({ step }) => step)).toEqual(["requested", "approved", "sent", "confirmed"]);
  expect(sent.invoices[0]!.steps).toEqual([
    { to: "paid", why: "ownApproval" },
    { to: "rejected", why: null },
  ]);
  expect(sent.milestones[0]).toMatchObject({ openMinor: 6_000_000, state: "accepted" });
  const forStartup = await getOrders(founder, pilotId);
  expect(forStartup).toMatchObject({ budget: null, accountChange: null, can: { draft: false } });
  expect(forStartup.orders.map(({ id: each }) => each)).toEqual([orderId]);
  expect(forStartup.sums).toEqual([{ currency: "CNY", ...sums }]);
  const [own] = forStartup.orders;
  expect(own).toMatchObject({ openMinor: 16_000_000, rate: null, can: { revise: false, invoice: true } });
  expect(own!.hands).toMatchObject([
    { step: "sent", personName: null },
    { step: "confirmed", side: "startup" },
  ]);
  expect(JSON.stringify(forStartup)).not.toContain("30000000");
  await expect(getOrders(stranger, pilotId)).rejects.toMatchObject({ code: "not_found" });
});

test("what waits is told to whom it waits for, with the day by which and what keeps others from it", async () => {
  const { pilotId, founder } = await givenOfferedPilot();
  const { id } = await draftOrder(owner, pilotId, twoHalves);
  await move(owner, id, "requested");
  const ofOrder = async (ctx: typeof owner) => (await listMoneyTasks(ctx)).find((task) => task.id === id);
  expect(await ofOrder(approver)).toMatchObject({ kind: "approveOrder", isMine: true, dueOn: "2026-03-09", isOverdue: false });
  expect(await ofOrder(owner)).toMatchObject({ isMine: false, why: "notApprover" });
  expect(await ofOrder(founder)).toBeUndefined();
  await move(approver, id, "approved");
  await move(owner, id, "sent");
  expect((await listMoneyWaiting(founder)).map(({ kind }) => kind)).toEqual(["confirmOrder"]);
  expect((await listMoneyWaiting(stranger)).length).toBe(0);
});

test("another system reads approved orders, milestones and invoices, and later only what changed since", async () => {
  const first = await listMoneyRecords(payer, { since: 0 });
  const { orderId, founder, milestoneIds, pilotId } = await givenConfirmedOrder();
  await draftOrder(owner, pilotId, twoHalves);
  await db
    .updateTable("company")
    .set({ name: "=HYPERLINK(1)" })
    .where(
      "id",
      "=",
      (await db.selectFrom("pilot").select("companyId").where("id", "=", pilotId).executeTakeFirstOrThrow()).companyId,
    )
    .execute();
  const fresh = await listMoneyRecords(payer, { since: first.next });
  expect(fresh.records.map(({ record, state }) => [record, state]).toSorted()).toEqual([
    ["milestone", "planned"],
    ["milestone", "planned"],
    ["order", "confirmed"],
  ]);
  expect(fresh.records.find(({ record }) => record === "order")).toMatchObject({
    amount: "200000.00",
    costLine: "KST 4711",
    rate: 1,
  });
  await moveMilestone(founder, milestoneIds[1]!, { to: "delivered", reason: "" });
  await takeInvoice(founder, orderId, invoice);
  const next = await listMoneyRecords(payer, { since: fresh.next });
  expect(next.records.map(({ record }) => record)).toEqual(["milestone", "invoice"]);
  expect((await listMoneyRecords(payer, { since: next.next })).records).toEqual([]);
  expect((await listMoneyRecords(payer, { since: fresh.next, from: "2026-03-01", to: "2026-03-01" })).records).toHaveLength(1);
  await expect(listMoneyRecords(owner, { since: 0 })).rejects.toMatchObject({ code: "forbidden" });
  await expect(listMoneyRecords(founder, { since: 0 })).rejects.toMatchObject({ code: "forbidden" });
  const file = await exportMoney(payer, { since: fresh.next, format: "csv" });
  expect(file.headers.get("x-next-since")).toBe(String(next.next));
  const lines = (await file.text()).split("\r\n");
  expect(lines[0]).toBe(moneyColumns.join(","));
  expect(lines[2]).toContain(",'=HYPERLINK(1),");
});

test("another system that asked between draft and approval reads the milestones with their order, also of one cancelled at once", async () => {
  const { pilotId } = await givenOfferedPilot();
  const { id } = await draftOrder(owner, pilotId, twoHalves);
  await move(owner, id, "requested");
  const between = await listMoneyRecords(payer, { since: 0 });
  await move(approver, id, "approved");
  await move(owner, id, "cancelled", "Ordered elsewhere");
  const { records, next } = await listMoneyRecords(payer, { since: between.next });
  expect(records.map(({ record, number }) => [record, number.split("/")[1]])).toEqual([
    ["order", undefined],
    ["milestone", "1"],
    ["milestone", "2"],
  ]);
  expect((await listMoneyRecords(payer, { since: next })).records).toEqual([]);
});

test("that an account is watched is told to the host alone", async () => {
  const { pilotId, founder, orderId } = await givenConfirmedOrder();
  const account = (number: string) => provideDocument(founder, pilotId, "bankAccount", { details: { account: number } });
  await account("DE02 1203 0000 0000 2020 51");
  await account("DE02 3702 0500 0000 3047 00");
  const { id } = await takeInvoice(founder, orderId, { ...invoice, number: "R-9" });
  const ofInvoice = async (ctx: typeof owner) => (await listMoneyTasks(ctx)).find((task) => task.id === id);
  await moveInvoice(approver, id, { to: "approved", reason: "", version: 1 });
  expect(await ofInvoice(payer)).toMatchObject({ kind: "secondApproval", isMine: true });
  const read = await ofInvoice(founder);
  expect(read).toMatchObject({ kind: "payInvoice", isMine: false, why: null });
  platform.setNow("2026-03-04T09:00:00Z");
  await moveInvoice(sponsor, id, { to: "secondApproved", reason: "", version: 2 });
  expect(await ofInvoice(founder)).toEqual(read);
  platform.setNow("2026-03-02T09:00:00Z");
});

test("the price an agreement repeats is the order's to the cent", async () => {
  const { pilotId } = await givenConfirmedOrder({
    amountMinor: 123_450,
    currency: "CNY",
    milestones: [{ title: "Installed", deliverable: "", amountMinor: 123_450 }],
  });
  expect(await owner.transact((tx) => orderedAmountIn(tx, pilotId))).toBe("1234.50 CNY");
});

test("a term counts once both sides agree, and is replaced by one both agree on", async () => {
  const { pilotId, founder } = await givenOfferedPilot();
  const term = { kind: "foregroundIp", subject: "Model weights", belongsTo: "startup", useByOther: "Use in the plant" } as const;
  const { id } = await proposeTerm(owner, pilotId, term);
  const inForce = () => owner.transact((tx) => termsInForce(tx, pilotId));
  expect(await inForce()).toEqual([]);
  await expect(agreeToTerm(owner, id)).rejects.toMatchObject({ messageKey: "pilots.errors.ownTerm" });
  await expect(agreeToTerm(stranger, id)).rejects.toMatchObject({ code: "not_found" });
  await expect(agreeToTerm(payer, id)).rejects.toMatchObject({ code: "forbidden" });
  await agreeToTerm(founder, id);
  expect((await inForce()).map(({ subject }) => subject)).toEqual(["Model weights"]);
  await expect(refuseTerm(founder, id, { reason: "No" })).rejects.toMatchObject({ messageKey: "pilots.errors.termDecided" });
  const { id: laterId } = await proposeTerm(founder, pilotId, { ...term, belongsTo: "both", replacesId: id });
  const { id: otherId } = await proposeTerm(founder, pilotId, { ...term, belongsTo: "host", replacesId: id });
  await agreeToTerm(owner, laterId);
  await expect(agreeToTerm(owner, otherId)).rejects.toMatchObject({ messageKey: "pilots.errors.termNotInForce" });
  await refuseTerm(owner, otherId, { reason: "Not ours" });
  expect((await inForce()).map(({ belongsTo }) => belongsTo)).toEqual(["both"]);
  const { terms } = await listTerms(founder, pilotId);
  expect(terms.map(({ state }) => state).toSorted()).toEqual(["agreed", "refused", "replaced"]);
  expect(terms.find(({ state }) => state === "agreed")!.can).toEqual({ agree: false, refuse: false, replace: true });
});
