import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as companiesPage from "#contexts/companies/web/companies.tsx";
import * as companyPage from "#contexts/companies/web/company.tsx";
import * as filesPage from "#contexts/companies/web/files.tsx";
import * as importPage from "#contexts/companies/web/import-detail.tsx";
import * as newImportPage from "#contexts/companies/web/import-new.tsx";
import * as rejectionsPage from "#contexts/companies/web/import-rejections.ts";
import * as signInPage from "#contexts/identity/web/sign-in.tsx";
import * as matchesPage from "#contexts/matching/web/matches.tsx";
import * as needPage from "#contexts/needs/web/need.tsx";
import * as needsPage from "#contexts/needs/web/needs.tsx";
import * as newNeedPage from "#contexts/needs/web/new-need.tsx";
import { demoPersonId } from "#db/seeds/demo/people.ts";
import { newId } from "#platform/ids.ts";
import * as root from "../root.tsx";
import { createApp } from "./app.ts";
import { prepareBase } from "./prepare-base.ts";
import { routePages } from "./testing/route-pages.ts";
import { openTestPlatform } from "./testing/test-platform.ts";

const platform = await openTestPlatform();
await prepareBase(platform, { empty: false });
const origin = "http://localhost:3000";
const { middleware } = root;
const pages = routePages({
  "sign-in": signInPage,
  companies: companiesPage,
  "companies/imports/new": newImportPage,
  "companies/imports/:importId": { ...importPage, middleware },
  "companies/imports/:importId/rejections": { ...rejectionsPage, middleware },
  "companies/:companyId/files": filesPage,
  "companies/:companyId": { ...companyPage, middleware },
  needs: needsPage,
  "needs/new": newNeedPage,
  "needs/:needId": { ...needPage, middleware },
  "needs/:needId/matches": matchesPage,
});
const app = createApp(platform, pages, "test");
const signIn = await app.request(`${origin}/sign-in`, {
  method: "POST",
  headers: { origin },
  body: new URLSearchParams({ intent: "demo", personId: demoPersonId("scout") }),
});
const cookie = signIn.headers
  .getSetCookie()
  .map((line) => line.split(";")[0])
  .join("; ");

const get = (path: string) => app.request(`${origin}${path}`, { headers: { cookie } });
const statusOf = async (path: string) => (await get(path)).status;
const submit = (path: string, contentType: string, body: string) =>
  app.request(`${origin}${path}`, { method: "POST", headers: { cookie, origin, "content-type": contentType }, body });

