import { peopleWithSeats, publicUrl } from "#contexts/identity/index.ts";
import { type BaseCalendar, baseCalendar, daysAfter } from "#platform/base-calendar.ts";
import { type Actor, type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { dayInWords } from "#platform/i18n/day-in-words.ts";
import { translator } from "#platform/i18n/translate.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import { addresseesOf } from "../addressees.ts";
import { eachApart } from "../jobs/each-apart.ts";
import { warnDays } from "../readiness.ts";
import { moveItemIn, openItemsIn } from "./readiness-items.ts";

/**
 * Every morning: a document that ran out is asked for again, and both sides are told once, some weeks before one does. Returns how many
 * items were opened again and how many people were told.
 */
export async function watchDocuments(platform: Platform): Promise<{ reopened: number; told: number }> {
  const ctx = contextFor(platform, system);
  const { calendar, ending } = await ctx.transact(async (tx) => {
    const calendar = await baseCalendar(tx, ctx);
    return { calendar, ending: await endingItemsIn(tx, daysAfter(calendar.today, warnDays)) };
  });
  const over = ending.filter(({ validUntil }) => validUntil! < calendar.today);
  const soon = ending.filter(({ validUntil, warnedUntil }) => validUntil! >= calendar.today && warnedUntil !== validUntil);
  let told = 0;
  const warnOfSoon = async () => {
    told = await ctx.transact((tx) => warn(tx, ctx, soon));
    return false;
  };
  const reopenings = over.map((item) => () => ctx.transact((tx) => reopen(tx, ctx, calendar, item)));
  const reopened = await eachApart(ctx, [...reopenings, warnOfSoon], (work) => work());
  return { reopened, told };
}

type EndingItem = Awaited<ReturnType<typeof endingItemsIn>>[number];

/** Accepted items of pilots that go on, whose document holds no longer than until a day. */
const endingItemsIn = (tx: Transaction, until: string) =>
  tx
    .selectFrom("readinessItem as item")
    .innerJoin("pilot", "pilot.id", "item.pilotId")
    .innerJoin("company", "company.id", "pilot.companyId")
    .select(["item.id", "item.kind", "item.pilotId", "item.validUntil", "item.warnedUntil", "item.hostPersonId"])
    .select(["item.startupPersonId", "pilot.ownerOrgId", "pilot.startupOrgId", "pilot.problemOwnerPersonId"])
    .select(["pilot.number", "company.name as companyName"])
    .where("item.state", "=", "accepted")
    .where("item.validUntil", "<=", until)
    .where("pilot.state", "not in", ["adopted", "stopped"])
    .orderBy("item.validUntil")
    .execute();

async function reopen(tx: Transaction, ctx: Context, calendar: BaseCalendar, { pilotId, id }: EndingItem): Promise<boolean> {
  const { pilot, items } = await openItemsIn(tx, ctx, pilotId);
  const item = items.find((each) => each.id === id && each.state === "accepted");
  if (!item) return false;
  const dueOn = calendar.workdaysAfter(calendar.today, item.startupDays);
  await moveItemIn(tx, ctx, { pilot, items, calendar }, item, { state: "waiting", acceptedOn: null, dueOn });
  return true;
}

/** One mail to each person with all that soon runs out for them. */
async function warn(tx: Transaction, ctx: Context, items: readonly EndingItem[]): Promise<number> {
  if (items.length === 0) return 0;
  const organisationIds = [...new Set(items.flatMap(({ ownerOrgId, startupOrgId }) => [ownerOrgId, startupOrgId ?? ownerOrgId]))];
  const people = await peopleWithSeats(tx, ctx.now(), { organisationIds });
  const all = people.flatMap((person) => person.seats);
  const toldOf = new Map(items.map((item) => [item.id, addresseesAt(item, all)]));
  let told = 0;
  for (const { personId, name, email, locale, seats } of people) {
    const own = items.filter(({ id }) => toldOf.get(id)!.includes(personId));
    if (own.length === 0) continue;
    const t = await translator(locale);
    const lines = own.map(({ kind, companyName, number, validUntil, pilotId }) => {
      const day = dayInWords(locale, validUntil);
      const line = t("readiness.mail.line", { item: t(`readiness.kind.${kind}`), company: companyName, number, day });
      return `– ${line}\n  ${publicUrl(ctx.platform)}/pilots/${pilotId}/readiness?item=${kind}#${kind}`;
    });
    await queueMail(tx, ctx, {
      to: email,
      locale,
      orgId: seats[0]!.organisationId,
      subject: t("readiness.mail.subject", { count: own.length }),
      text: t("readiness.mail.text", { name, count: own.length, lines: lines.join("\n\n") }),
    });
    told++;
  }
  for (const { id, validUntil } of items)
    await tx.updateTable("readinessItem").set({ warnedUntil: validUntil }).where("id", "=", id).execute();
  return told;
}

/** At the host whoever the item was given to, at the start-up its own person; where they have left, who answers for the pilot. */
function addresseesAt(item: EndingItem, seats: readonly Actor[]): string[] {
  const at = (organisationId: string | null) => seats.filter((seat) => seat.organisationId === organisationId);
  const named = [item.hostPersonId, item.problemOwnerPersonId];
  return [
    ...addresseesOf(at(item.ownerOrgId), named, ({ role }) => role === "base_manager"),
    ...addresseesOf(at(item.startupOrgId), [item.startupPersonId], ({ role }) => role === "founder"),
  ];
}
