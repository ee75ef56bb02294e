import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allowToSee, found } from "#platform/errors.ts";
import { decodeCursor, encodeCursor, pageOf, pageQuery } from "#platform/pages.ts";
import type { Reason } from "../deduplication/index.ts";
import { canReadCompanies, canWriteCompanies } from "../policy.ts";
import { companyBrief } from "../views.ts";
import { findCompaniesByIds } from "./company-briefs.ts";

export const duplicateQuery = z.object({ status: z.enum(["open", "merged", "different"]).default("open"), ...pageQuery.shape });

const side = companyBrief.extend({
  description: z.string(),
  formerNames: z.array(z.string()),
  fundingTotalFen: z.number().nullable(),
  sources: z.array(z.string()),
});

export const duplicateView = z.object({
  id: z.uuid(),
  score: z.number(),
  /** Strongest first; `kind` says what was compared, `detail` what was found. */
  reasons: z.array(z.object({ kind: z.string(), weight: z.number(), detail: z.string() })),
  status: z.enum(["open", "merged", "different"]),
  left: side,
  right: side,
  can: z.object({ decide: z.boolean() }),
});
export type DuplicateView = z.output<typeof duplicateView>;
export const duplicatePage = pageOf(duplicateView);

/** Pairs that may be one firm, the surest first, in a number of queries that does not grow with the page. */
export async function listDuplicates(
  ctx: Context,
  { status, cursor, limit }: z.output<typeof duplicateQuery>,
): Promise<z.output<typeof duplicatePage>> {
  allowToSee(canReadCompanies(ctx.actor));
  const after = cursor ? decodeCursor(cursor, z.tuple([z.number().min(-1e30).max(1e30), z.uuid()])) : null;
  return ctx.transact(async (tx) => {
    let select = suggestions(tx, status).orderBy("duplicateSuggestion.score", "desc").orderBy("duplicateSuggestion.id", "desc");
    if (after)
      select = select.where(
        sql<boolean>`(duplicate_suggestion.score, duplicate_suggestion.id) < (${after[0]}::real, ${after[1]}::uuid)`,
      );
    const rows = await select.limit(limit + 1).execute();
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await viewsOf(tx, ctx, shown),
      cursor: rows.length > limit && last ? encodeCursor([last.score, last.id]) : null,
      total: cursor ? null : (await countDuplicates(tx, status)).count,
    };
  });
}

/** One pair, side by side. */
export async function getDuplicate(ctx: Context, suggestionId: string): Promise<DuplicateView> {
  allowToSee(canReadCompanies(ctx.actor));
  return ctx.transact(async (tx) => {
    const row = found(await suggestions(tx, null).where("duplicateSuggestion.id", "=", suggestionId).executeTakeFirst());
    return found((await viewsOf(tx, ctx, [row]))[0]);
  });
}

type Status = z.output<typeof duplicateQuery>["status"];

/** How many pairs the list of the status holds, and since when the oldest of them waits. */
export const countDuplicates = (tx: Transaction, status: Status): Promise<{ count: number; since: Date | null }> =>
  suggestions(tx, status)
    .clearSelect()
    .select((eb) => [eb.fn.countAll<number>().as("count"), eb.fn.min("duplicateSuggestion.createdAt").as("since")])
    .executeTakeFirstOrThrow();

/** A pair is nobody's to judge any more when one of its records is erased or, unless the pair itself was merged, merged. */
function suggestions(tx: Transaction, status: Status | null) {
  const select = tx
    .selectFrom("duplicateSuggestion")
    .innerJoin("company as left", "left.id", "duplicateSuggestion.leftCompanyId")
    .innerJoin("company as right", "right.id", "duplicateSuggestion.rightCompanyId")
    .select([
      "duplicateSuggestion.id",
      "duplicateSuggestion.score",
      "duplicateSuggestion.reasons",
      "duplicateSuggestion.status",
      "duplicateSuggestion.leftCompanyId",
      "duplicateSuggestion.rightCompanyId",
    ])
    .where("left.erasedAt", "is", null)
    .where("right.erasedAt", "is", null);
  if (status === null) return select;
  const ofStatus = select.where("duplicateSuggestion.status", "=", status);
  return status === "merged" ? ofStatus : ofStatus.where("left.mergedIntoId", "is", null).where("right.mergedIntoId", "is", null);
}

type SuggestionRow = Awaited<ReturnType<ReturnType<typeof suggestions>["executeTakeFirstOrThrow"]>>;

async function viewsOf(tx: Transaction, ctx: Context, rows: SuggestionRow[]): Promise<DuplicateView[]> {
  const ids = [...new Set(rows.flatMap(({ leftCompanyId, rightCompanyId }) => [leftCompanyId, rightCompanyId]))];
  const briefs = new Map((await findCompaniesByIds(tx, ctx, ids)).map((brief) => [brief.id, brief]));
  const details = await tx
    .selectFrom("company")
    .select(["id", "description", "formerNames", "fundingTotalFen", "sources"])
    .where("id", "in", ids)
    .execute();
  const detailOf = new Map(details.map((row) => [row.id, row]));
  const sideOf = (id: string) => ({ ...briefs.get(id)!, ...detailOf.get(id)! });
  return rows.map(({ id, score, reasons, status, leftCompanyId, rightCompanyId }) => ({
    id,
    score,
    reasons: (reasons as Reason[]).toSorted((left, right) => Math.abs(right.weight) - Math.abs(left.weight)),
    status,
    left: sideOf(leftCompanyId),
    right: sideOf(rightCompanyId),
    can: { decide: canWriteCompanies(ctx.actor) },
  }));
}
