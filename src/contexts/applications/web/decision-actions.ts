import type { Context } from "#platform/context.ts";
import { beginReview } from "../commands/run-application.ts";

/** What the decision panel sends itself; a decision goes by the preview of its call. */
export async function runDecision(ctx: Context, id: string, input: Record<string, unknown>): Promise<void> {
  if (input.intent === "begin") await beginReview(ctx, id);
}
