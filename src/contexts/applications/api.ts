import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { authorEndpoints } from "./author-api.ts";
import { callEndpoints } from "./call-api.ts";
import { askForSecondStage, beginReview, reopenApplication } from "./commands/run-application.ts";
import { decisionEndpoints } from "./decision-api.ts";
import { listEndpoints, viewEndpoints } from "./list-api.ts";
import { ownEndpoints } from "./own-api.ts";
import { getApplication } from "./queries/get-application.ts";
import { reviewEndpoints } from "./review-api.ts";
import * as schema from "./schema.ts";
import * as view from "./views.ts";

const read = "applications:read";
const write = "applications:write";
const applicationParams = z.object({ applicationId: z.uuid() });

const reviewing: Endpoint[] = [
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
];

export const applicationEndpoints: Endpoint[] = [
  ...callEndpoints,
  ...ownEndpoints,
  ...authorEndpoints,
  ...listEndpoints,
  ...viewEndpoints,
  ...reviewing,
  ...reviewEndpoints,
  ...decisionEndpoints,
];
