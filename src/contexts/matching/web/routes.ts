import type { RouteConfigEntry } from "@react-router/dev/routes";

export const matchingRoutes: RouteConfigEntry[] = [];

/** Tabs inside a need; paths are below /needs/:needId. */
export const needTabRoutes: RouteConfigEntry[] = [];
