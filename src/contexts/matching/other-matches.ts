import { canReadCompanies } from "#contexts/companies/index.ts";
import { listOpenNeeds, readsEveryNeed } from "#contexts/needs/index.ts";
import type { Context } from "#platform/context.ts";
import { allowToSee, found } from "#platform/errors.ts";
import { isId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { companyDocument } from "./company-document.ts";
import { companyFactsOf } from "./company-facts.ts";
import { type LoadedCompany, loadProfiles } from "./company-profiles.ts";
import { facetFilters, indexQueryOf, verdictsOf } from "./index-query.ts";
import { matchingIndex } from "./living-index/platform-index.ts";
import type { IndexQuery, RankResult } from "./living-index/protocol.ts";
import { reasonViews } from "./match-reasons.ts";
import { readMatchState } from "./match-state.ts";
import { type TextQuery, textQuery } from "./schema.ts";
import { fitOf, requirementPart, textPart } from "./score.ts";
import type { CompanyNeeds, TextMatches, TextMatchView } from "./views.ts";

/** Below this share of the best reachable score a need and a company have only common words in common. */
const leastReached = 0.06;
const mostNeeds = 20;

/** The other direction: open needs the actor may read that the company could answer, best first, with reasons. */
export async function needsForCompany(ctx: Context, companyId: string): Promise<CompanyNeeds> {
  const company = await requireProfile(ctx, companyId);
  const needs = await listOpenNeeds(ctx);
  const index = matchingIndex(ctx.platform);
  const status = index.status();
  const byId = new Map(needs.map((need) => [need.id, need]));
  const fits = await index.fits(
    needs.map((need) => ({ key: need.id, ...indexQueryOf(need, ctx.actor) })),
    companyDocument(company),
  );
  const entries = await ctx.transact((tx) =>
    tx
      .selectFrom("shortlistEntry")
      .select(["id", "needId", "stage"])
      .where("companyId", "=", companyId)
      .where("removedAt", "is", null)
      .execute(),
  );
  const items = fits.flatMap(({ key, reasons }) => {
    if (reasons.fit < leastReached) return [];
    const need = byId.get(key)!;
    const requirements = verdictsOf(need.requirements, company, reasons);
    const judged = requirements.map(({ requirement, verdict }) => ({ level: requirement.level, verdict }));
    const parts = { text: textPart(reasons.fit), requirements: requirementPart(judged), meaning: null, caution: 1 };
    const entry = entries.find(({ needId }) => needId === key);
    return [
      {
        need: { id: need.id, title: need.title, lang: need.lang, state: need.state },
        fit: fitOf(parts),
        parts,
        ...reasonViews(company, reasons, readerLanguageOf(ctx)),
        requirements: requirements.map(({ requirement, verdict, evidence, coverage }) => ({
          ...requirement,
          verdict,
          evidence,
          coverage,
        })),
        entry: entry ? { id: entry.id, stage: entry.stage } : null,
      },
    ];
  });
  items.sort((a, b) => b.fit - a.fit || (a.need.id < b.need.id ? -1 : 1));
  return { items: items.slice(0, mostNeeds), index: status };
}

/** Companies like one company; with a need, like it in what the need asks for. */
export async function similarCompanies(
  ctx: Context,
  companyId: string,
  { needId, limit = 10 }: { needId?: string; limit?: number } = {},
): Promise<TextMatches> {
  const company = await requireProfile(ctx, companyId);
  const document = companyDocument(company);
  const state = needId ? await ctx.transact((tx) => readMatchState(tx, ctx, needId)) : null;
  const query: IndexQuery = state
    ? { ...indexQueryOf(state.need, ctx.actor), examples: { positive: [document], negative: [] } }
    : {
        query: {
          title: company.oneLiner,
          text: company.description,
          requirements: [],
          tags: company.tags,
          concepts: [...company.topics, ...(company.field ? [company.field] : [])],
          language: company.lang,
        },
      };
  const result = await matchingIndex(ctx.platform).rank({ ...query, filters: { exceptIds: [companyId] }, top: limit });
  return textMatchesOf(ctx, query, result);
}

/** Companies for a free text, best first, with reasons; the same ranking as for a need, without its requirements and decisions. */
export async function matchText(ctx: Context, input: TextQuery): Promise<TextMatches> {
  allowToSee(canReadCompanies(ctx.actor));
  const { text, lang, top, filters, fields } = parse(textQuery, input);
  const query: IndexQuery = {
    query: { title: "", text, requirements: [], tags: [], ...(lang ? { language: lang } : {}) },
    weighByNeeds: readsEveryNeed(ctx.actor),
    ...(fields ? { fields } : {}),
  };
  const result = await matchingIndex(ctx.platform).rank({ ...query, filters: { facets: facetFilters(filters ?? {}) }, top });
  return textMatchesOf(ctx, query, result);
}

async function textMatchesOf(ctx: Context, query: IndexQuery, { hits, total }: RankResult): Promise<TextMatches> {
  const index = matchingIndex(ctx.platform);
  const profiles = await ctx.transact((tx) =>
    loadProfiles(
      tx,
      hits.map(({ id }) => id),
    ),
  );
  const explained = await index.explain(
    query,
    profiles.map((profile) => companyDocument(profile)),
  );
  const byId = new Map(profiles.map((profile) => [profile.id, profile]));
  const reasonsById = new Map(explained.map((reasons) => [reasons.id, reasons]));
  const items = hits.flatMap(({ id, score, fit }, at): TextMatchView[] => {
    const [profile, reasons] = [byId.get(id), reasonsById.get(id)];
    if (!profile || !reasons) return [];
    return [
      {
        company: companyFactsOf(profile),
        rank: at + 1,
        score,
        fit: textPart(fit),
        ...reasonViews(profile, reasons, readerLanguageOf(ctx)),
      },
    ];
  });
  return { items, total, index: index.status(), meaning: "off" };
}

async function requireProfile(ctx: Context, companyId: string): Promise<LoadedCompany> {
  allowToSee(canReadCompanies(ctx.actor));
  const profiles = isId(companyId) ? await ctx.transact((tx) => loadProfiles(tx, [companyId])) : [];
  return found(profiles[0]);
}

const readerLanguageOf = ({ locale }: Context): string => locale.split("-")[0]!;
