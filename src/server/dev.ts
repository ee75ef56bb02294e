// `npm run dev`: the same server over Vite, with hot replacement of pages; a change of server code restarts it.
import { createServer as createHttpServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { createServer as createViteServer, type ViteDevServer } from "vite";

process.env.NODE_ENV = "development";
const vite: ViteDevServer = await createViteServer({ server: { middlewareMode: true }, appType: "custom" });
const { startDevelopment } = (await vite.ssrLoadModule(
  "/src/server/development-app.ts",
)) as typeof import("./development-app.ts");
const { fetch, port } = await startDevelopment(() => vite.ssrLoadModule("virtual:react-router/server-build") as never);

createHttpServer((request, response) => {
  vite.middlewares(request, response, () => getRequestListener(fetch)(request, response));
}).listen(port, () => console.log(`\nJinqiao (development) is open at http://localhost:${port}\n`));
