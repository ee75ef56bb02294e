import { translator } from "#platform/i18n/translate.ts";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { exportNeeds } from "../export-needs.ts";
import type { Route } from "./+types/export";
import { queryOf } from "./list-query.ts";

/** The filtered list as CSV or XLSX, with headers in the reader's language. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const format = new URL(request.url).searchParams.get("format") === "xlsx" ? "xlsx" : "csv";
  const t = await translator(ctx.locale);
  return page(ctx, async () => exportNeeds(ctx, queryOf(request), format, t), request);
}
