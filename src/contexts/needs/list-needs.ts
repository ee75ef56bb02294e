import { type SqlBool, sql } from "kysely";
import { z } from "zod";
import { type BaseCalendar, baseCalendar, baseToday, daysAfter } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allowToSee } from "#platform/errors.ts";
import { decodeCursor, encodeCursor, type Page } from "#platform/pages.ts";
import { type Facets, facetsOf } from "./facets.ts";
import { canSeeNeeds, visibleNeeds } from "./policy.ts";
import { responseClock } from "./response-clock.ts";
import type { NeedFilter, NeedQuery, NeedRow } from "./schema.ts";

/** One page of the needs the actor may read, filtered and ordered; refuses seats that have nothing to do with needs. */
export async function listNeeds(ctx: Context, query: NeedQuery): Promise<Page<NeedRow>> {
  allowToSee(canSeeNeeds(ctx.actor));
  return ctx.transact(async (tx) => {
    const calendar = await baseCalendar(tx, ctx);
    const { today } = calendar;
    const after = query.cursor ? decodeCursor(query.cursor, position) : null;
    const direction = query.sort.startsWith("-") ? "desc" : "asc";
    const key = sortKeys[query.sort.replace("-", "") as keyof typeof sortKeys];
    const rows = await filtered(tx, ctx, query, today)
      .innerJoin("unit", "unit.id", "need.unitId")
      .leftJoin("person", "person.id", "need.ownerPersonId")
      .$if(after !== null, (needs) => needs.where(isAfter(key, direction, after!)))
      .select(listColumns)
      .select(key.as("sortKey"))
      .orderBy(key, direction)
      .orderBy("need.id")
      .limit(query.limit + 1)
      .execute();
    const { total } = await filtered(tx, ctx, query, today)
      .select((eb) => eb.fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const cursor = rows.length > query.limit && last ? encodeCursor([last.sortKey, last.id]) : null;
    return { items: shown.map((row) => rowView(row, calendar)), cursor, total };
  });
}

/** How many of the needs the actor may read lie behind each choice of each facet, each counted as if its own facet were open. */
export async function needFacets(ctx: Context, filter: NeedFilter): Promise<Facets> {
  allowToSee(canSeeNeeds(ctx.actor));
  return ctx.transact(async (tx) => {
    const today = await baseToday(tx, ctx);
    const rows = await filtered(tx, ctx, { q: filter.q, mine: filter.mine }, today)
      .innerJoin("unit", "unit.id", "need.unitId")
      .select([
        "need.state",
        "need.unitId",
        "unit.name as unitName",
        "unit.names as unitNames",
        "need.field",
        "need.urgency",
        "need.decideBy",
      ])
      .execute();
    return facetsOf(rows, filter, { today, month: daysAfter(today, 30), quarter: daysAfter(today, 90) });
  });
}

const position = z.tuple([z.string().max(100), z.uuid()]);

const dueKey = sql`coalesce(to_char(app.need.decide_by, 'YYYY-MM-DD'), '9999')`;

const sortKeys = {
  updated: sql<string>`to_char(app.need.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') collate "C"`,
  decideBy: sql<string>`${dueKey} collate "C"`,
  urgency: sql<string>`((case app.need.urgency when 'high' then '0' when 'normal' then '1' else '2' end) || ${dueKey}) collate "C"`,
};

function isAfter(key: (typeof sortKeys)["updated"], direction: "asc" | "desc", [lastKey, lastId]: z.infer<typeof position>) {
  const next = direction === "asc" ? sql`>` : sql`<`;
  return sql<SqlBool>`(${key} ${next} ${lastKey} or (${key} = ${lastKey} and app.need.id > ${lastId}::uuid))`;
}

function filtered(tx: Transaction, { actor }: Context, filter: NeedFilter, today: string) {
  let needs = visibleNeeds(tx, actor);
  if (filter.state) needs = needs.where("need.state", "in", filter.state);
  if (filter.unitId) needs = needs.where("need.unitId", "in", filter.unitId);
  if (filter.field) needs = needs.where("need.field", "in", filter.field);
  if (filter.urgency) needs = needs.where("need.urgency", "in", filter.urgency);
  if (filter.mine && actor.personId) {
    const personId = actor.personId;
    needs = needs.where((eb) => eb.or([eb("need.ownerPersonId", "=", personId), eb("need.sponsorPersonId", "=", personId)]));
  }
  if (filter.q) {
    const pattern = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
    needs = needs.where((eb) => eb.or([eb("need.title", "ilike", pattern), eb("need.detail", "ilike", pattern)]));
  }
  if (filter.due === "none") needs = needs.where("need.decideBy", "is", null);
  if (filter.due === "overdue")
    needs = needs.where("need.decideBy", "<", today).where("need.state", "not in", ["solved", "closed"]);
  if (filter.due === "month")
    needs = needs.where("need.decideBy", ">=", today).where("need.decideBy", "<=", daysAfter(today, 30));
  if (filter.due === "quarter")
    needs = needs.where("need.decideBy", ">=", today).where("need.decideBy", "<=", daysAfter(today, 90));
  return needs;
}

const listColumns = [
  "need.id",
  "need.title",
  "need.lang",
  "need.state",
  "need.stateChangedAt",
  "need.unitId",
  "unit.name as unitName",
  "unit.names as unitNames",
  "need.ownerPersonId",
  "person.name as ownerName",
  "need.field",
  "need.topics",
  "need.urgency",
  "need.visibility",
  "need.budgetMinor",
  "need.budgetCurrency",
  "need.decideBy",
  "need.updatedAt",
] as const;

interface ListedNeed extends Omit<NeedRow, "unit" | "owner" | "clock"> {
  stateChangedAt: Date;
  unitId: string;
  unitName: string;
  unitNames: Record<string, string>;
  ownerPersonId: string;
  ownerName: string | null;
}

function rowView(row: ListedNeed, calendar: BaseCalendar): NeedRow {
  const { id, title, lang, state, field, topics, urgency, visibility, budgetMinor, budgetCurrency, decideBy, updatedAt } = row;
  return {
    id,
    title,
    lang,
    state,
    unit: { id: row.unitId, name: row.unitName, names: row.unitNames },
    owner: { id: row.ownerPersonId, name: row.ownerName ?? "" },
    field,
    topics,
    urgency,
    visibility,
    budgetMinor,
    budgetCurrency,
    decideBy,
    clock: responseClock(row, calendar),
    updatedAt,
  };
}
