import { index, type RouteConfigEntry, route } from "@react-router/dev/routes";
import { importRoutes } from "./import-routes.ts";

const directory = "contexts/companies/web";

/** Pages of companies; `tabs` are further pages inside one company (matching's), with paths below /companies/:companyId. */
export function companiesRoutes(tabs: RouteConfigEntry[]): RouteConfigEntry[] {
  return [
    ...importRoutes,
    route("companies", `${directory}/companies.tsx`),
    route("companies/new", `${directory}/new-company.tsx`),
    route("companies/duplicates", `${directory}/duplicates.tsx`),
    route("companies/undo", `${directory}/undo.ts`),
    route("companies/:companyId/edit", `${directory}/edit-company.tsx`),
    route("companies/:companyId/translation", `${directory}/translation.tsx`),
    route("companies/:companyId/erasure", `${directory}/erasure.tsx`),
    route("companies/:companyId", `${directory}/company.tsx`, [
      index(`${directory}/overview.tsx`),
      route("contacts", `${directory}/contacts.tsx`),
      route("files", `${directory}/files.tsx`),
      route("history", `${directory}/history.tsx`),
      ...tabs,
    ]),
  ];
}
