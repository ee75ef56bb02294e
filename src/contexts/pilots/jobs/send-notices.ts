import { peopleWithSeats, publicUrl, type SeatedPerson } from "#contexts/identity/index.ts";
import { type Actor, type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { dayInWords } from "#platform/i18n/day-in-words.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import { addresseesOf } from "../addressees.ts";
import { isOver, type PilotState } from "../pilot.ts";
import { canReadPilot } from "../policy.ts";
import type { Side } from "../readiness.ts";
import type { HandoverPart } from "../views.ts";
import { eachApart } from "./each-apart.ts";
import { type MailItem, writeMail } from "./mail-parts.ts";
import { type NoticeKind, tabOf } from "./notices.ts";

/**
 * Mails what happened, one mail to each person with all of it: every hour, or at once for a pilot in which something urgent did. Told are
 * those who answer for the pilot on a side and may read it, and not who did it. Returns how many mails were queued.
 */
export async function sendNotices(platform: Platform, pilotId?: string): Promise<number> {
  const ctx = contextFor(platform, system);
  try {
    return await mailWaiting(ctx, pilotId);
  } catch (error) {
    if (pilotId) throw error;
    platform.log.error({ error }, "notices could not be mailed together, so they are pilot by pilot");
    return mailPilotByPilot(ctx);
  }
}

/** A notice nobody can be told of holds back those of its own pilot alone. */
async function mailPilotByPilot(ctx: Context): Promise<number> {
  const pilotIds = await ctx.transact((tx) =>
    tx.selectFrom("pilotNotice").select("pilotId as id").distinct().where("sentAt", "is", null).execute(),
  );
  let mails = 0;
  await eachApart(ctx, pilotIds, async ({ id }) => {
    mails += await mailWaiting(ctx, id);
    return true;
  });
  return mails;
}

async function mailWaiting(ctx: Context, pilotId: string | undefined): Promise<number> {
  return ctx.transact(async (tx) => {
    const notices = await waitingNotices(tx, pilotId);
    if (notices.length === 0) return 0;
    const pilots = await pilotsOf(tx, [...new Set(notices.map((notice) => notice.pilotId))]);
    const organisationIds = [...new Set([...pilots.values()].flatMap(({ partyOrgIds }) => partyOrgIds))];
    const people = await peopleWithSeats(tx, ctx.now(), { organisationIds });
    const seats = people.flatMap((person) => person.seats);
    const told = new Map(notices.map((notice) => [notice.id, toldOf(notice, pilots.get(notice.pilotId)!, seats)]));
    let mails = 0;
    for (const person of people) {
      const own = notices.filter(({ id }) => told.get(id)!.includes(person.personId));
      if (own.length === 0) continue;
      await mailNotices(tx, ctx, person, own, pilots);
      mails++;
    }
    const ids = notices.map(({ id }) => id);
    await tx.updateTable("pilotNotice").set({ sentAt: ctx.now() }).where("id", "in", ids).execute();
    return mails;
  });
}

async function waitingNotices(tx: Transaction, pilotId: string | undefined) {
  let select = tx
    .selectFrom("pilotNotice")
    .select(["id", "pilotId", "side", "kind", "detail", "byPersonId"])
    .where("sentAt", "is", null)
    .orderBy("happenedAt")
    .orderBy("id")
    .forUpdate()
    .skipLocked();
  if (pilotId) select = select.where("pilotId", "=", pilotId);
  const rows = await select.execute();
  return rows.map((row) => ({ ...row, kind: row.kind as NoticeKind, detail: row.detail as unknown as Said }));
}

type WaitingNotice = Awaited<ReturnType<typeof waitingNotices>>[number];

/** What was said, where the notice is of a gate, and who was named. */
interface Said {
  toState?: PilotState;
  told?: string;
  untilOn?: string | null;
  personName?: string;
  part?: HandoverPart;
  fromPersonId?: string | null;
  fromName?: string;
  toPersonId?: string | null;
  toName?: string;
}

async function pilotsOf(tx: Transaction, ids: string[]) {
  const rows = await tx
    .selectFrom("pilot")
    .innerJoin("company", "company.id", "pilot.companyId")
    .innerJoin("organisation as host", "host.id", "pilot.ownerOrgId")
    .leftJoin("pilotInternal as internal", "internal.pilotId", "pilot.id")
    .selectAll("pilot")
    .select(["company.name as companyName", "host.name as hostName", "internal.sponsorPersonId"])
    .where("pilot.id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

type NamedPilot = Awaited<ReturnType<typeof pilotsOf>> extends Map<string, infer Row> ? Row : never;

const approvals: readonly NoticeKind[] = ["orderRequested", "invoiceReceived"];

/** Those who answer for the pilot on the side, or stand in for who has left; never who did it. */
function toldOf({ side, kind, byPersonId, detail }: WaitingNotice, pilot: NamedPilot, seats: readonly Actor[]): string[] {
  const organisationId = side === "host" ? pilot.ownerOrgId : pilot.startupOrgId;
  const sideSeats = seats.filter((seat) => seat.organisationId === organisationId);
  const readers = sideSeats.filter((seat) => canReadPilot(seat, pilot));
  // Whoever a part was taken from may read the pilot no more, and is told all the same.
  const handed = [detail.fromPersonId, detail.toPersonId].filter((id) => sideSeats.some(({ personId }) => personId === id));
  const told = kind === "handedOver" ? handed : addresseesAt(side, kind, pilot, readers);
  return told.filter((personId) => personId != null && personId !== byPersonId) as string[];
}

function addresseesAt(side: Side, kind: NoticeKind, pilot: NamedPilot, readers: readonly Actor[]): string[] {
  const { startupContactPersonId, problemOwnerPersonId, sponsorPersonId } = pilot;
  if (side === "startup") return addresseesOf(readers, [startupContactPersonId], () => true);
  const isSponsor = ({ personId }: Actor) => personId === sponsorPersonId;
  const standsIn = (seat: Actor) => isSponsor(seat) || seat.role === "base_manager";
  const named = kind === "needsHelp" ? [] : [problemOwnerPersonId];
  const approving = approvals.includes(kind) ? readers.filter(isSponsor).map(({ personId }) => personId!) : [];
  return [...addresseesOf(readers, named, standsIn), ...approving];
}

async function mailNotices(
  tx: Transaction,
  ctx: Context,
  { name, email, locale, seats }: SeatedPerson,
  notices: WaitingNotice[],
  pilots: ReadonlyMap<string, NamedPilot>,
): Promise<void> {
  const t = await translator(locale);
  const byPilot = Map.groupBy(notices, ({ pilotId }) => pilotId);
  const parts = [];
  for (const [pilotId, own] of byPilot) {
    const pilot = pilots.get(pilotId)!;
    parts.push({ title: `${pilot.number} ${pilot.title}`, items: await itemsOf(ctx, locale, pilot, own) });
  }
  const words = writeMail({
    greeting: t("pilotMail.notice.greeting", { name }),
    parts,
    closing: t("pilotMail.notice.closing"),
    open: t("pilotMail.open"),
    lang: locale,
  });
  const [first] = byPilot.keys();
  const subject = t("pilotMail.notice.subject", { count: byPilot.size, title: pilots.get(first!)!.title });
  await queueMail(tx, ctx, { ...words, to: email, locale, subject, orgId: seats[0]!.organisationId });
}

/** The same said several times is one line. */
async function itemsOf(ctx: Context, locale: Locale, pilot: NamedPilot, notices: WaitingNotice[]): Promise<MailItem[]> {
  const t = await translator(locale);
  const alike = Map.groupBy(
    notices,
    ({ kind, detail }) => `${kind} ${detail.toState ?? detail.part ?? ""} ${detail.untilOn ?? detail.toPersonId ?? ""}`,
  );
  return [...alike.values()].map((same) => {
    const { kind, side, detail } = same.at(-1)!;
    const { toState = pilot.state, told = "", untilOn = null, personName = "", part = "", fromName = "", toName = "" } = detail;
    const text = t(`pilotMail.notice.${kind}`, {
      count: same.length,
      other: side === "host" ? pilot.companyName : pilot.hostName,
      state: t(`pilots.state.${toState}`),
      day: dayInWords(locale, untilOn),
      isOver: isOver(toState) ? "yes" : "no",
      person: personName,
      part,
      to: toName || "–",
      hasBefore: fromName ? "yes" : "no",
      from: fromName,
    });
    const tab = tabOf[kind];
    const href = `${publicUrl(ctx.platform)}/pilots/${pilot.id}${tab ? `/${tab}` : ""}`;
    return { text: told ? `${text}\n“${told}”` : text, href, answers: [] };
  });
}
