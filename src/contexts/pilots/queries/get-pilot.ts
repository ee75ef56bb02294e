import { nameIn } from "#contexts/identity/index.ts";
import { visibleNeeds } from "#contexts/needs/index.ts";
import { baseToday } from "#platform/base-calendar.ts";
import { type Context, visitor } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { noteSeen } from "../commands/note-seen.ts";
import { criteriaFaults } from "../criterion.ts";
import type { Currency } from "../money/money.ts";
import { nextDateOf, turnOfPilot, withoutPromise } from "../next-step.ts";
import { type HoldReason, isOver, missingFor, nextGate } from "../pilot.ts";
import { pilotVerdicts, sideOf } from "../policy.ts";
import type { Side } from "../readiness.ts";
import type { GateView, PilotView, TaskView } from "../views.ts";
import { criteriaOf, type PilotRow, pilotFactsIn, pilotRowIn } from "./pilot-row.ts";
import { tasksOf } from "./tasks.ts";

/** One pilot as the actor's side reads it; not found for everybody else. */
export async function getPilot(ctx: Context, pilotId: string): Promise<PilotView> {
  return ctx.transact(async (tx) => {
    const row = await pilotRowIn(tx, ctx, pilotId);
    await noteSeen(tx, ctx, row);
    return { ...(await viewIn(tx, ctx, row, sideOf(ctx.actor, row))), can: pilotVerdicts(ctx.actor, row) };
  });
}

/** The pilot as the cloud partner reads it once both sides shared it; for the two sides, before they say so. */
export async function previewSharedPilot(ctx: Context, pilotId: string): Promise<PilotView> {
  return ctx.transact(async (tx) => {
    const row = await pilotRowIn(tx, ctx, pilotId);
    allow(sideOf(ctx.actor, row) !== null);
    return { ...(await viewIn(tx, ctx, row, null)), need: null, can: pilotVerdicts(visitor, row) };
  });
}

async function viewIn(tx: Transaction, ctx: Context, row: PilotRow, side: Side | null): Promise<Omit<PilotView, "can">> {
  const today = await baseToday(tx, ctx);
  const tasks = side === null ? [] : await tasksOf(tx, row, today);
  const criteria = await criteriaOf(tx, row.id);
  return {
    ...agreedParts(row),
    ...(side === null ? unsaid : saidParts(row)),
    side,
    ...(await namesIn(tx, ctx, row)),
    criteria: side === null ? criteria.map((criterion) => ({ ...criterion, judgementReason: "" })) : criteria,
    internal: side === "host" ? await internalOf(tx, row) : null,
    gates: (await gatesOf(tx, row.id)).map((gate) => gateFor(side, gate)),
    ...(await nextGateOf(tx, ctx, row, side === "host")),
    tasks,
    clock: clockOf(side === null ? withoutPromise(row) : row, tasks, today),
    sharing: {
      byHostAt: row.sharedByHostAt,
      byStartupAt: row.sharedByStartupAt,
      isShared: row.readerOrgIds.length > row.partyOrgIds.length,
    },
  };
}

/** The host's own note is the host's; whoever the pilot is shared with reads what was decided, not what was said of it. */
function gateFor(side: Side | null, gate: GateView): GateView {
  if (side === "host") return gate;
  return side === "startup" ? { ...gate, note: null } : { ...gate, note: null, told: "", reason: null };
}

/** What everybody reads who reads the pilot at all. */
function agreedParts(row: PilotRow) {
  const { id, number, version, title, scope, lang, state, stateChangedAt, createdAt, updatedAt } = row;
  const { startsOn, endsOn, decisionOn, extendedFromOn, heldUntil, result, evaluatedAt, offeredAt } = row;
  return {
    ...{ id, number, version, title, scope, lang, state, stateChangedAt, createdAt, updatedAt },
    ...{ startsOn, endsOn, decisionOn, extendedFromOn, heldUntil, result, evaluatedAt, offeredAt },
    problemOwner: { id: row.problemOwnerPersonId, name: row.problemOwnerName },
  };
}

/** What the two sides said to each other, which somebody they share the pilot with does not read. */
const saidParts = ({
  nextOrder,
  consequenceWithinDays,
  consequenceDueOn,
  consequenceDoneAt,
  holdReason,
  referenceByHost,
  referenceByStartup,
  startupContactPersonId,
  startupContactName,
}: PilotRow) => ({
  holdReason: holdReason as HoldReason | null,
  nextOrder,
  consequenceWithinDays,
  consequenceDueOn,
  consequenceDoneAt,
  referenceByHost,
  referenceByStartup,
  startupContact: startupContactPersonId ? { id: startupContactPersonId, name: startupContactName ?? "" } : null,
});

