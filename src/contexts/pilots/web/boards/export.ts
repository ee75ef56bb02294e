import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { exportPilots } from "../../queries/export-pilots.ts";
import type { Route } from "./+types/export";
import { queryOf } from "./list-query.ts";

/** The filtered list as CSV or XLSX, with headers in the reader's language. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const format = new URL(request.url).searchParams.get("format") === "xlsx" ? "xlsx" : "csv";
  return page(ctx, () => exportPilots(ctx, queryOf(request), format), request);
}
