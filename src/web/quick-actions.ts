import { canReadCompanies, canWriteCompanies } from "#contexts/companies/index.ts";
import { canSeeNeeds } from "#contexts/needs/index.ts";
import { canOperate } from "#contexts/operations/index.ts";
import type { Actor } from "#platform/context.ts";

export type QuickActionId =
  | "stateNeed"
  | "importCompanies"
  | "findCompanies"
  | "openNeeds"
  | "addCompany"
  | "invitePeople"
  | "readAudit"
  | "account";

export interface QuickAction {
  id: QuickActionId;
  to: string;
}

const statesNeeds = new Set<string | null>(["need_owner", "scout", "base_manager"]);

/** What a seat most often starts, the main thing first; never more than it may do. */
export function quickActionsOf(actor: Actor): QuickAction[] {
  const isAdministrator = canOperate(actor);
  const mayState = canSeeNeeds(actor) && statesNeeds.has(actor.role);
  const actions: (QuickAction | false)[] = [
    mayState && { id: "stateNeed", to: "/needs/new" },
    isAdministrator && { id: "invitePeople", to: "/administration/people" },
    canSeeNeeds(actor) && !mayState && { id: "openNeeds", to: "/needs" },
    canReadCompanies(actor) && { id: "findCompanies", to: "/companies" },
    canWriteCompanies(actor) && { id: "importCompanies", to: "/companies/imports/new" },
    canWriteCompanies(actor) && { id: "addCompany", to: "/companies/new" },
    isAdministrator && { id: "readAudit", to: "/administration/audit" },
    { id: "account", to: "/account" },
  ];
  return actions.filter((action) => action !== false).slice(0, 5);
}
