import { z } from "zod";
import {
  changeView,
  listSavedViews,
  newSavedView,
  removeView,
  savedView,
  savedViewChange,
  saveView,
} from "#contexts/companies/index.ts";
import { type Endpoint, endpoint } from "#platform/api.ts";
import { actOnApplications } from "./commands/act-on-applications.ts";
import { nameResponsible } from "./commands/name-responsible.ts";
import * as schema from "./list-schema.ts";
import * as view from "./list-views.ts";
import { applicationFacets } from "./queries/application-facets.ts";
import { applicationPack } from "./queries/application-pack.ts";
import { exportApplications } from "./queries/export-applications.ts";
import { listApplications } from "./queries/list-applications.ts";

const read = "applications:read";
const write = "applications:write";
const viewParams = z.object({ viewId: z.uuid() });

/** What can be done with many applications; their paths come before those of a single one. */
export const listEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/applications",
    summary: "Applications to the calls of your organisation that you may read, what is due first on top",
    scope: read,
    query: schema.applicationQuery,
    response: view.applicationPage,
    handle: (ctx, { query }) => listApplications(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/applications/export",
    summary: "The list as CSV or XLSX with chosen columns, on request with a column for each answer you may read",
    scope: read,
    query: schema.applicationExport,
    handle: (ctx, { query }) => exportApplications(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/applications/pack",
    summary: "Up to 60 applications as one PDF to print, as far as you see them",
    scope: read,
    query: schema.applicationPack,
    handle: (ctx, { query }) => applicationPack(ctx, query),
  }),
  endpoint({
    method: "get",
    path: "/application-facets",
    summary: "How many applications lie behind each choice of each filter",
    scope: read,
    query: schema.applicationFacetQuery,
    response: view.applicationFacets,
    handle: (ctx, { query }) => applicationFacets(ctx, query),
  }),
  endpoint({
    method: "post",
    path: "/application-steps",
    summary: "Take one step for many applications, or rehearse it; says of each whether it was refused and why",
    scope: write,
    body: schema.bulkRequest,
    response: view.bulkResult,
    handle: (ctx, { body }) => actOnApplications(ctx, body),
  }),
  endpoint({
    method: "put",
    path: "/applications/:applicationId/responsible",
    summary: "Name who answers for an application at your organisation, or nobody",
    scope: write,
    params: z.object({ applicationId: z.uuid() }),
    body: schema.responsibleInput,
    status: 204,
    handle: (ctx, { params, body }) => nameResponsible(ctx, params.applicationId, body),
  }),
];

export const viewEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: "/application-views",
    summary: "Your saved views of the applications",
    scope: read,
    response: z.array(savedView),
    handle: (ctx) => listSavedViews(ctx, "applications"),
  }),
  endpoint({
    method: "post",
    path: "/application-views",
    summary: "Keep filters, order and columns under a name; `query` is the list's address after the question mark",
    scope: write,
    body: newSavedView,
    response: z.object({ id: z.uuid() }),
    status: 201,
    handle: (ctx, { body }) => saveView(ctx, "applications", body),
  }),
  endpoint({
    method: "patch",
    path: "/application-views/:viewId",
    summary: "Rename a view, change what it shows, or open the list with it",
    scope: write,
    params: viewParams,
    body: savedViewChange,
    status: 204,
    handle: (ctx, { params, body }) => changeView(ctx, "applications", params.viewId, body),
  }),
  endpoint({
    method: "delete",
    path: "/application-views/:viewId",
    summary: "Forget a view",
    scope: write,
    params: viewParams,
    handle: (ctx, { params }) => removeView(ctx, "applications", params.viewId),
  }),
];
