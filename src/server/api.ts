import { Hono } from "hono";
import { z } from "zod";
import { type Endpoint, isRepeatable, successStatus } from "#platform/api.ts";
import type { Context, Platform } from "#platform/context.ts";
import { DomainError, forbidden, notFound, unauthenticated } from "#platform/errors.ts";
import { parse, parseParams } from "#platform/parse.ts";
import { endpoints } from "./contexts.ts";
import { formLimitMb, limitBody } from "./limit-body.ts";
import { once } from "./once.ts";
import { openApiDocument } from "./openapi.ts";
import { methodNotAllowed, problemResponse } from "./problem.ts";
import { loggedPath, requestContext, type ServerContext, type ServerVariables, visitorLocale } from "./request-context.ts";

/** The REST API: one Hono route for each declared endpoint. */
export function apiRoutes(platform: Platform): Hono<{ Variables: ServerVariables }> {
  const api = new Hono<{ Variables: ServerVariables }>();
  api.get("/openapi.json", (c) => c.json(openApiDocument(endpoints, platform.config.PUBLIC_URL)));
  for (const endpoint of endpoints) {
    api.on(endpoint.method.toUpperCase(), `/v1${endpoint.path}`, (c) => answer(platform, endpoint, c));
  }
  for (const shape of new Set(endpoints.map(shapeOf))) {
    const methods = endpoints.filter((endpoint) => shapeOf(endpoint) === shape).map(({ method }) => method.toUpperCase());
    api.all(`/v1${shape}`, (c) => methodNotAllowed(methods, visitorLocale(c), c.var.requestId));
  }
  api.all("/*", (c) => problemResponse(notFound(), visitorLocale(c), c.var.requestId));
  return api;
}

/** The path whatever its parameters are called. */
const shapeOf = ({ path }: Endpoint): string => path.replace(/:\w+/g, ":any");

async function answer(platform: Platform, endpoint: Endpoint, c: ServerContext): Promise<Response> {
  const ctx = await requestContext(platform, c);
  try {
    requireScope(ctx, endpoint);
    requireOwnOrigin(ctx, endpoint, c);
    const { request } = limitBody(c.req.raw, limitMbOf(endpoint, platform.config.UPLOAD_LIMIT_MB));
    const body = endpoint.body ? await readJson(request) : undefined;
    const run = () => respond(ctx, endpoint, c, request, body);
    const key = c.req.header("idempotency-key");
    if (!key || endpoint.method !== "post") return await run();
    if (!isRepeatable(endpoint)) throw new DomainError("invalid", "errors.idempotencyWithFile");
    return await once(ctx, key, [endpoint.path, c.req.url, body], run);
  } catch (error) {
    if (!(error instanceof DomainError))
      platform.log.error({ error, requestId: ctx.requestId, path: loggedPath(c.req.path) }, "request failed");
    return problemResponse(error, ctx.locale, ctx.requestId);
  }
}

const limitMbOf = ({ upload, uploadLimitMb = Number.POSITIVE_INFINITY }: Endpoint, serverLimitMb: number): number =>
  upload ? Math.min(uploadLimitMb, serverLimitMb) : formLimitMb;

function requireScope(ctx: Context, { scope, isForApplicants }: Endpoint): void {
  if (scope === null) return;
  if (ctx.actor.kind === "visitor") throw unauthenticated();
  if (ctx.actor.seatId === null && !isForApplicants) throw forbidden();
  if (ctx.actor.scopes && !ctx.actor.scopes.includes(scope)) {
    throw new DomainError("forbidden", "errors.missingScope", { values: { scope } });
  }
}

/**
 * A browser sends a signed-in person's cookie along with whatever another site of the same domain makes it send; so what changes
 * something must say that it comes from our own pages. Programs use tokens.
 */
function requireOwnOrigin({ actor }: Context, { method }: Endpoint, c: ServerContext): void {
  if (actor.kind !== "person" || method === "get") return;
  const origin = c.req.header("origin");
  const isOwn = origin ? origin === new URL(c.req.url).origin : c.req.header("sec-fetch-site") === "same-origin";
  if (!isOwn) throw new DomainError("forbidden", "errors.otherOrigin");
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DomainError("invalid", "errors.bodyNotJson", { cause });
  }
}

async function respond(ctx: Context, endpoint: Endpoint, c: ServerContext, request: Request, body: unknown): Promise<Response> {
  const result = await endpoint.handle(ctx, {
    params: (endpoint.params ? parseParams(endpoint.params, c.req.param()) : undefined) as never,
    query: (endpoint.query ? parse(strictly(endpoint.query), queryObject(c)) : undefined) as never,
    body: (endpoint.body ? parse(endpoint.body, body) : undefined) as never,
    raw: request,
  });
  if (result instanceof Response) return result;
  const status = successStatus(endpoint);
  return endpoint.response ? Response.json(endpoint.response.parse(result), { status }) : new Response(null, { status });
}

/** A parameter nobody declared is refused by name, whichever schema reads the others. */
const strictly = (query: z.ZodType): z.ZodType => (query instanceof z.ZodObject ? query.strict() : query);

/** A repeated query parameter is a list. */
function queryObject(c: ServerContext): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length > 1 ? values : values[0]!]),
  );
}
