import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { uploadQuery } from "#platform/files/attachments.ts";
import { parse } from "#platform/parse.ts";
import { replaceDocument, reuseDocuments } from "./commands/documents.ts";
import { pilotFileMb } from "./commands/keep-file.ts";
import { planItem, reviseReadinessTemplate } from "./commands/plan-readiness.ts";
import { acceptReused, judgeItem, provideDocument, reopenItem, uploadDocumentFile } from "./commands/readiness.ts";
import { downloadDocument, showDocument } from "./commands/show-document.ts";
import { documentKind, listCompanyDocuments, listOwnDocuments } from "./queries/documents.ts";
import { getReadiness } from "./queries/readiness.ts";
import { getReadinessTemplate } from "./queries/readiness-template.ts";
import { listReadinessWaiting } from "./queries/readiness-waiting.ts";
import { readinessKinds } from "./readiness.ts";
import * as schema from "./readiness-schema.ts";
import * as view from "./readiness-views.ts";
import { pilotParams } from "./schema.ts";

const read = "pilots:read";
const write = "pilots:write";

const laneEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/pilots/:pilotId/readiness",
    summary: "What the host asks of the supplier, whose turn each item is and what holds the purchase order",
    scope: read,
    params: pilotParams,
    response: view.readinessView,
    handle: (ctx, { params }) => getReadiness(ctx, params.pilotId),
  }),
  endpoint({
    method: "put",
    path: "/pilots/:pilotId/readiness/:kind/document",
    summary: "Give what an item asks for; a document of the same kind is replaced",
    scope: write,
    params: schema.itemParams,
    body: schema.documentInput,
    response: view.readinessView,
    handle: async (ctx, { params: { pilotId, kind }, body }) => {
      await provideDocument(ctx, pilotId, kind, parse(schema.documentInputOf(kind), body));
      return getReadiness(ctx, pilotId);
    },
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/readiness/:kind/verdicts",
    summary: "Accept what was given, return it with a reason, or say that it is not needed",
    scope: write,
    params: schema.itemParams,
    body: schema.itemVerdict,
    response: view.readinessView,
    status: 201,
    handle: async (ctx, { params: { pilotId, kind }, body }) => {
      await judgeItem(ctx, pilotId, kind, body);
      return getReadiness(ctx, pilotId);
    },
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/readiness/:kind/reopenings",
    summary: "Ask again for what was said not to be needed",
    scope: write,
    params: schema.itemParams,
    response: view.readinessView,
    status: 201,
    handle: async (ctx, { params: { pilotId, kind } }) => {
      await reopenItem(ctx, pilotId, kind);
      return getReadiness(ctx, pilotId);
    },
  }),
  endpoint({
    method: "patch",
    path: "/pilots/:pilotId/readiness/:kind",
    summary: "Name who takes care of an item, and the working days of each side",
    scope: write,
    params: schema.itemParams,
    body: schema.itemPlan,
    response: view.readinessView,
    handle: async (ctx, { params: { pilotId, kind }, body }) => {
      await planItem(ctx, pilotId, kind, body);
      return getReadiness(ctx, pilotId);
    },
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/readiness-reuses",
    summary: "Use documents the firm gave before, for the named kinds or for all that ask for one",
    scope: write,
    params: pilotParams,
    body: z.object({ kinds: z.array(z.enum(readinessKinds)).optional() }),
    response: z.object({ reused: z.number().int() }),
    status: 201,
    handle: (ctx, { params, body }) => reuseDocuments(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/readiness-acceptances",
    summary: "Accept at once what the host had accepted for an earlier pilot",
    scope: write,
    params: pilotParams,
    response: z.object({ accepted: z.number().int() }),
    status: 201,
    handle: (ctx, { params }) => acceptReused(ctx, params.pilotId),
  }),
  endpoint({
    method: "get",
    path: "/readiness/waiting",
    summary: "Items of suppliers whose turn is yours, the most urgent first",
    scope: read,
    response: z.array(view.waitingReadiness),
    handle: (ctx) => listReadinessWaiting(ctx),
  }),
];

const documentEndpoints: Endpoint[] = [
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/documents",
    summary: "Upload the file of a document (the body is the file); its id goes with the document",
    scope: write,
    params: pilotParams,
    query: uploadQuery,
    upload: "application/octet-stream",
    uploadLimitMb: pilotFileMb,
    response: z.object({ id: z.uuid() }),
    status: 201,
    handle: (ctx, { params, query, raw }) => uploadDocumentFile(ctx, params.pilotId, { name: query.name, content: raw.body }),
  }),
  endpoint({
    method: "get",
    path: "/documents",
    summary: "The documents of your own firm, with whom they were given to and where they are used",
    scope: read,
    response: z.array(view.documentView),
    handle: (ctx) => listOwnDocuments(ctx),
  }),
  endpoint({
    method: "get",
    path: "/companies/:companyId/documents",
    summary: "Documents a firm gave to your organisation",
    scope: read,
    params: z.object({ companyId: z.uuid() }),
    response: view.companyDocuments,
    handle: (ctx, { params }) => listCompanyDocuments(ctx, params.companyId),
  }),
  endpoint({
    method: "post",
    path: "/documents/:documentId/replacements",
    summary: "Replace a document of your firm for everybody it was given to",
    scope: write,
    params: schema.documentParams,
    body: schema.documentInput,
    status: 201,
    response: z.array(view.documentView),
    handle: async (ctx, { params: { documentId }, body }) => {
      const input = parse(schema.documentInputOf(await documentKind(ctx, documentId)), body);
      await replaceDocument(ctx, documentId, input);
      return listOwnDocuments(ctx);
    },
  }),
  endpoint({
    method: "post",
    path: "/documents/:documentId/showings",
    summary: "What a document says in full; that it was shown is recorded",
    scope: write,
    params: schema.documentParams,
    response: z.object({ details: z.record(z.string(), z.string()) }),
    status: 201,
    handle: (ctx, { params }) => showDocument(ctx, params.documentId),
  }),
  endpoint({
    method: "get",
    path: "/documents/:documentId/file",
    summary: "Download the file of a document",
    scope: read,
    params: schema.documentParams,
    handle: (ctx, { params }) => downloadDocument(ctx, params.documentId),
  }),
];

const templateEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/units/:unitId/readiness-plan",
    summary: "What a unit asks of its suppliers, in which order and how long it takes",
    scope: read,
    params: schema.templateParams,
    response: view.templateView,
    handle: (ctx, { params }) => getReadinessTemplate(ctx, params.unitId),
  }),
  endpoint({
    method: "put",
    path: "/units/:unitId/readiness-plan",
    summary: "Say what a unit asks of its suppliers from the next pilot on",
    scope: write,
    params: schema.templateParams,
    body: schema.templateInput,
    response: view.templateView,
    handle: async (ctx, { params, body }) => {
      await reviseReadinessTemplate(ctx, params.unitId, body);
      return getReadinessTemplate(ctx, params.unitId);
    },
  }),
];

export const readinessEndpoints: Endpoint[] = [...laneEndpoints, ...documentEndpoints, ...templateEndpoints];
