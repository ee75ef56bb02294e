import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createToken } from "#contexts/identity/index.ts";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { createApp } from "../app.ts";
import { openTestPlatform } from "../testing/test-platform.ts";
import { importOverRest } from "./companies.ts";

const platform = await openTestPlatform();
const directory = mkdtempSync(join(tmpdir(), "jinqiao-cli-"));
const file = join(directory, "list.csv");
const server = serve({ fetch: createApp(platform, async () => ({}) as never, "production").fetch, port: 0 });
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
let token: string;

beforeAll(async () => {
  const scout = await givenSeat(platform, { role: "scout", organisationId: await givenOrganisation(platform, "host") });
  token = (await createToken(scout, { name: "list", scopes: ["companies:read", "companies:write"], days: 30 })).token;
  writeFileSync(file, "id,name\n1,Aurelo\n2,Brisk\n");
  await platform.jobs.start("UTC");
});

afterAll(async () => {
  server.close();
  await platform.jobs.stop();
  rmSync(directory, { recursive: true, force: true });
});

const namesInBase = async () =>
  (await platform.database.kysely.selectFrom("company").select("name").orderBy("name").execute()).map(({ name }) => name);

async function printed(run: () => Promise<void>): Promise<string> {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  await run().finally(() => log.mockRestore());
  return lines.at(-1) ?? "";
}

test("a dry run at a server counts and changes nothing; the import itself follows to its end", async () => {
  expect(await printed(() => importOverRest({ url, token }, file, { dryRun: true }))).toBe(
    "Would be: 2 created, 0 updated, 0 unchanged, 0 rejected.",
  );
  expect(await namesInBase()).toEqual([]);
  expect(await printed(() => importOverRest({ url, token }, file, {}))).toBe("2 created, 0 updated, 0 unchanged, 0 rejected.");
  expect(await namesInBase()).toEqual(["Aurelo", "Brisk"]);
});

test("a run with a word the server does not know is refused instead of run", async () => {
  const answer = await fetch(`${url}/api/v1/company-imports/0199d9a5-0000-7000-8000-000000000000/runs`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ dryRun: true }),
  });
  expect(answer.status).toBe(422);
});
