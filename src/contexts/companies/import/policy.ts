import type { Expression, ExpressionBuilder, SqlBool } from "kysely";
import type { DB } from "#db/types.gen.ts";
import type { Actor } from "#platform/context.ts";
import { canWriteCompanies } from "../policy.ts";

/** Scouts, base managers and administrators of the operators import companies. */
export const canImportCompanies = canWriteCompanies;

/** An import is its organisation's own: file names and rejected rows may be confidential. As a condition of a query. */
export const visibleImports =
  (actor: Actor) =>
  (eb: ExpressionBuilder<DB, "companyImport">): Expression<SqlBool> => {
    if (actor.kind === "system") return eb.lit(true);
    if (!canImportCompanies(actor) || actor.organisationId === null) return eb.lit(false);
    return eb("companyImport.ownerOrgId", "=", actor.organisationId);
  };
