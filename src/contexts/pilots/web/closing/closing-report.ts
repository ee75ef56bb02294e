import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { closingReport } from "../../queries/closing-report.ts";
import type { Route } from "./+types/closing-report";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => closingReport(ctx, params.pilotId), request);
}
