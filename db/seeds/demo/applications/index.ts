import { phasesIn } from "#contexts/applications/queries/list-phases.ts";
import type { Platform } from "#platform/context.ts";
import { demoSystem } from "../clock.ts";
import { askForPlans, clearOneConflict, declineTwo, discuss, proposeTwo } from "./decisions.ts";
import { assign, openJointCall, receiveApplications, review, screen, tellAboutReviewers } from "./round.ts";
import { seedSpringIntake } from "./spring.ts";

/** A decided intake of the cloud partner, and a joint call in the middle of its review: forty firms, twelve reviewers and a guest. */
export async function seedApplications(platform: Platform): Promise<void> {
  await seedSpringIntake(platform);
  const callId = await openJointCall(platform);
  await tellAboutReviewers(platform);
  const ids = new Map<string, string>();
  await receiveApplications(platform, callId, { ids, isLast: false });
  const [screening, reviewing] = await demoSystem(platform).transact((tx) => phasesIn(tx, callId));
  await screen(platform, screening!.id, ids);
  await clearOneConflict(platform, ids);
  await declineTwo(platform, ids);
  await assign(platform, reviewing!.id);
  await receiveApplications(platform, callId, { ids, isLast: true });
  await review(platform, reviewing!.id, ids);
  await discuss(platform, reviewing!.id, ids);
  await askForPlans(platform, ids);
  await proposeTwo(platform, ids);
}
