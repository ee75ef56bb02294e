import { addEntry } from "#contexts/matching/index.ts";
import { givenCompany, givenOpenNeed } from "#contexts/matching/testing.ts";
import type { Context } from "#platform/context.ts";
import { proposePilot } from "./commands/propose-pilot.ts";
import type { ReadinessKind } from "./readiness.ts";
import type { CriterionInput, PilotInput } from "./schema.ts";

export const threeCriteria: CriterionInput[] = ["Hit rate", "Uptime", "Speed"].map((metric) => ({
  metric,
  unit: "%",
  comparison: "atLeast",
  baseline: 60,
  target: 90,
  method: "Counted on 500 parts",
  measuredBy: "together",
}));

/** For tests: a pilot of a new company for a new need, proposed by the owner; `input` overrides what a complete one says. */
export async function givenPilot(owner: Context, scout: Context, input: PilotInput = {}, knownId?: string): Promise<string> {
  const needId = await givenOpenNeed(owner, scout, { title: "Scratches on painted parts", detail: "Find them before assembly." });
  const companyId = knownId ?? (await givenCompany(owner.platform, { name: "Lackblick" }));
  await addEntry(scout, needId, { companyId, stage: "shortlist" });
  const { id } = await proposePilot(owner, {
    needId,
    companyId,
    scope: "One line in Shenyang",
    budgetMinor: 30_000_000,
    sponsorPersonId: scout.actor.personId!,
    budgetLine: "KST 4711",
    seriesContact: "Li Wei",
    nextOrder: "Two more lines",
    consequenceWithinDays: 60,
    startsOn: "2026-04-01",
    endsOn: "2026-07-31",
    decisionOn: "2026-08-15",
    criteria: threeCriteria,
    ...input,
  });
  return id;
}

/** What a start-up gives for each kind of item. */
export const documentExamples: Record<ReadinessKind, { details: Record<string, string>; validUntil?: string }> = {
  nda: { details: { signedBy: "Fang Li", signedOn: "2026-02-20" }, validUntil: "2029-12-31" },
  bankAccount: {
    details: {
      holder: "Lackblick GmbH",
      bank: "Commerzbank",
      country: "DE",
      account: "DE89370400440532013000",
      swift: "COBADEFFXXX",
    },
  },
  insurance: { details: { insurer: "Hanse Assekuranz", sum: "5000000", currency: "EUR" }, validUntil: "2027-06-30" },
  dataProtection: { details: { role: "processor", place: "Shanghai", contact: "privacy@lackblick.example" } },
  informationSecurity: {
    details: { way: "tisax", level: "AL2", scopeId: "SYN3YP", assessmentId: "AYZ3Z2-1" },
    validUntil: "2028-03-31",
  },
  exportControl: { details: { listed: "notListed", origin: "DE" } },
  supplierNumber: { details: { legalName: "Lackblick GmbH", registrationNumber: "HRB42243" } },
};
