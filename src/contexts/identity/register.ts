import type { Platform } from "#platform/context.ts";
import { mailSignInLink, signInLinkJob } from "./commands/sign-in.ts";
import { forgetExpiredSignIns } from "./jobs.ts";

export { endpoints } from "./api.ts";

export function defineJobs(platform: Platform): void {
  platform.jobs.define<{ email: string }>({
    name: signInLinkJob,
    run: ({ data }) => mailSignInLink(platform, data.email),
  });
  platform.jobs.define({
    name: "identity.forget-expired-sign-ins",
    cron: "17 3 * * *",
    run: () => forgetExpiredSignIns(platform),
  });
}
