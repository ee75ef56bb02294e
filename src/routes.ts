import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";
import { applicationRoutes, callRoutes } from "./contexts/applications/web/routes.ts";
import { companiesRoutes } from "./contexts/companies/web/routes.ts";
import { identityAccountRoutes, identityApplicantRoutes, identityPublicRoutes } from "./contexts/identity/web/routes.ts";
import { companyTabRoutes, matchingRoutes, needTabRoutes } from "./contexts/matching/web/routes.ts";
import { needsRoutes } from "./contexts/needs/web/routes.ts";
import { operationsRoutes } from "./contexts/operations/web/routes.ts";
import { companyPilotRoutes, needPilotRoutes, pilotPublicRoutes, pilotRoutes } from "./contexts/pilots/web/routes.ts";

// Each context lists its own pages; everything inside the signed-in layout needs a seat.
export default [
  layout("web/public-layout.tsx", [...identityPublicRoutes, ...pilotPublicRoutes]),
  layout("web/site-layout.tsx", [
    layout("web/page-boundary.tsx", { id: "site-boundary" }, [...callRoutes, ...identityApplicantRoutes]),
  ]),
  route("locale", "web/locale.ts"),
  route("search.json", "web/search.ts"),
  route("style", "web/style/style-page.tsx"),
  layout("web/signed-in-layout.tsx", [
    layout("web/page-boundary.tsx", [
      index("web/home.tsx"),
      ...identityAccountRoutes,
      ...companiesRoutes([...companyTabRoutes, ...companyPilotRoutes]),
      ...needsRoutes([...needTabRoutes, ...needPilotRoutes]),
      ...matchingRoutes,
      ...applicationRoutes,
      ...pilotRoutes,
      ...operationsRoutes,
      route("*", "web/not-found.tsx"),
    ]),
  ]),
] satisfies RouteConfig;
