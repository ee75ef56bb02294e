import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { proposeDecision } from "./commands/decide-application.ts";
import { decideMany } from "./commands/decide-many.ts";
import { resetLetter, writeLetter } from "./commands/letters.ts";
import { orderWaitingList } from "./commands/waiting-list.ts";
import * as schema from "./decision-schema.ts";
import * as view from "./decision-views.ts";
import { getDecisionDesk } from "./queries/decision-desk.ts";
import { getDecisionTable } from "./queries/decision-table.ts";
import { listLetters } from "./queries/letters.ts";
import { getOwnFirm, ownFirm } from "./queries/own-firm.ts";
import { previewDecisions } from "./queries/preview-decisions.ts";
import { getPublicAnswerTimes, getResponseTimes } from "./queries/response-times.ts";
import { listWaiting } from "./queries/waiting.ts";

const read = "applications:read";
const write = "applications:write";

const deciding: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/applications/:applicationId/decision",
    summary: "Who has said what of an application, what was decided before, and who answers for it",
    scope: read,
    params: schema.decidedParams,
    response: view.decisionDesk,
    handle: (ctx, { params }) => getDecisionDesk(ctx, params.applicationId),
  }),
  endpoint({
    method: "post",
    path: "/applications/:applicationId/decision-proposals",
    summary: "Say what your operator wants; it is decided once every operator of the call wants it",
    scope: write,
    params: schema.decidedParams,
    body: schema.decisionInput,
    response: view.agreement,
    status: 201,
    handle: (ctx, { params, body }) => proposeDecision(ctx, params.applicationId, body),
  }),
  endpoint({
    method: "get",
    path: "/calls/:callId/decision-table",
    summary: "The applications of a call to decide, the best first, with what was reviewed and who waits for whom",
    scope: read,
    params: schema.decidedCallParams,
    query: schema.decisionTableQuery,
    response: view.decisionTable,
    handle: (ctx, { params, query }) => getDecisionTable(ctx, params.callId, query),
  }),
  endpoint({
    method: "post",
    path: "/calls/:callId/decision-previews",
    summary: "What would happen if many were decided alike, with every mail as it would be sent; decides nothing",
    scope: write,
    params: schema.decidedCallParams,
    body: schema.decisionsAsked,
    response: z.array(view.decisionPreview),
    handle: (ctx, { params, body }) => previewDecisions(ctx, params.callId, body),
  }),
  endpoint({
    method: "post",
    path: "/calls/:callId/decisions",
    summary: "Decide many as previewed, each for itself; the same batch again decides nothing twice",
    scope: write,
    params: schema.decidedCallParams,
    body: schema.decisionsMade,
    response: z.array(view.decisionResult),
    handle: (ctx, { params, body }) => decideMany(ctx, params.callId, body),
  }),
  endpoint({
    method: "put",
    path: "/calls/:callId/waiting-list",
    summary: "Put the waiting list of a call in another order",
    scope: write,
    params: schema.decidedCallParams,
    body: schema.waitingListInput,
    handle: (ctx, { params, body }) => orderWaitingList(ctx, params.callId, body.applicationIds),
  }),
];

const letters: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/calls/:callId/letters",
    summary: "What applicants of a call are told, by outcome and language",
    scope: read,
    params: schema.decidedCallParams,
    response: view.letterList,
    handle: (ctx, { params }) => listLetters(ctx, params.callId),
  }),
  endpoint({
    method: "put",
    path: "/calls/:callId/letters/:outcome/:lang",
    summary: "Write a letter of a call; 409 when `version` is not the newest",
    scope: write,
    params: schema.letterParams,
    body: schema.letterInput,
    handle: (ctx, { params, body }) => writeLetter(ctx, params.callId, params, body),
  }),
  endpoint({
    method: "delete",
    path: "/calls/:callId/letters/:outcome/:lang",
    summary: "Go back to the product's own words",
    scope: write,
    params: schema.letterParams,
    handle: (ctx, { params }) => resetLetter(ctx, params.callId, params),
  }),
];

const clocks: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/calls/:callId/response-times",
    summary: "How long a call lets applicants wait, in all and per unit",
    scope: read,
    params: schema.decidedCallParams,
    response: view.responseTimes,
    handle: (ctx, { params }) => getResponseTimes(ctx, params.callId),
  }),
  endpoint({
    method: "get",
    path: "/calls/:callId/answer-times",
    summary: "How long answers of a call take, as anybody may read it",
    scope: null,
    params: schema.decidedCallParams,
    response: view.publicAnswerTimes,
    handle: (ctx, { params }) => getPublicAnswerTimes(ctx, params.callId),
  }),
  endpoint({
    method: "get",
    path: "/own-firm",
    summary: "Your start-up as the base's file has it, with its people and what brought it in",
    scope: read,
    response: ownFirm,
    handle: (ctx) => getOwnFirm(ctx),
  }),
  endpoint({
    method: "get",
    path: "/waiting-applications",
    summary: "Applications whose next step is yours, the most urgent first",
    scope: read,
    isForApplicants: true,
    response: z.array(view.waitingApplication),
    handle: (ctx) => listWaiting(ctx),
  }),
];

export const decisionEndpoints: Endpoint[] = [...deciding, ...letters, ...clocks];
