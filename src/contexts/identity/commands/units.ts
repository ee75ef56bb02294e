import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { canManageUnits } from "../policy.ts";
import type { UnitInput } from "../schema.ts";
import { addUnitRow } from "./founding.ts";

/** Adds a unit to the own organisation; names are unique in it. */
export async function addUnit(ctx: Context, input: UnitInput): Promise<{ id: string }> {
  allow(canManageUnits(ctx.actor));
  return ctx.transact(async (tx) => {
    await demandFreeName(tx, ctx, input.name, null);
    return { id: await addUnitRow(tx, ctx, { ...input, organisationId: ctx.actor.organisationId! }) };
  });
}

/** Renames a unit of the own organisation; its history keeps the same unit. */
export async function changeUnit(ctx: Context, unitId: string, input: UnitInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const unit = found(await tx.selectFrom("unit").selectAll().where("id", "=", unitId).executeTakeFirst());
    allow(canManageUnits(ctx.actor, unit.organisationId));
    await demandFreeName(tx, ctx, input.name, unitId);
    await tx
      .updateTable("unit")
      .set({ name: input.name, city: input.city ?? null, ...(input.names ? { names: json(input.names) } : {}) })
      .where("id", "=", unitId)
      .execute();
    await audit(tx, ctx, {
      action: "unit.changed",
      subjectType: "unit",
      subjectId: unitId,
      detail: { before: unit.name, after: input.name },
    });
  });
}

async function demandFreeName(tx: Transaction, ctx: Context, name: string, exceptId: string | null): Promise<void> {
  const taken = await tx
    .selectFrom("unit")
    .select("id")
    .where("organisationId", "=", ctx.actor.organisationId!)
    .where("name", "=", name)
    .executeTakeFirst();
  if (taken && taken.id !== exceptId) {
    throw new DomainError("invalid", "errors.invalid", { fields: { name: "identity.errors.unitNameTaken" } });
  }
}
