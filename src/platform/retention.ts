import { contextFor, type Platform, system } from "./context.ts";

/** How long copies of what happened are kept; docs/guides/run.md says the same. The audit log stays for good. */
const keptDays = { events: 30, mails: 90 };
const dayMs = 24 * 3600 * 1000;

/** Forgets published events and mails that are older than anybody asks for. */
export async function forgetOldMessages(platform: Platform): Promise<void> {
  const before = (days: number) => new Date(platform.now().getTime() - days * dayMs);
  await contextFor(platform, system).transact(async (tx) => {
    await tx.deleteFrom("outboxEvent").where("publishedAt", "<", before(keptDays.events)).execute();
    await tx.deleteFrom("mailMessage").where("createdAt", "<", before(keptDays.mails)).execute();
  });
}

export function defineRetentionJobs(platform: Platform): void {
  platform.jobs.define({ name: "platform.forget-old-messages", cron: "47 3 * * *", run: () => forgetOldMessages(platform) });
}
