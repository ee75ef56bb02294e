import type { Context } from "#platform/context.ts";
import { allowToSee } from "#platform/errors.ts";
import { type ExportColumn, type ExportFormat, exportResponse } from "#platform/export/export-rows.ts";
import { translator } from "#platform/i18n/translate.ts";
import type { PilotRowView } from "../board-views.ts";
import { canSeePilots } from "../policy.ts";
import type { PilotQuery } from "../schema.ts";
import { listPilots } from "./list-pilots.ts";

type Translate = Awaited<ReturnType<typeof translator>>;

/** All pilots a filter finds among those the actor may read, as a download; the host's own columns are the host's. */
export async function exportPilots(ctx: Context, query: PilotQuery, format: ExportFormat): Promise<Response> {
  allowToSee(canSeePilots(ctx.actor));
  const t = await translator(ctx.locale);
  const columns = [...bothSides(t), ...(ctx.actor.organisationKind === "host" ? hostsOwn(t, ctx.locale) : [])];
  return exportResponse(format, "pilots", columns, allPages(ctx, { ...query, cursor: undefined, limit: 200 }));
}

async function* allPages(ctx: Context, query: PilotQuery): AsyncGenerator<PilotRowView> {
  let cursor: string | null = null;
  do {
    const page = await listPilots(ctx, { ...query, ...(cursor ? { cursor } : {}) });
    yield* page.items;
    cursor = page.cursor;
  } while (cursor);
}

const bothSides = (t: Translate): ExportColumn<PilotRowView>[] => [
  { header: t("pipeline.column.number"), value: ({ number }) => number },
  { header: t("pipeline.column.title"), value: ({ title }) => title },
  { header: t("pipeline.column.company"), value: ({ company }) => company.name },
  { header: t("pipeline.column.state"), value: ({ state }) => t(`pilots.state.${state}`) },
  { header: t("pipeline.column.stay"), value: ({ daysInState }) => daysInState },
  { header: t("pipeline.column.turn"), value: ({ turn }) => (turn ? t(`pipeline.turn.${turn}`) : "") },
  { header: t("pipeline.column.startsOn"), value: ({ startsOn }) => startsOn },
  { header: t("pipeline.column.endsOn"), value: ({ endsOn }) => endsOn },
  { header: t("pipeline.column.decisionOn"), value: ({ decisionOn }) => decisionOn },
  { header: t("pipeline.column.heldUntil"), value: ({ heldUntil }) => heldUntil },
  { header: t("pipeline.column.owner"), value: ({ problemOwner }) => problemOwner.name },
  { header: t("pipeline.column.changed"), value: ({ changedAt }) => changedAt },
];

const hostsOwn = (t: Translate, locale: string): ExportColumn<PilotRowView>[] => [
  { header: t("pipeline.column.unit"), value: ({ unit }) => unit && (unit.names[locale] ?? unit.name) },
  { header: t("pipeline.column.need"), value: ({ need }) => need?.title ?? "" },
  {
    header: t("pipeline.column.missing"),
    value: ({ missing }) => (missing ?? []).map((part) => t(`pilots.missing.${part}`)).join(" "),
  },
  { header: t("pipeline.column.budget"), value: ({ budget }) => budget && budget.minor / 100 },
  { header: t("pipeline.column.currency"), value: ({ budget }) => budget?.currency ?? "" },
];
