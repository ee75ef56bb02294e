import { getNeed } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import { found } from "#platform/errors.ts";
import { judgeForNeed } from "../need-matches.ts";
import { shortReasons } from "../short-reasons.ts";
import { openStages } from "../shortlist-stage.ts";
import { listEntries } from "./queries.ts";
import type { ComparisonView } from "./views.ts";

const defaultColumns = 4;
const shownReasons = 6;

/**
 * Entries of a need's list side by side with the fit of today; without a choice the furthest on the list. Not found for an entry
 * that is not on it.
 */
export async function compareEntries(
  ctx: Context,
  needId: string,
  entryIds?: readonly string[],
  most: number = defaultColumns,
): Promise<ComparisonView> {
  const { entries } = await listEntries(ctx, needId);
  const need = await getNeed(ctx, needId);
  const byStage = entries
    .filter(({ stage }) => stage !== "passed")
    .sort((a, b) => openStages.indexOf(b.stage as "chosen") - openStages.indexOf(a.stage as "chosen"));
  const chosen = entryIds ? entryIds.map((id) => found(entries.find((entry) => entry.id === id))) : byStage.slice(0, most);
  const judged = await judgeForNeed(
    ctx,
    needId,
    chosen.map(({ company }) => company.id),
  );
  const { id, title, lang, state, unit, owner, detail, decideBy, budgetMinor, budgetCurrency, requirements } = need;
  return {
    need: {
      id,
      title,
      lang,
      state,
      unitName: unit.names[ctx.locale] ?? unit.name,
      ownerName: owner.name,
      detail,
      decideBy,
      budgetMinor,
      budgetCurrency,
    },
    requirements,
    columns: chosen.flatMap((entry) => {
      const match = judged.get(entry.company.id);
      if (!match) return [];
      const reasons = shortReasons(match.reasons, shownReasons);
      return [
        { entry, fit: match.fit, reasons, summary: match.summary, requirements: match.requirements, against: match.against },
      ];
    }),
  };
}
