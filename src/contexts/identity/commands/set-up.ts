import { randomInt } from "node:crypto";
import type { Context } from "#platform/context.ts";
import { hashOfToken } from "../auth/actor.ts";

// No letters or digits that look alike: the code is read off a terminal.
const codeLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** Opens the first-run wizard (again) and returns its new one-time set-up code; only its hash is kept. */
export async function openSetUp(ctx: Context): Promise<string> {
  const code = Array.from(
    { length: 12 },
    (_, index) => (index % 4 === 0 && index > 0 ? "-" : "") + codeLetters[randomInt(codeLetters.length)],
  ).join("");
  await ctx.transact(async (tx) => {
    await tx.deleteFrom("baseSetup").execute();
    await tx
      .insertInto("baseSetup")
      .values({ codeHash: hashOfToken(code), createdAt: ctx.now() })
      .execute();
  });
  return code;
}
