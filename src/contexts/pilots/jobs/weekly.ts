import { peopleWithSeats, type SeatedPerson } from "#contexts/identity/index.ts";
import { baseCalendar } from "#platform/base-calendar.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { dayInWords } from "#platform/i18n/day-in-words.ts";
import { translator } from "#platform/i18n/translate.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import { mondayOf, patientDays } from "../due.ts";
import { isOver } from "../pilot.ts";
import { pilotsWithDuties } from "../queries/duties.ts";
import { listWaitingPilots, type WaitingPilot } from "../queries/waiting.ts";
import { eachApart } from "./each-apart.ts";
import { type MailItem, type MailPart, writeMail } from "./mail-parts.ts";
import { type NewFit, newFitsFor } from "./new-fits.ts";
import { pilotQuestion } from "./pilot-question.ts";
import { questionItem } from "./question-item.ts";
import { takeMailDay } from "./take-mail-day.ts";
import { weeklyLinkIn } from "./weekly-choice.ts";

/**
 * On Mondays where the base stands: every owner of a need or a pilot gets one mail with new fits, waiting decisions and ageing pilots, each
 * answered by a click. Nobody gets an empty one. Returns how many were mailed.
 */
export async function sendWeeklyMails(platform: Platform): Promise<number> {
  const ctx = contextFor(platform, system);
  const { today, owners } = await ctx.transact(async (tx) => {
    const { today } = await baseCalendar(tx, ctx);
    return { today, owners: mondayOf(today) === today ? await ownersIn(tx, ctx) : [] };
  });
  return eachApart(ctx, owners, (owner) => mailOwner(ctx, owner, today));
}

/** People of the host who own an open need or a pilot that is not over. */
async function ownersIn(tx: Transaction, ctx: Context): Promise<SeatedPerson[]> {
  const needs = await tx
    .selectFrom("need")
    .select(["ownerPersonId as personId", "ownerOrgId"])
    .where("state", "in", ["open", "shortlisted", "piloting"])
    .execute();
  const pilots = await tx
    .selectFrom("pilot")
    .select(["problemOwnerPersonId as personId", "ownerOrgId"])
    .where("state", "not in", ["adopted", "stopped"])
    .execute();
  const owners = [...needs, ...pilots];
  const personIds = [...new Set(owners.map(({ personId }) => personId))];
  const organisationIds = [...new Set(owners.map(({ ownerOrgId }) => ownerOrgId))];
  return peopleWithSeats(tx, ctx.now(), { personIds, organisationIds });
}

interface Week {
  fits: NewFit[];
  decisions: WaitingPilot[];
  ageing: AgeingPilot[];
}

async function mailOwner(ctx: Context, owner: SeatedPerson, today: string): Promise<boolean> {
  const { personId, name, email, locale } = owner;
  const week = await weekOf(ctx, owner, today);
  if (week.fits.length + week.decisions.length + week.ageing.length === 0) return false;
  const t = await translator(locale);
  return ctx.transact(async (tx) => {
    const end = await weeklyLinkIn(tx, ctx, personId);
    if (end === null || !(await takeMailDay(tx, ctx, personId, "weekly", today))) return false;
    const words = writeMail({
      greeting: t("pilotMail.weekly.greeting", { name }),
      parts: await partsOf(tx, ctx, owner, week),
      closing: t("pilotMail.weekly.closing", { link: end }),
      open: t("pilotMail.open"),
      lang: locale,
    });
    const subject = t("pilotMail.weekly.subject", {
      fits: week.fits.length,
      decisions: week.decisions.length,
      ageing: week.ageing.length,
    });
    const orgId = owner.seats[0]!.organisationId;
    await queueMail(tx, ctx, { ...words, to: email, locale, subject, orgId, holdsSecret: true, unsubscribeUrl: end });
    return true;
  });
}

