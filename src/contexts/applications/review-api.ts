import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { assignmentEndpoints } from "./assignment-api.ts";
import { callParams } from "./call-schema.ts";
import { addComment } from "./commands/comments.ts";
import { clearConflict, declareConflict } from "./commands/conflicts.ts";
import { stateExpertise, takeTieBack, tellTie } from "./commands/own-expertise.ts";
import { beginOwnReview, giveReview, returnReview, writeReview } from "./commands/reviews.ts";
import { getOwnExpertise } from "./queries/own-expertise.ts";
import { getOwnReview, listOwnReviews } from "./queries/own-reviews.ts";
import { getProgress } from "./queries/progress.ts";
import * as schema from "./review-schema.ts";
import * as view from "./review-views.ts";

const read = "applications:read";
const write = "applications:write";
const applicationParams = z.object({ applicationId: z.uuid() });
const made = z.object({ id: z.uuid() });

const conflicts: Endpoint[] = [
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
    method: "get",
    path: "/expertise",
    summary: "What you said you know, and firms you have a tie with",
    scope: read,
    response: view.ownExpertise,
    handle: (ctx) => getOwnExpertise(ctx),
  }),
  endpoint({
    method: "put",
    path: "/expertise",
    summary: "Say what you know; applications are matched with it",
    scope: write,
    body: schema.expertiseInput,
    status: 204,
    handle: (ctx, { body }) => stateExpertise(ctx, body),
  }),
  endpoint({
    method: "post",
    path: "/expertise/ties",
    summary: "Tell of a tie to a firm, once for every application of it",
    scope: write,
    body: schema.tieInput,
    response: made,
    status: 201,
    handle: (ctx, { body }) => tellTie(ctx, body),
  }),
  endpoint({
    method: "delete",
    path: "/expertise/ties/:tieId",
    summary: "Take a tie back; conflicts it already made stay until a manager clears them",
    scope: write,
    params: z.object({ tieId: z.uuid() }),
    handle: (ctx, { params }) => takeTieBack(ctx, params.tieId),
  }),
];

const reviews: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/reviews",
    summary: "Your reviews, what is due first on top",
    scope: read,
    response: z.array(view.ownReviewRow),
    handle: (ctx) => listOwnReviews(ctx),
  }),
  endpoint({
    method: "get",
    path: "/reviews/:reviewId",
    summary: "One of your reviews with its form; the answers once you have begun",
    scope: read,
    params: schema.reviewParams,
    response: view.ownReviewView,
    handle: (ctx, { params }) => getOwnReview(ctx, params.reviewId),
  }),
  endpoint({
    method: "post",
    path: "/reviews/:reviewId/beginning",
    summary: "Begin a review: you have no tie, and read the application",
    scope: write,
    params: schema.reviewParams,
    status: 204,
    handle: (ctx, { params }) => beginOwnReview(ctx, params.reviewId),
  }),
  endpoint({
    method: "put",
    path: "/reviews/:reviewId",
    summary: "Keep your review, or hand it in",
    scope: write,
    params: schema.reviewParams,
    body: schema.reviewInput,
    response: z.object({ version: z.number(), score: z.number().nullable() }),
    handle: (ctx, { params, body }) => writeReview(ctx, params.reviewId, body),
  }),
  endpoint({
    method: "post",
    path: "/reviews/:reviewId/return",
    summary: "Hand a review back that you cannot write",
    scope: write,
    params: schema.reviewParams,
    body: schema.reasonInput,
    status: 204,
    handle: (ctx, { params, body }) => returnReview(ctx, params.reviewId, body),
  }),
  endpoint({
    method: "post",
    path: "/applications/:applicationId/reviews",
    summary: "Ask somebody to review an application",
    scope: write,
    params: applicationParams,
    body: schema.reviewGift,
    response: made,
    status: 201,
    handle: (ctx, { params, body }) => giveReview(ctx, params.applicationId, body),
  }),
  endpoint({
    method: "post",
    path: "/applications/:applicationId/comments",
    summary: "Write in the discussion of a phase; the others in it get a mail",
    scope: write,
    params: applicationParams,
    body: schema.commentInput,
    response: made,
    status: 201,
    handle: (ctx, { params, body }) => addComment(ctx, params.applicationId, body),
  }),
  endpoint({
    method: "get",
    path: "/calls/:callId/progress",
    summary: "How far the reviews are, by phase, reviewer and application",
    scope: read,
    params: callParams,
    response: view.progressView,
    handle: (ctx, { params }) => getProgress(ctx, params.callId),
  }),
];

export const reviewEndpoints: Endpoint[] = [...conflicts, ...reviews, ...assignmentEndpoints];
