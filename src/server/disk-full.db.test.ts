import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import { contextFor, system } from "#platform/context.ts";
import { isDiskFull } from "#platform/disk-full.ts";
import { DomainError } from "#platform/errors.ts";
import { page, submission } from "#web/respond.ts";
import { createApp } from "./app.ts";
import { problemResponse } from "./problem.ts";
import { openTestPlatform } from "./testing/test-platform.ts";

const platform = await openTestPlatform();
const ctx = contextFor(platform, system);
const sentence =
  "The server’s disk is full, so nothing can be saved. Nothing is damaged; tell your administrator and try again later.";

/** What PostgreSQL says when a table cannot grow. */
const write = () =>
  ctx.transact((tx) =>
    sql`do $$ begin raise exception 'could not extend file "base/5/1": No space left on device' using errcode = '53100'; end $$`.execute(
      tx,
    ),
  );

test("a full disk is told to the reader with 503, in a form that keeps what was typed, and stands in the log", async () => {
  const logged = vi.spyOn(platform.log, "error");
  const form = new FormData();
  form.set("title", "kept");
  expect(await submission(ctx, write, form)).toMatchObject({
    init: { status: 503 },
    data: { ok: false, formError: sentence, values: { title: "kept" } },
  });
  await expect(page(ctx, write)).rejects.toMatchObject({ init: { status: 503 }, data: { message: sentence } });
  expect(logged).toHaveBeenCalledTimes(2);
  const problem = await problemResponse(await write().catch((error: unknown) => error), "en", "r1");
  expect([problem.status, await problem.json()]).toMatchObject([503, { code: "unavailable", title: sentence }]);
});

// A device that takes nothing, as a full disk.
test.skipIf(process.platform !== "linux")("a file that finds no room in the store says so", async () => {
  const directory = join(platform.config.DATA_DIR, "files");
  mkdirSync(directory, { recursive: true });
  symlinkSync("/dev/full", join(directory, "full"));
  const content = Readable.from(Array.from({ length: 50 }, () => Buffer.alloc(64 * 1024)));
  const error = await platform.files.write("full", content).catch((thrown: unknown) => thrown);
  expect(isDiskFull(error)).toBe(true);
  expect(content.destroyed).toBe(true);
});

test("a refusal that knows a full disk better keeps its own words", async () => {
  const cause = Object.assign(new Error("write"), { code: "ENOSPC" });
  const refusal = new DomainError("invalid", "companiesImport.errors.diskFull", { cause });
  expect((await problemResponse(refusal, "en", "r1")).status).toBe(422);
});

// The file system of processes has no room at all.
test.skipIf(process.platform !== "linux" || platform.database.kind !== "embedded")(
  "a server whose database has no room to write is not ready",
  async () => {
    const app = createApp(platform, async () => ({}) as never, "test");
    expect((await app.request("/readyz")).status).toBe(200);
    const full = createApp({ ...platform, config: { ...platform.config, DATA_DIR: "/proc" } }, async () => ({}) as never, "test");
    const answer = await full.request("/readyz");
    expect([answer.status, await answer.json()]).toEqual([503, { status: "not ready", reason: "the disk of DATA_DIR is full" }]);
  },
);
