import { currentSeat } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { readsPilotsOf } from "../policy.ts";
import type { PilotRow } from "./pilot-row.ts";

/** Colleagues at the host whose seat lets them read the pilot, by name: whom a part of it can be given to. */
export async function hostReadersIn(
  tx: Transaction,
  ctx: Context,
  { ownerOrgId, unitId }: Pick<PilotRow, "ownerOrgId" | "unitId">,
): Promise<{ id: string; name: string }[]> {
  const seats = await peopleIn(tx, ctx, ownerOrgId);
  return distinct(seats.filter((seat) => readsPilotsOf(seat, unitId)));
}

/** People of the start-up. */
export async function startupPeopleIn(
  tx: Transaction,
  ctx: Context,
  startupOrgId: string,
): Promise<{ id: string; name: string }[]> {
  return distinct(await peopleIn(tx, ctx, startupOrgId));
}

const peopleIn = (tx: Transaction, ctx: Context, organisationId: string) =>
  tx
    .selectFrom("seat")
    .innerJoin("person", "person.id", "seat.personId")
    .select(["person.id", "person.name", "seat.role", "seat.unitId"])
    .where("seat.organisationId", "=", organisationId)
    .where(currentSeat(ctx.now()))
    .where("person.deactivatedAt", "is", null)
    .where("person.kind", "=", "human")
    .orderBy("person.name")
    .execute();

const distinct = (people: readonly { id: string; name: string }[]) => [
  ...new Map(people.map(({ id, name }) => [id, { id, name }])).values(),
];
