import { expect, test } from "vitest";
import { fieldsOf, fillAgreement, isSigned, missingFields, refusalOfSignature, templateFaults } from "./agreement.ts";

const texts = { en: "{host} and {startup} agree on {scope}.", "zh-CN": "{host}与{startup}就{scope}达成一致。" };

test("a template names its fields, and all its languages name the same", () => {
  expect(fieldsOf(texts)).toEqual(["host", "startup", "scope"]);
  expect(templateFaults(texts)).toEqual([]);
  expect(templateFaults({ en: texts.en })).toEqual([{ key: "pilots.errors.templateLanguages" }]);
  expect(templateFaults({ ...texts, de: "{host} und {startup}" })).toEqual([
    { key: "pilots.errors.templateFieldMissing", field: "scope", lang: "de" },
  ]);
});

test("a field without a value is named before a document is made", () => {
  expect(missingFields(texts, { host: "Hirsch", startup: " " })).toEqual(["startup", "scope"]);
  expect(fillAgreement(texts.en, { host: "Hirsch", startup: "Lackblick", scope: "one line {host}" })).toBe(
    "Hirsch and Lackblick agree on one line {host}.",
  );
});

test("each side signs once, and only the document it was shown", () => {
  const sent = { state: "sent", sha256: "a" } as const;
  const host = { side: "host", sha256: "a" } as const;
  const startup = { side: "startup", sha256: "a" } as const;
  expect(refusalOfSignature(sent, [], host)).toBeNull();
  expect(refusalOfSignature({ ...sent, state: "drafted" }, [], host)).toBe("pilots.errors.notSent");
  expect(refusalOfSignature(sent, [host], host)).toBe("pilots.errors.signedBefore");
  expect(refusalOfSignature(sent, [host], { ...startup, sha256: "b" })).toBe("pilots.errors.documentChanged");
  expect([isSigned([host]), isSigned([host, startup]), isSigned([host, { ...startup, sha256: "b" }])]).toEqual([
    false,
    true,
    false,
  ]);
});
