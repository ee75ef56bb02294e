import type { Platform } from "#platform/context.ts";
import type { AffinityCell, AffinityText } from "./core/affinity.ts";
import { matchingIndex } from "./living-index/platform-index.ts";
import { shownReasons } from "./match-reasons.ts";
import { textPart } from "./score.ts";
import type { MatchReason } from "./views.ts";

export interface AffinityMatrix {
  /** 0 to 1, row after row: the fit of column c for row r is `fits[r * columns + c]`. */
  fits: Float32Array;
  /** Of the cells asked for, in their order; none where nothing met. */
  reasons: MatchReason[][];
}

/**
 * How well each column answers each row, in one call and off the event loop: experts for a question (one row), reviewers for
 * applications (300 × 60). A German question meets an English profile. Texts are the caller's: it has asked whether the reader may read them.
 */
export async function affinityMatrix(
  platform: Platform,
  rows: readonly AffinityText[],
  columns: readonly AffinityText[],
  { reasonsFor = [], locale = "en" }: { reasonsFor?: readonly AffinityCell[]; locale?: string } = {},
): Promise<AffinityMatrix> {
  const { fits, reasons } = await matchingIndex(platform).affinity([...rows], [...columns], [...reasonsFor]);
  return {
    fits: fits.map((reached) => textPart(reached)),
    reasons: reasons.map((told) => (told ? shownReasons(told.reasons, locale.split("-")[0]!) : [])),
  };
}

/** The texts that answer one best, with reasons for each; those that share nothing with it are left out. */
export async function rankTexts(
  platform: Platform,
  question: AffinityText,
  texts: readonly AffinityText[],
  { top = 10, locale }: { top?: number; locale?: string } = {},
): Promise<{ id: string; fit: number; reasons: MatchReason[] }[]> {
  const { fits } = await affinityMatrix(platform, [question], texts);
  const best = [...fits.keys()]
    .filter((column) => fits[column]! > 0)
    .sort((a, b) => fits[b]! - fits[a]! || (texts[a]!.id < texts[b]!.id ? -1 : 1))
    .slice(0, top);
  const reasonsFor = best.map((column) => ({ row: 0, column }));
  const { reasons } = await affinityMatrix(platform, [question], texts, { reasonsFor, locale });
  return best.map((column, at) => ({ id: texts[column]!.id, fit: fits[column]!, reasons: reasons[at]! }));
}
