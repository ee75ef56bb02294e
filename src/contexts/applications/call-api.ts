import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { uploadQuery } from "#platform/files/attachments.ts";
import * as schema from "./call-schema.ts";
import * as view from "./call-views.ts";
import { removeCallImage, setCallImage } from "./commands/call-image.ts";
import { confirmSubscription, endSubscription, getSubscription, subscribeToCalls } from "./commands/call-subscribers.ts";
import { moveCall } from "./commands/move-call.ts";
import { openCall, reviseCall } from "./commands/open-call.ts";
import { planPhases } from "./commands/plan-phases.ts";
import { draftForm, publishForm } from "./commands/revise-form.ts";
import { getCallForms, listFormVersions } from "./queries/call-forms.ts";
import { readCallImage } from "./queries/call-image.ts";
import { checkSelf } from "./queries/check-eligibility.ts";
import { getCall } from "./queries/get-call.ts";
import { listCalls } from "./queries/list-calls.ts";
import { listPhases } from "./queries/list-phases.ts";

const read = "applications:read";
const write = "applications:write";

export const callEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/calls",
    summary: "Calls that are or were open; drafts too for those who run them",
    scope: null,
    query: schema.callQuery,
    response: view.callPage,
    handle: (ctx, { query }) => listCalls(ctx, query),
  }),
  endpoint({
    method: "post",
    path: "/calls",
    summary: "Open a call as a draft, for one operator or for both",
    scope: write,
    body: schema.openedCall,
    response: view.callView,
    status: 201,
    handle: (ctx, { body }) => openCall(ctx, body),
  }),
  endpoint({
    method: "get",
    path: "/calls/:callId",
    summary: "One call with its rules, dates and questions and answers",
    scope: null,
    params: schema.callParams,
    response: view.callView,
    handle: (ctx, { params }) => getCall(ctx, params.callId),
  }),
  endpoint({
    method: "patch",
    path: "/calls/:callId",
    summary: "Change parts of a call; 409 when `version` is not the newest",
    scope: write,
    params: schema.callParams,
    body: schema.callRevision,
    response: view.callView,
    handle: (ctx, { params, body }) => reviseCall(ctx, params.callId, body),
  }),
  endpoint({
    method: "post",
    path: "/calls/:callId/state-changes",
    summary: "Publish or close a call; a joint one is published once both operators agree",
    scope: write,
    params: schema.callParams,
    body: schema.callMove,
    response: view.callView,
    status: 201,
    handle: (ctx, { params, body }) => moveCall(ctx, params.callId, body),
  }),
  endpoint({
    method: "get",
    path: "/calls/:callId/form",
    summary: "The questions of a call, and the next version for those who write it",
    scope: null,
    params: schema.callParams,
    response: view.callForms,
    handle: (ctx, { params }) => getCallForms(ctx, params.callId),
  }),
  endpoint({
    method: "get",
    path: "/calls/:callId/image",
    summary: "The picture of a call",
    scope: null,
    params: schema.callParams,
    handle: (ctx, { params }) => readCallImage(ctx, params.callId),
  }),
  endpoint({
    method: "put",
    path: "/calls/:callId/image",
    summary: "Give a call its picture, PNG, JPEG or WebP of at most 5 MB; the request body is the file",
    scope: write,
    params: schema.callParams,
    query: uploadQuery,
    upload: "application/octet-stream",
    response: view.callView,
    handle: (ctx, { params, query, raw }) => setCallImage(ctx, params.callId, { name: query.name, content: raw.body }),
  }),
  endpoint({
    method: "delete",
    path: "/calls/:callId/image",
    summary: "Take the picture of a call away",
    scope: write,
    params: schema.callParams,
    response: view.callView,
    handle: (ctx, { params }) => removeCallImage(ctx, params.callId),
  }),
  endpoint({
    method: "put",
    path: "/calls/:callId/form",
    summary: "Write the next version of the form; nobody is asked it until it is published",
    scope: write,
    params: schema.callParams,
    body: schema.formDraft,
    response: view.callForms,
    handle: (ctx, { params, body }) => draftForm(ctx, params.callId, body),
  }),
  endpoint({
    method: "get",
    path: "/calls/:callId/form-versions",
    summary: "Every version of the form with what it changed, and how many applications are being written",
    scope: read,
    params: schema.callParams,
    response: view.formVersions,
    handle: (ctx, { params }) => listFormVersions(ctx, params.callId),
  }),
  endpoint({
    method: "post",
    path: "/calls/:callId/form-versions",
    summary: "Publish the drafted version of the form",
    scope: write,
    params: schema.callParams,
    response: view.callForms,
    status: 201,
    handle: (ctx, { params }) => publishForm(ctx, params.callId),
  }),
  endpoint({
    method: "get",
    path: "/calls/:callId/phases",
    summary: "The phases of review with their rubrics",
    scope: read,
    params: schema.callParams,
    response: z.array(view.phaseView),
    handle: (ctx, { params }) => listPhases(ctx, params.callId),
  }),
  endpoint({
    method: "put",
    path: "/calls/:callId/phases",
    summary: "Set the phases of review",
    scope: write,
    params: schema.callParams,
    body: schema.phasePlan,
    response: z.array(view.phaseView),
    handle: (ctx, { params, body }) => planPhases(ctx, params.callId, body),
  }),
  endpoint({
    method: "post",
    path: "/calls/:callId/self-checks",
    summary: "Whether a firm meets the rules of a call; nothing of it is kept",
    scope: null,
    params: schema.callParams,
    body: schema.selfCheck,
    response: view.selfCheckResult,
    handle: (ctx, { params, body }) => checkSelf(ctx, params.callId, body.facts),
  }),
  endpoint({
    method: "post",
    path: "/call-subscriptions",
    summary: "Ask to hear when a call opens; a mail with a link proves the address",
    scope: null,
    body: schema.callSubscription,
    status: 202,
    handle: async (ctx, { body }) => {
      await subscribeToCalls(ctx, body);
    },
  }),
  endpoint({
    method: "get",
    path: "/call-subscriptions/:key",
    summary: "Whether the holder of a mailed link hears of calls",
    scope: null,
    params: schema.subscriberParams,
    response: z.object({ isConfirmed: z.boolean() }),
    handle: (ctx, { params }) => getSubscription(ctx, params.key),
  }),
  endpoint({
    method: "put",
    path: "/call-subscriptions/:key",
    summary: "Confirm the address a link was mailed to",
    scope: null,
    params: schema.subscriberParams,
    handle: (ctx, { params }) => confirmSubscription(ctx, params.key),
  }),
  endpoint({
    method: "delete",
    path: "/call-subscriptions/:key",
    summary: "Hear no more of calls; the address is forgotten",
    scope: null,
    params: schema.subscriberParams,
    handle: (ctx, { params }) => endSubscription(ctx, params.key),
  }),
];
