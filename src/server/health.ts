import { Hono } from "hono";
import type { Platform } from "#platform/context.ts";
import type { ServerVariables } from "./request-context.ts";

/** /healthz: the process lives. /readyz: it can do work, so the database answers. */
export function healthRoutes(platform: Platform) {
  const routes = new Hono<{ Variables: ServerVariables }>();
  routes.get("/healthz", (c) => c.json({ status: "ok" }));
  routes.get("/readyz", async (c) => {
    try {
      await platform.database.pool.query("select 1");
      return c.json({ status: "ready", database: platform.database.kind });
    } catch (error) {
      platform.log.error({ error }, "not ready");
      return c.json({ status: "not ready" }, 503);
    }
  });
  return routes;
}
