import type { RouteConfigEntry } from "@react-router/dev/routes";

/** Pages anybody may open. */
export const identityPublicRoutes: RouteConfigEntry[] = [];

/** Pages of the signed-in person and of administrators. */
export const identityAccountRoutes: RouteConfigEntry[] = [];
