import { z } from "zod";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { changeSavedSearch, getSavedSearch, listSavedSearches, removeSavedSearch, saveSearch } from "../saved-searches.ts";
import { savedSearchChange, savedSearchInput } from "../schema.ts";
import { savedSearchView } from "../views.ts";

const read = "companies:read";
const write = "companies:write";
const params = z.object({ savedSearchId: z.uuid() });

/** Filters people keep, with alerts. */
export const savedSearchEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/saved-searches",
    summary: "Your searches and those shared with you",
    scope: read,
    response: z.array(savedSearchView),
    handle: (ctx) => listSavedSearches(ctx),
  }),
  endpoint({
    method: "post",
    path: "/saved-searches",
    summary: "Keep a filter, with a daily or weekly alert for new companies",
    scope: write,
    body: savedSearchInput,
    response: z.object({ id: z.uuid() }),
    status: 201,
    handle: (ctx, { body }) => saveSearch(ctx, body),
  }),
  endpoint({
    method: "get",
    path: "/saved-searches/:savedSearchId",
    summary: "One saved search",
    scope: read,
    params,
    response: savedSearchView,
    handle: (ctx, { params: { savedSearchId } }) => getSavedSearch(ctx, savedSearchId),
  }),
  endpoint({
    method: "patch",
    path: "/saved-searches/:savedSearchId",
    summary: "Change a saved search of yours",
    scope: write,
    params,
    body: savedSearchChange,
    status: 204,
    handle: (ctx, { params: { savedSearchId }, body }) => changeSavedSearch(ctx, savedSearchId, body),
  }),
  endpoint({
    method: "delete",
    path: "/saved-searches/:savedSearchId",
    summary: "Forget a saved search of yours",
    scope: write,
    params,
    status: 204,
    handle: (ctx, { params: { savedSearchId } }) => removeSavedSearch(ctx, savedSearchId),
  }),
];
