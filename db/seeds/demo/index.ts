import type { Platform } from "#platform/context.ts";
import { seedApplications } from "./applications/index.ts";
import { seedBase } from "./base.ts";
import { seedCalls } from "./calls.ts";
import { demoToday } from "./clock.ts";
import { seedDemoCompanies } from "./companies.ts";
import { seedHistory } from "./history.ts";
import { seedMatching } from "./matching.ts";
import { seedNeeds } from "./needs.ts";
import { seedPeople } from "./people.ts";
import { seedPilots } from "./pilots/index.ts";

/** Builds the demo world through commands: the same rows on every machine. */
export async function loadDemoBase(platform: Platform): Promise<void> {
  await seedBase(platform);
  await seedPeople(platform);
  await seedDemoCompanies({ ...platform, now: () => new Date(demoToday) });
  await seedNeeds(platform);
  await seedHistory(platform);
  await seedMatching(platform);
  await seedCalls(platform);
  await seedApplications(platform);
  await seedPilots(platform);
}
