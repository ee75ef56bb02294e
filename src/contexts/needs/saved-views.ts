import { z } from "zod";
import { writtenLine } from "#platform/clean-text.ts";
import type { Context } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { allow, found } from "#platform/errors.ts";
import { isId, newId } from "#platform/ids.ts";
import { canSeeNeeds } from "./policy.ts";

export const newView = z.object({
  name: writtenLine(80).min(1),
  /** The list's address after the question mark. */
  query: z
    .string()
    .max(2000)
    .transform((query) => new URLSearchParams(query).toString()),
});

export interface SavedView {
  id: string;
  name: string;
  query: string;
}

/** The person's own saved views of the list, by name. */
export async function listSavedViews(ctx: Context): Promise<SavedView[]> {
  const { personId } = ctx.actor;
  if (personId === null) return [];
  const rows = await ctx.transact((tx) =>
    tx
      .selectFrom("savedSearch")
      .select(["id", "name", "query"])
      .where("subject", "=", "needs")
      .where("personId", "=", personId)
      .orderBy("name")
      .orderBy("id")
      .limit(50)
      .execute(),
  );
  return rows.map(({ id, name, query }) => ({ id, name, query: String(query.search ?? "") }));
}

/** Keeps the present filter under a name. */
export async function saveView(ctx: Context, { name, query }: z.infer<typeof newView>): Promise<void> {
  const { actor } = ctx;
  allow(canSeeNeeds(actor) && actor.personId !== null && actor.organisationId !== null);
  await ctx.transact((tx) =>
    tx
      .insertInto("savedSearch")
      .values({
        id: newId(),
        ownerOrgId: actor.organisationId!,
        personId: actor.personId!,
        subject: "needs",
        name,
        query: json({ search: query }),
        createdAt: ctx.now(),
      })
      .execute(),
  );
}

/** Forgets one of the person's own views. */
export async function removeView(ctx: Context, viewId: string): Promise<void> {
  const id = found(isId(viewId) ? viewId : null);
  await ctx.transact((tx) =>
    tx
      .deleteFrom("savedSearch")
      .where("id", "=", id)
      .where("subject", "=", "needs")
      .where("personId", "=", ctx.actor.personId)
      .execute(),
  );
}
