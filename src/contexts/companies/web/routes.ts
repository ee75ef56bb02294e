import type { RouteConfigEntry } from "@react-router/dev/routes";
import { importRoutes } from "./import-routes.ts";

export const companiesRoutes: RouteConfigEntry[] = [...importRoutes];
