import type { Context } from "#platform/context.ts";
import { parse } from "#platform/parse.ts";
import { proposeDecision } from "../commands/decide-application.ts";
import { beginReview } from "../commands/run-application.ts";
import { decisionInput } from "../schema.ts";

/** What the decision panel sends; other intents are none of its own. */
export async function runDecision(ctx: Context, id: string, input: Record<string, unknown>): Promise<void> {
  switch (input.intent) {
    case "begin":
      return beginReview(ctx, id);
    case "decide":
      await proposeDecision(ctx, id, parse(decisionInput, decisionOf(input, ctx.locale)));
  }
}

const decisionOf = (input: Record<string, unknown>, locale: string) => ({
  note: "",
  letter: "",
  ...input,
  letterLang: locale,
  nextSteps: [],
  reasonCodes: input.reasonCode ? [input.reasonCode] : [],
});
