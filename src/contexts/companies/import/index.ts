export { importEndpoints } from "./api.ts";
export { type ImportFromFile, type ImportReport, runImportFromFile } from "./from-file.ts";
export type { ImportProgress } from "./import-counts.ts";
export { defineImportJobs } from "./jobs.ts";
export { downloadRejections } from "./rejections-download.ts";
