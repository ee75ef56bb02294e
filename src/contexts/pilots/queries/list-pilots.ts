import { type RawBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import type { Actor, Context } from "#platform/context.ts";
import { allowToSee } from "#platform/errors.ts";
import { decodeCursor, encodeCursor, type Page } from "#platform/pages.ts";
import type { PilotRowView } from "../board-views.ts";
import { canSeePilots } from "../policy.ts";
import type { PilotQuery } from "../schema.ts";
import { filteredPilots, standardsIn } from "./filtered-pilots.ts";
import { nameColumns, rowViewsIn } from "./row-views.ts";

/** One page of the pilots the actor may read, filtered and ordered; refuses seats that have nothing to do with pilots. */
export async function listPilots(ctx: Context, query: PilotQuery): Promise<Page<PilotRowView>> {
  allowToSee(canSeePilots(ctx.actor));
  return ctx.transact(async (tx) => {
    const standards = await standardsIn(tx, ctx);
    const after = query.cursor ? decodeCursor(query.cursor, position) : null;
    const direction = query.sort.startsWith("-") ? "desc" : "asc";
    const key = sortKeys(ctx, standards.calendar.today)[query.sort.replace("-", "") as SortKey];
    const found = await filteredPilots(tx, ctx, query, standards);
    const rows = await found
      .$if(after !== null, (pilots) => pilots.where(isAfter(key, direction, after!)))
      .select(nameColumns)
      .select(key.as("sortKey"))
      .orderBy(key, direction)
      .orderBy("pilot.id")
      .limit(query.limit + 1)
      .execute();
    const { total } = await found
      .clearSelect()
      .select((eb) => eb.fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const cursor = rows.length > query.limit && last ? encodeCursor([last.sortKey, last.id]) : null;
    return { items: await rowViewsIn(tx, ctx, shown, standards), cursor, total };
  });
}

const position = z.tuple([z.string().max(100), z.uuid()]);

/** A pilot without the day stands at the end of those that have it, where the soonest comes first. */
const dayKey = (column: string) => sql<string>`coalesce(to_char(${sql.ref(column)}, 'YYYY-MM-DD'), '9999') collate "C"`;
const instantKey = (column: string) =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') collate "C"`;

type SortKey = "next" | "changed" | "stateSince" | "decisionOn" | "endsOn";

const sortKeys = ({ actor }: Context, today: string): Record<SortKey, RawBuilder<string>> => ({
  next: nextKey(actor, today),
  changed: instantKey("pilot.updatedAt"),
  stateSince: instantKey("pilot.stateChangedAt"),
  decisionOn: dayKey("pilot.decisionOn"),
  endsOn: dayKey("pilot.endsOn"),
});

/** The day of nextDateOf: what waits longest comes first, what is over last. Whom a pilot is only shared with reads no promise from the order. */
function nextKey({ organisationId }: Actor, today: string): RawBuilder<string> {
  const hasPromise = sql`${organisationId}::uuid = any(app.pilot.party_org_ids) and app.pilot.consequence_due_on is not null`;
  const day = sql`case when app.pilot.held_until is not null then app.pilot.held_until
    when app.pilot.state = 'evaluated' and ${hasPromise} then case when app.pilot.consequence_done_at is null then app.pilot.consequence_due_on end
    when app.pilot.state = 'evaluated' then app.pilot.decision_on
    when app.pilot.state <> 'running' then app.pilot.starts_on
    when app.pilot.ends_on >= ${today}::date then app.pilot.ends_on
    else app.pilot.decision_on end`;
  return sql<string>`(case when app.pilot.state in ('adopted', 'stopped') then '9999-99'
    else coalesce(to_char(${day}, 'YYYY-MM-DD'), '9999') end) collate "C"`;
}

function isAfter(key: RawBuilder<string>, direction: "asc" | "desc", [lastKey, lastId]: z.infer<typeof position>) {
  const next = direction === "asc" ? sql`>` : sql`<`;
  return sql<SqlBool>`(${key} ${next} ${lastKey} or (${key} = ${lastKey} and app.pilot.id > ${lastId}::uuid))`;
}
