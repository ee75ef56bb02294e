import { audit } from "#platform/audit/audit.ts";
import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { canRunPilot, sideOf } from "../policy.ts";
import { hostReadersIn, startupPeopleIn } from "../queries/pilot-people.ts";
import type { PilotRow } from "../queries/pilot-row.ts";
import { plannedUnitIn } from "../queries/readiness-template.ts";
import { hasCircle, type ReadinessKind, standingOf, turnOfStanding } from "../readiness.ts";
import type { ItemPlan, TemplateInput } from "../readiness-schema.ts";
import { type ItemRow, openItemIn } from "./readiness-items.ts";

/** Who takes care of an item, each side for itself, and how many working days each side has, said by the host. */
export async function planItem(ctx: Context, pilotId: string, kind: ReadinessKind, plan: ItemPlan): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, items, item } = await openItemIn(tx, ctx, pilotId, kind);
    const { hostPersonId, startupPersonId, startupDays, hostDays } = plan;
    if (startupPersonId !== undefined) allow(sideOf(ctx.actor, pilot) === "startup");
    if (hostPersonId !== undefined || startupDays !== undefined || hostDays !== undefined) allow(canRunPilot(ctx.actor, pilot));
    const people = {
      ...(await hostPersonOf(tx, ctx, pilot, hostPersonId)),
      ...(await ownPersonOf(tx, ctx, pilot, startupPersonId)),
    };
    const days = { startupDays: startupDays ?? item.startupDays, hostDays: hostDays ?? item.hostDays };
    await tx
      .updateTable("readinessItem")
      .set({ ...people, ...days, ...(await dueDay(tx, ctx, items, { ...item, ...days })) })
      .where("id", "=", item.id)
      .execute();
    const detail = { kind, ...people, ...days };
    await audit(tx, ctx, { action: "pilot.readiness_planned", subjectType: "pilot", subjectId: pilotId, detail });
  });
}

/** The end of the present turn by the days its side has now. */
async function dueDay(tx: Transaction, ctx: Context, items: readonly ItemRow[], item: ItemRow) {
  const { today, dayOf, workdaysAfter } = await baseCalendar(tx, ctx);
  const turn = turnOfStanding(standingOf(item, items, today));
  if (turn === null) return {};
  return { dueOn: workdaysAfter(dayOf(item.turnSince), turn === "host" ? item.hostDays : item.startupDays) };
}

async function hostPersonOf(tx: Transaction, ctx: Context, pilot: PilotRow, personId: string | null | undefined) {
  if (personId === undefined) return {};
  if (personId === null) return { hostPersonId: null, hostPersonName: "" };
  const person = (await hostReadersIn(tx, ctx, pilot)).find(({ id }) => id === personId);
  if (!person) throw new DomainError("invalid", "errors.invalid", { fields: { hostPersonId: "readiness.errors.notAReader" } });
  return { hostPersonId: person.id, hostPersonName: person.name };
}

async function ownPersonOf(tx: Transaction, ctx: Context, { startupOrgId }: PilotRow, personId: string | null | undefined) {
  if (personId === undefined) return {};
  if (personId === null || startupOrgId === null) return { startupPersonId: null, startupPersonName: "" };
  const person = (await startupPeopleIn(tx, ctx, startupOrgId)).find(({ id }) => id === personId);
  if (!person)
    throw new DomainError("invalid", "errors.invalid", { fields: { startupPersonId: "readiness.errors.notAColleague" } });
  return { startupPersonId: person.id, startupPersonName: person.name };
}

/** What a unit asks of its suppliers from the next pilot on; items that wait for each other in a circle are refused. */
export async function reviseReadinessTemplate(ctx: Context, unitId: string, { items }: TemplateInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const unit = await plannedUnitIn(tx, ctx, unitId);
    const needed = items.filter(({ isNeeded }) => isNeeded);
    if (needed.length === 0) throw new DomainError("invalid", "readiness.errors.nothingNeeded");
    if (hasCircle(needed)) throw new DomainError("invalid", "readiness.errors.circle");
    await tx.deleteFrom("readinessTemplate").where("unitId", "=", unit.id).execute();
    await tx
      .insertInto("readinessTemplate")
      .values(
        items.map(({ hostPersonId, ...item }) => ({
          ...item,
          hostPersonId: hostPersonId ?? null,
          unitId: unit.id,
          ownerOrgId: unit.organisationId,
          changedAt: ctx.now(),
        })),
      )
      .execute();
    const detail = { kinds: needed.map(({ kind }) => kind) };
    await audit(tx, ctx, { action: "unit.readiness_template_revised", subjectType: "unit", subjectId: unit.id, detail });
  });
}
