import { z } from "zod";
import { similarNeed, similarQuery } from "#contexts/needs/index.ts";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { giveFeedback, withdrawFeedback } from "./feedback.ts";
import { changeLearning } from "./learning/learning-pause.ts";
import { matchesForNeed } from "./need-matches.ts";
import { matchText, needsForCompany, similarCompanies } from "./other-matches.ts";
import * as schema from "./schema.ts";
import { findSimilarNeeds } from "./similar-needs.ts";
import * as views from "./views.ts";

const read = "matching:read";
const write = "matching:write";

export const matchEndpoints: Endpoint[] = [
  endpoint({
    method: "post",
    path: "/similar-needs",
    summary: "Earlier needs that look for the same as a text, in whatever language they are written",
    scope: "needs:read",
    body: similarQuery,
    response: z.array(similarNeed),
    handle: (ctx, { body }) => findSimilarNeeds(ctx, body),
  }),
  endpoint({
    method: "get",
    path: "/needs/:needId/matches",
    summary: "Companies for a need, best first, with reasons, verdicts on its requirements and what speaks against",
    scope: read,
    params: schema.needParams,
    query: schema.matchQuery,
    response: views.matchPage,
    handle: (ctx, { params, query }) => matchesForNeed(ctx, params.needId, query),
  }),
  endpoint({
    method: "post",
    path: "/needs/:needId/matches/:companyId/feedback",
    summary: "Say that a company is good or bad for the need, and why; moves the next ranking",
    scope: write,
    params: schema.matchParams,
    body: schema.newFeedback,
    handle: (ctx, { params, body }) => giveFeedback(ctx, params.needId, params.companyId, body),
  }),
  endpoint({
    method: "delete",
    path: "/needs/:needId/matches/:companyId/feedback",
    summary: "Take your own judgement back",
    scope: write,
    params: schema.matchParams,
    handle: (ctx, { params }) => withdrawFeedback(ctx, params.needId, params.companyId),
  }),
  endpoint({
    method: "put",
    path: "/needs/:needId/learning",
    summary: "Switch off or on what judgements on other needs of the field taught, for this need or for all of the organisation",
    scope: write,
    params: schema.needParams,
    body: schema.learningChange,
    handle: (ctx, { params, body }) => changeLearning(ctx, params.needId, body),
  }),
  endpoint({
    method: "get",
    path: "/companies/:companyId/needs",
    summary: "Open needs you may read that the company could answer, best first",
    scope: read,
    params: schema.companyParams,
    response: views.companyNeeds,
    handle: (ctx, { params }) => needsForCompany(ctx, params.companyId),
  }),
  endpoint({
    method: "get",
    path: "/companies/:companyId/similar",
    summary: "Companies like this one; with `needId`, like it in what the need asks for",
    scope: read,
    params: schema.companyParams,
    query: schema.similarQuery,
    response: views.textMatches,
    handle: (ctx, { params, query }) => similarCompanies(ctx, params.companyId, query),
  }),
  endpoint({
    method: "post",
    path: "/matches",
    summary: "Companies for a free text in any language, best first, with reasons",
    scope: read,
    body: schema.textQuery,
    response: views.textMatches,
    handle: (ctx, { body }) => matchText(ctx, body),
  }),
];
