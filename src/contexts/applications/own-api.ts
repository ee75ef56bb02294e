import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { editing } from "./author-schema.ts";
import { removeAnswerFile, uploadAnswerFile } from "./commands/answer-files.ts";
import { noteEditing } from "./commands/authors.ts";
import { deleteAccount } from "./commands/delete-account.ts";
import { acknowledgeForm, deleteDraft } from "./commands/own-draft.ts";
import { withdrawApplication } from "./commands/run-application.ts";
import { startApplication } from "./commands/start-application.ts";
import { submitApplication } from "./commands/submit-application.ts";
import { settleAside, writeAnswers } from "./commands/write-answers.ts";
import { largestFileMb } from "./form/field.ts";
import * as own from "./own-schema.ts";
import * as view from "./own-views.ts";
import { linkToFile, openFile } from "./queries/file-link.ts";
import { getOwnApplication, listOwnApplications } from "./queries/own-application.ts";
import * as schema from "./schema.ts";

const read = "applications:read";
const write = "applications:write";
const applicationParams = z.object({ applicationId: z.uuid() });

const drafts: Endpoint[] = [
  endpoint({
    method: "post",
    path: "/calls/:callId/applications",
    summary: "Begin an application, or get the one that is begun",
    scope: write,
    isForApplicants: true,
    params: schema.callParams,
    body: schema.firmInput,
    response: view.ownApplicationView,
    status: 201,
    handle: (ctx, { params, body }) => startApplication(ctx, params.callId, body),
  }),
  endpoint({
    method: "get",
    path: "/own-applications",
    summary: "The applications you write",
    scope: read,
    isForApplicants: true,
    response: z.array(view.ownApplicationRow),
    handle: (ctx) => listOwnApplications(ctx),
  }),
  endpoint({
    method: "get",
    path: "/own-applications/:applicationId",
    summary: "An application you write, with questions, answers and what is missing",
    scope: read,
    isForApplicants: true,
    params: applicationParams,
    response: view.ownApplicationView,
    handle: (ctx, { params }) => getOwnApplication(ctx, params.applicationId),
  }),
  endpoint({
    method: "delete",
    path: "/own-applications/:applicationId",
    summary: "Delete a draft that nobody else writes and that was never handed in",
    scope: write,
    isForApplicants: true,
    params: applicationParams,
    handle: (ctx, { params }) => deleteDraft(ctx, params.applicationId),
  }),
  endpoint({
    method: "patch",
    path: "/own-applications/:applicationId/answers",
    summary: "Keep answers as they are typed; of two texts written at once the later one is put aside",
    scope: write,
    isForApplicants: true,
    params: applicationParams,
    body: own.answersInput,
    response: z.array(view.answerKept),
    handle: (ctx, { params, body }) => writeAnswers(ctx, params.applicationId, body.answers, { page: body.page ?? null }),
  }),
  endpoint({
    method: "put",
    path: "/own-applications/:applicationId/asides/:asideId",
    summary: "Settle a text that was put aside: take it, or let it go without a value",
    scope: write,
    isForApplicants: true,
    params: applicationParams.extend({ asideId: z.uuid() }),
    body: own.asideInput,
    response: z.object({ version: z.number() }),
    handle: (ctx, { params, body }) => settleAside(ctx, params.applicationId, params.asideId, body),
  }),
  endpoint({
    method: "put",
    path: "/own-applications/:applicationId/presence",
    summary: "Tell the other writers where you write, and see where they do and what they changed",
    scope: write,
    isForApplicants: true,
    params: applicationParams,
    body: editing,
    response: view.togetherView,
    handle: (ctx, { params, body }) => noteEditing(ctx, params.applicationId, body),
  }),
  endpoint({
    method: "put",
    path: "/own-applications/:applicationId/seen-form",
    summary: "Say that you have seen what changed in the form",
    scope: write,
    isForApplicants: true,
    params: applicationParams,
    status: 204,
    handle: (ctx, { params }) => acknowledgeForm(ctx, params.applicationId),
  }),
  endpoint({
    method: "post",
    path: "/own-applications/:applicationId/submissions",
    summary: "Hand an application in, once however often it is sent",
    scope: write,
    isForApplicants: true,
    params: applicationParams,
    response: view.ownApplicationView,
    status: 201,
    handle: (ctx, { params }) => submitApplication(ctx, params.applicationId),
  }),
  endpoint({
    method: "post",
    path: "/own-applications/:applicationId/withdrawal",
    summary: "Take an application back",
    scope: write,
    isForApplicants: true,
    params: applicationParams,
    body: own.withdrawalInput,
    status: 204,
    handle: (ctx, { params, body }) => withdrawApplication(ctx, params.applicationId, body),
  }),
];

const account: Endpoint[] = [
  endpoint({
    method: "delete",
    path: "/own-account",
    summary: "Delete your account, with the drafts only you write; for people who apply and hold no seat",
    scope: write,
    isForApplicants: true,
    handle: (ctx) => deleteAccount(ctx),
  }),
];

const files: Endpoint[] = [
  endpoint({
    method: "post",
    path: "/own-applications/:applicationId/answers/:key/files",
    summary: "Add a file to an answer, or put it in the place of another; the request body is the file",
    scope: write,
    isForApplicants: true,
    params: own.answerFileParams,
    query: own.answerFileQuery,
    upload: "application/octet-stream",
    uploadLimitMb: largestFileMb,
    response: view.answerFile,
    status: 201,
    handle: (ctx, { params, query, raw }) =>
      uploadAnswerFile(ctx, params.applicationId, params.key, { ...query, content: raw.body }),
  }),
  endpoint({
    method: "delete",
    path: "/own-applications/:applicationId/answers/:key/files/:fileId",
    summary: "Take a file out of an answer",
    scope: write,
    isForApplicants: true,
    params: own.answerFileParams.extend({ fileId: z.uuid() }),
    handle: (ctx, { params }) => removeAnswerFile(ctx, params.applicationId, params.key, params.fileId),
  }),
  endpoint({
    method: "post",
    path: "/application-files/:fileId/links",
    summary: "A way to the bytes of a file in an application you write or may read, for five minutes and for you alone",
    scope: read,
    isForApplicants: true,
    params: own.fileParams,
    response: view.fileLink,
    status: 201,
    handle: (ctx, { params }) => linkToFile(ctx, params.fileId),
  }),
  endpoint({
    method: "get",
    path: "/application-files/:fileId",
    summary: "The bytes of a file, by the link you were given; asked again whether you may",
    scope: read,
    isForApplicants: true,
    params: own.fileParams,
    query: own.fileQuery,
    handle: (ctx, { params, query }) => openFile(ctx, params.fileId, query),
  }),
];

export const ownEndpoints: Endpoint[] = [...drafts, ...files, ...account];
