import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import { noticesOf, type PilotFact } from "./notices.ts";
import { sendNotices } from "./send-notices.ts";

/** Keeps what a side is to be told of; what is urgent is mailed at once, with all that waits for that side of the pilot. */
export async function keepNotices(platform: Platform, fact: PilotFact & { orderId?: string }): Promise<void> {
  const notices = noticesOf(fact);
  if (notices.length === 0) return;
  const ctx = contextFor(platform, system);
  const kept = await ctx.transact(async (tx) => {
    if (!(await isForStartup(tx, fact))) return false;
    const { byPersonId, ...detail } = await detailOf(tx, fact);
    await tx
      .insertInto("pilotNotice")
      .values(
        notices.map(({ isUrgent = false, ...notice }) => ({
          ...notice,
          id: newId(),
          pilotId: fact.pilotId,
          detail: json(detail),
          byPersonId,
          isUrgent,
          happenedAt: ctx.now(),
        })),
      )
      .execute();
    return true;
  });
  if (kept && notices.some(({ isUrgent }) => isUrgent)) await sendNotices(platform, fact.pilotId);
}

/** An order that was never sent was never known to the start-up: neither is that it was cancelled. */
async function isForStartup(tx: Transaction, { name, to, orderId }: PilotFact & { orderId?: string }): Promise<boolean> {
  if (name !== pilotEvents.orderMoved || to !== "cancelled" || !orderId) return true;
  const order = await tx.selectFrom("purchaseOrder").select("sentAt").where("id", "=", orderId).executeTakeFirst();
  return order?.sentAt != null;
}

/** What was said at the gate, and by whom: they need not be told. */
async function detailOf(tx: Transaction, { name, pilotId, side }: PilotFact) {
  if (name === pilotEvents.pulseGiven) {
    const pulse = await tx
      .selectFrom("pilotPulse")
      .select("personId")
      .where("pilotId", "=", pilotId)
      .where("side", "=", side!)
      .orderBy("givenAt", "desc")
      .limit(1)
      .executeTakeFirstOrThrow();
    return { byPersonId: pulse.personId };
  }
  const gateEvents: string[] = [pilotEvents.stateChanged, pilotEvents.held, pilotEvents.extended];
  if (!gateEvents.includes(name)) return { byPersonId: null };
  const gate = await tx
    .selectFrom("pilotGate")
    .select(["toState", "told", "untilOn", "personName", "personId"])
    .where("pilotId", "=", pilotId)
    .orderBy("decidedAt", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  const { personId, ...said } = gate;
  return { ...said, byPersonId: personId };
}

/** Notices nobody has to be told of any more. */
export async function forgetNotices(ctx: Context): Promise<void> {
  const stale = new Date(ctx.now().getTime() - keptDays * 86_400_000);
  await ctx.transact((tx) => tx.deleteFrom("pilotNotice").where("sentAt", "<", stale).execute());
}

const keptDays = 30;
