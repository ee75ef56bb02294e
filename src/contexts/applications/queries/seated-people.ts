import { currentSeat } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import { beyondWalls } from "../commands/beyond-walls.ts";

/** Roles that review where a manager asks them to. */
const reviewingRoles = [
  "expert",
  "reviewer",
  "scout",
  "need_owner",
  "cloud_steward",
  "base_manager",
  "steering_member",
  "administrator",
] as const;

export interface SeatedPerson {
  id: string;
  name: string;
  organisationId: string;
  /** A guest's seat alone: it reviews in the phases it was asked to. */
  isGuest: boolean;
}

/** Who has a current seat at one of some operators, by name. Past the walls: a manager does not see the people of the other operator, who review too. */
export async function seatedPeople(ctx: Context, organisationIds: readonly string[]): Promise<SeatedPerson[]> {
  const seats = await beyondWalls(ctx).transact((tx) =>
    tx
      .selectFrom("seat")
      .innerJoin("person", "person.id", "seat.personId")
      .select(["person.id", "person.name", "seat.organisationId", "seat.endsAt"])
      .where("seat.organisationId", "in", organisationIds)
      .where("seat.role", "in", reviewingRoles)
      .where(currentSeat(ctx.now()))
      .where("person.deactivatedAt", "is", null)
      .where("person.kind", "=", "human")
      .orderBy("person.name")
      .orderBy("person.id")
      .execute(),
  );
  return [...Map.groupBy(seats, ({ id }) => id).values()].map((own) => ({
    id: own[0]!.id,
    name: own[0]!.name,
    organisationId: own[0]!.organisationId,
    isGuest: own.every(({ endsAt }) => endsAt !== null),
  }));
}
