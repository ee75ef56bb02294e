import { currentSeat, publicUrl } from "#contexts/identity/index.ts";
import { audit } from "#platform/audit/audit.ts";
import { type BaseCalendar, baseCalendar } from "#platform/base-calendar.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import { dayInWords } from "#platform/i18n/day-in-words.ts";
import { translator } from "#platform/i18n/translate.ts";
import { dueDayOf, isReminderDay } from "../review/due.ts";
import { readWording, type Wording } from "../wording.ts";
import { beyondWalls } from "./beyond-walls.ts";
import { addresseesIn, tellUnseen } from "./mail-reviewers.ts";
import { runnablePhase } from "./phase-reviewers.ts";

/** Every morning: whoever has a review that is due soon, or was, gets one mail with everything that waits for them. */
export async function remindDueReviewers(platform: Platform): Promise<number> {
  const ctx = contextFor(platform, system);
  return ctx.transact(async (tx) => {
    const calendar = await baseCalendar(tx, ctx);
    const open = await openReviews(tx, ctx, calendar);
    const isDue = ({ dueOn, remindedOn }: OpenReview) =>
      dueOn !== null && remindedOn !== calendar.today && isReminderDay(dueOn, calendar.today);
    const people = new Set(open.filter(isDue).map(({ reviewerPersonId }) => reviewerPersonId));
    return mailDigests(
      tx,
      ctx,
      open.filter(({ reviewerPersonId }) => people.has(reviewerPersonId)),
      calendar,
    );
  });
}

/** A manager reminds the reviewers of a phase now, all who have not finished or some of them; only of what the manager may know of, and once a day. */
export async function remindReviewers(
  ctx: Context,
  phaseId: string,
  { personIds }: { personIds?: string[] },
): Promise<{ mails: number }> {
  const phase = await runnablePhase(ctx, phaseId);
  const seen = await ctx.transact((tx) =>
    tx
      .selectFrom("applicationReview")
      .select("id")
      .where("phaseId", "=", phaseId)
      .where("state", "in", ["assigned", "started"])
      .execute(),
  );
  // Past the walls: reviewers of the other operator are reminded too.
  const own = beyondWalls(ctx);
  return own.transact(async (tx) => {
    const calendar = await baseCalendar(tx, own);
    const ids = new Set(seen.map(({ id }) => id));
    const open = (await openReviews(tx, own, calendar)).filter(
      ({ id, reviewerPersonId, remindedOn }) =>
        ids.has(id) && remindedOn !== calendar.today && (personIds?.includes(reviewerPersonId) ?? true),
    );
    if (open.length === 0) throw new DomainError("conflict", "applications.errors.nobodyToRemind");
    const mails = await mailDigests(tx, own, open, calendar);
    await audit(tx, own, {
      action: "review.reminded",
      subjectType: "call",
      subjectId: phase.callId,
      detail: { phaseId },
    });
    return { mails };
  });
}

type OpenReview = Awaited<ReturnType<typeof openReviews>>[number];

/** Reviews that wait for somebody who still has a seat, in phases that are not closed for good. */
async function openReviews(tx: Transaction, ctx: Context, { dayOf }: BaseCalendar) {
  const rows = await tx
    .selectFrom("applicationReview as review")
    .innerJoin("application", "application.id", "review.applicationId")
    .innerJoin("reviewPhase as phase", "phase.id", "review.phaseId")
    .innerJoin("call", "call.id", "application.callId")
    .select(["review.id", "review.reviewerPersonId", "review.state", "review.dueOn", "review.remindedOn"])
    .select(["application.reference", "application.operatorOrgIds", "phase.closesAt", "call.title"])
    .where("review.state", "in", ["assigned", "started"])
    .where("application.state", "in", ["submitted", "in_review"])
    .where((eb) => eb.or([eb("phase.opensAt", "is", null), eb("phase.opensAt", "<=", ctx.now())]))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("seat")
          .select("seat.id")
          .whereRef("seat.personId", "=", "review.reviewerPersonId")
          .whereRef("seat.organisationId", "=", (own) => own.fn.any("application.operatorOrgIds"))
          .where(currentSeat(ctx.now())),
      ),
    )
    .orderBy("application.reference")
    .execute();
  return rows.map((row) => ({ ...row, dueOn: dueDayOf(row, dayOf) }));
}

/** One mail to each reviewer, what is due first on top; names no applicant. */
async function mailDigests(tx: Transaction, ctx: Context, open: OpenReview[], { today }: BaseCalendar): Promise<number> {
  const byPerson = Map.groupBy(open, ({ reviewerPersonId }) => reviewerPersonId);
  const operators = new Set(open.flatMap(({ operatorOrgIds }) => operatorOrgIds));
  const people = await addresseesIn(tx, ctx, [...byPerson.keys()], [...operators]);
  for (const { id, name, email, locale } of people) {
    const t = await translator(locale);
    const own = byPerson.get(id)!.toSorted((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999"));
    const lines = own.map(({ reference, title, dueOn }) => {
      const state = dueOn === null ? "none" : dueOn < today ? "overdue" : "due";
      const call = readWording(title as Wording, locale).text;
      return `– ${t("reviews.mail.reminder.line", { reference, call, state, dueOn: dayInWords(locale, dueOn) })}`;
    });
    const values = { name, count: own.length, lines: lines.join("\n"), link: `${publicUrl(ctx.platform)}/reviews` };
    await tellUnseen(tx, ctx, {
      to: email,
      locale,
      subject: t("reviews.mail.reminder.subject", values),
      text: t("reviews.mail.reminder.text", values),
    });
  }
  await tx
    .updateTable("applicationReview")
    .set({ remindedOn: today })
    .where(
      "id",
      "in",
      open.map(({ id }) => id),
    )
    .execute();
  return people.length;
}
