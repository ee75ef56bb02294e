import { demandFromLimit } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import { answersTo, reasonsOf } from "./answer.ts";
import type { QuestionView } from "./answer-schema.ts";
import { type Standing, standingOf } from "./standing.ts";

/** Looks and answers of one address in a minute; the secret itself cannot be guessed. */
const tries = { window: 60, max: 30 };

export const demandTry = ({ platform, origin }: Context): Promise<void> =>
  demandFromLimit(platform, `answer|${origin ?? "unknown"}`, tries);

/** What the holder of a link is asked, or why it is not answered any more and what to do instead. Looking at it changes nothing. */
export async function getQuestion(ctx: Context, secret: string): Promise<QuestionView> {
  await demandTry(ctx);
  return questionOf(await standingOf(ctx, secret));
}

function questionOf({ link, state, thing, person, personName, actor }: Standing): QuestionView {
  const isTheirs = actor !== null;
  const isOpen = state === "open";
  return {
    question: link.question,
    state,
    personName,
    title: person ? thing.title : null,
    company: isTheirs ? thing.company : null,
    pilotState: isTheirs ? thing.pilotState : null,
    href: thing.href,
    dueOn: isTheirs ? thing.dueOn : null,
    heldUntil: isTheirs ? thing.heldUntil : null,
    answers: isOpen
      ? answersTo[link.question].map((answer) => ({
          answer,
          reasons: [...(reasonsOf[answer] ?? [])],
          missing: answer === "go" ? thing.missingForGo : [],
        }))
      : [],
    used: link.usedAt && link.answer ? { answer: link.answer, at: link.usedAt } : null,
    changed: state === "changed" ? thing.changed : null,
    ownerName: state === "ownerChanged" ? thing.ownerName : null,
    canRenew: isTheirs && !isOpen && thing.isOpen,
  };
}
