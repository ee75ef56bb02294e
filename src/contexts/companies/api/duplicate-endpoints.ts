import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { keepApart, reopenSuggestion } from "../commands/decide-duplicate.ts";
import { mergeCompanies, undoMerge } from "../commands/merge-companies.ts";
import { duplicatePage, duplicateQuery, duplicateView, getDuplicate, listDuplicates } from "../queries/list-duplicates.ts";
import { companyId, mergeInput } from "../schema.ts";

const read = "companies:read";
const write = "companies:write";
const suggestionParams = z.object({ suggestionId: z.uuid() });

/** Records that may be one firm: suggestions, decisions, merges and their undo. */
export const duplicateEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/duplicate-suggestions",
    summary: "Pairs that may be one firm, the surest first",
    scope: read,
    query: duplicateQuery,
    response: duplicatePage,
    handle: (ctx, { query }) => listDuplicates(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/duplicate-suggestions/:suggestionId",
    summary: "One pair side by side, with reasons",
    scope: read,
    params: suggestionParams,
    response: duplicateView,
    handle: (ctx, { params }) => getDuplicate(ctx, params.suggestionId),
  }),
  endpoint({
    method: "put",
    path: "/duplicate-suggestions/:suggestionId/difference",
    summary: "These are two firms: remembered for good",
    scope: write,
    params: suggestionParams,
    status: 204,
    handle: (ctx, { params }) => keepApart(ctx, params.suggestionId),
  }),
  endpoint({
    method: "delete",
    path: "/duplicate-suggestions/:suggestionId/difference",
    summary: "Ask about the pair again",
    scope: write,
    params: suggestionParams,
    status: 204,
    handle: (ctx, { params }) => reopenSuggestion(ctx, params.suggestionId),
  }),
  endpoint({
    method: "post",
    path: "/companies/:companyId/merges",
    summary: "Merge another record into this one",
    scope: write,
    params: companyId,
    body: mergeInput,
    response: z.object({ mergeId: z.uuid() }),
    status: 201,
    handle: (ctx, { params, body }) => mergeCompanies(ctx, params.companyId, body),
  }),
  endpoint({
    method: "delete",
    path: "/companies/:companyId/merges/:mergeId",
    summary: "Undo a merge; answers with the record that lives again",
    scope: write,
    params: companyId.extend({ mergeId: z.uuid() }),
    response: z.object({ companyId: z.uuid() }),
    handle: (ctx, { params }) => undoMerge(ctx, params.mergeId),
  }),
];
