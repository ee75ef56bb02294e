import type { Context } from "#platform/context.ts";
import { canReadCompanies } from "../policy.ts";
import { companyListQuery } from "../schema.ts";
import type { CompanyListItem } from "../views.ts";
import { findCompanies } from "./list-companies.ts";

/** The best few companies for what was typed, without facets or counts; none for seats outside the operators. */
export async function searchCompanies(ctx: Context, text: string, limit: number): Promise<CompanyListItem[]> {
  if (!canReadCompanies(ctx.actor)) return [];
  const { items } = await findCompanies(ctx, { ...companyListQuery.parse({ q: text }), limit }, false);
  return items;
}
