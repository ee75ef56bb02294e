import type { Platform } from "#platform/context.ts";
import { sendDailyDuties } from "./jobs/daily.ts";

/** Jobs of pilots. */
export function definePilotJobs(platform: Platform): void {
  platform.jobs.define({
    name: "pilots.send-daily-duties",
    cron: "50 7 * * *",
    run: async () => void (await sendDailyDuties(platform)),
  });
}
