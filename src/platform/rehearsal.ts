import { type Context, contextFor, type Platform } from "./context.ts";
import type { Scope, Transaction } from "./db/database.ts";

/** The same context, whose transactions are all taken back in the end: what is done with it answers as ever and leaves no trace. */
export function rehearsing(ctx: Context): Context {
  const { database } = ctx.platform;
  const takenBack = new Error("The rehearsal is over.");
  const transact = async <Result>(scope: Scope, run: (tx: Transaction) => Promise<Result>): Promise<Result> => {
    let result: { value: Result } | undefined;
    await database
      .transact(scope, async (tx) => {
        result = { value: await run(tx) };
        throw takenBack;
      })
      .catch((error: unknown) => {
        if (error !== takenBack) throw error;
      });
    return result!.value;
  };
  const platform: Platform = { ...ctx.platform, database: { ...database, transact } };
  return contextFor(platform, ctx.actor, ctx);
}
