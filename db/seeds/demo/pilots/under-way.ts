import { extendPilot } from "#contexts/pilots/commands/decide-gate.ts";
import type { Platform } from "#platform/context.ts";
import { yuan } from "../needs/need-seed.ts";
import { agree } from "./agreements.ts";
import type { FirmIds } from "./firms.ts";
import { criterion, decide, decider, offer, propose, versionOf } from "./life.ts";
import { confirm, deliver, invoice, order, send } from "./money.ts";
import { measure, pulse, risks, talk } from "./running.ts";
import { provide } from "./supplier.ts";
import { terms } from "./terms.ts";

/** Extended once, and past its decision day by now: it falls due and goes to the sponsor. */
export async function seedOverdue(platform: Platform, firms: FirmIds): Promise<void> {
  const life = await propose(platform, firms, {
    need: "supplier-carbon",
    owner: "owner-shanghai",
    firm: "faheng",
    proposedOn: "07-06",
    input: {
      title: "Measured carbon footprints of twelve aluminium suppliers",
      scope:
        "Faheng connects meters and batch records of twelve suppliers down to the second tier and calculates footprints per part number. Recipes and prices stay with the supplier.",
      lang: "en",
      budgetMinor: yuan(520_000),
      budgetLine: "CC-4433 Sustainability",
      startsOn: "2026-08-10",
      endsOn: "2026-10-16",
      decisionOn: "2026-10-23",
      nextOrder: "Roll-out to forty suppliers",
      seriesContact: "Purchasing, material group aluminium",
      consequenceWithinDays: 90,
      criteria: [
        criterion("Purchased mass covered with primary data", "%", 8, 60, "Share of mass in the purchasing system", {
          measuredBy: "host",
        }),
        criterion("Suppliers connected", "suppliers", 0, 10, "Meters delivering for four weeks"),
        criterion("Footprints an auditor can replay", "%", null, 95, "Audit of thirty part numbers", {
          measuredBy: "thirdParty",
        }),
      ],
    },
  });
  await decide(life, "07-08");
  await offer(life, "07-09");
  await provide(life, "07-09");
  await decide(life, "07-16");
  await terms(life, "07-17", "07-21", [
    [
      "data",
      "Meter and batch records of the suppliers",
      "thirdParty",
      "Footprints per part number only; recipes stay with the supplier.",
    ],
    ["foregroundIp", "Footprints calculated in the pilot", "host", "Anonymous benchmarks after the supplier's consent."],
  ]);
  await agree(life, "07-30");
  await terms(life, "10-20", null, [
    ["publication", "Case study with figures", "both", "Each side reads it before it goes out."],
  ]);
  const placed = await order(
    life,
    "07-31",
    [
      {
        title: "Six suppliers connected",
        deliverable: "Meters and batches deliver",
        dueOn: "2026-09-11",
        amountMinor: 2_600_000,
      },
      { title: "Twelve suppliers and audit", deliverable: "Audit report", dueOn: "2026-10-16", amountMinor: 3_200_000 },
    ],
    { currency: "EUR", rate: 7.9421, rateOn: "2026-07-30", rateSource: "PBOC central parity" },
  );
  await decide(life, "08-04");
  await send(placed, "08-04");
  await confirm(placed, "08-06");
  await decide(life, "08-10");
  await measure(life, [
    [
      ["09-04", 21],
      ["10-09", 38],
      ["11-06", 47],
    ],
    [
      ["09-04", 4],
      ["10-09", 7],
      ["11-06", 8],
    ],
    [["10-30", 91]],
  ]);
  await deliver(placed, 0, ["09-11", "09-16"]);
  await invoice(placed, 0, { number: "FH-0092", sent: "09-17", approved: "09-22" });
  await extendPilot(decider(life, "10-12"), life.pilotId, {
    endsOn: "2026-11-06",
    decisionOn: "2026-11-10",
    told: "Three smelters were closed over the holidays; both sides want their data in.",
    version: await versionOf(life),
  });
  await pulse(life, [
    ["10-12", "startup", "mixed", "三家冶炼厂国庆停产"],
    ["11-02", "host", "bad", "Two suppliers still refuse to open their meters."],
  ]);
  await risks(life, [
    [
      "09-01",
      "host",
      "Second-tier suppliers refuse to share meter data",
      3,
      3,
      "Purchasing writes to them; fallback on batch records.",
    ],
  ]);
  await talk(life, [["11-03", "startup", "第八家供应商昨晚接通了，数据质量很好。另外两家仍在等采购的信。"]]);
}

