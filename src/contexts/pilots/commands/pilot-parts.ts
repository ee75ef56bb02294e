import { currentSeat } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { dayFaults, type PilotFacts } from "../pilot.ts";
import { namedRoles } from "../policy.ts";
import { openWallsOf, type PilotRow } from "../queries/pilot-row.ts";
import type { CriterionInput, PilotInput } from "../schema.ts";

/** Criteria are written as one list until they are fixed; nothing was measured against them before. */
export async function replaceCriteria(tx: Transaction, pilot: PilotRow, criteria: readonly CriterionInput[]): Promise<void> {
  await tx.deleteFrom("pilotCriterion").where("pilotId", "=", pilot.id).execute();
  if (criteria.length === 0) return;
  await tx
    .insertInto("pilotCriterion")
    .values(criteria.map((criterion, position) => ({ ...criterion, ...openWallsOf(pilot), id: newId(), position })))
    .execute();
}

type InternalInput = Pick<PilotInput, "sponsorPersonId" | "budgetMinor" | "budgetLine" | "seriesContact" | "note"> & {
  budgetCurrency?: string;
};

/** Writes the given parts of what is the host's own; the others stay. */
export async function writeInternal(
  tx: Transaction,
  { id: pilotId, ownerOrgId }: { id: string; ownerOrgId: string },
  { sponsorPersonId, budgetMinor, budgetCurrency, budgetLine, seriesContact, note }: InternalInput,
): Promise<void> {
  const given = Object.entries({ sponsorPersonId, budgetMinor, budgetCurrency, budgetLine, seriesContact, note }).filter(
    ([, value]) => value !== undefined,
  );
  if (given.length === 0) return;
  const parts = Object.fromEntries(given);
  await tx
    .insertInto("pilotInternal")
    .values({ ...parts, pilotId, ownerOrgId })
    .onConflict((conflict) => conflict.column("pilotId").doUpdateSet(parts))
    .execute();
}

/** Who is named for a part in a pilot holds a running seat at the host that has to do with pilots; told by the field that names somebody else. */
export async function requirePeople(
  tx: Transaction,
  ctx: Context,
  ownerOrgId: string,
  people: Readonly<Record<string, string | null | undefined>>,
): Promise<void> {
  const named = Object.entries(people).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const personIds = named.map(([, personId]) => personId);
  const seats = await tx
    .selectFrom("seat")
    .select("personId")
    .where("personId", "in", personIds)
    .where("organisationId", "=", ownerOrgId)
    .where("role", "in", namedRoles)
    .where(currentSeat(ctx.now()))
    .execute();
  const held = new Set(seats.map(({ personId }) => personId));
  const strangers = named.filter(([, personId]) => !held.has(personId)).map(([name]) => [name, "pilots.errors.notAColleague"]);
  if (strangers.length > 0) throw new DomainError("invalid", "errors.invalid", { fields: Object.fromEntries(strangers) });
}

type Consistent = Pick<PilotFacts, "startsOn" | "endsOn" | "decisionOn"> & {
  problemOwnerPersonId: string;
  sponsorPersonId: string | null;
};

/** Days follow each other, and an overdue decision comes to somebody else than who has not taken it. */
export function demandConsistent({ problemOwnerPersonId, sponsorPersonId, ...days }: Consistent): void {
  const fields = {
    ...dayFaults(days),
    ...(sponsorPersonId === problemOwnerPersonId ? { sponsorPersonId: "pilots.errors.sponsorIsOwner" } : {}),
  };
  if (Object.keys(fields).length > 0) throw new DomainError("invalid", "errors.invalid", { fields });
}
