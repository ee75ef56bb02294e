import fc from "fast-check";
import { expect, test } from "vitest";
import { outcomes } from "../application.ts";
import { agreementOf, type Proposal } from "./decision.ts";

const [host, cloud] = ["host", "cloud"];
const says = (organisationId: string, outcome: Proposal["outcome"], personId = organisationId): Proposal => ({
  organisationId,
  outcome,
  personId,
});

test("one operator decides its own call; a joint one takes both, and two people", () => {
  expect(agreementOf([host], [says(host, "accepted")])).toEqual({ kind: "stands", outcome: "accepted" });
  expect(agreementOf([host, cloud], [says(host, "accepted")])).toEqual({ kind: "waiting", for: [cloud] });
  expect(agreementOf([host, cloud], [says(host, "accepted"), says(cloud, "declined")])).toEqual({ kind: "disputed" });
  expect(agreementOf([host, cloud], [says(host, "accepted"), says(cloud, "declined"), says(cloud, "accepted")])).toEqual({
    kind: "stands",
    outcome: "accepted",
  });
  expect(agreementOf([host, cloud], [says(host, "accepted", "both"), says(cloud, "accepted", "both")])).toEqual({
    kind: "waiting",
    for: [cloud],
  });
});

test("nothing stands that an operator of the call did not want, whatever others say", () => {
  const proposal = fc.record({
    organisationId: fc.constantFrom(host, cloud, "stranger"),
    personId: fc.constantFrom("a", "b", "c"),
    outcome: fc.constantFrom(...outcomes),
  });
  fc.assert(
    fc.property(fc.array(proposal, { maxLength: 6 }), (proposals) => {
      const agreement = agreementOf([host, cloud], proposals);
      if (agreement.kind !== "stands") return;
      for (const id of [host, cloud]) {
        const last = proposals.filter(({ organisationId }) => organisationId === id).at(-1);
        expect(last?.outcome).toBe(agreement.outcome);
      }
      expect(
        new Set(proposals.filter(({ organisationId }) => organisationId !== "stranger").map(({ personId }) => personId)).size,
      ).toBeGreaterThan(1);
    }),
  );
});
