import { operatorKinds, peopleWithSeats, publicUrl, type SeatedPerson } from "#contexts/identity/index.ts";
import { type BaseCalendar, baseCalendar, daysAfter } from "#platform/base-calendar.ts";
import { type Actor, type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { dayInWords } from "#platform/i18n/day-in-words.ts";
import { translator } from "#platform/i18n/translate.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import type { WaitingApplication } from "../decision-views.ts";
import { listWaiting } from "../queries/waiting.ts";
import { readWording } from "../wording.ts";
import { chooseResponsible } from "./responsible.ts";

const mostLines = 50;

/**
 * Mails everybody at the operators, once a working day and in one mail, what of theirs is overdue. What stands in it is read with each
 * person's own eyes: nobody is told of an application they are shut out of. Administrators are told where every manager of their operator
 * is shut out, and not of what. Returns how many people were mailed.
 */
export async function sendDigests(platform: Platform): Promise<number> {
  const ctx = contextFor(platform, system);
  const calendar = await ctx.transact((tx) => baseCalendar(tx, ctx));
  if (!isWorkday(calendar)) return 0;
  const open = await replaceLostResponsibles(ctx);
  const people = await ctx.transact((tx) => peopleWithSeats(tx, ctx.now(), { kinds: operatorKinds }));
  const needed = administratorsNeeded(open, people);
  let sent = 0;
  for (const person of people) {
    const told = { overdue: await overdueOf(platform, person.seats), lacksManager: needed.has(person.personId) };
    if ((told.overdue.length > 0 || told.lacksManager) && (await mailOnce(ctx, calendar.today, person, told))) sent++;
  }
  return sent;
}

const isWorkday = ({ today, workdaysAfter }: BaseCalendar): boolean => workdaysAfter(daysAfter(today, -1), 1) === today;

interface OpenApplication {
  id: string;
  operatorOrgIds: string[];
  excludedPersonIds: string[];
}

/** Whoever answered for an application may have left, or be shut out since; the applications that wait for an operator. */
async function replaceLostResponsibles(ctx: Context): Promise<OpenApplication[]> {
  return ctx.transact(async (tx) => {
    const open = await tx
      .selectFrom("application")
      .select(["id", "operatorOrgIds", "excludedPersonIds"])
      .where("submittedAt", "is not", null)
      .where((eb) => eb.or([eb("state", "in", ["submitted", "in_review"]), eb("outcome", "=", "waitlisted")]))
      .orderBy("id")
      .execute();
    for (const { id } of open) await chooseResponsible(tx, ctx, id);
    return open;
  });
}

/** Where no manager of an operator may read an application, nobody there can decide on it: its administrators can name another one. */
function administratorsNeeded(open: OpenApplication[], people: SeatedPerson[]): Set<string> {
  return new Set(
    open.flatMap(({ operatorOrgIds, excludedPersonIds }) =>
      operatorOrgIds.flatMap((organisationId) => {
        const readersWith = (role: "base_manager" | "administrator") =>
          people.filter(
            ({ personId, seats }) =>
              !excludedPersonIds.includes(personId) &&
              seats.some((seat) => seat.role === role && seat.organisationId === organisationId),
          );
        return readersWith("base_manager").length > 0 ? [] : readersWith("administrator").map(({ personId }) => personId);
      }),
    ),
  );
}

/** Reviews have a daily reminder of their own, and what somebody writes themselves is the call's to remind of. */
const isManagers = (item: WaitingApplication): item is Overdue => item.kind !== "review" && item.kind !== "write";
type Overdue = WaitingApplication & { kind: "screen" | "decide" | "agree" };

async function overdueOf(platform: Platform, seats: Actor[]): Promise<Overdue[]> {
  const found = new Map<string, Overdue>();
  for (const seat of seats)
    for (const item of await listWaiting(contextFor(platform, seat), mostLines))
      if (item.isOverdue && isManagers(item)) found.set(`${item.kind} ${item.id}`, item);
  return [...found.values()].sort((a, b) => ((a.dueOn ?? "") < (b.dueOn ?? "") ? -1 : 1)).slice(0, mostLines);
}

/** The day is noted in the same transaction as the mail: run twice, the job writes once. */
async function mailOnce(
  ctx: Context,
  today: string,
  { personId, name, email, locale }: SeatedPerson,
  { overdue, lacksManager }: { overdue: Overdue[]; lacksManager: boolean },
): Promise<boolean> {
  const t = await translator(locale);
  const mails: { subject: string; text: string }[] = [];
  const lines = overdue.map(({ kind, title, call, dueOn, href }) => {
    const values = { title, call: readWording(call, locale).text, day: dayInWords(locale, dueOn) };
    return `– ${t(`decisions.digest.${kind}`, values)}\n  ${publicUrl(ctx.platform)}${href}`;
  });
  const count = overdue.length;
  if (count > 0)
    mails.push({
      subject: t("decisions.digest.subject", { count }),
      text: t("decisions.digest.text", { name, count, lines: lines.join("\n\n") }),
    });
  if (lacksManager)
    mails.push({
      subject: t("decisions.digest.lacksManagerSubject"),
      text: t("decisions.digest.lacksManagerText", { name, link: `${publicUrl(ctx.platform)}/administration/people` }),
    });
  return ctx.transact(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("responseDigest")
      .values({ personId, day: today, sentAt: ctx.now() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n) return false;
    // Administrators read the outbox of their organisation, and may be shut out of what stands in it.
    for (const mail of mails) await queueMail(tx, ctx, { ...mail, to: email, locale, isUnseen: true });
    return true;
  });
}
