import { expect, test } from "vitest";
import { readinessKinds } from "./readiness.ts";
import { cleanDetails, mistakesIn } from "./readiness-checks.ts";
import { maskDetails } from "./readiness-details.ts";
import { documentExamples } from "./testing.ts";

const account = (country: string, number: string) => {
  const details = cleanDetails("bankAccount", { ...documentExamples.bankAccount.details, country, account: number });
  return mistakesIn("bankAccount", details).account;
};

test("the examples of every kind are right", () => {
  for (const kind of readinessKinds) expect(mistakesIn(kind, cleanDetails(kind, documentExamples[kind].details))).toEqual({});
});

test("an IBAN is held against its check digits where the country has them, other accounts are digits", () => {
  expect(account("DE", "DE89 3704 0044 0532 0130 00")).toBeUndefined();
  expect(account("DE", "DE89 3704 0044 0532 0130 01")).toBe("readiness.errors.account");
  expect(account("DE", "0532013000")).toBe("readiness.errors.account");
  expect(account("FR", "DE89 3704 0044 0532 0130 00")).toBe("readiness.errors.account");
  expect(account("CN", "6222 0010 0100 0123 456")).toBeUndefined();
  expect(account("CN", "6222-O010")).toBe("readiness.errors.account");
});

test("a Chinese registration number is held against its check character, others are taken as they are", () => {
  const number = (registrationNumber: string) =>
    mistakesIn("supplierNumber", cleanDetails("supplierNumber", { legalName: "Lackblick", registrationNumber }))
      .registrationNumber;
  expect(number("91310000MA1K3X7U1L")).toBe("readiness.errors.creditCode");
  expect(number("9135 0100 M000 100Y 43")).toBeUndefined();
  expect(number("HRB 42243")).toBeUndefined();
});

test("a self-assessment answers every topic, a TISAX label names level, scope and assessment", () => {
  const missing = (way: string) => Object.keys(mistakesIn("informationSecurity", { way }));
  expect(missing("selfAssessment")).toHaveLength(10);
  expect(missing("tisax")).toEqual(["level", "scopeId", "assessmentId"]);
  expect(missing("iso27001")).toEqual(["certifier"]);
  expect(mistakesIn("informationSecurity", { way: "tisax", level: "AL2", scopeId: "SYN3YP", assessmentId: "AYZ3Z2" })).toEqual({
    assessmentId: "readiness.errors.assessmentId",
  });
});

test("what is not asked for is not kept", () => {
  const details = { way: "iso27001", certifier: "Prüfhaus Nord", level: "AL3", colour: "red" };
  expect(cleanDetails("informationSecurity", details)).toEqual({ way: "iso27001", certifier: "Prüfhaus Nord" });
});

test("of an account only the last four characters are shown", () => {
  expect(maskDetails("bankAccount", { holder: "Lackblick", account: "DE89370400440532013000" })).toEqual({
    holder: "Lackblick",
    account: "•••• 3000",
  });
});