/** Read with the owner's own eyes, from each of their seats at the host. */
async function weekOf({ platform }: Context, { seats, personId }: SeatedPerson, today: string): Promise<Week> {
  const fits = new Map<string, NewFit>();
  const decisions = new Map<string, WaitingPilot>();
  const ageing = new Map<string, AgeingPilot>();
  for (const seat of seats) {
    const own = contextFor(platform, seat);
    for (const fit of await newFitsFor(own)) fits.set(`${fit.needId} ${fit.companyId}`, fit);
    for (const item of await listWaitingPilots(own, 50)) if (isDecision(item)) decisions.set(item.pilotId, item);
    for (const pilot of await ageingOf(own, personId, today)) ageing.set(pilot.pilotId, pilot);
  }
  const stillAgeing = [...ageing.values()].filter(({ pilotId }) => !decisions.has(pilotId));
  return { fits: [...fits.values()], decisions: [...decisions.values()], ageing: stillAgeing };
}

const isDecision = ({ kind }: WaitingPilot): boolean => ["decide", "hold", "start", "end"].includes(kind);

interface AgeingPilot {
  pilotId: string;
  title: string;
  company: string;
  state: WaitingPilot["state"];
  days: number;
}

/** A person's pilots that stay in a state for too long and were not said to be well since the last mail. */
async function ageingOf(own: Context, personId: string, today: string): Promise<AgeingPilot[]> {
  return own.transact(async (tx) => {
    const { dayOf, ...calendar } = await baseCalendar(tx, own);
    const pilots = await pilotsWithDuties(tx, own, { dayOf, ...calendar });
    return pilots.flatMap((pilot) => {
      const { id, title, companyName, state, stateChangedAt, problemOwnerPersonId, heldUntil } = pilot;
      const days = Math.round((Date.parse(today) - Date.parse(dayOf(stateChangedAt))) / 86_400_000);
      const isAgeing = !isOver(state) && !heldUntil && days > (patientDays[state] ?? Number.POSITIVE_INFINITY);
      return isAgeing && problemOwnerPersonId === personId ? [{ pilotId: id, title, company: companyName, state, days }] : [];
    });
  });
}

async function partsOf(
  tx: Transaction,
  ctx: Context,
  owner: SeatedPerson,
  { fits, decisions, ageing }: Week,
): Promise<MailPart[]> {
  const { locale } = owner;
  const t = await translator(locale);
  const decide = ({ pilotId, title, company, kind, state, dueOn }: WaitingPilot) => {
    const step = t(`pilotMail.waiting.${kind}`, { company, state: t(`pilots.state.${state}`) });
    const text = t("pilotMail.daily.line", { title, step, day: dayInWords(locale, dueOn) });
    return pilotQuestion(tx, ctx, owner, "decision", { pilotId, text });
  };
  const look = ({ pilotId, title, company, state, days }: AgeingPilot) => {
    const text = t("pilotMail.weekly.ageingLine", { title, company, state: t(`pilots.state.${state}`), days });
    return pilotQuestion(tx, ctx, owner, "ageing", { pilotId, text });
  };
  const parts = [
    { title: t("pilotMail.weekly.decisions"), items: await oneByOne(decisions, decide) },
    { title: t("pilotMail.weekly.ageing"), items: await oneByOne(ageing, look) },
    { title: t("pilotMail.weekly.fits"), items: await oneByOne(fits, (fit) => fitItem(tx, ctx, owner, fit)) },
  ];
  return parts.filter(({ items }) => items.length > 0);
}

async function fitItem(tx: Transaction, ctx: Context, { personId, locale }: SeatedPerson, fit: NewFit): Promise<MailItem> {
  const t = await translator(locale);
  const { needId, companyId, ownerOrgId, company, oneLiner, need, percent } = fit;
  const text = t("pilotMail.weekly.fitLine", { company, oneLiner, need, percent });
  const offer = { question: "fit", needId, companyId, forState: "none" } as const;
  return questionItem(tx, ctx, { personId, ownerOrgId, locale }, offer, { text, href: `/companies/${companyId}` });
}

/** In one transaction queries follow each other. */
async function oneByOne<Item>(items: readonly Item[], make: (item: Item) => Promise<MailItem>): Promise<MailItem[]> {
  const made: MailItem[] = [];
  for (const item of items) made.push(await make(item));
  return made;
}
