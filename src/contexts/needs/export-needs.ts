import type { Field, Topic } from "#contexts/companies/fields.ts";
import type { Context } from "#platform/context.ts";
import { allowToSee } from "#platform/errors.ts";
import { type ExportColumn, type ExportFormat, exportResponse } from "#platform/export/export-rows.ts";
import type { translator } from "#platform/i18n/translate.ts";
import { listNeeds } from "./list-needs.ts";
import { canSeeNeeds } from "./policy.ts";
import type { NeedQuery, NeedRow } from "./schema.ts";

type Translate = Awaited<ReturnType<typeof translator>>;

/** All needs the filter finds among those the actor may read, as a download; the confidential detail stays in the product. */
export function exportNeeds(ctx: Context, query: NeedQuery, format: ExportFormat, t: Translate): Response {
  allowToSee(canSeeNeeds(ctx.actor));
  return exportResponse(format, "needs", columnsIn(t, ctx.locale), allPages(ctx, { ...query, cursor: undefined, limit: 200 }));
}

async function* allPages(ctx: Context, query: NeedQuery): AsyncGenerator<NeedRow> {
  let cursor: string | null = null;
  do {
    const page = await listNeeds(ctx, { ...query, ...(cursor ? { cursor } : {}) });
    yield* page.items;
    cursor = page.cursor;
  } while (cursor);
}

function columnsIn(t: Translate, locale: string): ExportColumn<NeedRow>[] {
  return [
    { header: t("needs.form.title"), value: ({ title }) => title },
    { header: t("needs.list.state"), value: ({ state }) => t(`needs.state.${state}`) },
    { header: t("needs.form.unit"), value: ({ unit }) => unit.names[locale] ?? unit.name },
    { header: t("needs.form.owner"), value: ({ owner }) => owner.name },
    { header: t("needs.form.field"), value: ({ field }) => (field ? t(`taxonomy.fields.${field as Field}`) : "") },
    {
      header: t("needs.form.topics"),
      value: ({ topics }) => topics.map((topic) => t(`taxonomy.topics.${topic as Topic}`)).join("; "),
    },
    { header: t("needs.form.urgency"), value: ({ urgency }) => t(`needs.urgency.${urgency}`) },
    { header: t("needs.form.budget"), value: ({ budgetMinor }) => (budgetMinor === null ? "" : budgetMinor / 100) },
    { header: t("needs.form.decideBy"), value: ({ decideBy }) => decideBy ?? "" },
    { header: t("needs.list.updated"), value: ({ updatedAt }) => updatedAt },
  ];
}
