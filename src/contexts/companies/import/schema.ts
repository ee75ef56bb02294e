import { z } from "zod";
import { pageOf, pageQuery } from "#platform/pages.ts";
import { encodings } from "./encodings.ts";
import { FileFormat } from "./file-format.ts";
import { limits } from "./limits.ts";
import { isReservedSource } from "./merge-draft.ts";
import { reasonCodes } from "./source-row.ts";
import { targets } from "./targets.ts";

const importStatuses = ["uploaded", "queued", "running", "done", "failed", "cancelled"] as const;
export type ImportStatus = (typeof importStatuses)[number];

export const importId = z.object({ importId: z.uuid("errors.notFound") });

/** Not that of what people enter or a merge unites. */
export const sourceName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((name) => !isReservedSource(name), "companiesImport.errors.sourceReserved");

export const uploadQuery = z.object({
  fileName: z.string().trim().min(1).max(255).default("upload"),
  /** Name of the source; the file's name without its endings unless given. */
  source: sourceName.optional(),
});

const target = z.preprocess((value) => (value === "" ? null : value), z.enum(targets).nullable());

/** What a person decides of an upload before it runs: the source's name, how to read the file, where each column goes. */
export const importChange = z.object({
  source: sourceName.optional(),
  format: z
    .object({
      encoding: z.enum(encodings).optional(),
      delimiter: z.enum([",", ";", "\t", "|"]).optional(),
      headerRow: z.coerce.number().int().min(1).max(limits.batchRows).optional(),
      isNested: z.stringbool().or(z.boolean()).optional(),
    })
    .optional(),
  columns: z
    .array(z.object({ column: z.string().max(300), target }))
    .max(limits.columns)
    .optional(),
});
export type ImportChange = z.output<typeof importChange>;

export const importRun = z.strictObject({ isDryRun: z.boolean().default(false) });

export const importListQuery = pageQuery;

const counts = z.object({
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  warned: z.number().int(),
});

const importListItem = z.object({
  id: z.uuid(),
  source: z.string(),
  fileName: z.string(),
  fileBytes: z.number(),
  status: z.enum(importStatuses),
  isDryRun: z.boolean(),
  counts,
  bytesRead: z.number(),
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
  createdByName: z.string().nullable(),
});
export type ImportListItem = z.output<typeof importListItem>;

export const importPage = pageOf(importListItem).extend({ can: z.object({ create: z.boolean() }) });
export type ImportPage = z.output<typeof importPage>;

export const importView = importListItem.extend({
  format: FileFormat,
  columns: z.array(z.object({ column: z.string(), target: z.enum(targets).nullable() })),
  /** The first rows; cells in the order of the columns. */
  preview: z.array(z.object({ number: z.number(), cells: z.array(z.string()) })),
  /** Counts of the last dry run. */
  dryRun: counts.nullable(),
  rowsRead: z.number(),
  startedAt: z.date().nullable(),
  /** Why the file could not be imported, in the reader's language. */
  failure: z.string().nullable(),
  /** When the very same file was imported from this source before. */
  sameFileImportedAt: z.date().nullable(),
  /** When file, first rows and rejected rows were erased; the import can no longer be changed or run. */
  contentErasedAt: z.date().nullable(),
  can: z.object({ change: z.boolean(), run: z.boolean(), cancel: z.boolean(), download: z.boolean() }),
});
export type ImportView = z.output<typeof importView>;

const rejectionView = z.object({
  rowNumber: z.number(),
  isRowKept: z.boolean(),
  name: z.string(),
  reasons: z.array(z.object({ column: z.string().nullable(), code: z.enum(reasonCodes), value: z.string().optional() })),
});
export type RejectionView = z.output<typeof rejectionView>;
