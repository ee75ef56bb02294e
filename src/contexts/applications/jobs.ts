import { identityEvents } from "#contexts/identity/index.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { scanJob } from "./commands/answer-files.ts";
import { askSubscriber, forgetUnconfirmed, subscriberJob, tellOfCall, tellOfCallJob } from "./commands/call-subscribers.ts";
import { excludePerson } from "./commands/find-conflicts.ts";
import { followDecision } from "./commands/follow-decision.ts";
import { followPerson } from "./commands/follow-person.ts";
import { followSeat } from "./commands/guest-jurors.ts";
import { remindDueReviewers } from "./commands/remind-reviewers.ts";
import { dueDaysJob, renewDueDays } from "./commands/renew-due-days.ts";
import { assignmentJob, runAssignment } from "./commands/run-assignment.ts";
import { scanAnswerFile } from "./commands/scan-files.ts";
import { sendDigests } from "./commands/send-digests.ts";
import { applicationEvents } from "./events.ts";

export function defineApplicationJobs(platform: Platform): void {
  platform.jobs.define<{ runId: string }>({
    name: assignmentJob,
    run: ({ data }) => runAssignment(platform, data.runId),
  });
  platform.jobs.follow(identityEvents.seatTaken, (tx, ctx, { personId }) => excludePerson(tx, ctx, String(personId)));
  platform.jobs.define<{ personId: string; seatId: string }>({
    name: "applications.follow-seat",
    on: [identityEvents.seatTaken],
    run: ({ data }) => followSeat(platform, data),
  });
  platform.jobs.define({
    name: "applications.remind-reviewers",
    cron: "30 7 * * *",
    run: async () => void (await remindDueReviewers(platform)),
  });
  platform.jobs.define<{ applicationId: string }>({
    name: "applications.follow-decision",
    on: [applicationEvents.decided],
    run: ({ data }) => followDecision(platform, data.applicationId),
  });
  platform.jobs.define({
    name: "applications.send-digests",
    cron: "45 7 * * *",
    run: async () => void (await sendDigests(platform)),
  });
  platform.jobs.define<{ fileId: string }>({ name: scanJob, run: ({ data }) => scanAnswerFile(platform, data.fileId) });
  platform.jobs.define<{ personId: string }>({
    name: "applications.follow-person",
    on: [identityEvents.personChanged],
    run: ({ data }) => followPerson(platform, data.personId),
  });
  platform.jobs.define<{ callId?: string }>({
    name: dueDaysJob,
    on: [identityEvents.baseChanged],
    run: ({ data }) => renewDueDays(platform, data.callId),
  });
  platform.jobs.define<{ callId: string }>({
    name: "applications.follow-form",
    on: [applicationEvents.formPublished],
    run: ({ data }) => followForm(contextFor(platform, system), data),
  });
  platform.jobs.define<{ email: string; locale: Locale }>({
    name: subscriberJob,
    run: async ({ data }) => {
      await askSubscriber(platform, data);
    },
  });
  platform.jobs.define({
    name: "applications.forget-unconfirmed",
    cron: "20 3 * * *",
    run: () => forgetUnconfirmed(platform),
  });
  platform.jobs.define<{ callId: string }>({
    name: tellOfCallJob,
    on: [applicationEvents.callPublished],
    run: ({ data }) => tellOfCall(platform, data.callId),
  });
}

/**
 * What is being written moves to the newest version of its form, answers and all; its writers are told when they next look. Which one that
 * is is read now: of two versions published quickly the older may be followed last.
 */
export async function followForm(ctx: Context, { callId }: { callId: string }): Promise<void> {
  await ctx.transact(async (tx) => {
    const { id: formId } = await tx
      .selectFrom("callForm")
      .select("id")
      .where("callId", "=", callId)
      .where("publishedAt", "is not", null)
      .orderBy("version", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    await tx
      .updateTable("application")
      .set({ formId })
      .where("callId", "=", callId)
      .where((eb) => eb.or([eb("state", "=", "draft"), eb("isAskedBack", "=", true)]))
      .execute();
  });
}
