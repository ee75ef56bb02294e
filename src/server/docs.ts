import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Hono } from "hono";
import type { ServerVariables } from "./request-context.ts";

const assets: Record<string, string> = {
  "swagger-ui.css": "text/css",
  "swagger-ui-bundle.js": "text/javascript",
};

/** The browsable API documentation: Swagger UI from our own host, nothing from outside. */
export function docsRoutes() {
  const directory = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  const routes = new Hono<{ Variables: ServerVariables }>();
  routes.get("/", (c) => c.html(page(c.get("secureHeadersNonce") ?? "")));
  routes.get("/:asset", async (c) => {
    const type = assets[c.req.param("asset")];
    if (!type) return c.notFound();
    return c.body(await readFile(join(directory, c.req.param("asset"))), 200, {
      "content-type": type,
      "cache-control": "max-age=86400",
    });
  });
  return routes;
}

const page = (nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Jinqiao API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script nonce="${nonce}" src="/api/docs/swagger-ui-bundle.js"></script>
<script nonce="${nonce}">SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#swagger-ui", deepLinking: true, docExpansion: "none", filter: true, tagsSorter: "alpha", persistAuthorization: true });</script>
</body>
</html>`;
