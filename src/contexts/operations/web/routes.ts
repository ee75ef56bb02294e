import { type RouteConfigEntry, route } from "@react-router/dev/routes";

export const operationsRoutes: RouteConfigEntry[] = [
  route("administration/jobs", "contexts/operations/web/jobs.tsx"),
  route("administration/mail", "contexts/operations/web/mail.tsx"),
  route("administration/audit", "contexts/operations/web/audit.tsx"),
];
