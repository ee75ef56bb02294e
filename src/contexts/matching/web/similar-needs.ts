import { similarQuery } from "#contexts/needs/index.ts";
import { parse } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { findSimilarNeeds } from "../similar-needs.ts";
import type { Route } from "./+types/similar-needs";

/** Earlier needs that look for what is being typed. */
export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const input = Object.fromEntries(await submittedForm(ctx, request));
  return Response.json(await page(ctx, () => findSimilarNeeds(ctx, parse(similarQuery, input))));
}
