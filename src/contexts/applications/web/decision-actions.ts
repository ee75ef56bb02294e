import { z } from "zod";
import type { Context } from "#platform/context.ts";
import { notFound } from "#platform/errors.ts";
import { parse } from "#platform/parse.ts";
import { nameResponsible } from "../commands/name-responsible.ts";
import { beginReview } from "../commands/run-application.ts";

const responsible = z.object({ personId: z.uuid() });

/** What the decision panel sends itself; a decision goes by the preview of its call. */
export async function runDecision(ctx: Context, id: string, input: Record<string, unknown>): Promise<void> {
  if (input.intent === "begin") await beginReview(ctx, id);
  else if (input.intent === "responsible") await nameResponsible(ctx, id, parse(responsible, input));
  else throw notFound();
}
