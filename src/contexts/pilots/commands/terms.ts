import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found, notFound } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { isId, newId } from "#platform/ids.ts";
import { pilotEvents } from "../events.ts";
import { isOver } from "../pilot.ts";
import { canBindSide, sideOf } from "../policy.ts";
import { type PilotRow, wallsOf } from "../queries/pilot-row.ts";
import type { TermInput, TermRefusal } from "../term-schema.ts";
import { lockedPilotIn } from "./locked-pilot.ts";

/**
 * Proposes who owns something and who may use it: written by those who speak for their side. It counts once the other side
 * agrees; what was agreed on is never changed, only replaced by another term both agree on.
 */
export async function proposeTerm(ctx: Context, pilotId: string, { replacesId, ...term }: TermInput): Promise<{ id: string }> {
  return ctx.transact(async (tx) => {
    const { pilot, side } = await partyIn(tx, ctx, pilotId);
    if (replacesId) await demandReplaceable(tx, pilotId, replacesId);
    const id = newId();
    const [at, by] = [ctx.now(), ctx.actor.personId!];
    await tx
      .insertInto("pilotTerm")
      .values({
        ...wallsOf(pilot),
        ...term,
        id,
        side,
        replacesId: replacesId ?? null,
        ...agreementOf(side, by, at),
        writtenBy: by,
        writtenAt: at,
      })
      .execute();
    await tell(tx, ctx, pilot, id, "proposed");
    return { id };
  });
}

/** The other side agrees: from now on the term counts, and the one it replaces does not. */
export async function agreeToTerm(ctx: Context, termId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, side, term } = await openTermIn(tx, ctx, termId);
    if (side === term.side) throw new DomainError("conflict", "pilots.errors.ownTerm");
    if (term.replacesId) await demandReplaceable(tx, pilot.id, term.replacesId);
    await tx
      .updateTable("pilotTerm")
      .set(agreementOf(side, ctx.actor.personId!, ctx.now()))
      .where("id", "=", termId)
      .execute();
    if (term.replacesId)
      await tx.updateTable("pilotTerm").set({ endedAt: ctx.now() }).where("id", "=", term.replacesId).execute();
    await tell(tx, ctx, pilot, termId, "agreed");
  });
}

/** Either side takes a proposal off the table; the reason stays with it. */
export async function refuseTerm(ctx: Context, termId: string, { reason }: TermRefusal): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot } = await openTermIn(tx, ctx, termId);
    await tx.updateTable("pilotTerm").set({ endedAt: ctx.now(), endedReason: reason }).where("id", "=", termId).execute();
    await tell(tx, ctx, pilot, termId, "refused");
  });
}

const agreementOf = (side: "host" | "startup", by: string, at: Date) =>
  side === "host" ? { hostAgreedBy: by, hostAgreedAt: at } : { startupAgreedBy: by, startupAgreedAt: at };

async function demandReplaceable(tx: Transaction, pilotId: string, termId: string): Promise<void> {
  const term = found(
    await tx
      .selectFrom("pilotTerm")
      .select(["hostAgreedAt", "startupAgreedAt", "endedAt"])
      .where("id", "=", termId)
      .where("pilotId", "=", pilotId)
      .executeTakeFirst(),
  );
  const counts = term.hostAgreedAt !== null && term.startupAgreedAt !== null && term.endedAt === null;
  if (!counts) throw new DomainError("conflict", "pilots.errors.termNotInForce");
}

/** A proposal one side agreed to so far. */
async function openTermIn(tx: Transaction, ctx: Context, termId: string) {
  if (!isId(termId)) throw notFound();
  const read = () => tx.selectFrom("pilotTerm").selectAll().where("id", "=", termId).executeTakeFirst();
  const party = await partyIn(tx, ctx, found(await read()).pilotId);
  const term = found(await read());
  if (term.endedAt !== null || (term.hostAgreedAt !== null && term.startupAgreedAt !== null))
    throw new DomainError("conflict", "pilots.errors.termDecided");
  return { ...party, term };
}

/** A pilot under way, locked, with the side the actor writes terms for. */
async function partyIn(tx: Transaction, ctx: Context, pilotId: string) {
  const pilot = await lockedPilotIn(tx, ctx, pilotId);
  const side = sideOf(ctx.actor, pilot);
  allow(canBindSide(ctx.actor, pilot));
  if (isOver(pilot.state)) throw new DomainError("conflict", "pilots.errors.isOver");
  return { pilot, side: side ?? "host" };
}

async function tell(tx: Transaction, ctx: Context, pilot: PilotRow, termId: string, to: string): Promise<void> {
  const { id, ownerOrgId } = pilot;
  await publish(tx, ctx, pilotEvents.termMoved, { pilotId: id, ownerOrgId, termId, to, side: sideOf(ctx.actor, pilot) });
  await audit(tx, ctx, { action: pilotEvents.termMoved, subjectType: "pilot", subjectId: id, detail: { termId, to } });
}
