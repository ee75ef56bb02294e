import { parse } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { exportMoney, moneyExportQuery } from "../../queries/export-money.ts";
import type { Route } from "./+types/export";

/** Orders and invoices as a file for another system. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== "");
  return page(ctx, () => exportMoney(ctx, parse(moneyExportQuery, Object.fromEntries(given))), request);
}
