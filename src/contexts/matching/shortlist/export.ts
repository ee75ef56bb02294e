import { cityName, countryName } from "#contexts/companies/index.ts";
import type { Context } from "#platform/context.ts";
import { type ExportColumn, type ExportFormat, exportResponse } from "#platform/export/export-rows.ts";
import { translator } from "#platform/i18n/translate.ts";
import { getShortlist } from "./queries.ts";
import type { FittedEntryView } from "./views.ts";

/** The list as a sheet, one row an entry, with the columns named in the reader's language. */
export async function exportShortlist(ctx: Context, needId: string, format: ExportFormat): Promise<Response> {
  const { entries, need } = await getShortlist(ctx, needId);
  const t = await translator(ctx.locale);
  const columns: ExportColumn<FittedEntryView>[] = [
    { header: t("matching.stageLabel"), value: ({ stage }) => t(`matching.stages.${stage}`) },
    { header: t("matching.company"), value: ({ company }) => [company.name, ...company.otherNames].join(" · ") },
    { header: t("matching.fit"), value: ({ fit }) => (fit === null ? null : Math.round(fit * 100)) },
    { header: t("matching.facts.oneLiner"), value: ({ company }) => company.oneLiner },
    {
      header: t("matching.facts.country"),
      value: ({ company }) => (company.country ? countryName(company.country, ctx.locale) : null),
    },
    { header: t("matching.facts.city"), value: ({ company }) => (company.city ? cityName(company.city, ctx.locale) : null) },
    { header: t("matching.facts.founded"), value: ({ company }) => company.foundedYear },
    { header: t("matching.facts.size"), value: ({ company }) => company.teamSize },
    { header: t("matching.facts.stage"), value: ({ company }) => company.stage },
    { header: t("matching.facts.website"), value: ({ company }) => company.website },
    { header: t("matching.votesFor"), value: ({ tally }) => tally.yes },
    { header: t("matching.votesUndecided"), value: ({ tally }) => tally.maybe },
    { header: t("matching.votesAgainst"), value: ({ tally }) => tally.no },
    {
      header: t("matching.notes"),
      value: ({ notes }) => notes.map(({ person, note }) => `${person.name ?? ""}: ${note}`).join("\n"),
    },
    {
      header: t("matching.passReason"),
      value: ({ pass }) =>
        pass ? [t(`companies.passReasons.${pass.reasonCode}` as never), pass.note].filter(Boolean).join(": ") : null,
    },
    { header: t("matching.addedAt"), value: ({ addedAt }) => addedAt },
  ];
  const name = need.title
    .replace(/[\\/:*?"<>|]+/g, " ")
    .slice(0, 80)
    .trim();
  return exportResponse(format, name || "shortlist", columns, rowsOf(entries));
}

async function* rowsOf(entries: FittedEntryView[]): AsyncGenerator<FittedEntryView> {
  yield* entries;
}
