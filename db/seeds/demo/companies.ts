import { join } from "node:path";
import { runImportFromFile } from "#contexts/companies/import/from-file.ts";
import type { Platform } from "#platform/context.ts";
import { projectRoot } from "#platform/project-root.ts";
import { demoSystem } from "./clock.ts";

const demoSource = "scouting-2026";
const lists = [
  { file: "a.jsonl", source: demoSource },
  { file: "b.jsonl", source: demoSource },
  { file: "c.jsonl", source: demoSource },
  { file: "d.jsonl", source: demoSource },
  // A fair's list, which names some of the same firms in other words.
  { file: "innovation-summit.csv", source: "innovation-summit-2026" },
];

/** The invented companies of the demo base, taken in by the same import a scout uses. */
export async function seedDemoCompanies(platform: Platform): Promise<void> {
  for (const { file, source } of lists) {
    await runImportFromFile(platform, join(projectRoot, "db/seeds/demo/companies", file), { source, origin: "seed" });
  }
}

/** "demo-a-001" → id of the company. */
export async function demoCompanyIds(platform: Platform): Promise<Map<string, string>> {
  const rows = await demoSystem(platform).transact((tx) =>
    tx.selectFrom("companySource").select(["externalId", "companyId"]).where("source", "=", demoSource).execute(),
  );
  return new Map(rows.map(({ externalId, companyId }) => [externalId, companyId]));
}
