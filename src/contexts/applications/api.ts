import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { uploadQuery } from "#platform/files/attachments.ts";
import { authorEndpoints } from "./author-api.ts";
import { callEndpoints } from "./call-api.ts";
import { uploadAnswerFile } from "./commands/answer-files.ts";
import { planAssignment } from "./commands/assign-reviewers.ts";
import { clearConflict, declareConflict } from "./commands/conflicts.ts";
import { proposeDecision } from "./commands/decide-application.ts";
import { giveReview, returnReview, writeReview } from "./commands/reviews.ts";
import { askForSecondStage, beginReview, reopenApplication, withdrawApplication } from "./commands/run-application.ts";
import { startApplication } from "./commands/start-application.ts";
import { submitApplication } from "./commands/submit-application.ts";
import { settleAside, writeAnswers } from "./commands/write-answers.ts";
import { getApplication } from "./queries/get-application.ts";
import { listApplications } from "./queries/list-applications.ts";
import { getOwnApplication, listOwnApplications } from "./queries/own-application.ts";
import * as schema from "./schema.ts";
import * as view from "./views.ts";

const read = "applications:read";
const write = "applications:write";
const applicationParams = z.object({ applicationId: z.uuid() });
const reviewParams = z.object({ reviewId: z.uuid() });

const writing: Endpoint[] = [
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
    method: "patch",
    path: "/own-applications/:applicationId/answers",
    summary: "Keep answers as they are typed; of two texts written at once the later one is put aside",
    scope: write,
    isForApplicants: true,
    params: applicationParams,
    body: schema.answersInput,
    response: z.array(view.answerKept),
    handle: (ctx, { params, body }) => writeAnswers(ctx, params.applicationId, body.answers),
  }),
  endpoint({
    method: "put",
    path: "/own-applications/:applicationId/asides/:asideId",
    summary: "Settle a text that was put aside: take it, or let it go without a value",
    scope: write,
    isForApplicants: true,
    params: applicationParams.extend({ asideId: z.uuid() }),
    body: schema.asideInput,
    status: 204,
    handle: (ctx, { params, body }) => settleAside(ctx, params.applicationId, params.asideId, body),
  }),
  endpoint({
    method: "post",
    path: "/own-applications/:applicationId/answers/:key/files",
    summary: "Add a file to an answer; the request body is the file",
    scope: write,
    isForApplicants: true,
    params: applicationParams.extend({ key: z.string().max(40) }),
    query: uploadQuery,
    upload: "application/octet-stream",
    response: z.object({ id: z.uuid() }),
    status: 201,
    handle: (ctx, { params, query, raw }) =>
      uploadAnswerFile(ctx, params.applicationId, params.key, { name: query.name, content: raw.body }),
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
    body: schema.reasonInput,
    status: 204,
    handle: (ctx, { params, body }) => withdrawApplication(ctx, params.applicationId, body),
  }),
];

const reviewing: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/applications",
    summary: "Applications to the calls of your organisation that you may read, what is overdue first",
    scope: read,
    query: schema.applicationQuery,
    response: view.applicationPage,
    handle: (ctx, { query }) => listApplications(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/applications/:applicationId",
    summary: "One application as handed in, with the reviews you may see",
    scope: read,
    params: applicationParams,
    response: view.applicationView,
    handle: (ctx, { params }) => getApplication(ctx, params.applicationId),
  }),
  endpoint({
    method: "post",
    path: "/applications/:applicationId/review-rounds",
    summary: "Put an application into review",
    scope: write,
    params: applicationParams,
    status: 204,
    handle: (ctx, { params }) => beginReview(ctx, params.applicationId),
  }),
  endpoint({
    method: "post",
    path: "/applications/:applicationId/reopening",
    summary: "Give an application back to its writers, who are told why",
    scope: write,
    params: applicationParams,
    body: schema.untilInput,
    status: 204,
    handle: (ctx, { params, body }) => reopenApplication(ctx, params.applicationId, body),
  }),
  endpoint({
    method: "post",
    path: "/applications/:applicationId/second-stage",
    summary: "Ask the writers for the second stage",
    scope: write,
    params: applicationParams,
    body: schema.untilInput,
    status: 204,
    handle: (ctx, { params, body }) => askForSecondStage(ctx, params.applicationId, body),
  }),
  endpoint({
    method: "post",
    path: "/applications/:applicationId/conflicts",
    summary: "Declare a tie: from then on the application does not exist for the person",
    scope: write,
    params: applicationParams,
    body: schema.conflictInput,
    status: 204,
    handle: (ctx, { params, body }) => declareConflict(ctx, params.applicationId, body),
  }),
  endpoint({
    method: "post",
    path: "/applications/:applicationId/conflicts/:conflictId/clearance",
    summary: "Find that a tie is none, with the reason; not against the person's own word",
    scope: write,
    params: applicationParams.extend({ conflictId: z.uuid() }),
    body: schema.reasonInput,
    status: 204,
    handle: (ctx, { params, body }) => clearConflict(ctx, params.applicationId, params.conflictId, body),
  }),
  endpoint({
    method: "post",
    path: "/applications/:applicationId/reviews",
    summary: "Ask somebody to review an application",
    scope: write,
    params: applicationParams,
    body: schema.reviewGift,
    response: z.object({ id: z.uuid() }),
    status: 201,
    handle: (ctx, { params, body }) => giveReview(ctx, params.applicationId, body),
  }),
  endpoint({
    method: "put",
    path: "/reviews/:reviewId",
    summary: "Keep your review, or hand it in",
    scope: write,
    params: reviewParams,
    body: schema.reviewInput,
    response: z.object({ version: z.number(), score: z.number().nullable() }),
    handle: (ctx, { params, body }) => writeReview(ctx, params.reviewId, body),
  }),
  endpoint({
    method: "post",
    path: "/reviews/:reviewId/return",
    summary: "Hand a review back that you cannot write",
    scope: write,
    params: reviewParams,
    body: schema.reasonInput,
    status: 204,
    handle: (ctx, { params, body }) => returnReview(ctx, params.reviewId, body),
  }),
  endpoint({
    method: "post",
    path: "/review-phases/:phaseId/assignment",
    summary: "Propose reviewers for every application of a phase; applies nothing yet",
    scope: write,
    params: z.object({ phaseId: z.uuid() }),
    response: view.assignmentPlan,
    status: 201,
    handle: (ctx, { params }) => planAssignment(ctx, params.phaseId),
  }),
  endpoint({
    method: "post",
    path: "/applications/:applicationId/decision-proposals",
    summary: "Say what your operator wants; it is decided once every operator of the call wants it",
    scope: write,
    params: applicationParams,
    body: schema.decisionInput,
    response: view.agreement,
    status: 201,
    handle: (ctx, { params, body }) => proposeDecision(ctx, params.applicationId, body),
  }),
];

export const applicationEndpoints: Endpoint[] = [...callEndpoints, ...writing, ...authorEndpoints, ...reviewing];
