import { type SqlBool, sql } from "kysely";
import { z } from "zod";
import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { decodeCursor, encodeCursor, type Page } from "#platform/pages.ts";
import { seesWholeCall, visibleApplications } from "../policy.ts";
import { type PromisedDays, responseClock } from "../response-clock.ts";
import type { ApplicationFilter, ApplicationQuery } from "../schema.ts";
import type { ApplicationRowView } from "../views.ts";
import type { Wording } from "../wording.ts";
import { type ReviewsSeen, reviewsSeenBy } from "./reviews-seen.ts";

/** One page of the applications the actor may read; what is overdue comes first. A person with a conflict finds and counts without it. */
export function listApplications(ctx: Context, query: ApplicationQuery): Promise<Page<ApplicationRowView>> {
  return ctx.transact(async (tx) => {
    const calendar = await baseCalendar(tx, ctx);
    const after = query.cursor ? decodeCursor(query.cursor, position) : null;
    const direction = query.sort.startsWith("-") ? "desc" : "asc";
    const key = sortKeys[query.sort.replace("-", "") as keyof typeof sortKeys];
    const rows = await filtered(tx, ctx, query, calendar.today)
      .$if(after !== null, (found) => found.where(isAfter(key, direction, after!)))
      .select(columns)
      .select(key.as("sortKey"))
      .orderBy(key, direction)
      .orderBy("application.id")
      .limit(query.limit + 1)
      .execute();
    const { total } = await filtered(tx, ctx, query, calendar.today)
      .select((eb) => eb.fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    const shown = rows.slice(0, query.limit);
    const seen = await reviewsSeenBy(
      tx,
      ctx,
      shown.map(({ id }) => id),
    );
    const last = shown.at(-1);
    const items = shown.map((row): ApplicationRowView => {
      const reviews = seen.get(row.id) ?? noReviews;
      return {
        id: row.id,
        reference: row.reference,
        firmName: reviews.isBlind ? null : row.firmName,
        call: { id: row.callId, title: row.callTitle as Wording },
        state: row.state,
        outcome: row.outcome,
        stage: row.stage,
        track: row.track,
        isLate: row.isLate,
        clock: responseClock({ ...row, since: row.turnSince }, row.promisedDays as unknown as PromisedDays, calendar),
        responsible:
          row.responsiblePersonId && row.responsibleName ? { id: row.responsiblePersonId, name: row.responsibleName } : null,
        reviews: { asked: reviews.asked, handedIn: reviews.handedIn },
        standing: reviews.standing,
        mine: reviews.mine,
        submittedAt: row.submittedAt!,
      };
    });
    return { items, cursor: rows.length > query.limit && last ? encodeCursor([last.sortKey, last.id]) : null, total };
  });
}

const noReviews: ReviewsSeen = { asked: 0, handedIn: 0, standing: null, mine: null, isBlind: false };

const position = z.tuple([z.string().max(300), z.uuid()]);

const sortKeys = {
  due: sql<string>`coalesce(to_char(turn.until_on, 'YYYY-MM-DD'), '9999') collate "C"`,
  submitted: sql<string>`to_char(app.application.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') collate "C"`,
  firm: sql<string>`lower(app.application.firm_name)`,
};

function isAfter(key: (typeof sortKeys)["due"], direction: "asc" | "desc", [lastKey, lastId]: z.infer<typeof position>) {
  const next = direction === "asc" ? sql`>` : sql`<`;
  return sql<SqlBool>`(${key} ${next} ${lastKey} or (${key} = ${lastKey} and app.application.id > ${lastId}::uuid))`;
}

const columns = [
  "application.id",
  "application.reference",
  "application.firmName",
  "application.callId",
  "call.title as callTitle",
  "call.promisedDays",
  "application.state",
  "application.outcome",
  "application.stage",
  "application.track",
  "application.isLate",
  "application.isAskedBack",
  "application.writersUntil",
  "application.turnSince",
  "application.responsiblePersonId",
  "person.name as responsibleName",
  "application.submittedAt",
] as const;

function filtered(tx: Transaction, ctx: Context, filter: ApplicationFilter, today: string) {
  const { actor } = ctx;
  let found = visibleApplications(tx, actor)
    .innerJoin("call", "call.id", "application.callId")
    .leftJoin("person", "person.id", "application.responsiblePersonId")
    .leftJoin("applicationTurn as turn", (join) =>
      join.onRef("turn.applicationId", "=", "application.id").on("turn.endedAt", "is", null),
    );
  if (filter.callId) found = found.where("application.callId", "in", filter.callId);
  if (filter.state) found = found.where("application.state", "in", filter.state);
  if (filter.outcome) found = found.where("application.outcome", "in", filter.outcome);
  if (filter.track) found = found.where("application.track", "in", filter.track);
  if (filter.turn) found = found.where("turn.turn", "in", filter.turn);
  if (filter.isOverdue) found = found.where("turn.untilOn", "<", today);
  if (filter.isLate) found = found.where("application.isLate", "=", true);
  if (filter.mine) {
    found = found.where((eb) =>
      eb.exists(
        eb
          .selectFrom("applicationReview as own")
          .select("own.id")
          .whereRef("own.applicationId", "=", "application.id")
          .where("own.reviewerPersonId", "=", actor.personId!)
          .where("own.state", "in", ["assigned", "started", "submitted"]),
      ),
    );
  }
  if (filter.q) {
    const pattern = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
    // A reviewer of a blind phase must not find a name by typing it.
    const byName = seesWholeCall(actor);
    found = found.where((eb) =>
      eb.or([eb("application.reference", "ilike", pattern), ...(byName ? [eb("application.firmName", "ilike", pattern)] : [])]),
    );
  }
  return found;
}
