import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type MiddlewareHandler } from "hono";
import { requestId } from "hono/request-id";
import { NONCE, secureHeaders } from "hono/secure-headers";
import { createRequestHandler, RouterContextProvider, type ServerBuild } from "react-router";
import { authHandler } from "#contexts/identity/index.ts";
import type { Platform } from "#platform/context.ts";
import { DomainError, forbidden, notFound } from "#platform/errors.ts";
import { nonceKey, refusalKey, requestContextKey } from "#web/context.ts";
import { apiRoutes } from "./api.ts";
import { docsRoutes } from "./docs.ts";
import { healthRoutes } from "./health.ts";
import { formLimitMb, type LimitedRequest, limitBody, tooLarge } from "./limit-body.ts";
import { pageLimitMb } from "./page-limit.ts";
import { methodNotAllowed, problemResponse } from "./problem.ts";
import { publicRequest } from "./public-request.ts";
import { rateLimit } from "./rate-limit.ts";
import {
  loggedPath,
  originOf,
  requestContext,
  type ServerContext,
  type ServerVariables,
  visitorLocale,
} from "./request-context.ts";

const clientDirectory = `${process.env.BUILD_DIRECTORY ?? "build"}/client`;

/** The whole server as one function from Request to Response: health, sign-in, API, static files, pages. */
export function createApp(platform: Platform, pages: () => Promise<ServerBuild>, mode: "production" | "development" | "test") {
  const app = new Hono<{ Variables: ServerVariables }>();
  app.use(requestId());
  app.use(logRequests(platform));
  app.use((c, next) => {
    c.req.raw = publicRequest(c.req.raw, platform.config.PUBLIC_URL);
    return next();
  });
  app.onError((error, c) => {
    if (!(error instanceof DomainError))
      platform.log.error({ error, requestId: c.var.requestId, path: loggedPath(c.req.path) }, "request failed");
    return problemResponse(error, visitorLocale(c), c.var.requestId);
  });
  app.route("/", healthRoutes(platform));
  if (mode === "production") {
    app.use("/assets/*", serveStatic({ root: clientDirectory, precompressed: true, onFound: cacheForever }));
    app.use("/*", serveStatic({ root: clientDirectory, precompressed: true }));
  }
  app.use(ownHeadersFirst(secureHeaders(securityHeaders(platform, mode))));
  app.use(keepNothing);
  app.use(rateLimit(platform));
  app.all("/api/auth/*", (c) => authHandler(platform, limitBody(c.req.raw, formLimitMb).request, originOf(platform, c)));
  app.route("/api/docs", docsRoutes());
  app.route("/api", apiRoutes(platform));
  app.all("*", async (c) => answerPage(platform, c, createRequestHandler(await pages(), mode)));
  return app;
}

export type App = ReturnType<typeof createApp>;

const pageMethods = ["GET", "HEAD", "POST"];

/** A page is for people at a browser: what a token may see is decided by scopes, which only the API knows. */
async function answerPage(
  platform: Platform,
  c: ServerContext,
  handle: ReturnType<typeof createRequestHandler>,
): Promise<Response> {
  const limitMb = pageLimitMb(c.req.path, platform.config.UPLOAD_LIMIT_MB);
  const routerContext = new RouterContextProvider();
  const ctx = await requestContext(platform, c);
  if (ctx.actor.kind === "token") throw forbidden("errors.tokenOnPage");
  if (!pageMethods.includes(c.req.method)) return methodNotAllowed(pageMethods, ctx.locale, ctx.requestId);
  routerContext.set(requestContextKey, ctx);
  routerContext.set(nonceKey, c.get("secureHeadersNonce") ?? "");
  // No record has the zero character in its name.
  if (new URL(c.req.url).pathname.includes("%00")) routerContext.set(refusalKey, notFound());
  let limited: LimitedRequest = { request: c.req.raw, isTooLarge: () => false };
  try {
    limited = limitBody(c.req.raw, limitMb);
  } catch (refusal) {
    routerContext.set(refusalKey, refusal as DomainError);
  }
  const answer = await handle(limited.request, routerContext);
  return limited.isTooLarge() ? problemResponse(tooLarge(limitMb), ctx.locale, ctx.requestId) : answer;
}

function securityHeaders(platform: Platform, mode: string): Parameters<typeof secureHeaders>[0] {
  const isHttps = platform.config.PUBLIC_URL?.startsWith("https:") ?? false;
  const dev = mode === "development";
  return {
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: dev ? ["'self'", "'unsafe-inline'"] : [NONCE, "'strict-dynamic'"],
      styleSrc: dev ? ["'self'", "'unsafe-inline'"] : ["'self'", NONCE],
      styleSrcAttr: ["'unsafe-inline'"],
      imgSrc: ["'self'", "data:", "blob:"],
      fontSrc: ["'self'"],
      connectSrc: dev ? ["'self'", "ws:"] : ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: isHttps ? "max-age=31536000; includeSubDomains" : false,
    crossOriginOpenerPolicy: isHttps ? "same-origin" : false,
    referrerPolicy: "strict-origin-when-cross-origin",
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  };
}

/** A file that somebody else brought has a stricter policy of its own. */
function ownHeadersFirst(secure: MiddlewareHandler): MiddlewareHandler {
  return async (c, next) => {
    let own: string | null = null;
    await secure(c, async () => {
      await next();
      own = c.res.headers.get("content-security-policy");
    });
    if (own) c.header("content-security-policy", own);
  };
}

/** What a server answers to one person is kept by no cache, not even the browser's own (ASVS 5.0, 14.3.2). */
async function keepNothing(c: ServerContext, next: () => Promise<void>): Promise<void> {
  await next();
  if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
}

function cacheForever(_path: string, c: { header(name: string, value: string): void }): void {
  c.header("cache-control", "public, max-age=31536000, immutable");
}

function logRequests(platform: Platform) {
  return async (c: ServerContext, next: () => Promise<void>) => {
    const startedAt = performance.now();
    await next();
    platform.log.info(
      {
        requestId: c.var.requestId,
        method: c.req.method,
        path: loggedPath(c.req.path),
        status: c.res.status,
        ms: Math.round(performance.now() - startedAt),
      },
      "request",
    );
  };
}
