import { randomBytes } from "node:crypto";
import { publicUrl } from "#contexts/identity/index.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { found } from "#platform/errors.ts";

/** Who ended the weekly mail is not written to; everybody else gets a link that ends it. Null where it was ended. */
export async function weeklyLinkIn(tx: Transaction, ctx: Context, personId: string): Promise<string | null> {
  const key = randomBytes(24).toString("base64url");
  const row = await tx
    .insertInto("weeklyMailChoice")
    .values({ personId, key })
    .onConflict((conflict) => conflict.column("personId").doUpdateSet({ personId }))
    .returning(["key", "endedAt"])
    .executeTakeFirstOrThrow();
  return row.endedAt ? null : `${publicUrl(ctx.platform)}/weekly-mail/${row.key}`;
}

/** Whether the holder of the link gets the weekly mail; not found for a key nobody has. */
export async function getWeeklyChoice({ platform }: Context, key: string): Promise<{ isOn: boolean }> {
  const row = await inSystem(platform, (tx) =>
    tx.selectFrom("weeklyMailChoice").select("endedAt").where("key", "=", key).executeTakeFirst(),
  );
  return { isOn: found(row).endedAt === null };
}

/** Ends the weekly mail, or takes it up again. Decisions that fall due are told all the same. */
export async function chooseWeekly({ platform }: Context, key: string, isOn: boolean): Promise<void> {
  const row = await inSystem(platform, (tx) =>
    tx
      .updateTable("weeklyMailChoice")
      .set({ endedAt: isOn ? null : platform.now() })
      .where("key", "=", key)
      .returning("personId")
      .executeTakeFirst(),
  );
  found(row);
}

const inSystem = <Result>(platform: Platform, run: (tx: Transaction) => Promise<Result>): Promise<Result> =>
  contextFor(platform, system).transact(run);
