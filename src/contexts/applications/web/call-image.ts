import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { readCallImage } from "../queries/call-image.ts";
import type { Route } from "./+types/call-image";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => readCallImage(ctx, params.slug), request);
}
