import { parse } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { exportQuery } from "../schema.ts";
import { exportShortlist } from "../shortlist/export.ts";
import type { Route } from "./+types/shortlist-export";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const { searchParams } = new URL(request.url);
  return page(
    ctx,
    async () => exportShortlist(ctx, params.needId, parse(exportQuery, Object.fromEntries(searchParams)).format),
    request,
  );
}
