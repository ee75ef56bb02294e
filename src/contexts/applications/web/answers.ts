import { data } from "react-router";
import { parse } from "#platform/parse.ts";
import { ctxOf } from "#web/context.ts";
import { submission } from "#web/respond.ts";
import { writeAnswers } from "../commands/write-answers.ts";
import { answersInput } from "../schema.ts";
import type { Route } from "./+types/answers";

/** Takes answers while somebody types. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  return submission(ctx, async () => {
    const { answers } = parse(answersInput, await request.json().catch(() => null));
    return data({ kept: await writeAnswers(ctx, params.applicationId, answers) });
  });
}
