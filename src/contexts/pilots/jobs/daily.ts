import { peopleWithSeats, publicUrl, type SeatedPerson } from "#contexts/identity/index.ts";
import { type BaseCalendar, baseCalendar, daysAfter } from "#platform/base-calendar.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { dayInWords } from "#platform/i18n/day-in-words.ts";
import { translator } from "#platform/i18n/translate.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import { listWaitingPilots, type WaitingPilot } from "../queries/waiting.ts";
import { keepDutyLedger, type ToldDuty } from "./duty-ledger.ts";
import { eachApart } from "./each-apart.ts";
import { type MailItem, writeMail } from "./mail-parts.ts";
import { pilotQuestion } from "./pilot-question.ts";
import { takeMailDay } from "./take-mail-day.ts";

/**
 * Every working morning: what fell due by itself is written down, and whoever answers for it gets one mail with all of it, read with their
 * own eyes; a decision in it is answered by a click. Returns how many people were mailed.
 */
export async function sendDailyDuties(platform: Platform): Promise<number> {
  const ctx = contextFor(platform, system);
  const { told, calendar, people } = await ctx.transact(async (tx) => {
    const calendar = await baseCalendar(tx, ctx);
    if (!isWorkday(calendar)) return { told: [], calendar, people: [] };
    const told = await keepDutyLedger(tx, ctx, calendar);
    const hosts = [...new Set(told.map(({ pilot }) => pilot.ownerOrgId))];
    return { told, calendar, people: await peopleWithSeats(tx, ctx.now(), { organisationIds: hosts }) };
  });
  const concerned = people.filter((person) => isConcerned(person, told));
  return eachApart(ctx, concerned, (person) => mailDuties(ctx, calendar, person, told));
}

const isWorkday = ({ today, workdaysAfter }: BaseCalendar): boolean => workdaysAfter(daysAfter(today, -1), 1) === today;

/** Owners, sponsors and those who stand in for them; what each of them is told is read with their own eyes later. */
const isConcerned = ({ personId, seats }: SeatedPerson, told: readonly ToldDuty[]): boolean =>
  told.some(({ pilot }) => pilot.problemOwnerPersonId === personId || pilot.sponsorPersonId === personId) ||
  (told.length > 0 && seats.some(({ role }) => role === "base_manager"));

async function mailDuties(
  ctx: Context,
  calendar: BaseCalendar,
  person: SeatedPerson,
  told: readonly ToldDuty[],
): Promise<boolean> {
  const { personId, name, email, locale } = person;
  const due = await dutiesOfPerson(ctx.platform, person, calendar.today);
  if (!due.some((item) => told.some(({ pilot, kind }) => pilot.id === item.pilotId && kind === item.kind))) return false;
  const t = await translator(locale);
  return ctx.transact(async (tx) => {
    if (!(await takeMailDay(tx, ctx, personId, "daily", calendar.today))) return false;
    const items: MailItem[] = [];
    for (const item of due) items.push(await itemOf(tx, ctx, person, item));
    const words = writeMail({
      greeting: t("pilotMail.daily.greeting", { name, count: due.length }),
      parts: [{ title: t("pilotMail.daily.part"), items }],
      closing: t("pilotMail.daily.closing"),
      open: t("pilotMail.open"),
      lang: locale,
    });
    const subject = t("pilotMail.daily.subject", { count: due.length });
    await queueMail(tx, ctx, { ...words, to: email, locale, subject, orgId: person.seats[0]!.organisationId, holdsSecret: true });
    return true;
  });
}

/** What is due for somebody from any of their seats. */
async function dutiesOfPerson(platform: Platform, { seats }: SeatedPerson, today: string): Promise<WaitingPilot[]> {
  const found = new Map<string, WaitingPilot>();
  for (const seat of seats)
    for (const item of await listWaitingPilots(contextFor(platform, seat), mostLines))
      if (item.dueOn <= today && item.kind !== "pulse" && item.kind !== "offer") found.set(`${item.kind} ${item.pilotId}`, item);
  return [...found.values()];
}

const mostLines = 50;

async function itemOf(tx: Transaction, ctx: Context, person: SeatedPerson, item: WaitingPilot): Promise<MailItem> {
  const { kind, title, company, state, dueOn, href, isEscalated, pilotId } = item;
  const t = await translator(person.locale);
  const step = t(`pilotMail.waiting.${kind}`, { company, state: t(`pilots.state.${state}`) });
  const text = t("pilotMail.daily.line", {
    title,
    step: isEscalated ? t("pilotMail.waiting.escalated", { step }) : step,
    day: dayInWords(person.locale, dueOn),
  });
  const isQuestion = kind !== "consequence" && kind !== "owner";
  if (isQuestion) return pilotQuestion(tx, ctx, person, "decision", { pilotId, text });
  return { text, href: `${publicUrl(ctx.platform)}${href}`, answers: [] };
}
