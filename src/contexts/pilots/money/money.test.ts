import fc from "fast-check";
import { expect, test } from "vitest";
import { type AdoptionRow, adoptionSums } from "../adoption.ts";
import { type Hands, isAccountSuspicious, refusalOfApproval, refusalOfPayment } from "./duties.ts";
import { convert, sumOf } from "./money.ts";

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
