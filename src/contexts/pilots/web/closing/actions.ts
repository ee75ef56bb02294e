import type { Context } from "#platform/context.ts";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { permitReference, recordAdoption, reverseAdoption, shareLesson, writeLesson } from "../../commands/close-pilot.ts";
import { judgeCriterion } from "../../commands/measure.ts";
import { minorOf } from "../../money/typed-amount.ts";
import { adoptionInput, judgementInput, lessonInput, referenceInput, reversalInput } from "../../running-schema.ts";

/** Does what a form of the result tab asks for. */
export async function changeResult(ctx: Context, pilotId: string, form: FormData): Promise<Response> {
  const given = formObject(form);
  // The id after the point tells forms of one kind apart, so that each shows its own mistakes.
  const [intent, id = ""] = String(form.get("intent")).split(".");
  const done = (notice: Notice) =>
    redirectWithNotice(ctx, `/pilots/${pilotId}/result`, { messageKey: `evaluation.notices.${notice}` });
  switch (intent) {
    case "judge":
      await judgeCriterion(ctx, pilotId, parse(judgementInput, { ...given, criterionId: id }));
      return done("judged");
    case "lesson":
      await writeLesson(ctx, pilotId, parse(lessonInput, { ...given, isShared: given.isShared === "on" }));
      return done("lesson");
    case "share":
    case "unshare":
      await shareLesson(ctx, id, intent === "share");
      return done(intent === "share" ? "shared" : "unshared");
    case "reference":
      await permitReference(ctx, pilotId, parse(referenceInput, given));
      return done("reference");
    case "adopt":
      await recordAdoption(ctx, pilotId, parse(adoptionInput, typedAdoption(given)));
      return done("adopted");
    case "reverse":
      await reverseAdoption(ctx, id, parse(reversalInput, given));
      return done("reversed");
    default:
      throw notFound();
  }
}

type Notice = "judged" | "lesson" | "shared" | "unshared" | "reference" | "adopted" | "reversed";

/** Nothing written is nothing; what is no amount is refused by the schema. */
function typedAdoption({ plannedMinor, realisedMinor, ...given }: Record<string, unknown>) {
  const minor = (typed: unknown) => (typed === undefined ? 0 : minorOf(String(typed)));
  return { ...given, plannedMinor: minor(plannedMinor), realisedMinor: minor(realisedMinor) };
}
