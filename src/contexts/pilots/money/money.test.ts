import fc from "fast-check";
import { expect, test } from "vitest";
import { type AdoptionRow, adoptionSums } from "../adoption.ts";
import { lastAccountChange, masked } from "./bank-account.ts";
import {
  type Hands,
  invoiceStates,
  isAccountSuspicious,
  milestoneStates,
  orderStates,
  refusalOfApproval,
  refusalOfPayment,
} from "./duties.ts";
import { convert, currencies, sumOf } from "./money.ts";
import { invoiceSteps, type MoneyHands } from "./steps.ts";
import { type CountedOrder, sumsByCurrency, sumsInBudget } from "./sums.ts";
import { decimalOf, minorOf } from "./typed-amount.ts";

const rate = { from: "EUR", to: "CNY", rate: 7.812345, on: "2026-03-02", source: "PBOC" } as const;

test("an amount is converted by the rate of record and rounded to the minor unit", () => {
  expect(convert({ minor: 100_00, currency: "EUR" }, rate)).toEqual({ minor: 781_23, currency: "CNY" });
  expect(convert({ minor: 200, currency: "EUR" }, { ...rate, rate: 7.8125 })).toEqual({ minor: 1563, currency: "CNY" });
  expect(convert({ minor: -200, currency: "EUR" }, { ...rate, rate: 7.8125 })).toEqual({ minor: -1563, currency: "CNY" });
  expect(convert({ minor: 100, currency: "CNY" }, rate)).toEqual({ minor: 100, currency: "CNY" });
  expect(convert({ minor: 9_007_199_254_740, currency: "EUR" }, { ...rate, rate: 1.000001 }).minor).toBe(9_007_208_261_939);
});

test("two currencies are never added up", () => {
  expect(
    sumOf(
      [
        { minor: 1, currency: "CNY" },
        { minor: 2, currency: "CNY" },
      ],
      "CNY",
    ),
  ).toEqual({ minor: 3, currency: "CNY" });
  expect(
    sumOf(
      [
        { minor: 1, currency: "CNY" },
        { minor: 2, currency: "EUR" },
      ],
      "CNY",
    ),
  ).toBeNull();
});

test("nobody does two steps of the same money", () => {
  const person = fc.constantFrom("Ada", "Bo", "Cai");
  const hands = fc.record<Hands>({
    requestedBy: fc.option(person),
    approvedBy: fc.option(person),
    secondApprovedBy: fc.option(person),
  });
  fc.assert(
    fc.property(person, hands, fc.boolean(), (who, done, needsSecond) => {
      if (refusalOfApproval(who, done) === null) expect([done.requestedBy, done.approvedBy]).not.toContain(who);
      if (refusalOfPayment(who, done, needsSecond) === null) {
        expect([done.approvedBy, done.secondApprovedBy]).not.toContain(who);
        expect(needsSecond && done.secondApprovedBy === null).toBe(false);
      }
    }),
  );
});

test("a bank account changed within a month before a payment is looked at twice", () => {
  expect(isAccountSuspicious("2026-02-10", "2026-03-02")).toBe(true);
  expect(isAccountSuspicious("2026-01-31", "2026-03-02")).toBe(false);
  expect(isAccountSuspicious(null, "2026-03-02")).toBe(false);
});

test("adoption is summed by currency, and a reversal takes its row back", () => {
  const row: AdoptionRow = {
    id: "1",
    kind: "followUpOrder",
    plannedMinor: 500,
    realisedMinor: 200,
    currency: "CNY",
    on: "2026-03-02",
    reverses: null,
  };
  expect(adoptionSums([row, { ...row, id: "2", currency: "EUR" }, { ...row, id: "3", reverses: "1" }])).toEqual({
    CNY: { plannedMinor: 0, realisedMinor: 0 },
    EUR: { plannedMinor: 500, realisedMinor: 200 },
  });
});

test("what is typed reaches the database to the cent and comes back the same", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (minor) => {
      expect(minorOf(decimalOf(minor))).toBe(minor);
    }),
  );
  expect(["0.1", "1234.5", "19.99", "7", " 8.00 "].map(minorOf)).toEqual([10, 123_450, 1999, 700, 800]);
  expect(["", "1,5", "1.234", "-1", "1e3", "1234567890123"].map(minorOf).every(Number.isNaN)).toBe(true);
  expect(decimalOf(-5)).toBe("-0.05");
});

