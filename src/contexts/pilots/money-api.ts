import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { uploadQuery } from "#platform/files/attachments.ts";
import { moveInvoice, takeInvoice } from "./commands/invoices.ts";
import { moveMilestone } from "./commands/milestones.ts";
import { draftOrder, moveOrder, reviseOrder } from "./commands/orders.ts";
import { downloadPilotFile, keepPilotFile } from "./commands/pilot-files.ts";
import { agreeToTerm, proposeTerm, refuseTerm } from "./commands/terms.ts";
import * as orders from "./money/order-schema.ts";
import { moneyRecords, moneyTask, ordersView } from "./money-views.ts";
import { exportMoney, moneyExportQuery } from "./queries/export-money.ts";
import { listMoneyRecords, moneyRecordQuery } from "./queries/money-records.ts";
import { listMoneyTasks } from "./queries/money-waiting.ts";
import { getOrders } from "./queries/orders.ts";
import { listTerms } from "./queries/terms.ts";
import { pilotParams } from "./schema.ts";
import { termInput, termParams, termRefusal, termsView } from "./term-schema.ts";

const read = "pilots:read";
const write = "pilots:write";
const created = z.object({ id: z.uuid() });

const orderEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/pilots/:pilotId/orders",
    summary: "Orders of a pilot with milestones, invoices, sums and next steps, as your side reads them",
    scope: read,
    params: pilotParams,
    response: ordersView,
    handle: (ctx, { params }) => getOrders(ctx, params.pilotId),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/orders",
    summary: "Draft a purchase order with its milestones",
    scope: write,
    params: pilotParams,
    body: orders.orderInput,
    response: created,
    status: 201,
    handle: (ctx, { params, body }) => draftOrder(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "put",
    path: "/orders/:orderId",
    summary: "Change a drafted order; 409 when `version` is not the newest",
    scope: write,
    params: orders.orderParams,
    body: orders.orderRevision,
    handle: (ctx, { params, body }) => reviseOrder(ctx, params.orderId, body),
  }),
  endpoint({
    method: "post",
    path: "/orders/:orderId/moves",
    summary: "Ask for an order, approve, give back, send, confirm or cancel it; who asked does not approve",
    scope: write,
    params: orders.orderParams,
    body: orders.orderMove,
    handle: (ctx, { params, body }) => moveOrder(ctx, params.orderId, body),
  }),
  endpoint({
    method: "post",
    path: "/milestones/:milestoneId/moves",
    summary: "Deliver a milestone (start-up), accept it or give it back (host)",
    scope: write,
    params: orders.milestoneParams,
    body: orders.milestoneMove,
    handle: (ctx, { params, body }) => moveMilestone(ctx, params.milestoneId, body),
  }),
  endpoint({
    method: "post",
    path: "/orders/:orderId/invoices",
    summary: "Hand in an invoice on a confirmed order",
    scope: write,
    params: orders.orderParams,
    body: orders.invoiceInput,
    response: created,
    status: 201,
    handle: (ctx, { params, body }) => takeInvoice(ctx, params.orderId, body),
  }),
  endpoint({
    method: "post",
    path: "/invoices/:invoiceId/moves",
    summary: "Approve an invoice, approve it a second time, mark it paid or reject it; each by another person",
    scope: write,
    params: orders.invoiceParams,
    body: orders.invoiceMove,
    handle: (ctx, { params, body }) => moveInvoice(ctx, params.invoiceId, body),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/money-files",
    summary: "Upload an invoice or the proof of a delivery; the request body is the file, the answer names it",
    scope: write,
    params: pilotParams,
    query: uploadQuery.extend({ purpose: z.enum(["invoice", "delivery"]) }),
    upload: "application/octet-stream",
    response: created,
    status: 201,
    handle: (ctx, { params, query, raw }) =>
      keepPilotFile(ctx, params.pilotId, query.purpose, { name: query.name, content: raw.body }),
  }),
  endpoint({
    method: "get",
    path: "/pilots/:pilotId/money-files/:fileId",
    summary: "Download an invoice or the proof of a delivery",
    scope: read,
    params: pilotParams.extend({ fileId: z.uuid() }),
    handle: (ctx, { params }) => downloadPilotFile(ctx, params.pilotId, params.fileId),
  }),
];

const overviewEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/money-tasks",
    summary: "Orders, deliveries and invoices that wait for somebody's step, over all pilots you may see",
    scope: read,
    response: z.array(moneyTask),
    handle: (ctx) => listMoneyTasks(ctx),
  }),
  endpoint({
    method: "get",
    path: "/money-records",
    summary: "Orders, milestones and invoices for another system; ask with the last `next` as `since` for what changed after it",
    scope: read,
    query: moneyRecordQuery,
    response: moneyRecords,
    handle: (ctx, { query }) => listMoneyRecords(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/money-records/file",
    summary: "The same as a CSV (RFC 4180) or JSON file",
    scope: read,
    query: moneyExportQuery,
    handle: (ctx, { query }) => exportMoney(ctx, query),
  }),
];

const termEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/pilots/:pilotId/terms",
    summary: "The register of IP and data terms of a pilot",
    scope: read,
    params: pilotParams,
    response: termsView,
    handle: (ctx, { params }) => listTerms(ctx, params.pilotId),
  }),
  endpoint({
    method: "post",
    path: "/pilots/:pilotId/terms",
    summary: "Propose a term, or one that takes the place of an agreed one; it counts once the other side agrees",
    scope: write,
    params: pilotParams,
    body: termInput,
    response: created,
    status: 201,
    handle: (ctx, { params, body }) => proposeTerm(ctx, params.pilotId, body),
  }),
  endpoint({
    method: "post",
    path: "/terms/:termId/agreement",
    summary: "Agree to a term the other side proposed",
    scope: write,
    params: termParams,
    handle: (ctx, { params }) => agreeToTerm(ctx, params.termId),
  }),
  endpoint({
    method: "post",
    path: "/terms/:termId/refusal",
    summary: "Take a proposed term off the table with a reason",
    scope: write,
    params: termParams,
    body: termRefusal,
    handle: (ctx, { params, body }) => refuseTerm(ctx, params.termId, body),
  }),
];

export const moneyEndpoints: Endpoint[] = [...orderEndpoints, ...overviewEndpoints, ...termEndpoints];
