import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError, found } from "#platform/errors.ts";
import { isId, newId } from "#platform/ids.ts";
import { isOver } from "../pilot.ts";
import { partyIn } from "../queries/party.ts";
import { wallsOf } from "../queries/pilot-row.ts";
import type { RiskInput } from "../running-schema.ts";

/** Names a risk both sides read, while the pilot goes on. */
export async function nameRisk(ctx: Context, pilotId: string, risk: RiskInput): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const { pilot, side } = await openPartyIn(tx, ctx, pilotId);
    const id = newId();
    await tx
      .insertInto("pilotRisk")
      .values({
        ...wallsOf(pilot),
        ...risk,
        id,
        side,
        writtenBy: ctx.actor.personId!,
        personName: ctx.actor.personName ?? "",
        writtenAt: ctx.now(),
      })
      .execute();
    await audit(tx, ctx, { action: "pilot.risk_named", subjectType: "pilot", subjectId: pilotId, detail: { riskId: id } });
    return { id };
  });
}

/** Says anew how likely and how bad a risk is and what is done about it; either side may. */
export async function reviseRisk(ctx: Context, riskId: string, risk: RiskInput): Promise<{ pilotId: string }> {
  return ctx.transact(async (tx) => {
    const { pilotId } = await riskIn(tx, ctx, riskId);
    await tx.updateTable("pilotRisk").set(risk).where("id", "=", riskId).execute();
    const { likelihood, impact } = risk;
    const detail = { riskId, likelihood, impact };
    await audit(tx, ctx, { action: "pilot.risk_revised", subjectType: "pilot", subjectId: pilotId, detail });
    return { pilotId };
  });
}

/** A risk that is over, or is one again. */
export async function closeRisk(ctx: Context, riskId: string, isClosed: boolean): Promise<{ pilotId: string }> {
  return ctx.transact(async (tx) => {
    const { pilotId } = await riskIn(tx, ctx, riskId);
    await tx
      .updateTable("pilotRisk")
      .set({ closedAt: isClosed ? ctx.now() : null, closedByName: isClosed ? (ctx.actor.personName ?? "") : "" })
      .where("id", "=", riskId)
      .execute();
    const action = isClosed ? "pilot.risk_closed" : "pilot.risk_reopened";
    await audit(tx, ctx, { action, subjectType: "pilot", subjectId: pilotId, detail: { riskId } });
    return { pilotId };
  });
}

async function riskIn(tx: Transaction, ctx: Context, riskId: string): Promise<{ pilotId: string }> {
  const risk = found(
    isId(riskId) ? await tx.selectFrom("pilotRisk").select("pilotId").where("id", "=", riskId).executeTakeFirst() : undefined,
  );
  await openPartyIn(tx, ctx, risk.pilotId);
  return risk;
}

/** What is over takes no risks any more, what was learned of them is a lesson; before the offer the host alone would read them. */
async function openPartyIn(tx: Transaction, ctx: Context, pilotId: string) {
  const party = await partyIn(tx, ctx, pilotId);
  if (isOver(party.pilot.state)) throw new DomainError("conflict", "pilots.errors.riskOfEnded");
  if (!party.pilot.offeredAt) throw new DomainError("conflict", "pilots.errors.notOffered");
  return party;
}
