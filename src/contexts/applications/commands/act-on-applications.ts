import { type Context, contextFor, type Platform } from "#platform/context.ts";
import type { Scope, Transaction } from "#platform/db/database.ts";
import { DomainError } from "#platform/errors.ts";
import { translateKey } from "#platform/i18n/translate.ts";
import type { BulkStep } from "../list-schema.ts";
import type { BulkResult } from "../list-views.ts";
import { visibleApplications } from "../policy.ts";
import { nameResponsible } from "./name-responsible.ts";
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
  for (const id of ids) {
    const refusal = await refusalOf(ctx, () => take(acting, id, step));
    rows.push({ id, reference: references.get(id) ?? null, isDone: refusal === null, refusal });
  }
  return { isRehearsal, rows };
}

function take(ctx: Context, id: string, step: BulkStep): Promise<void> {
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

/** The same context, whose transactions are all taken back in the end. */
function rehearsing(ctx: Context): Context {
  const { database } = ctx.platform;
  const transact = async <Result>(scope: Scope, run: (tx: Transaction) => Promise<Result>): Promise<Result> => {
    let result: { value: Result } | undefined;
    await database
      .transact(scope, async (tx) => {
        result = { value: await run(tx) };
        throw takenBack;
      })
      .catch((error: unknown) => {
        if (error !== takenBack) throw error;
      });
    return result!.value;
  };
  const platform: Platform = { ...ctx.platform, database: { ...database, transact } };
  return contextFor(platform, ctx.actor, ctx);
}

const takenBack = new Error("The rehearsal is over.");
