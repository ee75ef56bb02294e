import { Hono } from "hono";
import type { Platform } from "#platform/context.ts";
import { freeMegabytes } from "#platform/disk-full.ts";
import type { ServerVariables } from "./request-context.ts";

/** Less, and the embedded database can write nothing. */
const leastMegabytes = 1;

/** /healthz: the process lives. /readyz: it can do work, so the database answers and has room to write. */
export function healthRoutes(platform: Platform) {
  const routes = new Hono<{ Variables: ServerVariables }>();
  routes.get("/healthz", (c) => c.json({ status: "ok" }));
  routes.get("/readyz", async (c) => {
    try {
      await platform.database.pool.query("select 1");
      if (platform.database.embedded && freeMegabytes(platform.config.DATA_DIR) < leastMegabytes) {
        return c.json({ status: "not ready", reason: "the disk of DATA_DIR is full" }, 503);
      }
      return c.json({ status: "ready", database: platform.database.kind });
    } catch (error) {
      platform.log.error({ error }, "not ready");
      return c.json({ status: "not ready" }, 503);
    }
  });
  return routes;
}
