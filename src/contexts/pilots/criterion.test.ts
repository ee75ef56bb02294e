import { expect, test } from "vitest";
import { type Criterion, criteriaFaults, isMetBy, needsReason, progressOf, resultOf } from "./criterion.ts";

const hitRate: Criterion = {
  metric: "Hit rate",
  unit: "%",
  comparison: "atLeast",
  baseline: 60,
  target: 90,
  method: "500 parts",
  measuredBy: "host",
};
const cost: Criterion = { ...hitRate, metric: "Cost per part", unit: "CNY", comparison: "atMost", baseline: 4, target: 1 };
const signed: Criterion = { ...hitRate, metric: "Works council agreed", unit: "", comparison: "exactly", baseline: 0, target: 1 };

test("three to five criteria are agreed, each measurable and not met already", () => {
  expect(criteriaFaults([hitRate, cost, signed])).toEqual([]);
  expect(criteriaFaults([hitRate])).toEqual([{ key: "pilots.faults.tooFew", given: 1 }]);
  const six = Array.from({ length: 6 }, (_, at) => ({ ...hitRate, metric: `Metric ${at}` }));
  expect(criteriaFaults(six)).toEqual([{ key: "pilots.faults.tooMany", given: 6 }]);
  expect(criteriaFaults([hitRate, { ...cost, method: " " }, { ...signed, metric: "hit RATE " }])).toEqual([
    { key: "pilots.faults.methodMissing", at: 1 },
    { key: "pilots.faults.sameMetric", at: 2 },
  ]);
  expect(criteriaFaults([hitRate, cost, { ...signed, baseline: 1, metric: "" }])).toEqual([
    { key: "pilots.faults.metricMissing", at: 2 },
    { key: "pilots.faults.alreadyMet", at: 2 },
  ]);
});

test("a value meets a target by the way it is compared", () => {
  expect([isMetBy(hitRate, 90), isMetBy(hitRate, 89.9)]).toEqual([true, false]);
  expect([isMetBy(cost, 1), isMetBy(cost, 1.01)]).toEqual([true, false]);
  expect([isMetBy(signed, 1), isMetBy(signed, 0)]).toEqual([true, false]);
});

test("progress runs from the baseline to the target, whichever way is better", () => {
  expect([progressOf(hitRate, 75), progressOf(hitRate, 50), progressOf(hitRate, 96)]).toEqual([0.5, 0, 1.2]);
  expect([progressOf(cost, 2.5), progressOf(cost, 1)]).toEqual([0.5, 1]);
  expect(progressOf({ ...hitRate, baseline: null }, 75)).toBe(0);
  expect(progressOf(signed, 1)).toBe(1);
});

test("a pilot met its criteria when all are met", () => {
  expect(resultOf(["met", "met", "met"])).toBe("met");
  expect(resultOf(["met", "partly", "missed"])).toBe("partly");
  expect(resultOf(["missed", "missed"])).toBe("missed");
});

test("judging against the numbers, or without any, needs a reason", () => {
  expect(needsReason(hitRate, 92, "met")).toBe(false);
  expect(needsReason(hitRate, 92, "partly")).toBe(true);
  expect(needsReason(hitRate, 80, "missed")).toBe(false);
  expect(needsReason(hitRate, 80, "met")).toBe(true);
  expect(needsReason(hitRate, null, "missed")).toBe(true);
});
