import { index, layout, type RouteConfig } from "@react-router/dev/routes";
import { companiesRoutes } from "./contexts/companies/web/routes.ts";
import { identityAccountRoutes, identityPublicRoutes } from "./contexts/identity/web/routes.ts";
import { matchingRoutes } from "./contexts/matching/web/routes.ts";
import { needsRoutes } from "./contexts/needs/web/routes.ts";
import { operationsRoutes } from "./contexts/operations/web/routes.ts";

// Each context lists its own pages; everything inside the signed-in layout needs a seat.
export default [
  ...identityPublicRoutes,
  layout("web/signed-in-layout.tsx", [
    index("web/home.tsx"),
    ...identityAccountRoutes,
    ...companiesRoutes,
    ...needsRoutes,
    ...matchingRoutes,
    ...operationsRoutes,
  ]),
] satisfies RouteConfig;
