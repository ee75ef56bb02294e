import { ctxOf } from "#web/context.ts";
import { submittedForm } from "#web/submitted-form.ts";
import type { Route } from "./+types/drafts";
import { autosaveAnswer } from "./form/save-need-form.ts";

/** Takes the form of a draft while somebody types. */
export async function action({ context, request }: Route.ActionArgs) {
  return autosaveAnswer(ctxOf(context), await submittedForm(ctxOf(context), request));
}
