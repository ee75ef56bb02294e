import { newPass } from "#contexts/companies/index.ts";
import type { Context } from "#platform/context.ts";
import { notFound } from "#platform/errors.ts";
import { formObject, parse } from "#platform/parse.ts";
import { noticed } from "#web/notice.ts";
import { giveFeedback, withdrawFeedback } from "../feedback.ts";
import { changeLearning } from "../learning/learning-pause.ts";
import { learningChange, newEntry, newFeedback } from "../schema.ts";
import { addEntry, passEntry, removeEntry, takePassBack } from "../shortlist/commands.ts";
import type { MatchView } from "../views.ts";

/** What a card shows until the ranking is asked for again. */
export interface MatchAnswer {
  ok: true;
  entry?: NonNullable<MatchView["entry"]>;
  mine?: MatchView["feedback"]["mine"];
}

const answer = (facts: Omit<MatchAnswer, "ok"> = {}): MatchAnswer => ({ ok: true, ...facts });

/** What the buttons of a match do; each ends with a notice that can take it back. */
export async function matchAction(ctx: Context, needId: string, form: FormData) {
  const input = formObject(form);
  const companyId = `${input.companyId ?? ""}`;
  const name = `${input.companyName ?? ""}`;
  const undo = (fields: Record<string, string>) => ({
    action: `/needs/${needId}/matches`,
    fields: { companyId, companyName: name, ...fields },
  });
  switch (input.intent) {
    case "shortlist": {
      const entry = parse(newEntry, { companyId, stage: input.stage });
      const { id } = await addEntry(ctx, needId, entry);
      return noticed(ctx, answer({ entry: { id, stage: entry.stage } }), {
        messageKey: "matching.notices.shortlisted",
        values: { name },
        undo: undo({ intent: "unlist", entryId: id }),
      });
    }
    case "unlist":
      await removeEntry(ctx, needId, `${input.entryId}`);
      return answer();
    case "pass": {
      const { id } = await passEntry(ctx, needId, companyId, parse(newPass, input));
      return noticed(ctx, answer({ entry: { id, stage: "passed" } }), {
        messageKey: "matching.notices.passed",
        values: { name },
        undo: undo({ intent: "unpass", entryId: id }),
      });
    }
    case "unpass":
      await takePassBack(ctx, needId, `${input.entryId}`);
      return answer();
    case "judge": {
      const mine = parse(newFeedback, input);
      await giveFeedback(ctx, needId, companyId, mine);
      return noticed(ctx, answer({ mine }), {
        messageKey: "matching.notices.judged",
        values: { name },
        undo: undo({ intent: "unjudge" }),
      });
    }
    case "learning":
      await changeLearning(ctx, needId, parse(learningChange, input));
      return answer();
    case "unjudge":
      await withdrawFeedback(ctx, needId, companyId);
      return answer();
    default:
      throw notFound();
  }
}
