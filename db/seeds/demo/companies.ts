import { join } from "node:path";
import { runImportFromFile } from "#contexts/companies/import/from-file.ts";
import type { Platform } from "#platform/context.ts";
import { projectRoot } from "#platform/project-root.ts";

const files = ["a.jsonl", "b.jsonl", "c.jsonl"];
export const demoSource = "scouting-2026";

/** The invented companies of the demo base, taken in by the same import a scout uses. */
export async function seedDemoCompanies(platform: Platform): Promise<void> {
  for (const file of files) {
    await runImportFromFile(platform, join(projectRoot, "db/seeds/demo/companies", file), { source: demoSource, origin: "seed" });
  }
}
