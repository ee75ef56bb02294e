import { canSeeApplications } from "#contexts/applications/index.ts";
import { canReadCompanies, canWriteCompanies } from "#contexts/companies/index.ts";
import { canSeeNeeds } from "#contexts/needs/index.ts";
import { canOperate } from "#contexts/operations/index.ts";
import { canKeepDocuments, canSeeMoney, canSeePilots } from "#contexts/pilots/index.ts";
import type { Actor } from "#platform/context.ts";

export type NavigationId =
  | "home"
  | "needs"
  | "companies"
  | "imports"
  | "duplicates"
  | "calls"
  | "applications"
  | "reviews"
  | "firm"
  | "pilots"
  | "orders"
  | "documents"
  | "people"
  | "units"
  | "jobs"
  | "mail"
  | "audit"
  | "settings";

export interface NavigationItem {
  id: NavigationId;
  to: string;
}

export interface NavigationGroup {
  id: "work" | "administration";
  items: NavigationItem[];
}

/** Where a seat may go; asks the same policies as the pages behind it. */
export function navigationOf(actor: Actor): NavigationGroup[] {
  const isAdministrator = canOperate(actor);
  const work: (NavigationItem | false)[] = [
    { id: "home", to: "/" },
    canSeeNeeds(actor) && { id: "needs", to: "/needs" },
    canSeePilots(actor) && { id: "pilots", to: "/pilots" },
    canSeeMoney(actor) && actor.organisationKind === "host" && { id: "orders", to: "/orders" },
    canKeepDocuments(actor) && { id: "documents", to: "/documents" },
    canSeeApplications(actor) && { id: "calls", to: "/calls" },
    canSeeApplications(actor) && { id: "applications", to: "/applications" },
    canSeeApplications(actor) && { id: "reviews", to: "/reviews" },
    actor.organisationKind === "startup" && { id: "firm", to: "/firm" },
    canReadCompanies(actor) && { id: "companies", to: "/companies" },
    canWriteCompanies(actor) && { id: "imports", to: "/companies/imports" },
    canWriteCompanies(actor) && { id: "duplicates", to: "/companies/duplicates" },
  ];
  const administration: (NavigationItem | false)[] = [
    (isAdministrator || actor.role === "founder") && { id: "people", to: "/administration/people" },
    isAdministrator && { id: "units", to: "/administration/units" },
    isAdministrator && { id: "jobs", to: "/administration/jobs" },
    isAdministrator && { id: "mail", to: "/administration/mail" },
    isAdministrator && { id: "audit", to: "/administration/audit" },
    isAdministrator && { id: "settings", to: "/administration/settings" },
  ];
  const groups: NavigationGroup[] = [
    { id: "work", items: work.filter((item) => item !== false) },
    { id: "administration", items: administration.filter((item) => item !== false) },
  ];
  return groups.filter((group) => group.items.length > 0);
}