// A page that fails is logged; here every line is a failure.
const failures: unknown[] = [];
beforeAll(() => {
  vi.spyOn(platform.log, "error").mockImplementation((...line: unknown[]) => void failures.push(line));
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterAll(() => expect(failures).toEqual([]));

test("an address whose id no record can have is not found, on pages as in the API", async () => {
  for (const id of ["not-a-uuid", "%00", "%E0%A4%A", "1"]) {
    for (const path of [`/companies/${id}`, `/companies/imports/${id}`, `/companies/imports/${id}/rejections`, `/needs/${id}`]) {
      expect([path, await statusOf(path)]).toEqual([path, 404]);
    }
  }
  expect(await statusOf("/api/v1/companies/not-a-uuid")).toBe(404);
  expect(await statusOf("/companies?saved=x")).toBe(404);
  const form = "application/x-www-form-urlencoded";
  expect((await submit("/companies/x", form, "intent=archive")).status).toBe(404);
  expect((await submit("/companies", form, "intent=removeSearch&id=x")).status).toBe(404);
  expect((await submit("/companies/imports/x", form, "intent=cancel")).status).toBe(404);
});

test("a filter nobody declared is refused by name, on pages as in the API", async () => {
  const { items } = await (await get("/api/v1/needs")).json();
  const needs = `/needs/${items[0].id}/matches`;
  for (const path of ["/needs?foo=1", "/companies?foo=1", `${needs}?foo=1`, "/needs?q=a&__proto__=1"]) {
    const answer = await get(path);
    expect([path, answer.status]).toEqual([path, 422]);
    const name = new URL(path, origin).searchParams.has("foo") ? "foo" : "__proto__";
    expect(Object.values((await answer.json()).errors)).toMatchObject([
      { data: { message: `此地址中有无法使用的部分。${name}: 没有这个字段或筛选条件。` } },
    ]);
  }
  const own = ["/needs?view=board&columns=unit&index&mine=true", "/companies?columns=city&sort=name", `${needs}?passed=show&q=`];
  for (const path of own) expect([path, await statusOf(path)]).toEqual([path, 200]);
  for (const path of ["/needs", "/companies", "/jobs", needs, "/duplicate-suggestions"]) {
    const answer = await get(`/api/v1${path}?foo=1`);
    expect([path, answer.status, (await answer.json()).errors]).toEqual([
      path,
      422,
      [{ field: "foo", message: "没有这个字段或筛选条件。" }],
    ]);
  }
  const kept = await submit(
    "/needs",
    "application/x-www-form-urlencoded",
    `intent=saveView&name=A&query=${encodeURIComponent("q=电池")}`,
  );
  expect(kept.status).toBe(302);
  expect(kept.headers.get("location")).toMatch(/^\/needs\?q=%E7%94%B5%E6%B1%A0&saved=[0-9a-f-]{36}$/);
});

test("a cursor this server did not give is refused, also one that reads like its own", async () => {
  const forged = (position: unknown) => Buffer.from(JSON.stringify(position)).toString("base64url");
  const positions: unknown[] = [
    ["2026-02-31", "zz"],
    ["2026-02-31T00:00:00.000Z", newId()],
    ["0000-01-01T00:00:00.000Z", newId()],
    ["0000-01-01T00:00:00.000000Z", newId()],
    [`2026-01-01T00:00:00.${"1".repeat(200)}Z`, newId()],
    ["\u0000", newId()],
    ["x", "\u0000"],
    { length: 2 },
    null,
  ];
  for (const position of positions) {
    // The list of companies marks its cursors by who finds them and by their order.
    const marked = (sort: string) => ["either", sort, position];
    const cursors: [string, unknown][] = [
      ["/companies", position],
      ["/companies", marked("-created")],
      ["/companies", marked("name")],
      ["/companies?sort=name", marked("name")],
      ["/companies?sort=funding", marked("funding")],
      ["/duplicate-suggestions", position],
    ];
    for (const [list, cursor] of cursors) {
      const path = `/api/v1${list}${list.includes("?") ? "&" : "?"}cursor=${forged(cursor)}`;
      // Any text and an id are a place in the list by name.
      const isPlace = list.endsWith("name") && /^\d/.test(`${position}`) && !`${position}`.endsWith("zz");
      expect([cursor, list, await statusOf(path)]).toEqual([cursor, list, isPlace ? 200 : 422]);
    }
    const answer = await get(`/api/v1/needs?cursor=${forged(["\u0000", "zz"])}`);
    expect((await answer.json()).errors).toEqual([
      { field: "cursor", message: "此列表没有给出这样的游标。请去掉它，从头开始。" },
    ]);
  }
});

test("a body that is no form, or broke off, is refused in words", async () => {
  const boundary = "multipart/form-data; boundary=x";
  const broken = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nname\r\nHalf';
  for (const path of ["/needs/new", "/companies/imports/new", `/companies/${newId()}/files`]) {
    expect([path, (await submit(path, "multipart/form-data", "a=1")).status]).toEqual([path, 422]);
    expect([path, (await submit(path, boundary, broken)).status]).toEqual([path, 422]);
    expect([path, (await submit(path, "text/plain", "a=1")).status]).toEqual([path, 422]);
    expect([path, (await submit(path, "application/json", '{"a":1}')).status]).toEqual([path, 422]);
  }
  const answer = await (await submit("/needs/new", "text/plain", "a=1")).json();
  expect(JSON.stringify(answer)).toContain("表单未完整送达");
});
