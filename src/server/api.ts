import { createHash } from "node:crypto";
import { Hono } from "hono";
import type { z } from "zod";
import type { Endpoint } from "#platform/api.ts";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { DomainError, unauthenticated } from "#platform/errors.ts";
import { parse } from "#platform/parse.ts";
import { endpoints } from "./contexts.ts";
import { openApiDocument } from "./openapi.ts";
import { problemResponse } from "./problem.ts";
import { requestContext, type ServerContext, type ServerVariables } from "./request-context.ts";

/** The REST API: one Hono route for each declared endpoint. */
export function apiRoutes(platform: Platform): Hono<{ Variables: ServerVariables }> {
  const api = new Hono<{ Variables: ServerVariables }>();
  api.get("/openapi.json", (c) => c.json(openApiDocument(endpoints, platform.config.PUBLIC_URL)));
  for (const endpoint of endpoints) {
    api.on(endpoint.method.toUpperCase(), `/v1${endpoint.path}`, (c) => answer(platform, endpoint, c));
  }
  api.all("/*", async (c) => problemResponse(new DomainError("not_found", "errors.notFound"), "en", c.var.requestId));
  return api;
}

async function answer(platform: Platform, endpoint: Endpoint, c: ServerContext): Promise<Response> {
  const ctx = await requestContext(platform, c);
  try {
    requireScope(ctx, endpoint);
    const body = endpoint.body ? await readJson(c) : undefined;
    const key = endpoint.method === "post" ? c.req.header("idempotency-key") : undefined;
    const run = () => respond(ctx, endpoint, c, body);
    return key ? await once(ctx, key, [endpoint.path, c.req.url, body], run) : await run();
  } catch (error) {
    if (!(error instanceof DomainError))
      platform.log.error({ error, requestId: ctx.requestId, path: c.req.path }, "request failed");
    return problemResponse(error, ctx.locale, ctx.requestId);
  }
}

function requireScope(ctx: Context, { scope }: Endpoint): void {
  if (scope === null) return;
  if (ctx.actor.kind === "visitor") throw unauthenticated();
  if (ctx.actor.scopes && !ctx.actor.scopes.includes(scope)) {
    throw new DomainError("forbidden", "errors.missingScope", { values: { scope } });
  }
}

async function readJson(c: ServerContext): Promise<unknown> {
  const text = await c.req.text();
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DomainError("invalid", "errors.bodyNotJson", { cause });
  }
}

async function respond(ctx: Context, endpoint: Endpoint, c: ServerContext, body: unknown): Promise<Response> {
  const result = await endpoint.handle(ctx, {
    params: (endpoint.params ? parseParams(endpoint.params, c.req.param()) : undefined) as never,
    query: (endpoint.query ? parse(endpoint.query, queryObject(c)) : undefined) as never,
    body: (endpoint.body ? parse(endpoint.body, body) : undefined) as never,
    raw: c.req.raw,
  });
  if (result instanceof Response) return result;
  if (result === undefined) return new Response(null, { status: 204 });
  return Response.json(result, { status: endpoint.status ?? 200 });
}

/** An address whose parameters no record can have names nothing. */
function parseParams(schema: z.ZodType, params: Record<string, string>): unknown {
  const result = schema.safeParse(params);
  if (result.success) return result.data;
  throw new DomainError("not_found", "errors.notFound", { cause: result.error });
}

/** A repeated query parameter is a list. */
function queryObject(c: ServerContext): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length > 1 ? values : values[0]!]),
  );
}

const keyLifetimeMs = 24 * 3600 * 1000;

/** Answers a repeated Idempotency-Key with the first answer; the same key with other content is refused. */
async function once(ctx: Context, key: string, request: unknown, run: () => Promise<Response>): Promise<Response> {
  const own = contextFor(ctx.platform, system, ctx);
  const actor = ctx.actor.seatId ?? ctx.actor.personId ?? "visitor";
  const requestHash = createHash("sha256").update(JSON.stringify(request)).digest("hex");
  const createdAt = ctx.now();
  const isFirst = await own.transact(async (tx) => {
    await tx
      .deleteFrom("idempotentResponse")
      .where("createdAt", "<", new Date(createdAt.getTime() - keyLifetimeMs))
      .execute();
    const result = await tx
      .insertInto("idempotentResponse")
      .values({ key, actor, requestHash, createdAt, body: json(null) })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return result.numInsertedOrUpdatedRows === 1n;
  });
  if (isFirst) return keepAnswer(own, { key, actor }, run);
  const kept = await own.transact((tx) =>
    tx.selectFrom("idempotentResponse").selectAll().where("key", "=", key).where("actor", "=", actor).executeTakeFirstOrThrow(),
  );
  if (kept.requestHash !== requestHash) throw new DomainError("conflict", "errors.idempotencyReuse");
  if (kept.status === null) throw new DomainError("conflict", "errors.conflict");
  return Response.json(kept.body, { status: kept.status, headers: { "idempotency-replayed": "true" } });
}

async function keepAnswer(
  own: Context,
  { key, actor }: { key: string; actor: string },
  run: () => Promise<Response>,
): Promise<Response> {
  const forget = () =>
    own.transact((tx) => tx.deleteFrom("idempotentResponse").where("key", "=", key).where("actor", "=", actor).execute());
  try {
    const response = await run();
    const isJson = response.headers.get("content-type")?.includes("json");
    const body = isJson ? await response.clone().json() : null;
    await own.transact((tx) =>
      tx
        .updateTable("idempotentResponse")
        .set({ status: response.status, body: json(body) })
        .where("key", "=", key)
        .where("actor", "=", actor)
        .execute(),
    );
    return response;
  } catch (error) {
    await forget();
    throw error;
  }
}