/** Running well, with a month to go. */
export async function seedRunning(platform: Platform, firms: FirmIds): Promise<void> {
  const life = await propose(platform, firms, {
    need: "depot-charging",
    owner: "owner-shanghai",
    firm: "amperoo",
    proposedOn: "08-20",
    input: {
      title: "Charging plan for one hall, forty charge points",
      scope:
        "Amperoo plans and controls forty charge points of hall C by departure time, battery state and price. When the network fails the last plan goes on. Two hundred cars rotate through the hall.",
      lang: "en",
      budgetMinor: yuan(640_000),
      budgetLine: "CC-4419 Test fleet",
      startsOn: "2026-09-28",
      endsOn: "2026-12-18",
      decisionOn: "2026-12-22",
      nextOrder: "The other four halls, 160 charge points",
      seriesContact: "Site energy management",
      consequenceWithinDays: 60,
      note: "The energy team would rather buy from their present supplier; invite them to the review.",
      criteria: [
        criterion("Cars ready at six in the morning", "%", 88, 98, "Fleet system, every working day", { measuredBy: "host" }),
        criterion("Highest load of the hall", "kW", 610, 420, "Meter of the hall, quarter-hour values"),
        criterion("Solar power used in the hall", "%", 34, 60, "Inverter and hall meter"),
        criterion("Nights without manual help", "%", 60, 95, "Log of the night shift", { measuredBy: "host" }),
      ],
    },
  });
  await decide(life, "08-24");
  await offer(life, "08-24");
  await provide(life, "08-24");
  await decide(life, "09-02");
  await agree(life, "09-16");
  const placed = await order(life, "09-17", [
    { title: "Connected", deliverable: "Forty charge points under control", dueOn: "2026-10-09", amountMinor: yuan(220_000) },
    {
      title: "Six weeks of nights",
      deliverable: "Report on load and readiness",
      dueOn: "2026-11-20",
      amountMinor: yuan(200_000),
    },
    { title: "Winter weeks and report", deliverable: "Final report", dueOn: "2026-12-18", amountMinor: yuan(160_000) },
  ]);
  await decide(life, "09-21");
  await send(placed, "09-21");
  await confirm(placed, "09-23");
  await decide(life, "09-28");
  await measure(life, [
    [
      ["10-05", 89],
      ["10-12", 92],
      ["10-19", 95.5],
      ["10-26", 97],
      ["11-02", 98.5],
      ["11-09", 98],
    ],
    [
      ["10-12", 540],
      ["10-19", 498],
      ["10-26", 455],
      ["11-02", 431],
      ["11-09", 418, "First week below the target"],
    ],
    [
      ["10-12", 41],
      ["10-26", 52],
      ["11-09", 49, "Three days of rain"],
    ],
    [
      ["10-19", 71],
      ["11-02", 90],
      ["11-09", 93],
    ],
  ]);
  await deliver(placed, 0, ["10-08", "10-12"]);
  await invoice(placed, 0, { number: "AMP-5521", sent: "10-13", approved: "10-19", paid: "11-09" });
  await deliver(placed, 1, ["11-13"]);
  await pulse(life, [
    ["10-12", "host", "mixed", "Two chargers of one maker drop out."],
    ["10-13", "startup", "mixed"],
    ["10-26", "host", "good"],
    ["11-09", "host", "good", "The night shift likes it."],
    ["11-10", "startup", "good"],
  ]);
  await risks(life, [
    [
      "10-01",
      "startup",
      "Chargers of one maker drop the OCPP session",
      3,
      2,
      "Firmware 4.2 on six chargers; the other four follow this week.",
    ],
    ["10-06", "host", "Cold nights take more power than planned", 2, 3, "Pre-heating goes into the plan from December."],
  ]);
  await talk(life, [
    ["10-14", "host", "Chargers 12 and 17 lost their session again at 02:40. Log attached to the shift book."],
    [
      "10-14",
      "startup",
      "Thank you, it is the maker's heartbeat. Firmware 4.2 fixes it, we agree a window with your night shift.",
    ],
    ["11-10", "startup", "Below 420 kW all week, with every car ready. We would like to try the pre-heating plan from the 23rd."],
  ]);
}
