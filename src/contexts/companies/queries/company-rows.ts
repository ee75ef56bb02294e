import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Actor, Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { cursorInstant } from "#platform/pages.ts";
import { visiblePasses, visibleRecords } from "../policy.ts";
import type { CompanyFilter, CompanySort } from "../schema.ts";
import type { CompanyListItem } from "../views.ts";
import { briefColumns } from "./company-briefs.ts";
import { companyConditions, searchRank, wholeCondition } from "./company-conditions.ts";
import { cursorAt, type PageRequest, positionOf, sortOf } from "./page-request.ts";

/**
 * The rows of one page in the order of the database, with the reader's passes and contacts; in four queries whatever the number of rows.
 * `met` are the companies the index found for what was typed; without them the database looks itself.
 */
export async function readPage(
  tx: Transaction,
  ctx: Pick<Context, "actor" | "locale">,
  query: PageRequest,
  met: readonly string[] | null = null,
): Promise<{ items: CompanyListItem[]; cursor: string | null }> {
  const order = orderOf(sortOf(query), query.q ?? "");
  const finder = met ? "index" : "database";
  const after = positionOf(query, finder, placeIn(order));
  let select = selectRows(tx)
    .select(order.keys.map((key, index) => key.as(`sortKey${index as 0 | 1 | 2}`)))
    .where(wholeCondition(companyConditions(ctx.actor, met ? { ...query, q: undefined } : query)))
    .orderBy(sql`${sql.join(order.keys.map((key) => sql`${key} ${sql.raw(order.direction)}`))}`)
    .limit(query.limit + 1);
  if (query.ids) select = select.where("company.id", "in", [...query.ids]);
  if (met) select = select.where(sql<boolean>`company.id = any (${met}::uuid[])`);
  if (after)
    select = select.where(
      sql<boolean>`(${sql.join(order.keys)}) ${sql.raw(order.direction === "asc" ? ">" : "<")} (${sql.join(after)})`,
    );
  const rows = await select.execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1) as Record<string, unknown> | undefined;
  return {
    items: await withOwnRecords(tx, ctx, shown),
    cursor:
      rows.length > query.limit && last
        ? cursorAt(
            query,
            finder,
            order.keys.map((_, index) => last[`sortKey${index}`]),
          )
        : null,
  };
}

/** The rows of these companies, in the order of the ids; those outside the filter or the reader's walls are left out, whoever named them. */
export async function readRows(
  tx: Transaction,
  ctx: Pick<Context, "actor" | "locale">,
  ids: readonly string[],
  filter: CompanyFilter,
): Promise<CompanyListItem[]> {
  const rows = await selectRows(tx)
    .where("company.id", "in", [...ids])
    .where(wholeCondition(companyConditions(ctx.actor, { ...filter, q: undefined })))
    .execute();
  const items = new Map((await withOwnRecords(tx, ctx, rows)).map((item) => [item.id, item]));
  return ids.flatMap((id) => items.get(id) ?? []);
}

const selectRows = (tx: Transaction) =>
  tx
    .selectFrom("company")
    .select(briefColumns)
    .select(["company.fundingTotalFen", "company.sources", "company.createdAt", "company.updatedAt"]);

const cursorKinds = { rank: z.int().min(0).max(4), number: z.int(), text: z.string(), date: cursorInstant(3), id: z.uuid() };

interface Order {
  keys: RawBuilder<unknown>[];
  kinds: (keyof typeof cursorKinds)[];
  direction: "asc" | "desc";
}

/** Every key of an order runs the same way, so that a row comparison finds the next page; unknown values come last either way. */
function orderOf(sort: CompanySort, typed: string): Order {
  const id = sql`company.id`;
  const name = sql`lower(company.name) collate "C"`;
  if (sort === "relevance") return { keys: [searchRank(typed), name, id], kinds: ["rank", "text", "id"], direction: "asc" };
  const isDown = sort.startsWith("-");
  const direction = isDown ? "desc" : "asc";
  const key = (isDown ? sort.slice(1) : sort) as Exclude<CompanySort, `-${string}` | "relevance">;
  const number = (column: string) =>
    sql`coalesce(${sql.ref(`company.${column}`)}, ${isDown ? -1 : Number.MAX_SAFE_INTEGER}::bigint)`;
  switch (key) {
    case "name":
      return { keys: [name, id], kinds: ["text", "id"], direction };
    case "created":
      // Ids are ordered by the time they were made.
      return { keys: [id], kinds: ["id"], direction };
    case "updated":
      return { keys: [sql`company.updated_at`, id], kinds: ["date", "id"], direction };
    case "founded":
      return { keys: [number("founded_year"), id], kinds: ["number", "id"], direction };
    case "size":
      return { keys: [number("team_size"), id], kinds: ["number", "id"], direction };
    case "funding":
      return { keys: [number("funding_total_fen"), id], kinds: ["number", "id"], direction };
  }
}

const placeIn = ({ kinds }: Order): z.ZodType<(string | number)[]> =>
  z.tuple(kinds.map((kind) => cursorKinds[kind]) as unknown as [z.ZodString]) as never;

type BriefRow = Omit<CompanyListItem, "pass" | "lastContactOn" | "shownLang">;

async function withOwnRecords(
  tx: Transaction,
  { actor, locale }: Pick<Context, "actor" | "locale">,
  rows: (BriefRow & Record<string, unknown>)[],
): Promise<CompanyListItem[]> {
  const ids = rows.map(({ id }) => id);
  const passes = await lastPasses(tx, actor, ids);
  const contacts = await lastContacts(tx, actor, ids);
  const translations = await tx
    .selectFrom("companyTranslation")
    .select(["companyId", "lang", "oneLiner"])
    .where("companyId", "in", ids)
    .where("lang", "=", locale.slice(0, 2))
    .where("oneLiner", "<>", "")
    .execute();
  return rows.map(({ sortKey0: _, sortKey1: __, sortKey2: ___, ...row }) => {
    const pass = passes.find(({ companyId }) => companyId === row.id);
    const translation = translations.find(({ companyId }) => companyId === row.id);
    return {
      ...(row as BriefRow),
      oneLiner: translation?.oneLiner ?? row.oneLiner,
      shownLang: translation?.lang ?? row.lang,
      pass: pass ? { reasonCode: pass.reasonCode, passedAt: pass.passedAt, isDue: pass.recheckDueAt !== null } : null,
      lastContactOn: contacts.find(({ companyId }) => companyId === row.id)?.happenedOn ?? null,
    };
  });
}

const lastPasses = (tx: Transaction, actor: Actor, ids: string[]) =>
  tx
    .selectFrom("companyPass")
    .distinctOn("companyId")
    .select(["companyId", "reasonCode", "passedAt", "recheckDueAt"])
    .where("companyId", "in", ids)
    .where("withdrawnAt", "is", null)
    .where(visiblePasses(actor))
    .orderBy("companyId")
    .orderBy("passedAt", "desc")
    .execute();

const lastContacts = (tx: Transaction, actor: Actor, ids: string[]) =>
  tx
    .selectFrom("companyContact")
    .select(["companyId", (eb) => eb.fn.max("happenedOn").as("happenedOn")])
    .where("companyId", "in", ids)
    .where("removedAt", "is", null)
    .where(visibleRecords(actor))
    .groupBy("companyId")
    .execute();
