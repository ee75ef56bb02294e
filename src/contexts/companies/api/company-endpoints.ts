import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { changeTags, createCompany, editCompany, saveTranslation, setArchived } from "../commands/edit-company.ts";
import { eraseCompany } from "../commands/erase-company.ts";
import { passOnCompanies } from "../commands/record-pass.ts";
import { undoEdits, undoPasses } from "../commands/undo-edit.ts";
import { exportCompanies } from "../queries/export-companies.ts";
import { getCompany } from "../queries/get-company.ts";
import { listCompanies } from "../queries/list-companies.ts";
import { getTimeline } from "../queries/timeline.ts";
import {
  bulkPass,
  bulkTags,
  companyChange,
  companyExportQuery,
  companyId,
  companyListQuery,
  erasureInput,
  newCompany,
  textLanguage,
  translationInput,
} from "../schema.ts";
import { companyPage, companyView, timelineEntry } from "../views.ts";

const read = "companies:read";
const write = "companies:write";
const created = z.object({ id: z.uuid() });
const batch = z.object({ batchId: z.uuid(), count: z.number() });
const undone = z.object({ undone: z.number(), kept: z.number() });
const batchParams = z.object({ batchId: z.uuid() });

/** The universe: lists, records, what people change of them. */
export const companyEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/companies",
    summary: "Companies of the scouting universe by filter, with facet counts on the first page",
    scope: read,
    query: companyListQuery,
    response: companyPage,
    handle: (ctx, { query }) => listCompanies(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/companies/export",
    summary: "The filtered list, or chosen companies, as CSV or XLSX",
    scope: read,
    query: companyExportQuery,
    handle: (ctx, { query }) => exportCompanies(ctx, query),
  }),
  endpoint({
    method: "post",
    path: "/companies",
    summary: "Put a company into the universe",
    scope: write,
    body: newCompany,
    response: created,
    status: 201,
    handle: (ctx, { body }) => createCompany(ctx, body),
  }),
  endpoint({
    method: "get",
    path: "/companies/:companyId",
    summary: "One company; a record merged into another answers with a redirect to it",
    scope: read,
    params: companyId,
    response: companyView,
    handle: async (ctx, { params }) => {
      const company = await getCompany(ctx, params.companyId);
      if (!company.mergedIntoId) return company;
      return new Response(null, { status: 308, headers: { location: `/api/v1/companies/${company.mergedIntoId}` } });
    },
  }),
  endpoint({
    method: "patch",
    path: "/companies/:companyId",
    summary: "Change columns of a company, starting from a version",
    scope: write,
    params: companyId,
    body: companyChange,
    response: z.object({ editId: z.uuid().nullable() }),
    handle: (ctx, { params, body }) => editCompany(ctx, params.companyId, body),
  }),
  endpoint({
    method: "delete",
    path: "/companies/:companyId/edits/:editId",
    summary: "Undo an edit: columns that still hold what it wrote get their old values back",
    scope: write,
    params: companyId.extend({ editId: z.uuid() }),
    response: undone,
    handle: (ctx, { params }) => undoEdits(ctx, { editId: params.editId }),
  }),
  endpoint({
    method: "put",
    path: "/companies/:companyId/translations/:lang",
    summary: "Write the profile in another language",
    scope: write,
    params: companyId.extend({ lang: textLanguage }),
    body: translationInput.omit({ lang: true }),
    response: z.object({ editId: z.uuid() }),
    handle: (ctx, { params, body }) => saveTranslation(ctx, params.companyId, { ...body, lang: params.lang }),
  }),
  endpoint({
    method: "put",
    path: "/companies/:companyId/archival",
    summary: "Take a company out of lists and matching",
    scope: write,
    params: companyId,
    status: 204,
    handle: (ctx, { params }) => setArchived(ctx, params.companyId, true),
  }),
  endpoint({
    method: "delete",
    path: "/companies/:companyId/archival",
    summary: "Bring an archived company back",
    scope: write,
    params: companyId,
    status: 204,
    handle: (ctx, { params }) => setArchived(ctx, params.companyId, false),
  }),
  endpoint({
    method: "put",
    path: "/companies/:companyId/erasure",
    summary: "Erase everything that was written of a company, for good (administrators)",
    scope: write,
    params: companyId,
    body: erasureInput,
    status: 204,
    handle: (ctx, { params, body }) => eraseCompany(ctx, params.companyId, body.reason),
  }),
  endpoint({
    method: "get",
    path: "/companies/:companyId/timeline",
    summary: "What happened to a company, the last first",
    scope: read,
    params: companyId,
    response: z.array(timelineEntry),
    handle: (ctx, { params }) => getTimeline(ctx, params.companyId),
  }),
  endpoint({
    method: "post",
    path: "/company-tag-batches",
    summary: "Add and remove tags of up to 1,000 companies at once",
    scope: write,
    body: bulkTags,
    response: batch,
    status: 201,
    handle: (ctx, { body }) => changeTags(ctx, body),
  }),
  endpoint({
    method: "delete",
    path: "/company-tag-batches/:batchId",
    summary: "Undo a change of tags",
    scope: write,
    params: batchParams,
    response: undone,
    handle: (ctx, { params }) => undoEdits(ctx, params),
  }),
  endpoint({
    method: "post",
    path: "/company-pass-batches",
    summary: "Pass on up to 1,000 companies with one reason",
    scope: write,
    body: bulkPass,
    response: batch,
    status: 201,
    handle: (ctx, { body }) => passOnCompanies(ctx, body),
  }),
  endpoint({
    method: "delete",
    path: "/company-pass-batches/:batchId",
    summary: "Withdraw the passes of one batch",
    scope: write,
    params: batchParams,
    response: undone,
    handle: (ctx, { params }) => undoPasses(ctx, params.batchId),
  }),
];
