import { expect, test } from "vitest";
import { formObject } from "#platform/parse.ts";
import { orderOfForm } from "./money-forms.ts";

const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return formObject(form);
};

test("an order is read from its form to the cent, without the rows nobody filled", () => {
  const typed = formOf({
    amount: "1234.50",
    currency: "EUR",
    rate: "7.8125",
    "milestones.0.title": "Installed",
    "milestones.0.amount": "1000",
    "milestones.1.title": "",
    "milestones.2.title": "Report",
    "milestones.2.amount": "234.5",
    "milestones.2.dueOn": "2026-05-01",
  });
  expect(orderOfForm(typed)).toMatchObject({
    amountMinor: 123_450,
    rate: 7.8125,
    milestones: [
      { title: "Installed", amountMinor: 100_000 },
      { title: "Report", amountMinor: 23_450, dueOn: "2026-05-01" },
    ],
  });
});

test("a mistake is told beside the row it was typed in", () => {
  const typed = formOf({
    amount: "1,234",
    currency: "CNY",
    "milestones.0.title": "Installed",
    "milestones.0.amount": "1000",
    "milestones.2.title": "Report",
    "milestones.2.amount": "12.345",
  });
  const refusalOf = () => {
    try {
      return orderOfForm(typed);
    } catch (error) {
      return Object.keys((error as { fields: object }).fields).toSorted();
    }
  };
  expect(refusalOf()).toEqual(["amount", "milestones.2.amount"]);
});
