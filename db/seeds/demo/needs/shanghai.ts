import { must, type NeedSeed, should, yuan } from "./need-seed.ts";

export const shanghaiNeeds: NeedSeed[] = [
  {
    key: "supplier-carbon",
    title: "Product carbon footprint of aluminium parts from measured supplier data",
    detail:
      "For cast and rolled aluminium parts we report emissions from industry averages, which hides the difference between a supplier on hydropower and one on coal. " +
      "We want footprints from forty suppliers down to the second tier, calculated from meter and batch data, protected against forgery, and exchanged without showing " +
      "recipes or prices. The result feeds the battery passport and customs declarations. Success: seventy per cent of the purchased mass covered with primary data in nine months.",
    teaser: "A car maker looks for carbon footprints of parts from measured supplier data.",
    lang: "en",
    field: "sustainability",
    topics: ["carbon-accounting", "sustainable-supply-chain"],
    tags: ["Scope 3", "Catena-X", "primary data"],
    languages: ["en", "zh"],
    budgetMinor: yuan(1_200_000),
    decideBy: "2027-01-22",
    urgency: "high",
    visibility: "teaser",
    statedOn: "2026-06-22",
    reaches: "shortlisted",
    requirements: [
      must("Calculates from primary data of suppliers, not from averages alone"),
      { kind: "certificate", level: "should", text: "", value: { certificates: ["ISO 27001"] } },
      { kind: "language", level: "must", text: "Suppliers are guided in Chinese", value: { languages: ["zh"] } },
      should("Connects to Catena-X or the PACT exchange"),
    ],
  },
  {
    key: "depot-charging",
    title: "Charging control for two hundred test cars behind one grid connection",
    detail:
      "Up to two hundred test cars must be charged by six in the morning while the grid connection of the site allows 1.6 megawatts. We look for software that plans charging " +
      "by departure time, battery state and electricity price, speaks OCPP 1.6 and 2.0.1 with chargers of four makers, uses the photovoltaic roof first, and keeps working when the network fails.",
    teaser: "A vehicle site looks for charging control for many vehicles behind one grid connection.",
    lang: "en",
    field: "electrification",
    topics: ["charging", "grid-integration"],
    tags: ["OCPP", "load management"],
    languages: ["en", "zh"],
    budgetMinor: yuan(860_000),
    decideBy: "2027-01-15",
    urgency: "high",
    visibility: "host",
    statedOn: "2026-08-03",
    reaches: "shortlisted",
    requirements: [
      must("OCPP 1.6 and 2.0.1 with chargers of several makers"),
      { kind: "team_size", level: "should", text: "", value: { min: 10, max: 400 } },
      should("Includes photovoltaics and stationary storage in the plan"),
    ],
  },
  {
    key: "firmware-security",
    title: "Weak points in supplied control-unit firmware, without source code",
    detail:
      "Suppliers deliver about nine hundred firmware images a year without source code. Before release we must list their components, known vulnerabilities and wrong settings, " +
      "as UNECE R155 and the Chinese standard ask. We look for binary analysis for AUTOSAR Classic, QNX and embedded Linux that needs less than two hours an image, " +
      "writes a software bill of materials and runs inside our network. Our testers plant weak points; at least eighty per cent of them must be found.",
    teaser: "A car maker looks for security analysis of supplied firmware.",
    lang: "en",
    field: "software-security",
    topics: ["cyber-security", "embedded-software"],
    tags: ["SBOM", "UNECE R155"],
    languages: ["en"],
    budgetMinor: yuan(1_400_000),
    decideBy: "2027-03-05",
    urgency: "normal",
    visibility: "host",
    statedOn: "2026-10-30",
    reaches: "open",
    requirements: [
      must("Analyses binaries without source code, on our own network"),
      { kind: "certificate", level: "must", text: "", value: { certificates: ["TISAX", "ISO 27001"] } },
      should("Writes CycloneDX or SPDX"),
    ],
  },
  {
    key: "update-over-air",
    title: "Smaller over-the-air updates for vehicles on weak networks",
    detail:
      "A full update of the head unit is nine gigabytes; in rural areas one car in six gives up. We looked for differential updates that halve the transferred bytes and survive interruptions. " +
      "The pilot reached sixty-one per cent fewer bytes and the module is now part of the update chain.",
    lang: "en",
    field: "connectivity",
    topics: ["over-the-air-updates", "connected-vehicle"],
    languages: ["en", "zh"],
    budgetMinor: yuan(600_000),
    decideBy: "2026-09-30",
    urgency: "normal",
    visibility: "host",
    statedOn: "2026-01-12",
    reaches: "shortlisted",
    requirements: [must("Resumes an interrupted transfer"), should("Works with A/B partitions")],
  },
];
