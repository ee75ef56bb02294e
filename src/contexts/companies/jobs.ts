import type { Platform } from "#platform/context.ts";
import { makeDueRechecks, makeRechecksDueForNeed } from "./commands/recheck-passes.ts";
import { sendAlerts } from "./commands/send-alerts.ts";
import { suggestDuplicates } from "./commands/suggest-duplicates.ts";
import { companyChanged, importFinished, needOpened, needOpenedPayload } from "./events.ts";

/** Times of day are in the base's time zone. */
export function defineCompanyJobs(platform: Platform): void {
  const { jobs } = platform;
  jobs.define({
    name: "companies.check-rechecks",
    cron: "15 5 * * *",
    run: async () => {
      await makeDueRechecks(platform);
    },
  });
  jobs.define<{ companyIds: string[] }>({
    name: "companies.check-rechecks-of-changed",
    on: [companyChanged],
    run: async ({ data }) => {
      await makeDueRechecks(platform, data.companyIds);
    },
  });
  jobs.define({
    name: "companies.check-rechecks-for-need",
    on: [needOpened],
    run: async ({ data }) => {
      await makeRechecksDueForNeed(platform, needOpenedPayload.parse(data));
    },
  });
  jobs.define({
    name: "companies.suggest-duplicates",
    cron: "30 3 * * *",
    on: [importFinished],
    run: async ({ signal }) => {
      await suggestDuplicates(platform, { signal });
    },
  });
  jobs.define<{ companyIds: string[]; importId?: string }>({
    name: "companies.suggest-duplicates-of-changed",
    on: [companyChanged],
    run: async ({ data, signal }) => {
      // An import is compared as a whole when it is finished.
      if (!data.importId) await suggestDuplicates(platform, { companyIds: data.companyIds, signal });
    },
  });
  jobs.define({ name: "companies.daily-alerts", cron: "0 7 * * *", run: async () => void (await sendAlerts(platform, "daily")) });
  jobs.define({
    name: "companies.weekly-alerts",
    cron: "0 7 * * 1",
    run: async () => void (await sendAlerts(platform, "weekly")),
  });
}
