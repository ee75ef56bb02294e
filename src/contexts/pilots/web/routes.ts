import { index, type RouteConfigEntry, route } from "@react-router/dev/routes";

const directory = "contexts/pilots/web";

/** Pages of both sides of a pilot; what each reads there is its own. */
export const pilotRoutes: RouteConfigEntry[] = [
  route("pilots", `${directory}/pilots.tsx`),
  route("pilots/export", `${directory}/boards/export.ts`),
  route("pilots/new", `${directory}/new.tsx`),
  route("pilots/:pilotId/edit", `${directory}/edit.tsx`),
  route("pilots/:pilotId", `${directory}/pilot.tsx`, [index(`${directory}/overview.tsx`)]),
];
