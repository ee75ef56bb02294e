import { redirect } from "react-router";
import { expect, test } from "vitest";
import { contextFor, type Platform, visitor } from "#platform/context.ts";
import { DomainError, notFound, unauthenticated } from "#platform/errors.ts";
import { page, submission } from "./respond.ts";

const logged: unknown[] = [];
const platform = { log: { error: (entry: unknown) => logged.push(entry) }, now: () => new Date(0) } as unknown as Platform;
const ctx = contextFor(platform, visitor, { requestId: "r-1", locale: "de" });

const thrownBy = (run: Promise<unknown>) =>
  run.then(() => null).catch((error: unknown) => error as { init: { status: number }; data: unknown });

test("a query's result passes through", async () => {
  expect(await page(ctx, async () => 7)).toBe(7);
});

test("what is not found becomes a 404 page in the reader's language", async () => {
  const thrown = await thrownBy(page(ctx, async () => Promise.reject(notFound())));
  expect(thrown).toMatchObject({
    init: { status: 404 },
    data: { message: "Diese Seite oder dieser Eintrag existiert nicht oder ist nicht für Sie freigegeben.", requestId: "r-1" },
  });
});

test("a visitor is sent to sign in and back", async () => {
  const request = new Request("http://x.test/needs/7.data?tab=a&_routes=root");
  const thrown = (await thrownBy(page(ctx, async () => Promise.reject(unauthenticated()), request))) as unknown as Response;
  expect([thrown.status, thrown.headers.get("location")]).toEqual([302, "/sign-in?next=%2Fneeds%2F7%3Ftab%3Da"]);
});

test("an unexpected error is logged and names the request, never its own text", async () => {
  const error = new Error("password=hunter2");
  const thrown = await thrownBy(page(ctx, async () => Promise.reject(error)));
  expect(thrown).toMatchObject({ init: { status: 500 }, data: { requestId: "r-1" } });
  expect(JSON.stringify(thrown)).not.toContain("hunter2");
  expect(logged).toEqual([{ error, requestId: "r-1" }]);
});

test("a refused submission keeps what was typed, but no password, and says field by field what is wrong", async () => {
  const form = new FormData();
  form.set("title", "");
  form.append("topics[]", "charging");
  form.set("password", "hunter2");
  const refused = await submission(
    ctx,
    async () => Promise.reject(new DomainError("invalid", "errors.invalid", { fields: { title: "errors.required" } })),
    form,
  );
  expect(refused).toMatchObject({
    init: { status: 422 },
    data: {
      ok: false,
      formError: "Einige Angaben müssen korrigiert werden; sie sind unten markiert, nichts geht verloren.",
      fieldErrors: { title: "Bitte füllen Sie dies aus." },
      values: { title: "", "topics[]": ["charging"] },
    },
  });
  expect(JSON.stringify(refused)).not.toContain("hunter2");
});

test("a conflict comes back to the form with 409", async () => {
  const refused = await submission(ctx, async () => Promise.reject(new DomainError("conflict", "errors.conflict")));
  expect(refused).toMatchObject({ init: { status: 409 }, data: { ok: false, fieldErrors: {}, values: {} } });
});

test("a redirect thrown or returned by a command passes through", async () => {
  const answer = redirect("/needs/7");
  expect(await submission(ctx, async () => answer)).toBe(answer);
  expect(await thrownBy(submission(ctx, async () => Promise.reject(answer)))).toBe(answer);
});
