import { searchCompanies } from "#contexts/companies/index.ts";
import { canSeeNeeds, listNeeds, needQuery } from "#contexts/needs/index.ts";
import { canSeePilots, listPilots, pilotQuery } from "#contexts/pilots/index.ts";
import type { Context } from "#platform/context.ts";
import { translator } from "#platform/i18n/translate.ts";
import type { SearchHit } from "#ui/shell/command-palette.tsx";
import type { Route } from "./+types/search.ts";
import { ctxOf } from "./context.ts";

/** What a context contributes to the palette: at most `limit` of what the actor may see, best first. */
type SearchSource = (ctx: Context, text: string, limit: number) => Promise<SearchHit[]>;

const sources: SearchSource[] = [findNeeds, findPilots, findCompanies];

/** `/search.json?q=` for the command palette. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const text = new URL(request.url).searchParams.get("q")?.trim().slice(0, 200) ?? "";
  if (text === "" || ctx.actor.seatId === null) return { hits: [], failed: false };
  const answers = await Promise.allSettled(sources.map((source) => source(ctx, text, 6)));
  const failures = answers.filter((answer) => answer.status === "rejected");
  for (const { reason } of failures) ctx.platform.log.error({ error: reason, requestId: ctx.requestId }, "search failed");
  return {
    hits: answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : [])),
    failed: failures.length > 0,
  };
}

async function findNeeds(ctx: Context, text: string, limit: number): Promise<SearchHit[]> {
  if (!canSeeNeeds(ctx.actor)) return [];
  const t = await translator(ctx.locale);
  const { items } = await listNeeds(ctx, needQuery.parse({ q: text, limit }));
  return items.map(({ id, title, state, unit }) => ({
    id,
    kind: t("shell.search.need"),
    title,
    detail: `${t(`needs.state.${state}`)} · ${unit.name}`,
    to: `/needs/${id}`,
  }));
}

async function findPilots(ctx: Context, text: string, limit: number): Promise<SearchHit[]> {
  if (!canSeePilots(ctx.actor)) return [];
  const t = await translator(ctx.locale);
  const { items } = await listPilots(ctx, pilotQuery.parse({ q: text, limit }));
  return items.map(({ id, number, title, state, company }) => ({
    id,
    kind: t("shell.search.pilot"),
    title,
    detail: `${number} · ${t(`pilots.state.${state}`)} · ${company.name}`,
    to: `/pilots/${id}`,
  }));
}

async function findCompanies(ctx: Context, text: string, limit: number): Promise<SearchHit[]> {
  const t = await translator(ctx.locale);
  const companies = await searchCompanies(ctx, text, limit);
  return companies.map(({ id, name, oneLiner, city }) => ({
    id,
    kind: t("shell.search.company"),
    title: name,
    detail: oneLiner || city,
    to: `/companies/${id}`,
  }));
}
