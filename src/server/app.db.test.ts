import { sql } from "kysely";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";

import { createToken, resolveActor } from "#contexts/identity/index.ts";
import * as invitationPage from "#contexts/identity/web/invitation.tsx";
import * as peoplePage from "#contexts/identity/web/people.tsx";
import * as signInPage from "#contexts/identity/web/sign-in.tsx";
import { demoPersonId } from "#db/seeds/demo/people.ts";
import { endpoint } from "#platform/api.ts";
import { contextFor } from "#platform/context.ts";
import { downloadHeaders } from "#platform/files/attachments.ts";
import { newId } from "#platform/ids.ts";
import { openLog } from "#platform/log.ts";
import * as searchPage from "#web/search.ts";
import * as root from "../root.tsx";
import { createApp } from "./app.ts";
import { endpoints } from "./contexts.ts";
import { openApiDocument } from "./openapi.ts";
import { pageLimitMb } from "./page-limit.ts";
import { prepareBase } from "./prepare-base.ts";
import { routePages } from "./testing/route-pages.ts";
import { openTestPlatform } from "./testing/test-platform.ts";

// What no real endpoint has: an answer with more in it than is declared, and a count of its calls.
const calls = { count: 0 };
endpoints.push(
  endpoint({
    method: "post",
    path: "/test-answers",
    summary: "Answers more than it declares",
    scope: "identity:write",
    body: z.object({ text: z.string().optional() }),
    response: z.object({ id: z.string() }),
    status: 201,
    handle: async () => ({ id: String(++calls.count), link: "https://base.example/invitation/secret" }),
  }),
  endpoint({
    method: "post",
    path: "/test-silences",
    summary: "Answers nothing",
    scope: "identity:write",
    handle: async () => {
      calls.count += 1;
    },
  }),
  endpoint({
    method: "get",
    path: "/test-downloads",
    summary: "Sends a file somebody brought",
    scope: "identity:read",
    handle: async () => new Response("<script>", { headers: downloadHeaders("page.html", "text/html") }),
  }),
  endpoint({
    method: "post",
    path: "/test-uploads",
    summary: "Counts bytes",
    scope: "identity:write",
    upload: "application/octet-stream",
    response: z.object({ bytes: z.number() }),
    handle: async (_, { raw }) => ({ bytes: (await raw.arrayBuffer()).byteLength }),
  }),
);

const platform = await openTestPlatform();
await prepareBase(platform, { empty: false });
const origin = "http://localhost:3000";
const pages = routePages({ "sign-in": signInPage, "administration/people": peoplePage, "invitation/:secret": invitationPage });
const app = createApp(platform, pages, "test");
const signIn = { intent: "demo", personId: demoPersonId("administrator") };

async function cookieOf(answer: Response): Promise<string> {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

const cookie = await cookieOf(
  await app.request(`${origin}/sign-in`, { method: "POST", headers: { origin }, body: new URLSearchParams(signIn) }),
);
const post = (path: string, headers: Record<string, string> = {}, body: BodyInit | null = "{}") =>
  app.request(`${origin}/api/v1${path}`, { method: "POST", headers: { cookie, origin, ...headers }, body });
const megabytes = (count: number) => new Uint8Array(count * 1024 * 1024 + 1);

afterEach(() => {
  calls.count = 0;
});

test("behind a proxy that ends TLS a form sent from PUBLIC_URL is taken, one from elsewhere is not", async () => {
  const config = { ...platform.config, PUBLIC_URL: "https://base.example" };
  const behindProxy = createApp({ ...platform, config }, pages, "test");
  // What arrives at our socket: plain http, and the host the proxy chose.
  const submit = (from: string) =>
    behindProxy.request("http://10.0.0.7:3000/sign-in", {
      method: "POST",
      headers: { origin: from },
      body: new URLSearchParams(signIn),
    });
  const answer = await submit("https://base.example");
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/"]);
  expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-jinqiao\.session_token=.*; Secure/);
  vi.spyOn(console, "error").mockImplementation(() => {});
  expect((await submit("https://evil.example")).status).toBe(400);
  expect((await submit("http://10.0.0.7:3000")).status).toBe(400);
  vi.restoreAllMocks();
  const api = await behindProxy.request("http://10.0.0.7:3000/api/v1/test-silences", {
    method: "POST",
    headers: { cookie: await cookieOf(answer), origin: "https://base.example" },
  });
  expect(api.status).toBe(204);
});

