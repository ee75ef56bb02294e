import type { Context } from "#platform/context.ts";
import { allowToSee } from "#platform/errors.ts";
import { type ExportColumn, exportResponse } from "#platform/export/export-rows.ts";
import { translator } from "#platform/i18n/translate.ts";
import { cityName } from "../cities.ts";
import { countryName } from "../countries.ts";
import type { Field, Stage, Topic } from "../fields.ts";
import { canReadCompanies } from "../policy.ts";
import type { CompanyExportQuery } from "../schema.ts";
import type { CompanyListItem } from "../views.ts";
import { findCompanies } from "./list-companies.ts";

const readAtOnce = 500;

/** Sends the list a reader sees, or the chosen companies of it, as CSV or XLSX: all rows, in the list's order, words in the reader's language. */
export async function exportCompanies(ctx: Context, query: CompanyExportQuery): Promise<Response> {
  allowToSee(canReadCompanies(ctx.actor));
  const columns = await exportColumns(ctx);
  return exportResponse(query.format, `companies-${ctx.now().toISOString().slice(0, 10)}`, columns, readAll(ctx, query));
}

async function* readAll(ctx: Context, { format: _, id, ...filter }: CompanyExportQuery): AsyncGenerator<CompanyListItem> {
  let cursor: string | undefined;
  do {
    const from = cursor;
    const page = await findCompanies(ctx, { ...filter, ids: id, cursor: from, limit: readAtOnce }, false);
    yield* page.items;
    cursor = page.cursor ?? undefined;
  } while (cursor);
}

async function exportColumns({ locale }: Context): Promise<ExportColumn<CompanyListItem>[]> {
  const t = await translator(locale);
  const list = (values: readonly string[]) => values.join("; ");
  return [
    { header: t("companies.columns.name"), value: ({ name }) => name },
    { header: t("companies.columns.legalName"), value: ({ legalName }) => legalName },
    { header: t("companies.columns.otherNames"), value: ({ otherNames }) => list(otherNames) },
    { header: t("companies.columns.oneLiner"), value: ({ oneLiner }) => oneLiner },
    { header: t("companies.columns.field"), value: ({ field }) => (field ? t(`taxonomy.fields.${field as Field}`) : null) },
    {
      header: t("companies.columns.topics"),
      value: ({ topics }) => list(topics.map((topic) => t(`taxonomy.topics.${topic as Topic}`))),
    },
    { header: t("companies.columns.tags"), value: ({ tags }) => list(tags) },
    { header: t("companies.columns.country"), value: ({ country }) => (country ? countryName(country, locale) : null) },
    { header: t("companies.columns.city"), value: ({ city }) => (city ? cityName(city, locale) : null) },
    { header: t("companies.columns.foundedYear"), value: ({ foundedYear }) => foundedYear },
    { header: t("companies.columns.teamSize"), value: ({ teamSize }) => teamSize },
    { header: t("companies.columns.stage"), value: ({ stage }) => (stage ? t(`companies.stages.${stage as Stage}`) : null) },
    { header: t("companies.columns.status"), value: ({ status }) => status },
    {
      header: t("companies.columns.fundingTotalFen"),
      value: ({ fundingTotalFen }) => (fundingTotalFen === null ? null : fundingTotalFen / 100),
    },
    { header: t("companies.columns.certificates"), value: ({ certificates }) => list(certificates) },
    { header: t("companies.columns.website"), value: ({ website }) => website },
    { header: t("companies.columns.sources"), value: ({ sources }) => list(sources) },
    { header: t("companies.columns.pass"), value: ({ pass }) => (pass ? t(`companies.passReasons.${pass.reasonCode}`) : null) },
    { header: t("companies.columns.lastContactOn"), value: ({ lastContactOn }) => lastContactOn },
    { header: t("companies.columns.id"), value: ({ id }) => id },
  ];
}
