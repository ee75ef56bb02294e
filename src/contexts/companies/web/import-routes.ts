import { type RouteConfigEntry, route } from "@react-router/dev/routes";

export const importRoutes: RouteConfigEntry[] = [
  route("companies/imports", "contexts/companies/web/import-list.tsx"),
  route("companies/imports/new", "contexts/companies/web/import-new.tsx"),
  route("companies/imports/:importId", "contexts/companies/web/import-detail.tsx"),
  route("companies/imports/:importId/rejections", "contexts/companies/web/import-rejections.ts"),
];
