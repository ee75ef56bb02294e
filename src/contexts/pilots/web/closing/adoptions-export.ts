import { parse } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { exportAdoptions } from "../../queries/adoptions.ts";
import { adoptionExportQuery } from "../../running-schema.ts";
import type { Route } from "./+types/adoptions-export";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const given = Object.fromEntries(new URL(request.url).searchParams);
  return page(ctx, () => exportAdoptions(ctx, parse(adoptionExportQuery, given)), request);
}
