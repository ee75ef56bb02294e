import { sql } from "kysely";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { notFound } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { canReadNeed } from "../policy.ts";
import type { RequirementInput } from "../requirement.ts";

export const nextChange = sql<number>`nextval('app.need_change_seq')`;

export async function replaceRequirements(
  tx: Transaction,
  { id: needId, ownerOrgId }: { id: string; ownerOrgId: string },
  requirements: readonly RequirementInput[],
): Promise<void> {
  await tx.deleteFrom("needRequirement").where("needId", "=", needId).execute();
  if (requirements.length === 0) return;
  await tx
    .insertInto("needRequirement")
    .values(
      requirements.map((requirement, position) => ({
        id: newId(),
        needId,
        ownerOrgId,
        position,
        level: requirement.level,
        kind: requirement.kind,
        text: requirement.text,
        value: json("value" in requirement ? requirement.value : {}),
      })),
    )
    .execute();
}

/** Whoever writes a need for somebody else stays among its readers, by name and revocably. */
export async function keepReadable(tx: Transaction, { actor }: Context, needId: string): Promise<void> {
  if (actor.personId === null) return;
  const walls = await tx.selectFrom("need").selectAll().where("id", "=", needId).executeTakeFirst();
  if (!walls) throw notFound();
  if (canReadNeed(actor, walls)) return;
  await tx
    .updateTable("need")
    .set({ readerPersonIds: [...walls.readerPersonIds, actor.personId] })
    .where("id", "=", needId)
    .execute();
}

export interface RecordedChange {
  id: string;
  ownerOrgId: string;
  from: string | null;
  to: string;
  reasonCode?: string | null;
  note?: string | null;
}

export async function recordChange(tx: Transaction, ctx: Context, change: RecordedChange): Promise<void> {
  await tx
    .insertInto("needStateChange")
    .values({
      id: newId(),
      needId: change.id,
      ownerOrgId: change.ownerOrgId,
      fromState: change.from,
      toState: change.to,
      reasonCode: change.reasonCode ?? null,
      reason: change.note || null,
      personId: ctx.actor.personId,
      changedAt: ctx.now(),
    })
    .execute();
}
