import { type SqlBool, sql } from "kysely";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { ApplicationFilter } from "../list-schema.ts";
import { visibleApplications } from "../policy.ts";
import { reviewState, saysWithin, seenMean, showsApplicant } from "./application-sight.ts";

/** What is filtered by: the facets, and the applications picked by hand. */
export interface ApplicationChoice extends ApplicationFilter {
  id?: string[];
}

/** The applications the actor may read that a filter leaves; a person with a conflict filters without theirs. */
export function filteredApplications(tx: Transaction, { actor }: Context, filter: ApplicationChoice, today: string) {
  let found = applicationsWithTurn(tx, { actor });
  if (filter.id) found = found.where("application.id", "in", filter.id);
  if (filter.callId) found = found.where("application.callId", "in", filter.callId);
  if (filter.state) found = found.where("application.state", "in", filter.state);
  if (filter.stage) found = found.where("application.stage", "in", filter.stage.map(Number));
  if (filter.outcome) found = found.where("application.outcome", "in", filter.outcome);
  if (filter.track) found = found.where("application.track", "in", filter.track);
  if (filter.field) found = found.where(fieldSeen({ actor }), "in", filter.field);
  if (filter.country) found = found.where(countrySeen({ actor }), "in", filter.country);
  if (filter.turn) found = found.where("turn.turn", "in", filter.turn);
  if (filter.isOverdue) found = found.where("turn.untilOn", "<", today);
  if (filter.isLate) found = found.where("application.isLate", "=", true);
  if (filter.reviews) found = found.where(reviewState(actor), "in", filter.reviews);
  if (filter.score) {
    const bands = filter.score.map((band) => inBand(actor, band));
    found = found.where((eb) => eb.or(bands));
  }
  if (filter.responsible) found = found.where(isResponsible(filter.responsible));
  if (filter.mine) found = found.where(isAskedOf(actor.personId));
  if (filter.q) found = found.where(saysWithin(actor, `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`));
  return found;
}

function applicationsWithTurn(tx: Transaction, { actor }: Pick<Context, "actor">) {
  return visibleApplications(tx, actor)
    .innerJoin("call", "call.id", "application.callId")
    .leftJoin("company", "company.id", "application.companyId")
    .leftJoin("person", "person.id", "application.responsiblePersonId")
    .leftJoin("applicationTurn as turn", (join) =>
      join.onRef("turn.applicationId", "=", "application.id").on("turn.endedAt", "is", null),
    );
}

/** What the firm answered, else what its record says; nothing where the reader must not know who applies. */
export const fieldSeen = ({ actor }: Pick<Context, "actor">) =>
  sql<string | null>`case when ${showsApplicant(actor)} then coalesce(app.application.field, app.company.field) end`;
export const countrySeen = ({ actor }: Pick<Context, "actor">) =>
  sql<string | null>`case when ${showsApplicant(actor)} then coalesce(app.application.country, app.company.country) end`;

/** From and below; the band that ends at the top takes the top in. */
function inBand(actor: Context["actor"], band: string) {
  const mean = seenMean(actor);
  if (band === "none") return sql<SqlBool>`${mean} is null`;
  const [from, to] = band.split("..").map(Number) as [number, number];
  return sql<SqlBool>`(${mean} >= ${from} and (${mean} < ${to} or ${to}::int >= 100))`;
}

function isResponsible(people: string[]) {
  const ids = people.filter((id) => id !== "nobody");
  const isOne = sql<SqlBool>`app.application.responsible_person_id = any (${ids}::uuid[])`;
  return people.includes("nobody") ? sql<SqlBool>`(app.application.responsible_person_id is null or ${isOne})` : isOne;
}

export const isAskedOf = (personId: string | null) =>
  sql<SqlBool>`exists (select 1 from app.application_review own where own.application_id = app.application.id
    and own.reviewer_person_id = ${personId}::uuid and own.state in ('assigned', 'started', 'submitted'))`;
