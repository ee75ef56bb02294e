import type { Actor } from "#platform/context.ts";

/** Administrators of the two operators run the base; the system does so at night. */
export function canOperate({ kind, role, organisationKind }: Actor): boolean {
  if (kind === "system") return true;
  return role === "administrator" && (organisationKind === "host" || organisationKind === "cloud_partner");
}
