import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { fileView, uploadQuery } from "#platform/files/attachments.ts";
import { recordContact, removeContact, restoreContact } from "../commands/record-contact.ts";
import { passOnCompany, restorePass, withdrawPass } from "../commands/record-pass.ts";
import { attachCompanyFile, downloadCompanyFile, listCompanyFiles, setCompanyFileRemoved } from "../files.ts";
import { listContacts, listDueRechecks, listPasses } from "../queries/company-records.ts";
import { companyId, newContact, newPass } from "../schema.ts";
import { contactView, passView } from "../views.ts";

const read = "companies:read";
const write = "companies:write";
const created = z.object({ id: z.uuid() });
const contactParams = companyId.extend({ contactId: z.uuid() });
const passParams = companyId.extend({ passId: z.uuid() });
const fileParams = companyId.extend({ fileId: z.uuid() });

/** What the reader's organisation wrote of a company: contacts, passes, files. The other operator never sees them. */
export const recordEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/companies/:companyId/contacts",
    summary: "The contact log of your organisation",
    scope: read,
    params: companyId,
    response: z.array(contactView),
    handle: (ctx, { params }) => listContacts(ctx, params.companyId),
  }),
  endpoint({
    method: "post",
    path: "/companies/:companyId/contacts",
    summary: "Log who spoke to whom",
    scope: write,
    params: companyId,
    body: newContact,
    response: created,
    status: 201,
    handle: (ctx, { params, body }) => recordContact(ctx, params.companyId, body),
  }),
  endpoint({
    method: "delete",
    path: "/companies/:companyId/contacts/:contactId",
    summary: "Take an entry out of the contact log",
    scope: write,
    params: contactParams,
    status: 204,
    handle: (ctx, { params }) => removeContact(ctx, params.companyId, params.contactId),
  }),
  endpoint({
    method: "put",
    path: "/companies/:companyId/contacts/:contactId",
    summary: "Bring a removed entry back",
    scope: write,
    params: contactParams,
    status: 204,
    handle: (ctx, { params }) => restoreContact(ctx, params.companyId, params.contactId),
  }),
  endpoint({
    method: "get",
    path: "/companies/:companyId/passes",
    summary: "Passes of your organisation, withdrawn ones included",
    scope: read,
    params: companyId,
    response: z.array(passView),
    handle: (ctx, { params }) => listPasses(ctx, params.companyId),
  }),
  endpoint({
    method: "post",
    path: "/companies/:companyId/passes",
    summary: "Pass on a company with a reason and what would make you look again",
    scope: write,
    params: companyId,
    body: newPass,
    response: created,
    status: 201,
    handle: (ctx, { params, body }) => passOnCompany(ctx, params.companyId, body),
  }),
  endpoint({
    method: "put",
    path: "/companies/:companyId/passes/:passId/withdrawal",
    summary: "Withdraw a pass; it stays in the history",
    scope: write,
    params: passParams,
    status: 204,
    handle: (ctx, { params }) => withdrawPass(ctx, params.companyId, params.passId),
  }),
  endpoint({
    method: "delete",
    path: "/companies/:companyId/passes/:passId/withdrawal",
    summary: "Take the withdrawal of a pass back",
    scope: write,
    params: passParams,
    status: 204,
    handle: (ctx, { params }) => restorePass(ctx, params.companyId, params.passId),
  }),
  endpoint({
    method: "get",
    path: "/due-rechecks",
    summary: "Passes of your organisation whose re-check is due, the longest waiting first",
    scope: read,
    response: z.array(passView.extend({ companyName: z.string() })),
    handle: (ctx) => listDueRechecks(ctx),
  }),
  endpoint({
    method: "get",
    path: "/companies/:companyId/files",
    summary: "Files of your organisation on a company",
    scope: read,
    params: companyId,
    response: z.array(fileView.extend({ can: z.object({ remove: z.boolean() }) })),
    handle: (ctx, { params }) => listCompanyFiles(ctx, params.companyId),
  }),
  endpoint({
    method: "post",
    path: "/companies/:companyId/files",
    summary: "Attach a file of up to 50 MB, sent as the request body; what it is, its first bytes say",
    scope: write,
    params: companyId,
    query: uploadQuery,
    upload: "application/octet-stream",
    response: created,
    status: 201,
    handle: (ctx, { params, query, raw }) => attachCompanyFile(ctx, params.companyId, { name: query.name, content: raw.body }),
  }),
  endpoint({
    method: "get",
    path: "/companies/:companyId/files/:fileId",
    summary: "Download a file",
    scope: read,
    params: fileParams,
    handle: (ctx, { params }) => downloadCompanyFile(ctx, params.companyId, params.fileId),
  }),
  endpoint({
    method: "delete",
    path: "/companies/:companyId/files/:fileId",
    summary: "Take a file away",
    scope: write,
    params: fileParams,
    status: 204,
    handle: (ctx, { params }) => setCompanyFileRemoved(ctx, params.companyId, params.fileId, true),
  }),
  endpoint({
    method: "put",
    path: "/companies/:companyId/files/:fileId",
    summary: "Bring a removed file back",
    scope: write,
    params: fileParams,
    status: 204,
    handle: (ctx, { params }) => setCompanyFileRemoved(ctx, params.companyId, params.fileId, false),
  }),
];
