import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { publish } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import type { HandoverPart } from "../views.ts";

export type Handover = { part: HandoverPart; from: string | null; to: string | null };

/** Writes into the history from whom a part in a pilot went to whom, and lets both be told. */
export async function recordHandovers(
  tx: Transaction,
  ctx: Context,
  { id: pilotId, ownerOrgId }: { id: string; ownerOrgId: string },
  handovers: readonly Handover[],
): Promise<void> {
  const personIds = handovers.flatMap(({ from, to }) => [from, to]).filter((id) => id !== null);
  if (personIds.length === 0) return;
  const people = await tx.selectFrom("person").select(["id", "name"]).where("id", "in", personIds).execute();
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? "";
  for (const { part, from, to } of handovers) {
    const id = newId();
    await tx
      .insertInto("pilotHandover")
      .values({
        id,
        pilotId,
        ownerOrgId,
        part,
        fromPersonId: from,
        fromName: nameOf(from),
        toPersonId: to,
        toName: nameOf(to),
        personName: ctx.actor.personName ?? "",
        handedOverAt: ctx.now(),
      })
      .execute();
    await publish(tx, ctx, pilotEvents.handedOver, { pilotId, ownerOrgId, handoverId: id });
  }
}
