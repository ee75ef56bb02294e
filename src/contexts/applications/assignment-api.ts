import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { addProposal, applyAssignment, discardAssignment, lockReview, takeAwayReview } from "./commands/edit-assignment.ts";
import { inviteJuror, revokeJuror } from "./commands/guest-jurors.ts";
import { describeReviewer, leaveReviewer, setReviewer } from "./commands/phase-reviewers.ts";
import { remindReviewers } from "./commands/remind-reviewers.ts";
import { startAssignment } from "./commands/run-assignment.ts";
import { listCandidates } from "./queries/assignment-candidates.ts";
import { getAssignment, getAssignmentRun } from "./queries/get-assignment.ts";
import * as schema from "./review-schema.ts";
import * as view from "./review-views.ts";

const read = "applications:read";
const write = "applications:write";
const made = z.object({ id: z.uuid() });

const proposals: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/review-phases/:phaseId/assignment",
    summary: "Who reviews what in a phase, given and proposed",
    scope: read,
    params: schema.phaseParams,
    response: view.assignmentView,
    handle: (ctx, { params }) => getAssignment(ctx, params.phaseId),
  }),
  endpoint({
    method: "post",
    path: "/review-phases/:phaseId/assignment-runs",
    summary: "Let the solver propose reviewers for every application of a phase, in the background; applies nothing yet",
    scope: write,
    params: schema.phaseParams,
    body: schema.assignmentOptions,
    response: made,
    status: 202,
    handle: (ctx, { params, body }) => startAssignment(ctx, params.phaseId, body),
  }),
  endpoint({
    method: "get",
    path: "/review-phases/:phaseId/assignment-runs/newest",
    summary: "How your newest run of the solver stands: its total, its worst-served application, or which limit fails",
    scope: read,
    params: schema.phaseParams,
    response: view.assignmentRun,
    handle: (ctx, { params }) => getAssignmentRun(ctx, params.phaseId),
  }),
  endpoint({
    method: "post",
    path: "/review-phases/:phaseId/applied-assignment",
    summary: "Give every proposed review to its reviewer; each gets one mail",
    scope: write,
    params: schema.phaseParams,
    body: schema.applyInput,
    response: z.object({ given: z.number(), taken: z.number() }),
    status: 201,
    handle: (ctx, { params, body }) => applyAssignment(ctx, params.phaseId, body),
  }),
  endpoint({
    method: "delete",
    path: "/review-phases/:phaseId/assignment",
    summary: "Throw the proposal away; what was given before stays given",
    scope: write,
    params: schema.phaseParams,
    handle: (ctx, { params }) => discardAssignment(ctx, params.phaseId),
  }),
  endpoint({
    method: "get",
    path: "/review-phases/:phaseId/applications/:applicationId/candidates",
    summary: "Who of a phase could still review an application, the best fit first",
    scope: read,
    params: schema.phaseParams.extend({ applicationId: z.uuid() }),
    response: z.array(view.candidate),
    handle: (ctx, { params }) => listCandidates(ctx, params.phaseId, params.applicationId),
  }),
  endpoint({
    method: "post",
    path: "/review-phases/:phaseId/proposals",
    summary: "Propose a reviewer by hand, or in place of another",
    scope: write,
    params: schema.phaseParams,
    body: schema.proposalInput,
    response: made,
    status: 201,
    handle: (ctx, { params, body }) => addProposal(ctx, params.phaseId, body),
  }),
  endpoint({
    method: "delete",
    path: "/reviews/:reviewId",
    summary: "Take a reviewer off: a proposal, or a review that was not begun",
    scope: write,
    params: schema.reviewParams,
    handle: (ctx, { params }) => takeAwayReview(ctx, params.reviewId),
  }),
  endpoint({
    method: "put",
    path: "/reviews/:reviewId/lock",
    summary: "Keep a pair where it is when reviewers are proposed anew",
    scope: write,
    params: schema.reviewParams,
    body: schema.lockInput,
    status: 204,
    handle: (ctx, { params, body }) => lockReview(ctx, params.reviewId, body),
  }),
];

const reviewers: Endpoint[] = [
  endpoint({
    method: "put",
    path: "/review-phases/:phaseId/reviewers/:personId",
    summary: "Let somebody review in a phase, or change how much they take and which tracks",
    scope: write,
    params: schema.reviewerParams,
    body: schema.loadInput,
    status: 204,
    handle: (ctx, { params, body }) => setReviewer(ctx, params.phaseId, params.personId, body),
  }),
  endpoint({
    method: "put",
    path: "/review-phases/:phaseId/reviewers/:personId/expertise",
    summary: "Say what a reviewer of the phase knows",
    scope: write,
    params: schema.reviewerParams,
    body: schema.expertiseInput,
    status: 204,
    handle: (ctx, { params, body }) => describeReviewer(ctx, params.phaseId, params.personId, body),
  }),
  endpoint({
    method: "delete",
    path: "/review-phases/:phaseId/reviewers/:personId",
    summary: "A reviewer drops out: what they have not finished goes back, finished reviews stay",
    scope: write,
    params: schema.reviewerParams,
    handle: (ctx, { params }) => leaveReviewer(ctx, params.phaseId, params.personId),
  }),
  endpoint({
    method: "post",
    path: "/review-phases/:phaseId/reminders",
    summary: "Remind reviewers who have not finished, one mail each; once a day",
    scope: write,
    params: schema.phaseParams,
    body: schema.reminderInput,
    response: z.object({ mails: z.number() }),
    status: 201,
    handle: (ctx, { params, body }) => remindReviewers(ctx, params.phaseId, body),
  }),
  endpoint({
    method: "post",
    path: "/review-phases/:phaseId/guests",
    summary: "Ask somebody from outside by mail to review in this phase until a day",
    scope: write,
    params: schema.phaseParams,
    body: schema.guestInput,
    response: z.object({ id: z.uuid(), demoLink: z.string().nullable() }),
    status: 201,
    handle: (ctx, { params, body }) => inviteJuror(ctx, params.phaseId, body),
  }),
  endpoint({
    method: "delete",
    path: "/review-guests/:guestId",
    summary: "End a guest's access at once",
    scope: write,
    params: z.object({ guestId: z.uuid() }),
    handle: (ctx, { params }) => revokeJuror(ctx, params.guestId),
  }),
];

export const assignmentEndpoints: Endpoint[] = [...proposals, ...reviewers];
