import { judgeItem, provideDocument } from "#contexts/pilots/commands/readiness.ts";
import type { ReadinessKind } from "#contexts/pilots/readiness.ts";
import type { ItemVerdict } from "#contexts/pilots/readiness-schema.ts";
import { daysAfter } from "#platform/base-calendar.ts";
import { demoSystem } from "../clock.ts";
import { colleague, decider, founder, type Life } from "./life.ts";

interface Firm {
  /** As it is registered. */
  legalName: string;
  founder: string;
}

const documentsOf = ({
  legalName,
  founder,
}: Firm): Record<ReadinessKind, { details: Record<string, string>; validUntil?: string }> => ({
  nda: { details: { signedBy: founder, signedOn: "2026-01-20" }, validUntil: "2029-12-31" },
  bankAccount: {
    details: {
      holder: legalName,
      bank: "长三角示例银行 Yangtze Delta Example Bank",
      country: "CN",
      account: "6217000010012345678",
      swift: "YDEXCNBSXXX",
    },
  },
  insurance: { details: { insurer: "Hanse Assekuranz", sum: "5000000", currency: "CNY" }, validUntil: "2027-06-30" },
  dataProtection: { details: { role: "processor", place: "Shanghai", contact: "privacy@startup.example" } },
  informationSecurity: { details: { way: "iso27001", certifier: "Prüfhaus Nord" }, validUntil: "2028-03-31" },
  exportControl: { details: { listed: "notListed", origin: "CN" } },
  supplierNumber: { details: { legalName, registrationNumber: "91310115MA1K4D0000", supplierNumber: "40077120" } },
});

/** Days after the start of the lane on which an item is given and accepted, where all goes as usual. */
const usual: [ReadinessKind, given: number, accepted: number][] = [
  ["nda", 2, 5],
  ["bankAccount", 2, 4],
  ["exportControl", 3, 7],
  ["insurance", 6, 9],
  ["dataProtection", 7, 14],
  ["informationSecurity", 9, 19],
  ["supplierNumber", 7, 20],
];

/** What is asked of the supplier is given and accepted from the day on, but for the kinds left `open`. */
export async function provide(life: Life, from: string, { open = [] }: { open?: ReadinessKind[] } = {}): Promise<void> {
  const after = (days: number) => daysAfter(`2026-${from}`, days).slice(5);
  const steps = usual
    .filter(([kind]) => !open.includes(kind))
    .flatMap(([kind, given, accepted]) => [
      { day: after(given), kind, isGiven: true },
      { day: after(accepted), kind, isGiven: false },
    ])
    .toSorted((one, other) => one.day.localeCompare(other.day));
  for (const { day, kind, isGiven } of steps)
    if (isGiven) await give(life, day, kind);
    else await judgeItem(decider(life, day), life.pilotId, kind, { verdict: "accepted" });
}

export async function give(life: Life, day: string, kind: ReadinessKind): Promise<void> {
  const giver = kind === "supplierNumber" ? colleague(life, "host-manager", day) : founder(life, day);
  await provideDocument(giver, life.pilotId, kind, documentsOf(await firmOf(life))[kind]);
}

async function firmOf(life: Life): Promise<Firm> {
  const { name, legalName } = await demoSystem(life.platform).transact((tx) =>
    tx
      .selectFrom("company")
      .innerJoin("pilot", "pilot.companyId", "company.id")
      .select(["company.name", "company.legalName"])
      .where("pilot.id", "=", life.pilotId)
      .executeTakeFirstOrThrow(),
  );
  return { legalName: legalName ?? name, founder: founder(life, "01-20").actor.personName ?? "" };
}

export const judge = (life: Life, day: string, kind: ReadinessKind, verdict: ItemVerdict): Promise<void> =>
  judgeItem(decider(life, day), life.pilotId, kind, verdict);
