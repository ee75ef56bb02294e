import { nameIn } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import { allowToSee } from "#platform/errors.ts";
import { type ExportColumn, exportResponse } from "#platform/export/export-rows.ts";
import { translator } from "#platform/i18n/translate.ts";
import type { LedgerRow, LedgerSum, LedgerView } from "../closing-views.ts";
import { canSeeAdoptions, visiblePilots } from "../policy.ts";
import type { AdoptionExportQuery, AdoptionQuery } from "../running-schema.ts";
import { adoptionRows, adoptionViewOf, sumsOf } from "./result.ts";

/** What became of all pilots of the host: sums by unit and year with the rows they are made of; each opens down to its pilot. */
export async function listAdoptions(ctx: Context, { unitId, year }: AdoptionQuery): Promise<LedgerView> {
  allowToSee(canSeeAdoptions(ctx.actor));
  const all = await ledgerOf(ctx);
  const rows = all.filter((row) => (!unitId || row.unitId === unitId) && (!year || row.happenedOn.startsWith(year)));
  return {
    rows,
    sums: sumsByUnit(rows),
    totals: sumsOf(rows),
    units: [...new Map(all.map((row) => [row.unitId, { id: row.unitId, name: row.unitName }])).values()],
    years: [...new Set(all.map(({ happenedOn }) => happenedOn.slice(0, 4)))].sort().reverse(),
  };
}

async function ledgerOf(ctx: Context): Promise<LedgerRow[]> {
  const rows = await ctx.transact((tx) =>
    adoptionRows(tx)
      .innerJoin("pilot", "pilot.id", "adoption.pilotId")
      .innerJoin("company", "company.id", "adoption.companyId")
      .innerJoin("unit", "unit.id", "adoption.unitId")
      .select(["adoption.pilotId", "adoption.unitId", "pilot.number as pilotNumber", "pilot.title as pilotTitle"])
      .select(["company.name as companyName", "unit.name as unitName", "unit.names as unitNames"])
      .where("adoption.pilotId", "in", visiblePilots(tx, ctx.actor).select("pilot.id"))
      .execute(),
  );
  return rows.map(({ unitNames, unitName, ...row }) => ({
    ...adoptionViewOf(row),
    unitName: nameIn(ctx.locale, unitName, unitNames),
  }));
}

function sumsByUnit(rows: readonly LedgerRow[]): LedgerSum[] {
  const inOrder = rows.toSorted((a, b) => a.unitName.localeCompare(b.unitName) || b.happenedOn.localeCompare(a.happenedOn));
  const groups = Map.groupBy(inOrder, ({ unitId, happenedOn }) => `${unitId} ${happenedOn.slice(0, 4)}`);
  return [...groups.values()].flatMap((group) => {
    const { unitId, unitName, happenedOn } = group[0]!;
    const counting = group.filter(({ isReversed, reversesId }) => !isReversed && reversesId === null);
    return sumsOf(group).map((sum) => ({
      ...sum,
      unitId,
      unitName,
      year: happenedOn.slice(0, 4),
      pilots: new Set(counting.filter(({ currency }) => currency === sum.currency).map(({ pilotId }) => pilotId)).size,
    }));
  });
}

/** The rows as a table to download; reversals with a minus, so that the columns add up. */
export async function exportAdoptions(ctx: Context, { format, ...query }: AdoptionExportQuery): Promise<Response> {
  const { rows } = await listAdoptions(ctx, query);
  return exportResponse(format, "adoptions", await columnsIn(ctx), rowsOf(rows));
}

async function* rowsOf(rows: readonly LedgerRow[]): AsyncGenerator<LedgerRow> {
  yield* rows;
}

async function columnsIn({ locale }: Context): Promise<ExportColumn<LedgerRow>[]> {
  const t = await translator(locale);
  const signed = (row: LedgerRow, minor: number) => ((row.reversesId ? -1 : 1) * minor) / 100;
  return [
    { header: t("evaluation.ledger.day"), value: ({ happenedOn }) => happenedOn },
    { header: t("evaluation.ledger.unit"), value: ({ unitName }) => unitName },
    { header: t("evaluation.ledger.pilot"), value: ({ pilotNumber }) => pilotNumber },
    { header: t("evaluation.ledger.pilotTitle"), value: ({ pilotTitle }) => pilotTitle },
    { header: t("evaluation.ledger.company"), value: ({ companyName }) => companyName },
    { header: t("evaluation.ledger.kind"), value: ({ kind }) => t(`evaluation.kinds.${kind}`) },
    { header: t("evaluation.ledger.title"), value: ({ title }) => title },
    { header: t("evaluation.ledger.currency"), value: ({ currency }) => currency },
    { header: t("evaluation.ledger.planned"), value: (row) => signed(row, row.plannedMinor) },
    { header: t("evaluation.ledger.realised"), value: (row) => signed(row, row.realisedMinor) },
    { header: t("evaluation.ledger.note"), value: ({ note }) => note },
  ];
}
