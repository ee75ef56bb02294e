import { z } from "zod";
import type { Context } from "#platform/context.ts";
import { cursorInstant, decodeCursor, encodeCursor, type Page } from "#platform/pages.ts";
import { visibleCalls } from "../policy.ts";
import type { CallQuery } from "../schema.ts";
import type { CallRow } from "../views.ts";
import { callRowView, withOperators } from "./get-call.ts";

/** The calls the actor may read, the newest first: for the public those that are or were open. */
export function listCalls(ctx: Context, { state, cursor, limit }: CallQuery): Promise<Page<CallRow>> {
  return ctx.transact(async (tx) => {
    const before = cursor ? decodeCursor(cursor, z.tuple([cursorInstant(3), z.uuid()])) : null;
    const calls = visibleCalls(tx, ctx.actor).$if(state !== undefined, (found) => found.where("call.state", "=", state!));
    const rows = await calls
      .$if(before !== null, (found) =>
        found.where((eb) =>
          eb.or([
            eb("call.createdAt", "<", new Date(before![0])),
            eb.and([eb("call.createdAt", "=", new Date(before![0])), eb("call.id", "<", before![1])]),
          ]),
        ),
      )
      .selectAll("call")
      .orderBy("call.createdAt", "desc")
      .orderBy("call.id", "desc")
      .limit(limit + 1)
      .execute();
    const { total } = await calls.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    const shown = await withOperators(tx, rows.slice(0, limit));
    const last = shown.at(-1);
    const next = rows.length > limit && last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null;
    return { items: shown.map((call) => callRowView(call, ctx)), cursor: next, total };
  });
}
