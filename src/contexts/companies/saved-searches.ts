import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, allowToSee, found } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { canChangeSavedSearch, canReadCompanies, visibleSavedSearches } from "./policy.ts";
import type { SavedSearchInput } from "./schema.ts";
import type { SavedSearchView } from "./views.ts";

/** Own searches and those colleagues share, by name. */
export async function listSavedSearches(ctx: Context): Promise<SavedSearchView[]> {
  allowToSee(canReadCompanies(ctx.actor));
  return ctx.transact(async (tx) =>
    (await searches(tx, ctx).orderBy("name").orderBy("id").execute()).map((row) => viewOf(ctx, row)),
  );
}

/** One saved search; another person's that is not shared is not found. */
export function getSavedSearch(ctx: Context, savedSearchId: string): Promise<SavedSearchView> {
  return ctx.transact(async (tx) => viewOf(ctx, await requireSearch(tx, ctx, savedSearchId)));
}

/** Keeps a filter of the list under a name, with or without an alert for new companies. */
export async function saveSearch(ctx: Context, input: SavedSearchInput): Promise<{ id: string }> {
  allowToSee(canReadCompanies(ctx.actor) && ctx.actor.personId !== null);
  const id = newId();
  const { name, query, alert, isShared } = input;
  await ctx.transact(async (tx) => {
    await tx
      .insertInto("savedSearch")
      .values({
        id,
        ownerOrgId: ctx.actor.organisationId!,
        personId: ctx.actor.personId!,
        subject: "companies",
        name,
        query: json(query),
        alert,
        isShared,
        lastAlertAt: ctx.now(),
        createdAt: ctx.now(),
      })
      .execute();
    await audit(tx, ctx, { action: "savedSearch.created", subjectType: "savedSearch", subjectId: id });
  });
  return { id };
}

/** Changes a saved search of one's own; alerts tell of what comes from now on. */
export async function changeSavedSearch(ctx: Context, savedSearchId: string, input: Partial<SavedSearchInput>): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = await requireOwn(tx, ctx, savedSearchId);
    const { query, ...rest } = input;
    await tx
      .updateTable("savedSearch")
      .set({
        ...rest,
        ...(query ? { query: json(query) } : {}),
        ...(rest.alert && row.alert === "none" ? { lastAlertAt: ctx.now() } : {}),
      })
      .where("id", "=", savedSearchId)
      .execute();
    await audit(tx, ctx, { action: "savedSearch.changed", subjectType: "savedSearch", subjectId: savedSearchId });
  });
}

/** Forgets a saved search of one's own. */
export async function removeSavedSearch(ctx: Context, savedSearchId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    await requireOwn(tx, ctx, savedSearchId);
    await tx.deleteFrom("savedSearch").where("id", "=", savedSearchId).execute();
    await audit(tx, ctx, { action: "savedSearch.removed", subjectType: "savedSearch", subjectId: savedSearchId });
  });
}

/** The person has looked: what the alerts told of no longer waits. */
export async function markSavedSearchSeen(ctx: Context, savedSearchId: string): Promise<void> {
  await ctx.transact((tx) =>
    tx
      .updateTable("savedSearch")
      .set({ unseenCount: 0 })
      .where("id", "=", savedSearchId)
      .where("unseenCount", ">", 0)
      .where("personId", "=", ctx.actor.personId)
      .execute(),
  );
}

const searches = (tx: Transaction, { actor }: Pick<Context, "actor">) =>
  tx.selectFrom("savedSearch").selectAll().where("subject", "=", "companies").where(visibleSavedSearches(actor));

type SearchRow = Awaited<ReturnType<ReturnType<typeof searches>["executeTakeFirstOrThrow"]>>;

const requireSearch = async (tx: Transaction, ctx: Context, id: string): Promise<SearchRow> =>
  found(await searches(tx, ctx).where("id", "=", id).executeTakeFirst());

async function requireOwn(tx: Transaction, ctx: Context, id: string): Promise<SearchRow> {
  const row = await requireSearch(tx, ctx, id);
  allow(canChangeSavedSearch(ctx.actor, row));
  return row;
}

function viewOf({ actor }: Context, row: SearchRow): SavedSearchView {
  const { id, name, query, alert, isShared, unseenCount, lastAlertAt, createdAt } = row;
  const isOwn = row.personId === actor.personId;
  return {
    id,
    name,
    query,
    alert,
    isShared,
    isOwn,
    unseenCount: isOwn ? unseenCount : 0,
    lastAlertAt,
    createdAt,
    can: { change: canChangeSavedSearch(actor, row) },
  };
}
