import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { canReadCompanies, canWriteCompanies } from "../policy.ts";

/** Remembers for good that two records are different firms; they are never suggested again. */
export const keepApart = (ctx: Context, suggestionId: string): Promise<void> => decide(ctx, suggestionId, "different");

/** Takes that back: the pair is suggested again. */
export const reopenSuggestion = (ctx: Context, suggestionId: string): Promise<void> => decide(ctx, suggestionId, "open");

async function decide(ctx: Context, suggestionId: string, status: "different" | "open"): Promise<void> {
  await ctx.transact(async (tx) => {
    const suggestion = found(
      canReadCompanies(ctx.actor)
        ? await tx.selectFrom("duplicateSuggestion").selectAll().where("id", "=", suggestionId).forUpdate().executeTakeFirst()
        : null,
    );
    allow(canWriteCompanies(ctx.actor));
    if (suggestion.status === "merged") throw new DomainError("conflict", "companies.errors.merged");
    await tx
      .updateTable("duplicateSuggestion")
      .set(
        status === "open"
          ? { status, decidedBy: null, decidedAt: null }
          : { status, decidedBy: ctx.actor.personId, decidedAt: ctx.now() },
      )
      .where("id", "=", suggestionId)
      .execute();
    await audit(tx, ctx, {
      action: status === "different" ? "company.keptApart" : "company.suggestionReopened",
      subjectType: "duplicateSuggestion",
      subjectId: suggestionId,
      detail: { companyIds: [suggestion.leftCompanyId, suggestion.rightCompanyId] },
    });
  });
}
