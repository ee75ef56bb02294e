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
const server = serve({ fetch: createApp(platform, async () => ({}) as never, "test").fetch, port: 0 });
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

const printed = async (run: () => Promise<void>): Promise<string> => (await allPrinted(run)).at(-1) ?? "";

async function allPrinted(run: () => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  await run().finally(() => log.mockRestore());
  return lines;
}

test("a dry run at a server counts and changes nothing; the import itself follows to its end", async () => {
  expect(await printed(() => importOverRest({ url, token }, file, { dryRun: true }))).toBe(
    "Would be: 2 created, 0 updated, 0 unchanged, 0 rejected.",
  );
  expect(await namesInBase()).toEqual([]);
  expect(await printed(() => importOverRest({ url, token }, file, {}))).toBe("2 created, 0 updated, 0 unchanged, 0 rejected.");
  expect(await namesInBase()).toEqual(["Aurelo", "Brisk"]);
});

test("rows a server did not take are told with their reasons and where the rest of them is", async () => {
  const faulty = join(directory, "faulty.csv");
  writeFileSync(faulty, `id,name,country\n1,,DE\n2,Calm,Atlantis\n${"9,,\n".repeat(10)}`);
  const lines = await allPrinted(() => importOverRest({ url, token }, faulty, { dryRun: true }));
  expect(lines.slice(1, 4)).toEqual([
    "Would be: 1 created, 0 updated, 0 unchanged, 11 rejected. Imported without a cell or two: 1.",
    "  row 2, rejected: no company name",
    "  row 3, imported without these cells: country: not a country we know (Atlantis)",
  ]);
  expect(lines).toHaveLength(13);
  expect(lines.at(-1)).toMatch(new RegExp(`^All of these rows with their reasons: ${url}/companies/imports/[-0-9a-f]{36}\\.$`));
});

test("a token the server does not accept is named as the cause", async () => {
  await expect(importOverRest({ url, token: "unknown" }, file, {})).rejects.toThrow(
    `${url} does not accept this token: it is unknown, revoked or expired. Create one under Account → Tokens.`,
  );
});

test("a run with a word the server does not know is refused instead of run", async () => {
  const answer = await fetch(`${url}/api/v1/company-imports/0199d9a5-0000-7000-8000-000000000000/runs`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ dryRun: true }),
  });
  expect(answer.status).toBe(422);
});