test("a form with names no form of ours has harms nobody", async () => {
  const submit = (body: string) =>
    app.request(`${origin}/sign-in`, {
      method: "POST",
      headers: { origin, "content-type": "application/x-www-form-urlencoded" },
      body,
    });
  for (const hostile of ["hasOwnProperty.call=x", "__proto__.then=x", "email=1&email.b=2", `${"a.".repeat(20_000)}b=1`]) {
    expect((await submit(`intent=link&${hostile}`)).status).toBe(422);
  }
  expect((await submit(new URLSearchParams(signIn).toString())).status).toBe(302);
});

test("REST takes a signed-in person's change only from our own pages; reading and tokens need no origin", async () => {
  const status = async (headers: Record<string, string>) =>
    (await app.request(`${origin}/api/v1/test-silences`, { method: "POST", headers: { cookie, ...headers } })).status;
  expect(await status({ origin })).toBe(204);
  expect(await status({ "sec-fetch-site": "same-origin" })).toBe(204);
  expect(await status({})).toBe(403);
  expect(await status({ "sec-fetch-site": "same-site" })).toBe(403);
  expect(await status({ origin: "http://localhost:8080", "content-type": "text/plain" })).toBe(403);
  expect(await status({ origin: "null", "sec-fetch-site": "same-origin" })).toBe(403);
  expect(calls.count).toBe(2);
  expect((await app.request(`${origin}/api/v1/me`, { headers: { cookie } })).status).toBe(200);
});

test("a token opens the API alone, an Authorization that is no token nothing, and both are told in the language they ask for", async () => {
  const { actor } = await resolveActor(platform, new Headers({ cookie }));
  const { token } = await createToken(contextFor(platform, actor), { name: "Reports", scopes: ["identity:read"], days: 1 });
  const ask = (path: string, authorization: string, language = "de") =>
    app.request(`${origin}${path}`, { headers: { authorization, "accept-language": language } });
  expect((await ask("/api/v1/me", `Bearer ${token}`)).status).toBe(200);
  const page = await ask("/sign-in", `Bearer ${token}`);
  expect([page.status, (await page.json()).title]).toEqual([403, "Ein Token öffnet die API unter /api/v1, nicht die Seiten."]);
  const search = createApp(platform, routePages({ "search.json": searchPage }), "test");
  const found = await search.request(`${origin}/search.json?q=a`, { headers: { authorization: `Bearer ${token}` } });
  expect(found.status).toBe(403);
  for (const malformed of [`Bearer ${token} extra`, "Bearer", "Bearer  ", "bearer x y"]) {
    expect([malformed, (await ask("/api/v1/me", malformed)).status]).toEqual([malformed, 401]);
  }
  const missing = await ask("/api/v1/nowhere", `Bearer ${token}`, "ru");
  expect([missing.status, missing.headers.get("content-language")]).toEqual([404, "ru"]);
  const lacking = await ask("/api/v1/companies", `Bearer ${token}`, "zh-CN,zh;q=0.9");
  expect([lacking.status, lacking.headers.get("content-language")]).toEqual([403, "zh-CN"]);
});

test("a method an address does not take is answered 405 with those it takes", async () => {
  const ask = async (method: string, path: string) => {
    const answer = await app.request(`${origin}${path}`, { method, headers: { cookie, origin } });
    return [answer.status, answer.headers.get("allow")];
  };
  expect(await ask("DELETE", "/api/v1/test-answers")).toEqual([405, "POST"]);
  expect(await ask("DELETE", `/api/v1/companies/${newId()}`)).toEqual([405, "GET, PATCH"]);
  expect(await ask("GET", "/api/v1/nowhere")).toEqual([404, null]);
  expect(await ask("PUT", "/sign-in")).toEqual([405, "GET, HEAD, POST"]);
});

