import type { Context } from "#platform/context.ts";
import { type ExportCell, exportResponse } from "#platform/export/export-rows.ts";
import { translator } from "#platform/i18n/translate.ts";
import { textOf } from "./cell-values.ts";
import { getImport, listRejections } from "./queries.ts";
import type { RejectionView } from "./schema.ts";

type RejectedRow = RejectionView & { raw: string };

/** Rejected rows as CSV in the columns of the file, with a sentence for each bad cell in the reader's language; correct and upload it again. */
export async function downloadRejections(ctx: Context, { importId }: { importId: string }): Promise<Response> {
  const { columns, fileName } = await getImport(ctx, { importId });
  const t = await translator(ctx.locale);
  const sentence = ({ column, code, value }: RejectionView["reasons"][number]): string => {
    const reason = t(`companiesImport.reasons.${code}`);
    return column === null ? reason : `${column}: ${reason}${value ? ` (${value})` : ""}`;
  };
  const cellOf = (row: RejectedRow, column: string): ExportCell => {
    const value = (JSON.parse(row.raw) as Record<string, unknown>)[column];
    return typeof value === "number" ? value : textOf(value);
  };
  return exportResponse<RejectedRow>(
    "csv",
    `${fileName.replace(/\.\w+(\.gz)?$/, "")}-${t("companiesImport.download.fileName")}`,
    [
      { header: t("companiesImport.download.row"), value: ({ rowNumber }) => rowNumber },
      {
        header: t("companiesImport.download.result"),
        value: ({ isRowKept }) => t(`companiesImport.download.${isRowKept ? "kept" : "rejected"}`),
      },
      { header: t("companiesImport.download.reasons"), value: ({ reasons }) => reasons.map(sentence).join("\n") },
      ...columns.map(({ column }) => ({ header: column, value: (row: RejectedRow) => cellOf(row, column) })),
    ],
    allRejections(ctx, importId),
  );
}

async function* allRejections(ctx: Context, importId: string): AsyncGenerator<RejectedRow> {
  const limit = 500;
  let after = 0;
  for (;;) {
    const rows = await listRejections(ctx, { importId, after, limit });
    yield* rows;
    if (rows.length < limit) return;
    after = rows.at(-1)!.rowNumber;
  }
}
