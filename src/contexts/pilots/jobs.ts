import { lendCompanyParts } from "#contexts/companies/index.ts";
import { contextFor, type Platform, system } from "#platform/context.ts";
import { scanPilotFileJob } from "./commands/keep-file.ts";
import { scanPilotFile } from "./commands/scan-pilot-files.ts";
import { watchDocuments } from "./commands/watch-documents.ts";
import { sendDailyDuties } from "./jobs/daily.ts";
import { forgetNotices, keepNotices } from "./jobs/keep-notices.ts";
import { type PilotFact, toldEvents } from "./jobs/notices.ts";
import { sendNotices } from "./jobs/send-notices.ts";
import { sendWeeklyMails } from "./jobs/weekly.ts";
import { pilotPartsOfCompany } from "./queries/company-parts.ts";

/** Jobs of pilots, and what they add to the pages of companies. */
export function definePilotJobs(platform: Platform): void {
  lendCompanyParts(platform, pilotPartsOfCompany);
  platform.jobs.define({
    name: "pilots.send-daily-duties",
    cron: "50 7 * * *",
    run: async () => void (await sendDailyDuties(platform)),
  });
  platform.jobs.define<{ fileId: string }>({ name: scanPilotFileJob, run: ({ data }) => scanPilotFile(platform, data.fileId) });
  platform.jobs.define({
    name: "pilots.watch-documents",
    cron: "40 6 * * *",
    run: async () => void (await watchDocuments(platform)),
  });
  platform.jobs.define({
    name: "pilots.send-weekly-mails",
    cron: "20 7 * * 1",
    run: async () => void (await sendWeeklyMails(platform)),
  });
  platform.jobs.define<PilotFact & Record<string, unknown>>({
    name: "pilots.keep-notices",
    on: toldEvents,
    run: ({ data }) => keepNotices(platform, data),
  });
  platform.jobs.define({
    name: "pilots.send-notices",
    cron: "5 * * * *",
    run: async () => void (await sendNotices(platform)),
  });
  platform.jobs.define({
    name: "pilots.forget-notices",
    cron: "35 3 * * *",
    run: () => forgetNotices(contextFor(platform, system)),
  });
}
