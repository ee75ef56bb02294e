import type { Platform } from "#platform/context.ts";
import { seedTemplates } from "./agreements.ts";
import { seedContracting, seedOrdered, seedProposed, seedScoped } from "./before.ts";
import { seedEvaluated } from "./evaluated.ts";
import { seedPilotFirms } from "./firms.ts";
import { seedAdopted, seedStopped } from "./over.ts";
import { seedOverdue, seedRunning } from "./under-way.ts";

/** A pilot in every state, the oldest first so that their numbers follow their years; one of two running ones is past its decision. */
export async function seedPilots(platform: Platform): Promise<void> {
  await seedTemplates(platform);
  const firms = await seedPilotFirms(platform);
  await seedAdopted(platform, firms);
  await seedStopped(platform, firms);
  await seedOverdue(platform, firms);
  await seedEvaluated(platform, firms);
  await seedRunning(platform, firms);
  await seedOrdered(platform, firms);
  await seedContracting(platform, firms);
  await seedScoped(platform, firms);
  await seedProposed(platform, firms);
}
