import { expect, test } from "vitest";
import { applicationStates, movers, nextApplicationStates, outcomes, refusalOfMove } from "./application.ts";

const allowed = () =>
  applicationStates.flatMap((state) =>
    [null, ...outcomes].flatMap((outcome) =>
      applicationStates.flatMap((to) =>
        movers
          .filter((mover) => refusalOfMove({ state, outcome }, to, mover) === null)
          .map((mover) => `${state} → ${to} by ${mover}`),
      ),
    ),
  );

test("applicants submit and withdraw, managers do the rest", () => {
  expect([...new Set(allowed())].sort()).toEqual([
    "decided → in_review by manager",
    "draft → submitted by applicant",
    "in_review → decided by manager",
    "in_review → draft by manager",
    "in_review → withdrawn by applicant",
    "submitted → decided by manager",
    "submitted → draft by manager",
    "submitted → in_review by manager",
    "submitted → withdrawn by applicant",
    "withdrawn → draft by manager",
  ]);
});

test("what was accepted or declined stays so, a waiting list does not", () => {
  for (const outcome of outcomes) {
    const expected = outcome === "waitlisted" ? null : "applications.errors.decisionStands";
    expect(refusalOfMove({ state: "decided", outcome }, "in_review", "manager")).toBe(expected);
  }
});

test("from every state some way leads to a decision", () => {
  for (const state of applicationStates) {
    const reached = new Set([state]);
    for (const each of reached) for (const next of nextApplicationStates[each]) reached.add(next);
    expect([state, reached.has("decided")]).toEqual([state, true]);
  }
});
