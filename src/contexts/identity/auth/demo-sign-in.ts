import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import type { Platform } from "#platform/context.ts";

/** One-click sign-in of the demo base. The base's mode is read from the database on every request: a real base answers 404. */
export function demoSignIn(platform: Platform) {
  return {
    id: "demo-sign-in",
    endpoints: {
      signInDemo: createAuthEndpoint("/sign-in/demo", { method: "POST", body: z.object({ personId: z.uuid() }) }, async (ctx) => {
        const person = await platform.database.kysely
          .selectFrom("person")
          .innerJoin("base", (join) => join.on("base.mode", "=", "demo"))
          .select("person.id")
          .where("person.id", "=", ctx.body.personId)
          .where("person.demoPurpose", "is not", null)
          .executeTakeFirst();
        const user = person && (await ctx.context.internalAdapter.findUserById(person.id));
        if (!user) throw new APIError("NOT_FOUND", { code: "NO_DEMO" });
        const session = await ctx.context.internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ personId: user.id });
      }),
    },
    rateLimit: [{ pathMatcher: (path) => path === "/sign-in/demo", window: 60, max: 60 }],
  } satisfies BetterAuthPlugin;
}
