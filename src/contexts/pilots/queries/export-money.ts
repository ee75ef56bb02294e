import { z } from "zod";
import type { Context } from "#platform/context.ts";
import { type ExportColumn, exportResponse } from "#platform/export/export-rows.ts";
import { downloadHeaders } from "#platform/files/attachments.ts";
import type { MoneyRecord } from "../money-views.ts";
import { listMoneyRecords, moneyRecordQuery } from "./money-records.ts";

export const moneyExportQuery = moneyRecordQuery.extend({ format: z.enum(["csv", "json"]).default("csv") });
export type MoneyExportQuery = z.output<typeof moneyExportQuery>;

/** The money records as a file for another system; its columns and names never follow the reader's language. */
export async function exportMoney(ctx: Context, { format, ...query }: MoneyExportQuery): Promise<Response> {
  const answer = await listMoneyRecords(ctx, query);
  const response = format === "csv" ? exportResponse("csv", fileName, columns, each(answer.records)) : asJson(answer);
  response.headers.set("x-next-since", String(answer.next));
  return response;
}

const fileName = "orders-and-invoices";

const asJson = (answer: unknown): Response =>
  new Response(`${JSON.stringify(answer, null, 1)}\n`, { headers: downloadHeaders(`${fileName}.json`, "application/json") });

async function* each<Row>(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

/** Their order is part of the format: new ones are added at the end. */
export const moneyColumns = [
  "record",
  "id",
  "changeNumber",
  "pilotNumber",
  "supplierId",
  "supplierName",
  "supplierNumber",
  "orderId",
  "orderNumber",
  "position",
  "number",
  "title",
  "amountMinor",
  "amount",
  "currency",
  "rate",
  "rateOn",
  "rateSource",
  "budgetAmountMinor",
  "budgetCurrency",
  "costLine",
  "state",
  "bookedOn",
  "issuedOn",
  "dueOn",
  "approvedOn",
  "sentOn",
  "confirmedOn",
  "deliveredOn",
  "acceptedOn",
  "paidOn",
  "paymentReference",
  "endedOn",
  "reason",
] as const satisfies readonly (keyof MoneyRecord)[];

const columns: ExportColumn<MoneyRecord>[] = moneyColumns.map((name) => ({ header: name, value: (record) => record[name] }));
