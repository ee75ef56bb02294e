import { type RawBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import { type BaseCalendar, baseCalendar } from "#platform/base-calendar.ts";
import type { Actor, Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allowToSee } from "#platform/errors.ts";
import { decodeCursor, encodeCursor, type Page } from "#platform/pages.ts";
import type { ApplicationQuery, ApplicationSort } from "../list-schema.ts";
import type { ApplicationRowView } from "../list-views.ts";
import { canSeeApplications } from "../policy.ts";
import { type PromisedDays, responseClock } from "../response-clock.ts";
import type { Wording } from "../wording.ts";
import { seenMean, showsApplicant } from "./application-sight.ts";
import { type ApplicationChoice, countrySeen, fieldSeen, filteredApplications } from "./filtered-applications.ts";
import { type ReviewsSeen, reviewsSeenBy } from "./reviews-seen.ts";

export type ApplicationListQuery = ApplicationQuery & Pick<ApplicationChoice, "id">;

/** One page of the applications an operator's seat may read; what is due first comes first. A person with a conflict finds and counts without theirs. */
export async function listApplications(ctx: Context, query: ApplicationListQuery): Promise<Page<ApplicationRowView>> {
  allowToSee(canSeeApplications(ctx.actor));
  return ctx.transact((tx) => applicationPageIn(tx, ctx, query));
}

export async function applicationPageIn(
  tx: Transaction,
  ctx: Context,
  query: ApplicationListQuery,
): Promise<Page<ApplicationRowView>> {
  const calendar = await baseCalendar(tx, ctx);
  const after = query.cursor ? decodeCursor(query.cursor, position) : null;
  const direction = query.sort.startsWith("-") ? "desc" : "asc";
  const key = sortKeyOf(query.sort.replace("-", "") as ApplicationSort, ctx.actor);
  const found = filteredApplications(tx, ctx, query, calendar.today);
  const rows = await found
    .$if(after !== null, (list) => list.where(isAfter(key, direction, after!)))
    .select(columns)
    .select([fieldSeen(ctx).as("field"), countrySeen(ctx).as("country"), key.as("sortKey")])
    .orderBy(key, direction)
    .orderBy("application.id")
    .limit(query.limit + 1)
    .execute();
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  const shown = rows.slice(0, query.limit);
  const seen = await reviewsSeenBy(
    tx,
    ctx,
    shown.map(({ id }) => id),
  );
  const last = shown.at(-1);
  return {
    items: shown.map((row) => rowView(row, seen.get(row.id) ?? noReviews, calendar)),
    cursor: rows.length > query.limit && last ? encodeCursor([last.sortKey, last.id]) : null,
    total,
  };
}

const noReviews: ReviewsSeen = { asked: 0, handedIn: 0, standing: null, mine: null, isBlind: false };

const position = z.tuple([z.string().max(300), z.uuid()]);

/** Nothing the reader must not see orders the list, nor stands in its cursor. */
function sortKeyOf(sort: ApplicationSort, actor: Actor): RawBuilder<string> {
  switch (sort) {
    case "due":
      return sql<string>`coalesce(to_char(turn.until_on, 'YYYY-MM-DD'), '9999') collate "C"`;
    case "submitted":
      return sql<string>`to_char(app.application.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') collate "C"`;
    case "score":
      return sql<string>`coalesce(to_char(${seenMean(actor)}, 'FM000.000000'), '') collate "C"`;
    case "firm":
      return sql<string>`case when ${showsApplicant(actor)} then lower(app.application.firm_name) else lower(app.application.reference) end`;
  }
}

function isAfter(key: RawBuilder<string>, direction: "asc" | "desc", [lastKey, lastId]: z.infer<typeof position>) {
  const next = direction === "asc" ? sql`>` : sql`<`;
  return sql<SqlBool>`(${key} ${next} ${lastKey} or (${key} = ${lastKey} and app.application.id > ${lastId}::uuid))`;
}

const columns = [
  "application.id",
  "application.reference",
  "application.firmName",
  "application.callId",
  "call.slug",
  "call.title as callTitle",
  "call.tracks",
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

type ListedApplication = Pick<
  ApplicationRowView,
  "id" | "reference" | "state" | "outcome" | "stage" | "field" | "country" | "isLate"
> & {
  firmName: string;
  callId: string;
  slug: string;
  callTitle: unknown;
  tracks: unknown;
  promisedDays: unknown;
  track: string | null;
  isAskedBack: boolean;
  writersUntil: string | null;
  turnSince: Date;
  responsiblePersonId: string | null;
  responsibleName: string | null;
  submittedAt: Date | null;
};

function rowView(row: ListedApplication, reviews: ReviewsSeen, calendar: BaseCalendar): ApplicationRowView {
  const { id, reference, state, outcome, stage, field, country, isLate, responsiblePersonId, responsibleName } = row;
  return {
    id,
    reference,
    firmName: reviews.isBlind ? null : row.firmName,
    call: { id: row.callId, slug: row.slug, title: row.callTitle as Wording },
    state,
    outcome,
    stage,
    track: trackOf(row),
    field,
    country,
    isLate,
    clock: responseClock({ ...row, since: row.turnSince }, row.promisedDays as PromisedDays, calendar),
    responsible: responsiblePersonId && responsibleName ? { id: responsiblePersonId, name: responsibleName } : null,
    reviews: { asked: reviews.asked, handedIn: reviews.handedIn },
    standing: reviews.standing,
    mine: reviews.mine,
    submittedAt: row.submittedAt!,
  };
}

function trackOf({ track, tracks }: Pick<ListedApplication, "track" | "tracks">): ApplicationRowView["track"] {
  if (track === null) return null;
  const known = (tracks as { key: string; label: Wording }[]).find(({ key }) => key === track);
  return { key: track, label: known?.label ?? { en: track } };
}
