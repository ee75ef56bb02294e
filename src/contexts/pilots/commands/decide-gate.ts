import { audit } from "#platform/audit/audit.ts";
import { baseToday, daysAfter } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { type Judgement, resultOf } from "../criterion.ts";
import { pilotEvents } from "../events.ts";
import { type GateRefusal, isOver, type PilotState, refusalOfExtension, refusalOfGate, stateAfter } from "../pilot.ts";
import { canDecidePilot, isSponsor } from "../policy.ts";
import { criteriaOf, type PilotRow, pilotFactsIn } from "../queries/pilot-row.ts";
import type { ExtensionInput, GateInput } from "../schema.ts";
import { lockedPilotIn } from "./locked-pilot.ts";
import { moveNeedOnIn } from "./move-need-on.ts";
import { startReadinessIn } from "./readiness.ts";
import { recordGate } from "./record-gate.ts";
import { changePilotIn } from "./revise-pilot.ts";

/**
 * Go, hold or stop at the gate a pilot stands before; said by the problem owner or the sponsor. A go is refused while anything the gate asks
 * for is missing, and says what. Of two verdicts on the same version the second is refused.
 */
export async function decideGate(ctx: Context, pilotId: string, gate: GateInput): Promise<{ state: PilotState }> {
  return ctx.transact((tx) => decideGateIn(tx, ctx, pilotId, gate));
}

/** The same in a transaction that does more; `byMail` where it was said by the link of a mail. */
export async function decideGateIn(
  tx: Transaction,
  ctx: Context,
  pilotId: string,
  gate: GateInput,
  byMail = false,
): Promise<{ state: PilotState }> {
  // What the gate asks for lies below the pilot: nobody takes it away between the look at it and the verdict.
  const pilot = await lockedPilotIn(tx, ctx, pilotId);
  if (pilot.version !== gate.version && isDecider(ctx, pilot)) throw await changedMeanwhile(tx, pilotId);
  const today = await baseToday(tx, ctx);
  const bySponsor = isSponsor(ctx.actor, pilot);
  const asked = { ...gate, comment: gate.told || gate.note, bySponsor };
  const refusal = refusalOfGate(await pilotFactsIn(tx, ctx, pilot), asked, today);
  if (refusal?.key === "pilots.errors.isOver") throw new DomainError("conflict", refusal.key);
  allow(canDecidePilot(ctx.actor, pilot, pilot.sponsorPersonId));
  if (refusal) throw refused(refusal);
  const { verdict, reason, told, note, until } = gate;
  const to = stateAfter(pilot.state, verdict);
  const moved =
    verdict === "hold" ? {} : { state: to, stateChangedAt: ctx.now(), ...(await evaluatedParts(tx, ctx, pilot, to, today)) };
  await changeOrSayWho(tx, ctx, pilot, gate.version, {
    ...moved,
    heldUntil: verdict === "hold" ? until! : null,
    holdReason: verdict === "hold" ? reason! : null,
  });
  await recordGate(tx, ctx, pilot, {
    from: pilot.state,
    to,
    verdict,
    reason: reason ?? null,
    told,
    note,
    until: until ?? null,
    byMail,
  });
  if (to === "scoped" && verdict === "go") await startReadinessIn(tx, ctx, pilot);
  const fact = verdict === "hold" ? pilotEvents.held : pilotEvents.stateChanged;
  await publish(tx, ctx, fact, { pilotId, ownerOrgId: pilot.ownerOrgId, needId: pilot.needId, from: pilot.state, to });
  await audit(tx, ctx, {
    action: `pilot.${verdict}`,
    subjectType: "pilot",
    subjectId: pilotId,
    reason: reason ?? null,
    detail: { from: pilot.state, to, byMail },
  });
  if (isOver(to)) await moveNeedOnIn(tx, ctx, pilot, to, told);
  return { state: to };
}

/** Moves end and decision day of a running pilot, once. */
export async function extendPilot(ctx: Context, pilotId: string, { version, told, ...wanted }: ExtensionInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const pilot = await lockedPilotIn(tx, ctx, pilotId);
    allow(canDecidePilot(ctx.actor, pilot, pilot.sponsorPersonId));
    if (pilot.version !== version) throw await changedMeanwhile(tx, pilotId);
    const today = await baseToday(tx, ctx);
    const refusal = refusalOfExtension({ ...pilot, isExtended: pilot.extendedFromOn !== null }, wanted, today);
    if (refusal) throw new DomainError("conflict", refusal);
    await changeOrSayWho(tx, ctx, pilot, version, { ...wanted, extendedFromOn: pilot.endsOn });
    await recordGate(tx, ctx, pilot, { from: pilot.state, to: pilot.state, verdict: "extend", told, until: wanted.endsOn });
    await publish(tx, ctx, pilotEvents.extended, { pilotId, ownerOrgId: pilot.ownerOrgId });
    const detail = { from: pilot.endsOn, ...wanted };
    await audit(tx, ctx, { action: pilotEvents.extended, subjectType: "pilot", subjectId: pilotId, detail });
  });
}

/** The problem owner and the sponsor are told who was faster, even where that ended the pilot. */
const isDecider = ({ actor: { personId } }: Context, { problemOwnerPersonId, sponsorPersonId }: PilotRow): boolean =>
  personId !== null && (personId === problemOwnerPersonId || personId === sponsorPersonId);

async function changeOrSayWho(...[tx, ctx, pilot, version, columns]: Parameters<typeof changePilotIn>): Promise<void> {
  try {
    await changePilotIn(tx, ctx, pilot, version, columns);
  } catch (error) {
    throw error instanceof DomainError ? await changedMeanwhile(tx, pilot.id) : error;
  }
}

/** Says who decided what, where the last change of the pilot was a verdict. */
async function changedMeanwhile(tx: Transaction, pilotId: string): Promise<DomainError> {
  const last = await tx
    .selectFrom("pilotGate as gate")
    .innerJoin("pilot", "pilot.id", "gate.pilotId")
    .select(["gate.personName", "gate.verdict"])
    .where("gate.pilotId", "=", pilotId)
    .whereRef("gate.decidedAt", ">=", "pilot.updatedAt")
    .orderBy("gate.decidedAt", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!last) return new DomainError("conflict", "pilots.errors.changedMeanwhile");
  return new DomainError("conflict", "pilots.errors.decidedMeanwhile", {
    values: { name: last.personName, verdict: last.verdict },
  });
}

/** With the evaluation the result stands, and what was promised for it falls due. */
async function evaluatedParts(tx: Transaction, ctx: Context, pilot: PilotRow, to: PilotState, today: string) {
  if (to !== "evaluated") return {};
  const judged = (await criteriaOf(tx, pilot.id)).map(({ judgement }) => judgement as Judgement);
  const result = resultOf(judged);
  const isDue = result === "met" && pilot.consequenceWithinDays !== null;
  return {
    result,
    evaluatedAt: ctx.now(),
    ...(isDue ? { consequenceDueOn: daysAfter(today, pilot.consequenceWithinDays!) } : {}),
  };
}

function refused(refusal: GateRefusal): DomainError {
  if (refusal.key === "pilots.errors.incomplete") {
    const fields = Object.fromEntries(refusal.missing.map((part) => [part, `pilots.missing.${part}`]));
    return new DomainError("invalid", refusal.key, { fields });
  }
  const field =
    { "pilots.errors.reasonMissing": "reason", "pilots.errors.commentMissing": "told" }[refusal.key as string] ?? "until";
  return new DomainError("invalid", refusal.key, { fields: { [field]: refusal.key } });
}
