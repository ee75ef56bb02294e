import type { Transaction } from "#platform/db/database.ts";
import { invalid } from "./refusals.ts";

/** Owner and sponsor hold a seat in the organisation; a person of another one is named nowhere in the answer. */
export async function requireMembers(
  tx: Transaction,
  organisationId: string,
  people: { ownerPersonId?: string; sponsorPersonId?: string | null },
): Promise<void> {
  const named = Object.entries({ ownerPersonId: people.ownerPersonId, sponsorPersonId: people.sponsorPersonId });
  for (const [field, personId] of named) {
    if (personId && (await countMembers(tx, organisationId, [personId])) === 0)
      throw invalid({ [field]: "needs.errors.personUnknown" });
  }
}

export async function countMembers(tx: Transaction, organisationId: string, personIds: string[]): Promise<number> {
  const { count } = await tx
    .selectFrom("seat")
    .select((eb) => eb.fn.count<number>("personId").distinct().as("count"))
    .where("organisationId", "=", organisationId)
    .where("personId", "in", personIds)
    .where("endedAt", "is", null)
    .executeTakeFirstOrThrow();
  return count;
}

export async function countUnits(tx: Transaction, organisationId: string, unitIds: string[]): Promise<number> {
  const { count } = await tx
    .selectFrom("unit")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("organisationId", "=", organisationId)
    .where("id", "in", unitIds)
    .executeTakeFirstOrThrow();
  return count;
}
