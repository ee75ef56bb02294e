import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import type { PilotState } from "../pilot.ts";
import { noticesOf, type PilotFact } from "./notices.ts";
import { sendNotices } from "./send-notices.ts";

/** After a longer standstill of the jobs, people look for themselves: what happened before that is no news. */
const newsDays = 2;

interface KeptFact extends PilotFact {
  eventId?: string;
  orderId?: string;
  agreementId?: string;
  handoverId?: string;
  byPersonId?: string | null;
}

/** Keeps what a side is to be told of, once for each event; what is urgent is mailed at once, with all that waits for that side of the pilot. */
export async function keepNotices(platform: Platform, fact: KeptFact): Promise<void> {
  const notices = noticesOf(fact);
  if (notices.length === 0) return;
  const ctx = contextFor(platform, system);
  const kept = await ctx.transact(async (tx) => {
    if (!(await isNews(tx, ctx, fact)) || !(await isForStartup(tx, fact))) return false;
    const detail = json(await detailOf(tx, fact));
    await tx
      .insertInto("pilotNotice")
      .values(
        notices.map(({ isUrgent = false, ...notice }) => ({
          ...notice,
          id: newId(),
          pilotId: fact.pilotId,
          eventId: fact.eventId ?? null,
          detail,
          byPersonId: fact.byPersonId ?? null,
          isUrgent,
          happenedAt: ctx.now(),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return true;
  });
  if (kept && notices.some(({ isUrgent }) => isUrgent)) await sendNotices(platform, fact.pilotId);
}

async function isNews(tx: Transaction, ctx: Context, { eventId }: KeptFact): Promise<boolean> {
  if (!eventId) return true;
  const event = await tx.selectFrom("outboxEvent").select("publishedAt").where("id", "=", eventId).executeTakeFirst();
  return event !== undefined && event.publishedAt.getTime() > ctx.now().getTime() - newsDays * 86_400_000;
}

/** An order that was never sent was never known to the start-up: neither is that it was cancelled. */
async function isForStartup(tx: Transaction, { name, to, orderId }: KeptFact): Promise<boolean> {
  if (name !== pilotEvents.orderMoved || to !== "cancelled" || !orderId) return true;
  const order = await tx.selectFrom("purchaseOrder").select("sentAt").where("id", "=", orderId).executeTakeFirst();
  return order?.sentAt != null;
}

/** What was said. */
async function detailOf(tx: Transaction, { name, pilotId, to, agreementId, handoverId }: KeptFact) {
  if (agreementId && to === "withdrawn") {
    return tx.selectFrom("agreement").select("withdrawnReason as told").where("id", "=", agreementId).executeTakeFirstOrThrow();
  }
  if (handoverId) {
    return tx
      .selectFrom("pilotHandover")
      .select(["part", "fromPersonId", "fromName", "toPersonId", "toName", "personName"])
      .where("id", "=", handoverId)
      .executeTakeFirstOrThrow();
  }
  const gateEvents: string[] = [pilotEvents.stateChanged, pilotEvents.held, pilotEvents.extended];
  if (!gateEvents.includes(name)) return {};
  let select = tx
    .selectFrom("pilotGate")
    .select(["toState", "told", "untilOn", "personName"])
    .where("pilotId", "=", pilotId)
    .orderBy("decidedAt", "desc")
    .orderBy("id", "desc")
    .limit(1);
  if (to) select = select.where("toState", "=", to as PilotState);
  return select.executeTakeFirstOrThrow();
}

/** Notices nobody has to be told of any more, links that ran out long ago and which mails went on days long past. */
export async function forgetNotices(ctx: Context): Promise<void> {
  const stale = new Date(ctx.now().getTime() - keptDays * 86_400_000);
  await ctx.transact(async (tx) => {
    await tx.deleteFrom("pilotNotice").where("happenedAt", "<", stale).execute();
    // A link of a fit says that the person has heard of it: no fit is told twice.
    await tx.deleteFrom("answerLink").where("expiresAt", "<", stale).where("question", "!=", "fit").execute();
    await tx.deleteFrom("pilotMail").where("sentAt", "<", stale).execute();
  });
}

const keptDays = 30;
