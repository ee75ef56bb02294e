import type { ActionFunction, LoaderFunction, ServerBuild } from "react-router";

interface RouteModule {
  default?: unknown;
  loader?: unknown;
  action?: unknown;
  middleware?: unknown;
}

/**
 * For tests: the pages of a few route modules, for `createApp`. Loaders and actions run as in production; instead of markup a
 * page answers JSON with the data it would render.
 */
export function routePages(modules: Record<string, RouteModule>): () => Promise<ServerBuild> {
  const routes = Object.entries(modules).map(([path, module], index) => [
    `r${index}`,
    {
      id: `r${index}`,
      path,
      module: {
        ...module,
        default: () => null,
        loader: module.loader as LoaderFunction,
        action: module.action as ActionFunction,
      },
    },
  ]);
  const build = {
    entry: {
      module: {
        default: (
          _request: Request,
          status: number,
          headers: Headers,
          { staticHandlerContext }: { staticHandlerContext: { actionData: unknown; loaderData: unknown; errors: unknown } },
        ) => {
          const { actionData, loaderData, errors } = staticHandlerContext;
          headers.set("content-type", "application/json");
          return new Response(JSON.stringify({ actionData: first(actionData), loaderData: first(loaderData), errors }), {
            status,
            headers,
          });
        },
      },
    },
    routes: Object.fromEntries(routes),
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
    assetsBuildDirectory: "",
    future: {},
    isSpaMode: false,
    prerender: [],
    publicPath: "/",
    routeDiscovery: { mode: "initial" },
    ssr: true,
  };
  return async () => build as unknown as ServerBuild;
}

/** The deepest route's data. */
const first = (data: unknown): unknown => Object.values((data as Record<string, unknown> | null) ?? {}).at(-1) ?? null;
