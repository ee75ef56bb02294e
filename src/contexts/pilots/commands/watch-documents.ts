import { peopleWithSeats, publicUrl } from "#contexts/identity/index.ts";
import { type BaseCalendar, baseCalendar, daysAfter } from "#platform/base-calendar.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { dayInWords } from "#platform/i18n/day-in-words.ts";
import { translator } from "#platform/i18n/translate.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import { warnDays } from "../readiness.ts";
import { moveItemIn, openItemsIn } from "./readiness-items.ts";

/**
 * Every morning: a document that ran out is asked for again, and both sides are told once, some weeks before one does. Returns how many
 * items were opened again and how many people were told.
 */
export async function watchDocuments(platform: Platform): Promise<{ reopened: number; told: number }> {
  const ctx = contextFor(platform, system);
  return ctx.transact(async (tx) => {
    const calendar = await baseCalendar(tx, ctx);
    const ending = await endingItemsIn(tx, daysAfter(calendar.today, warnDays));
    const over = ending.filter(({ validUntil }) => validUntil! < calendar.today);
    const soon = ending.filter(({ validUntil, warnedUntil }) => validUntil! >= calendar.today && warnedUntil !== validUntil);
    for (const item of over) await reopen(tx, ctx, calendar, item);
    const told = await warn(tx, ctx, soon);
    return { reopened: over.length, told };
  });
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

async function reopen(tx: Transaction, ctx: Context, calendar: BaseCalendar, { pilotId, id }: EndingItem): Promise<void> {
  const { pilot, items } = await openItemsIn(tx, ctx, pilotId);
  const item = items.find((each) => each.id === id)!;
  const dueOn = calendar.workdaysAfter(calendar.today, item.startupDays);
  await moveItemIn(tx, ctx, { pilot, items, calendar }, item, { state: "waiting", acceptedOn: null, dueOn });
}

/** One mail to each person with all that soon runs out for them. */
async function warn(tx: Transaction, ctx: Context, items: readonly EndingItem[]): Promise<number> {
  if (items.length === 0) return 0;
  const organisationIds = [...new Set(items.flatMap(({ ownerOrgId, startupOrgId }) => [ownerOrgId, startupOrgId ?? ownerOrgId]))];
  const people = await peopleWithSeats(tx, ctx.now(), { organisationIds });
  let told = 0;
  for (const { personId, name, email, locale, seats } of people) {
    const own = items.filter((item) => seats.some((seat) => isTold(item, personId, seat)));
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

/** At the host whoever the item was given to; at the start-up its own person, or the founders. */
function isTold(
  item: EndingItem,
  personId: string,
  { organisationId, role }: { organisationId: string | null; role: string | null },
): boolean {
  if (organisationId === item.ownerOrgId) return (item.hostPersonId ?? item.problemOwnerPersonId) === personId;
  if (organisationId !== item.startupOrgId) return false;
  return item.startupPersonId === null ? role === "founder" : item.startupPersonId === personId;
}
