import type { Platform } from "#platform/context.ts";
import { forgetExpiredSignIns } from "./jobs.ts";

export { endpoints } from "./api.ts";

export function defineJobs(platform: Platform): void {
  platform.jobs.define({
    name: "identity.forget-expired-sign-ins",
    cron: "17 3 * * *",
    run: () => forgetExpiredSignIns(platform),
  });
}