const counted: fc.Arbitrary<CountedOrder> = fc.record({
  state: fc.constantFrom(...orderStates),
  amountMinor: fc.integer({ min: 1, max: 1_000_000_000_000 }),
  currency: fc.constantFrom(...currencies),
  rate: fc.integer({ min: 1, max: 1_000_000_000 }).map((millionths) => millionths / 1_000_000),
  milestones: fc.array(
    fc.record({ state: fc.constantFrom(...milestoneStates), amountMinor: fc.integer({ min: 0, max: 1_000_000_000 }) }),
    { maxLength: 20 },
  ),
  invoices: fc.array(
    fc.record({
      state: fc.constantFrom(...invoiceStates),
      amountMinor: fc.integer({ min: 1, max: 1_000_000_000 }),
      rate: fc.constant(1),
    }),
    { maxLength: 20 },
  ),
});

test("sums stay whole, what is paid was approved and what is approved was invoiced, and no order changes another one's share", () => {
  fc.assert(
    fc.property(fc.array(counted, { maxLength: 5 }), fc.constantFrom(...currencies), (orders, currency) => {
      const sums = sumsInBudget(orders, 10_000_000, currency);
      expect(Object.values(sums).every(Number.isSafeInteger)).toBe(true);
      expect(sums.paidMinor).toBeLessThanOrEqual(sums.approvedMinor);
      expect(sums.approvedMinor).toBeLessThanOrEqual(sums.invoicedMinor);
      expect(sums.leftMinor).toBe(10_000_000 - sums.orderedMinor - sums.askedMinor);
      const alone = orders.map((order) => sumsInBudget([order], 0, currency).orderedMinor);
      expect(sums.orderedMinor).toBe(alone.reduce((sum, minor) => sum + minor, 0));
      const own = orders.filter((order) => order.currency === currency);
      expect(sumsByCurrency(own)[currency]?.orderedMinor ?? 0).toBe(sumsInBudget(own, 0, currency).orderedMinor);
    }),
  );
});

test("converting there and back loses less than the smaller unit is worth", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000_000 }),
      fc.integer({ min: 1_000_000, max: 20_000_000 }),
      (minor, millionths) => {
        const there = convert({ minor, currency: "EUR" }, { ...rate, rate: millionths / 1_000_000 }).minor;
        expect(Math.abs((there * 1_000_000) / millionths - minor)).toBeLessThanOrEqual(0.5 * (1_000_000 / millionths) + 1e-6);
      },
    ),
  );
});

test("an account that is given once more is no other one; a changed one shows its end alone", () => {
  const given = (account: string, day: string) => ({ details: { account, bank: "Elbe" }, givenAt: new Date(day) });
  const same = [given("DE02 1203 0000 0000 2020 51", "2026-01-01"), given("de02120300000000202051", "2026-02-01")];
  expect(lastAccountChange(same)).toBeNull();
  expect(
    lastAccountChange([
      ...same,
      given("DE02 3702 0500 0000 3047 00", "2026-02-20"),
      given("DE02370205000000304700", "2026-03-01"),
    ]),
  ).toEqual({
    at: new Date("2026-02-20"),
    changes: [{ field: "account", before: "••••2051", after: "••••4700" }],
  });
  expect([masked(""), masked("12"), masked("123456")]).toEqual(["", "••••", "••••56"]);
});

test("nobody is offered a step that the duties would refuse", () => {
  const personId = fc.constantFrom("Ada", "Bo", "Cai");
  const who = fc.record<MoneyHands>({
    personId,
    side: fc.constantFrom("host", "startup", null),
    mayRun: fc.boolean(),
    mayApprove: fc.boolean(),
    mayBind: fc.boolean(),
  });
  const hands = fc.record<Hands>({ requestedBy: personId, approvedBy: personId, secondApprovedBy: fc.option(personId) });
  fc.assert(
    fc.property(who, hands, fc.constantFrom(...invoiceStates), fc.boolean(), (reader, done, state, needsSecond) => {
      for (const { to, why } of invoiceSteps(state, done, needsSecond, reader)) {
        expect(reader.side).toBe("host");
        if (why !== null) continue;
        expect(reader.mayApprove).toBe(true);
        if (to === "paid") expect(refusalOfPayment(reader.personId!, done, needsSecond)).toBeNull();
        if (to === "approved" || to === "secondApproved") expect(refusalOfApproval(reader.personId!, done)).toBeNull();
      }
    }),
  );
});