test("no cache keeps a page or an answer, and a download keeps its stricter policy", async () => {
  const kept = async (path: string) =>
    (await app.request(`${origin}${path}`, { headers: { cookie } })).headers.get("cache-control");
  expect(await kept("/sign-in")).toBe("no-store");
  expect(await kept("/api/v1/me")).toBe("no-store");
  expect(await kept("/api/v1/nowhere")).toBe("no-store");
  expect(await kept("/api/docs/swagger-ui.css")).toBe("max-age=86400");
  const download = await app.request(`${origin}/api/v1/test-downloads`, { headers: { cookie } });
  expect(download.headers.get("content-security-policy")).toBe("sandbox");
  expect(download.headers.get("cache-control")).toBe("private, no-store");
  expect((await app.request(`${origin}/api/v1/me`)).headers.get("content-security-policy")).toContain("default-src 'self'");
});

test("an answer holds what its endpoint declares and nothing else", async () => {
  const answer = await post("/test-answers");
  expect([answer.status, await answer.json()]).toEqual([201, { id: "1" }]);
});

test("a repeated Idempotency-Key gets the first answer, also an empty one; other content is refused and a file takes no key", async () => {
  const key = { "idempotency-key": "a" };
  expect(await (await post("/test-answers", key)).json()).toEqual({ id: "1" });
  const replay = await post("/test-answers", key);
  expect([replay.status, await replay.json(), replay.headers.get("idempotency-replayed")]).toEqual([201, { id: "1" }, "true"]);
  expect((await post("/test-answers", key, '{"text":"other"}')).status).toBe(409);
  const silent = { "idempotency-key": "b" };
  const answers = [await post("/test-silences", silent, null), await post("/test-silences", silent, null)];
  expect(answers.map(({ status }) => status)).toEqual([204, 204]);
  expect(await answers[1]!.text()).toBe("");
  expect((await post("/test-uploads", { "idempotency-key": "c" }, "bytes")).status).toBe(422);
  expect(calls.count).toBe(2);
});

test("a key whose process died in the middle may be used again after five minutes; nobody but the system reads kept answers", async () => {
  const { rows } = await sql<{ id: string }>`select id from app.seat where person_id = ${signIn.personId}`.execute(
    platform.database.kysely,
  );
  await platform.database.kysely
    .insertInto("idempotentResponse")
    .values({ key: "died", actor: rows[0]!.id, requestHash: "", createdAt: platform.now(), body: null })
    .execute();
  const key = { "idempotency-key": "died" };
  expect((await post("/test-answers", key)).status).toBe(409);
  platform.setNow("2026-03-02T09:05:01Z");
  expect((await post("/test-answers", key)).status).toBe(201);
  platform.setNow("2026-03-02T09:00:00Z");
  const scope = { role: "app_user", orgIds: [], unitIds: [], personId: signIn.personId } as const;
  const seen = await platform.database.transact(scope, (tx) => tx.selectFrom("idempotentResponse").selectAll().execute());
  expect(seen).toEqual([]);
});

test("a body beyond its limit is refused by its declared length before it is read, and by counting where none is declared", async () => {
  const unread = new ReadableStream({
    pull: () => {
      throw new Error("The body was read.");
    },
  });
  const declared = { "content-length": String(2 * 1024 * 1024) };
  const refused = [
    await app.request(`${origin}/api/v1/test-answers`, {
      method: "POST",
      headers: { cookie, origin, ...declared },
      body: unread,
      duplex: "half",
    } as RequestInit),
    await app.request(`${origin}/api/auth/passkey/verify-authentication`, {
      method: "POST",
      headers: { origin, ...declared },
      body: "{}",
    }),
    await post("/test-answers", {}, megabytes(1)),
  ];
  expect(refused.map(({ status }) => status)).toEqual([413, 413, 413]);
  const uploaded = await post("/test-uploads", {}, megabytes(1));
  expect(await uploaded.json()).toEqual({ bytes: megabytes(1).byteLength });
});

test("an endless upload without a length breaks off at the limit", async () => {
  const config = { ...platform.config, UPLOAD_LIMIT_MB: 2 };
  const small = createApp({ ...platform, config }, pages, "test");
  let sent = 0;
  const endless = new ReadableStream({
    pull: (controller) => {
      sent += 1;
      controller.enqueue(new Uint8Array(1024 * 1024));
    },
  });
  const answer = await small.request(`${origin}/api/v1/test-uploads`, {
    method: "POST",
    headers: { cookie, origin },
    body: endless,
    duplex: "half",
  } as RequestInit);
  expect(answer.status).toBe(413);
  expect(sent).toBeLessThan(10);
});

