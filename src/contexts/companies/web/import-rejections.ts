import { parseParams } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { downloadRejections } from "../import/rejections-download.ts";
import { importId } from "../import/schema.ts";
import type { Route } from "./+types/import-rejections";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => downloadRejections(ctx, parseParams(importId, params)), request);
}
