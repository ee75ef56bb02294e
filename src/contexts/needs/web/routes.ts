import { index, type RouteConfigEntry, route } from "@react-router/dev/routes";

const directory = "contexts/needs/web";

/** Pages of needs; `tabs` are further pages inside one need (matching's), with paths below /needs/:needId. */
export function needsRoutes(tabs: RouteConfigEntry[]): RouteConfigEntry[] {
  return [
    route("needs", `${directory}/needs.tsx`),
    route("needs/export", `${directory}/export.ts`),
    route("needs/new", `${directory}/new-need.tsx`),
    route("needs/drafts", `${directory}/drafts.ts`),
    route("needs/:needId/edit", `${directory}/edit-need.tsx`),
    route("needs/:needId/files/:fileId", `${directory}/file.ts`),
    route("needs/:needId", `${directory}/need.tsx`, [
      index(`${directory}/overview.tsx`),
      route("history", `${directory}/history.tsx`),
      ...tabs,
    ]),
  ];
}
