import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#platform/context.ts";

/** Administrators of the two operators run the base; the system does so at night. */
export function canOperate({ kind, role, organisationKind }: Actor): boolean {
  if (kind === "system") return true;
  return role === "administrator" && (organisationKind === "host" || organisationKind === "cloud_partner");
}

/** Jobs that concern one organisation carry its id as `ownerOrgId` and are seen there alone; all others concern both operators. */
export function visibleJobs({ kind, organisationId }: Actor): RawBuilder<boolean> {
  if (kind === "system") return sql`true`;
  return sql`coalesce(data->>'ownerOrgId', ${organisationId}) = ${organisationId}`;
}
