import { Readable } from "node:stream";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { cancelImport, changeImport, receiveImport, runImport } from "./commands.ts";
import { getImport, listImports } from "./queries.ts";
import { downloadRejections } from "./rejections-download.ts";
import { importChange, importId, importListQuery, importPage, importRun, importView, uploadQuery } from "./schema.ts";

/** REST: upload → mapping → dry run → run → rejected rows. */
export const importEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/company-imports",
    summary: "Imports of your organisation, the newest first",
    scope: "companies:read",
    query: importListQuery,
    response: importPage,
    handle: (ctx, { query }) => listImports(ctx, query),
  }),
  endpoint({
    method: "post",
    path: "/company-imports",
    summary: "Upload a file of companies (CSV, XLSX or JSONL, also gzipped); nothing is imported yet",
    scope: "companies:write",
    query: uploadQuery,
    upload: "application/octet-stream",
    response: importView,
    status: 201,
    handle: async (ctx, { query, raw }) => {
      const content = raw.body ? Readable.fromWeb(raw.body as never) : Readable.from([]);
      return getImport(ctx, { importId: (await receiveImport(ctx, { ...query, content })).id });
    },
  }),
  endpoint({
    method: "get",
    path: "/company-imports/:importId",
    summary: "An import with its mapping, preview, counts and progress",
    scope: "companies:read",
    params: importId,
    response: importView,
    handle: (ctx, { params }) => getImport(ctx, params),
  }),
  endpoint({
    method: "put",
    path: "/company-imports/:importId/mapping",
    summary: "Set source, reading and mapping of an upload that has not run",
    scope: "companies:write",
    params: importId,
    body: importChange,
    response: importView,
    handle: async (ctx, { params, body }) => {
      await changeImport(ctx, { ...params, ...body });
      return getImport(ctx, params);
    },
  }),
  endpoint({
    method: "post",
    path: "/company-imports/:importId/runs",
    summary: "Run the import as a job, or a dry run of it; a failed or cancelled one goes on where it stood",
    scope: "companies:write",
    params: importId,
    body: importRun,
    response: importView,
    status: 202,
    handle: async (ctx, { params, body }) => {
      await runImport(ctx, { ...params, ...body });
      return getImport(ctx, params);
    },
  }),
  endpoint({
    method: "post",
    path: "/company-imports/:importId/cancellation",
    summary: "Stop an import after its running batch; what was imported stays",
    scope: "companies:write",
    params: importId,
    response: importView,
    handle: async (ctx, { params }) => {
      await cancelImport(ctx, params);
      return getImport(ctx, params);
    },
  }),
  endpoint({
    method: "get",
    path: "/company-imports/:importId/rejections",
    summary: "Rejected rows as CSV, with the reason for each cell in the language of the request",
    scope: "companies:read",
    params: importId,
    handle: (ctx, { params }) => downloadRejections(ctx, params),
  }),
];