const unsaid: ReturnType<typeof saidParts> = {
  holdReason: null,
  nextOrder: "",
  consequenceWithinDays: null,
  consequenceDueOn: null,
  consequenceDoneAt: null,
  referenceByHost: null,
  referenceByStartup: null,
  startupContact: null,
};

async function namesIn(tx: Transaction, ctx: Context, { companyId, ownerOrgId, unitId, needId }: PilotRow) {
  const { company, host, hostNames, unit, unitNames } = await tx
    .selectFrom("company")
    .innerJoin("organisation as host", (join) => join.on("host.id", "=", ownerOrgId))
    .innerJoin("unit", (join) => join.on("unit.id", "=", unitId))
    .select(["company.name as company", "host.name as host", "host.names as hostNames"])
    .select(["unit.name as unit", "unit.names as unitNames"])
    .where("company.id", "=", companyId)
    .executeTakeFirstOrThrow();
  const need = await visibleNeeds(tx, ctx.actor).select(["need.id", "title"]).where("need.id", "=", needId).executeTakeFirst();
  return {
    company: { id: companyId, name: company },
    host: { id: ownerOrgId, name: nameIn(ctx.locale, host, hostNames) },
    unit: { id: unitId, name: nameIn(ctx.locale, unit, unitNames) },
    need: need ?? null,
  };
}

async function internalOf(
  tx: Transaction,
  { sponsorPersonId, budgetMinor, budgetCurrency, budgetLine, seriesContact, note }: PilotRow,
) {
  const sponsor = sponsorPersonId
    ? await tx.selectFrom("person").select(["id", "name"]).where("id", "=", sponsorPersonId).executeTakeFirst()
    : undefined;
  return {
    sponsor: sponsor ?? null,
    budgetMinor,
    budgetCurrency: (budgetCurrency ?? "CNY") as Currency,
    budgetLine: budgetLine ?? "",
    seriesContact: seriesContact ?? "",
    note: note ?? "",
  };
}

const gatesOf = (tx: Transaction, pilotId: string) =>
  tx
    .selectFrom("pilotGate as gate")
    .leftJoin("pilotGateNote as own", "own.gateId", "gate.id")
    .select([
      "gate.id",
      "fromState",
      "toState",
      "verdict",
      "reason",
      "told",
      "untilOn",
      "personName",
      "decidedAt",
      "byMail",
      "own.note",
    ])
    .where("gate.pilotId", "=", pilotId)
    .orderBy("decidedAt", "desc")
    .orderBy("gate.id", "desc")
    .execute() as Promise<GateView[]>;

async function nextGateOf(tx: Transaction, ctx: Context, row: PilotRow, isHost: boolean) {
  const nextState = nextGate[row.state] ?? null;
  if (!isHost || nextState === null) return { nextState, missing: [], faults: [] };
  const facts = await pilotFactsIn(tx, ctx, row);
  const missing = missingFor(facts, nextState);
  const faults = missing.includes("criteria") ? criteriaFaults(facts.criteria) : [];
  return { nextState, missing, faults: faults.map((fault) => ("at" in fault ? { ...fault, at: fault.at + 1 } : fault)) };
}

function clockOf(row: PilotRow, tasks: readonly TaskView[], today: string): PilotView["clock"] {
  if (isOver(row.state)) return null;
  const next = nextDateOf(row, today);
  const count = (side: TaskView["side"], ...kinds: TaskView["kind"][]) =>
    tasks.filter((task) => task.side === side && kinds.includes(task.kind)).reduce((sum, task) => sum + task.count, 0);
  const turn = turnOfPilot(
    row,
    {
      startupItems: count("startup", "readiness"),
      hostItems: count("host", "judgeReadiness"),
      unsignedBy: tasks.filter(({ kind }) => kind === "signAgreement").map(({ side }) => side),
      hasUnconfirmedOrder: count("startup", "confirmOrder") > 0,
    },
    today,
  );
  const until = next?.on ?? null;
  return { kind: next?.kind ?? null, turn, until, isOverdue: until !== null && until < today };
}
