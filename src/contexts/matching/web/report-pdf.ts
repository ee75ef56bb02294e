import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { shortlistPdf } from "../shortlist/report.ts";
import type { Route } from "./+types/report-pdf";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => shortlistPdf(ctx, params.needId), request);
}
