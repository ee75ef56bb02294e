import { parse } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { findSimilarNeeds } from "../queries.ts";
import { similarQuery } from "../schema.ts";
import type { Route } from "./+types/similar";

/** Earlier needs that look for what is being typed. */
export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const input = Object.fromEntries(await request.formData());
  return Response.json(await page(ctx, () => findSimilarNeeds(ctx, parse(similarQuery, input))));
}