test("a page's form has a limit too, and only the pages that take files a larger one", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const withRoot = createApp(platform, routePages({ "sign-in": { ...signInPage, middleware: root.middleware } }), "test");
  const send = (headers: Record<string, string>, body: BodyInit) =>
    withRoot.request(`${origin}/sign-in`, { method: "POST", headers: { origin, ...headers }, body });
  const form = { "content-type": "application/x-www-form-urlencoded" };
  expect((await send({ ...form, "content-length": String(2 * 1024 * 1024) }, "intent=link")).status).toBe(413);
  expect((await send(form, megabytes(1))).status).toBe(413);
  expect((await send(form, "intent=link&email=a%40b.example")).status).toBe(200);
  vi.restoreAllMocks();
  const id = newId();
  const limits = [
    "/sign-in",
    "/companies/imports/new.data",
    `/companies/${id}/files`,
    `/companies/${id}/files.data`,
    `/needs/${id}`,
  ];
  expect(limits.map((path) => pageLimitMb(path, 4096))).toEqual([1, 4097, 51, 51, 51]);
  expect([`/companies/${id}`, "/needs/drafts", `/needs/${id}/edit`].map((path) => pageLimitMb(path, 4096))).toEqual([1, 1, 1]);
});

test("behind an appending proxy a made-up address neither opens a new limit nor reaches the audit log", async () => {
  const config = { ...platform.config, TRUSTED_PROXY_HEADER: "x-forwarded-for", RATE_LIMIT_PER_MINUTE: 2 };
  const behindProxy = createApp({ ...platform, config }, pages, "test");
  const ask = async (forged: string) =>
    (await behindProxy.request(`${origin}/api/v1/me`, { headers: { "x-forwarded-for": `${forged}, 203.0.113.9` } })).status;
  expect([await ask("198.51.100.1"), await ask("198.51.100.2"), await ask("198.51.100.3")]).toEqual([200, 200, 429]);
  await createApp({ ...platform, config: { ...config, RATE_LIMIT_PER_MINUTE: 99 } }, pages, "test").request(`${origin}/sign-in`, {
    method: "POST",
    headers: { origin, "x-forwarded-for": "198.51.100.4, 203.0.113.9" },
    body: new URLSearchParams({ intent: "demo", personId: demoPersonId("scout") }),
  });
  const last = await platform.database.kysely
    .selectFrom("auditEntry")
    .select("origin")
    .where("action", "=", "session.started")
    .orderBy("id", "desc")
    .executeTakeFirst();
  expect(last).toEqual({ origin: "203.0.113.9" });
});

test("the log does not hold the secret of an invitation's address", async () => {
  const log = openLog("silent");
  const lines: string[] = [];
  vi.spyOn(log, "info").mockImplementation((fields: unknown) => void lines.push(JSON.stringify(fields)));
  const logged = createApp({ ...platform, log }, pages, "test");
  await logged.request(`${origin}/invitation/abcdefghijklmnop`);
  await logged.request(`${origin}/invitation/abcdefghijklmnop.data`);
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain("abcdef");
  expect(lines.map((line) => JSON.parse(line).path)).toEqual(["/invitation/…", "/invitation/….data"]);
});

test("the API document names 204 where nothing is answered and no Idempotency-Key where a file is sent", () => {
  const { paths } = openApiDocument(endpoints) as {
    paths: Record<string, Record<string, { responses: object; parameters: { name: string }[] }>>;
  };
  const statusOf = (path: string, method: string) => Object.keys(paths[`/api/v1${path}`]![method]!.responses)[0];
  expect(statusOf("/people/{id}/deactivation", "post")).toBe("204");
  expect(statusOf("/units/{id}", "put")).toBe("204");
  expect(statusOf("/invitations", "post")).toBe("201");
  expect(statusOf("/companies/export", "get")).toBe("200");
  const namesOf = (path: string) => paths[`/api/v1${path}`]!.post!.parameters.map(({ name }) => name);
  expect(namesOf("/test-uploads")).toEqual([]);
  expect(namesOf("/test-answers")).toEqual(["Idempotency-Key"]);
});
