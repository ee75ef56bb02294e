import { z } from "zod";
import { writtenLine } from "#platform/clean-text.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, found } from "#platform/errors.ts";
import { isId, newId } from "#platform/ids.ts";

/** Lists whose views are kept here; searches of companies, which tell of new ones, are in saved-searches.ts. */
export type ViewedList = "needs" | "applications" | "pilots";

/** The list's address after the question mark, without what only the moment knows. */
const address = z
  .string()
  .max(2000)
  .transform((text) => {
    const params = new URLSearchParams(text);
    for (const name of ["cursor", "saved", "_routes"]) params.delete(name);
    return params.toString();
  });
const name = writtenLine(80).min(1);
export const newSavedView = z.object({ name, query: address, isDefault: z.boolean().default(false) });
export const savedViewChange = z.object({ name, query: address, isDefault: z.boolean() }).partial();

export const savedView = z.object({
  id: z.uuid(),
  name: z.string(),
  query: z.string(),
  /** What its owner finds when opening the list. */
  isDefault: z.boolean(),
});
export type SavedView = z.output<typeof savedView>;

const most = 50;

/** The person's own views of a list, by name. What a view's address shows anybody else is their own rows. */
export async function listSavedViews(ctx: Context, list: ViewedList): Promise<SavedView[]> {
  if (ctx.actor.personId === null) return [];
  const rows = await ctx.transact((tx) =>
    ownViews(tx, ctx, list).select(["id", "name", "query", "isDefault"]).orderBy("name").orderBy("id").limit(most).execute(),
  );
  return rows.map(({ query, ...row }) => ({ ...row, query: String(query.search ?? "") }));
}

/** Keeps filters, sorting and columns of a list under a name. */
export async function saveView(
  ctx: Context,
  list: ViewedList,
  { name, query, isDefault }: z.output<typeof newSavedView>,
): Promise<{ id: string }> {
  const { personId, organisationId } = ctx.actor;
  allow(personId !== null && organisationId !== null);
  const id = newId();
  await ctx.transact(async (tx) => {
    if (isDefault) await clearDefault(tx, ctx, list);
    await tx
      .insertInto("savedSearch")
      .values({
        id,
        ownerOrgId: organisationId!,
        personId: personId!,
        subject: list,
        name,
        query: json({ search: query }),
        isDefault,
        createdAt: ctx.now(),
      })
      .execute();
  });
  return { id };
}

/** Renames an own view, keeps the present list under it, or makes it what the list opens with. */
export async function changeView(
  ctx: Context,
  list: ViewedList,
  viewId: string,
  { query, ...change }: z.output<typeof savedViewChange>,
): Promise<void> {
  await ctx.transact(async (tx) => {
    const id = await ownViewId(tx, ctx, list, viewId);
    if (change.isDefault) await clearDefault(tx, ctx, list);
    const values = { ...change, ...(query === undefined ? {} : { query: json({ search: query }) }) };
    if (Object.keys(values).length > 0) await tx.updateTable("savedSearch").set(values).where("id", "=", id).execute();
  });
}

/** Forgets one of the person's own views. */
export async function removeView(ctx: Context, list: ViewedList, viewId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    await tx
      .deleteFrom("savedSearch")
      .where("id", "=", await ownViewId(tx, ctx, list, viewId))
      .execute();
  });
}

const ownViews = (tx: Transaction, { actor }: Context, list: ViewedList) =>
  tx.selectFrom("savedSearch").where("subject", "=", list).where("personId", "=", actor.personId);

async function ownViewId(tx: Transaction, ctx: Context, list: ViewedList, id: string): Promise<string> {
  const row = isId(id) ? await ownViews(tx, ctx, list).select("id").where("id", "=", id).executeTakeFirst() : undefined;
  return found(row).id;
}

async function clearDefault(tx: Transaction, { actor }: Context, list: ViewedList): Promise<void> {
  await tx
    .updateTable("savedSearch")
    .set({ isDefault: false })
    .where("subject", "=", list)
    .where("personId", "=", actor.personId)
    .execute();
}
