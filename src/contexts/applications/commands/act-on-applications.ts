import type { Context } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { translateKey } from "#platform/i18n/translate.ts";
import { rehearsing } from "#platform/rehearsal.ts";
import type { BulkStep } from "../list-schema.ts";
import type { BulkResult } from "../list-views.ts";
import { visibleApplications } from "../policy.ts";
import { nameResponsible } from "./name-responsible.ts";
import { remindReviewers } from "./remind-reviewers.ts";
import { askForSecondStage, beginReview } from "./run-application.ts";

/**
 * Takes one step for many applications, each by the command for a single one; what one of them refuses holds up no other. A rehearsal
 * runs the same commands and takes everything back, so that it says exactly what would happen.
 */
export async function actOnApplications(
  ctx: Context,
  { step, isRehearsal }: { step: BulkStep; isRehearsal: boolean },
): Promise<BulkResult> {
  const acting = isRehearsal ? rehearsing(ctx) : ctx;
  const ids = [...new Set(step.ids)];
  const found = await ctx.transact((tx) =>
    visibleApplications(tx, ctx.actor)
      .select(["application.id", "application.reference"])
      .where("application.id", "in", ids)
      .execute(),
  );
  const references = new Map(found.map(({ id, reference }) => [id, reference]));
  const rows: BulkResult["rows"] = [];
  const remind = step.step === "remindReviewers" ? await remindingOf(acting, [...references.keys()]) : null;
  for (const id of ids) {
    const refusal = await refusalOf(ctx, () => remind?.(id) ?? take(acting, id, step as SingleStep));
    rows.push({ id, reference: references.get(id) ?? null, isDone: refusal === null, refusal });
  }
  return { isRehearsal, rows };
}

type SingleStep = Exclude<BulkStep, { step: "remindReviewers" }>;

/** A reviewer gets one mail about all that waits for them, however many of the applications it names. */
async function remindingOf(ctx: Context, ids: string[]): Promise<(id: string) => Promise<void>> {
  const open = await ctx.transact((tx) =>
    visibleApplications(tx, ctx.actor)
      .innerJoin("applicationReview as review", "review.applicationId", "application.id")
      .select(["application.id", "review.phaseId", "review.reviewerPersonId"])
      .where("application.id", "in", ids)
      .where("review.state", "in", ["assigned", "started"])
      .execute(),
  );
  const sent = new Map(
    [...Map.groupBy(open, ({ phaseId }) => phaseId)].map(([phaseId, reviews]) => {
      const personIds = [...new Set(reviews.map(({ reviewerPersonId }) => reviewerPersonId))];
      const mails = remindReviewers(ctx, phaseId, { personIds });
      mails.catch(() => {});
      return [phaseId, mails] as const;
    }),
  );
  return async (id) => {
    const own = open.filter((review) => review.id === id);
    if (own.length === 0) throw new DomainError("conflict", "applications.errors.nobodyToRemind");
    await Promise.all(own.map(({ phaseId }) => sent.get(phaseId)));
  };
}

function take(ctx: Context, id: string, step: SingleStep): Promise<void> {
  switch (step.step) {
    case "beginReview":
      return beginReview(ctx, id);
    case "askForSecondStage":
      return askForSecondStage(ctx, id, step);
    case "giveToResponsible":
      return nameResponsible(ctx, id, step);
  }
}

async function refusalOf({ locale }: Context, act: () => Promise<void>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return translateKey(locale, error.messageKey, error.values);
  }
}
