import * as pilots from "#contexts/pilots/policy.ts";
import type { Actor } from "#platform/context.ts";

interface Places {
  host: string;
  startup: string;
  cloud: string;
  person: string;
  colleague: string;
  ownUnit: string;
  otherUnit: string;
}

type Cases = Record<string, { question: string; ask: (actor: Actor) => boolean }[]>;

/** Questions about a pilot of the own unit, offered to the start-up, owned by a colleague, running. */
export function pilotCases({ host, startup, cloud, person, colleague, ownUnit, otherUnit }: Places): Cases {
  const pilot = (walls: Partial<pilots.PilotWalls> = {}): pilots.PilotWalls => ({
    ownerOrgId: host,
    unitId: ownUnit,
    startupOrgId: startup,
    partyOrgIds: [host, startup],
    readerOrgIds: [host, startup],
    problemOwnerPersonId: colleague,
    sponsorPersonId: null,
    state: "running",
    ...walls,
  });
  const shared = pilot({ readerOrgIds: [host, startup, cloud] });
  const kept = pilot({ partyOrgIds: [host], readerOrgIds: [host] });
  const other = pilot({ unitId: otherUnit });
  return {
    canSeePilots: [{ question: "Open the pilots part", ask: (a) => pilots.canSeePilots(a) }],
    canReadPilot: [
      { question: "Read a pilot of the own unit that was offered", ask: (a) => pilots.canReadPilot(a, pilot()) },
      { question: "… before it was offered", ask: (a) => pilots.canReadPilot(a, kept) },
      { question: "… once both sides share it with the cloud partner", ask: (a) => pilots.canReadPilot(a, shared) },
      { question: "Read a pilot of another unit", ask: (a) => pilots.canReadPilot(a, other) },
      {
        question: "Read a pilot of another unit as its sponsor",
        ask: (a) => pilots.canReadPilot(a, pilot({ unitId: otherUnit, sponsorPersonId: person })),
      },
    ],
    canProposePilot: [{ question: "Propose a pilot for a need of the own unit", ask: (a) => pilots.canProposePilot(a, ownUnit) }],
    canRevisePilot: [
      {
        question: "Write criteria and days before they are fixed",
        ask: (a) => pilots.canRevisePilot(a, pilot({ state: "scoped" })),
      },
      { question: "… once the pilot is ordered", ask: (a) => pilots.canRevisePilot(a, pilot({ state: "ordered" })) },
    ],
    canRunPilot: [{ question: "Run a pilot of the own unit", ask: (a) => pilots.canRunPilot(a, pilot()) }],
    canNamePeople: [
      { question: "Name another problem owner or sponsor", ask: (a) => pilots.canNamePeople(a, pilot()) },
      { question: "… as its problem owner", ask: (a) => pilots.canNamePeople(a, pilot({ problemOwnerPersonId: person })) },
    ],
    canDecidePilot: [
      { question: "Decide at the gates of a colleague’s pilot", ask: (a) => pilots.canDecidePilot(a, pilot(), null) },
      {
        question: "Decide as its problem owner",
        ask: (a) => pilots.canDecidePilot(a, pilot({ problemOwnerPersonId: person }), null),
      },
    ],
    canApproveMoney: [{ question: "Approve orders and invoices", ask: (a) => pilots.canApproveMoney(a, pilot(), null) }],
    canSeeMoney: [{ question: "Open the orders", ask: (a) => pilots.canSeeMoney(a) }],
    canExportMoney: [{ question: "Take the records of money along as a file", ask: (a) => pilots.canExportMoney(a) }],
    canSeeSensitive: [{ question: "Read a bank account in full", ask: (a) => pilots.canSeeSensitive(a, pilot(), null) }],
    canJudgeItem: [
      {
        question: "Accept or return a document of the supplier",
        ask: (a) => pilots.canJudgeItem(a, pilot(), { hostPersonId: null }),
      },
    ],
    canPlanReadiness: [{ question: "Say what the own unit asks of suppliers", ask: (a) => pilots.canPlanReadiness(a, ownUnit) }],
    canGiveDocument: [{ question: "Say where the own firm is paid", ask: (a) => pilots.canGiveDocument(a, "bankAccount") }],
    canKeepDocuments: [{ question: "Keep the documents of the own firm", ask: (a) => pilots.canKeepDocuments(a) }],
    canSeeClocks: [{ question: "See how long pilots take", ask: (a) => pilots.canSeeClocks(a) }],
    canSeeAdoptions: [{ question: "Read the adoption ledger", ask: (a) => pilots.canSeeAdoptions(a) }],
    canBindSide: [
      {
        question: "Agree to terms, confirm an order, permit a reference, share with the cloud partner",
        ask: (a) => pilots.canBindSide(a, pilot()),
      },
    ],
    canSignAgreement: [{ question: "Sign for the own side", ask: (a) => pilots.canSignAgreement(a, pilot()) }],
    canWithdrawAgreement: [
      { question: "Take back or turn down a document", ask: (a) => pilots.canWithdrawAgreement(a, pilot()) },
    ],
    canWriteTemplates: [{ question: "Write and publish templates of agreements", ask: (a) => pilots.canWriteTemplates(a) }],
    canReadTemplates: [{ question: "Read templates of agreements", ask: (a) => pilots.canReadTemplates(a) }],
  };
}
