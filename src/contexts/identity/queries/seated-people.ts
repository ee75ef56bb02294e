import type { Actor } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { isLocale, type Locale } from "#platform/i18n/locales.ts";
import type { OrganisationKind } from "../roles.ts";
import { currentSeat } from "../seat.ts";

/** Somebody a job acts or writes for, with each of their seats: what they may read depends on the seat. */
export interface SeatedPerson {
  personId: string;
  name: string;
  email: string;
  locale: Locale;
  seats: Actor[];
}

interface SeatedPeopleFilter {
  kinds?: readonly OrganisationKind[];
  organisationIds?: readonly string[];
  personIds?: readonly string[];
}

/** People with current seats, for jobs that look with each person's own eyes; in a transaction past the walls. */
export async function peopleWithSeats(
  tx: Transaction,
  now: Date,
  { kinds, organisationIds, personIds }: SeatedPeopleFilter,
): Promise<SeatedPerson[]> {
  let select = tx
    .selectFrom("seat")
    .innerJoin("person", "person.id", "seat.personId")
    .innerJoin("organisation", "organisation.id", "seat.organisationId")
    .select(["seat.id as seatId", "seat.role", "seat.organisationId", "seat.unitId", "organisation.kind as organisationKind"])
    .select(["person.id as personId", "person.name", "person.email", "person.locale"])
    .where(currentSeat(now))
    .where("person.deactivatedAt", "is", null)
    .where("person.kind", "=", "human")
    .orderBy("person.id")
    .orderBy("seat.id");
  if (kinds) select = select.where("organisation.kind", "in", kinds);
  if (organisationIds) select = select.where("organisation.id", "in", organisationIds);
  if (personIds) select = select.where("person.id", "in", personIds);
  const rows = await select.execute();
  return [...Map.groupBy(rows, ({ personId }) => personId).values()].map((own) => {
    const { personId, name, email, locale } = own[0]!;
    const seats = own.map(({ seatId, role, organisationId, organisationKind, unitId }): Actor => {
      const place = { seatId, role, organisationId, organisationKind, unitId };
      return { kind: "person", personId, personName: name, ...place, scopes: null };
    });
    return { personId, name, email, locale: isLocale(locale) ? locale : "en", seats };
  });
}
