import { type Endpoint, endpoint } from "#platform/api.ts";
import * as schema from "./agreement-schema.ts";
import * as view from "./agreement-views.ts";
import * as templates from "./commands/agreement-templates.ts";
import { getTemplate, listTemplates } from "./queries/agreement-templates.ts";

const [read, write] = ["pilots:read", "pilots:write"];
const all = "/agreement-templates";
const one = `${all}/:templateId`;

export const templateEndpoints: Endpoint[] = [
  endpoint({
    method: "get",
    path: all,
    summary: "The host's templates of agreements with their versions",
    scope: read,
    response: view.templatesView,
    handle: (ctx) => listTemplates(ctx),
  }),
  endpoint({
    method: "post",
    path: all,
    summary: "Write the next version of a template",
    scope: write,
    body: schema.templateInput,
    response: view.createdView,
    status: 201,
    handle: (ctx, { body }) => templates.draftTemplate(ctx, body),
  }),
  endpoint({
    method: "post",
    path: "/agreement-template-drafts",
    summary: "Begin the next version from the last published one, or from the starter text",
    scope: write,
    body: schema.templateStart,
    response: view.createdView,
    status: 201,
    handle: (ctx, { body }) => templates.startTemplate(ctx, body),
  }),
  endpoint({
    method: "get",
    path: one,
    summary: "One version of a template",
    scope: read,
    params: schema.templateParams,
    response: view.templateView,
    handle: (ctx, { params }) => getTemplate(ctx, params.templateId),
  }),
  endpoint({
    method: "put",
    path: one,
    summary: "Change a draft; a published version never changes",
    scope: write,
    params: schema.templateParams,
    body: schema.templateRevision,
    handle: (ctx, { params, body }) => templates.reviseTemplate(ctx, params.templateId, body),
  }),
  endpoint({
    method: "delete",
    path: one,
    summary: "Throw a draft away",
    scope: write,
    params: schema.templateParams,
    handle: (ctx, { params }) => templates.discardTemplate(ctx, params.templateId),
  }),
  endpoint({
    method: "put",
    path: `${one}/publication`,
    summary: "Publish a draft; refused with every unknown, misspelt or missing field by name and line",
    scope: write,
    params: schema.templateParams,
    handle: (ctx, { params }) => templates.publishTemplate(ctx, params.templateId),
  }),
  endpoint({
    method: "put",
    path: `${one}/retirement`,
    summary: "Take a published version out of use",
    scope: write,
    params: schema.templateParams,
    handle: (ctx, { params }) => templates.retireTemplate(ctx, params.templateId),
  }),
];
