import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { createToken } from "#contexts/identity/commands/tokens.ts";
import { foundBase } from "#contexts/identity/index.ts";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { givenCompany, givenOpenNeed } from "#contexts/matching/testing.ts";
import { contextFor, type Platform, system } from "#platform/context.ts";
import { type ServerProcess, startServerProcess } from "./testing/server-process.ts";
import { openTestPlatform } from "./testing/test-platform.ts";

// Several processes over one database are a matter of the PostgreSQL server; the embedded one has a single process.
const platform = process.env.TEST_DATABASE_URL ? await openTestPlatform() : null;
const servers: ServerProcess[] = [];
afterAll(() => Promise.all(servers.map((server) => server.kill())));

// How fast a change is seen is written in docs/guides/scale.md; here it must be seen at all.
const patience = { timeout: 60_000, interval: 50 };
const topics = ["Battery diagnostics", "Hydraulic pumps", "Seat heating", "Radar sensors"];
let token = "";

async function start(name: string): Promise<ServerProcess> {
  const server = await startServerProcess({
    DATABASE_URL: platform!.database.pool.options.connectionString!,
    DATA_DIR: join(platform!.config.DATA_DIR, name),
    AUTH_SECRET: platform!.config.AUTH_SECRET!,
    RATE_LIMIT_PER_MINUTE: "1000000",
  });
  servers.push(server);
  await expect.poll(() => search(server, "anything").then(({ index }) => index.state), { timeout: 180_000 }).toBe("ready");
  return server;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
async function call({ baseUrl }: ServerProcess, method: string, path: string, body?: unknown): Promise<any> {
  const response = await fetch(`${baseUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === "" ? null : JSON.parse(text);
}

const search = (server: ServerProcess, text: string) => call(server, "POST", "/matches", { text, top: 100 });

async function found(server: ServerProcess, text: string): Promise<string[]> {
  const { items } = await search(server, text);
  return items.map(({ company }: { company: { id: string } }) => company.id);
}

/** Everything of a ranking and its reasons, numbers to the last digit. */
async function rankings(server: ServerProcess, needId: string) {
  const need = await call(server, "GET", `/needs/${needId}/matches?limit=100`);
  return { need: need.items, text: (await search(server, topics.join(" and "))).items };
}

/** A base of sixty companies and one open need; the seat of the token may erase. */
async function givenBase(own: Platform & { setNow(instant: string): void }): Promise<string> {
  own.setNow(new Date().toISOString());
  const root = contextFor(own, system);
  await root.transact((tx) => foundBase(tx, root, { slug: "two", name: "Two", mode: "real", timeZone: "Asia/Shanghai" }));
  const organisationId = await givenOrganisation(own, "host");
  const unitId = await givenUnit(own, organisationId);
  const [owner, scout, administrator] = [
    await givenSeat(own, { role: "need_owner", organisationId, unitId }),
    await givenSeat(own, { role: "scout", organisationId }),
    await givenSeat(own, { role: "administrator", organisationId }),
  ];
  const scopes = ["companies:read", "companies:write", "needs:read", "matching:read"] as const;
  ({ token } = await createToken(administrator, { name: "two", scopes: [...scopes], days: 1 }));
  for (let number = 0; number < 60; number++) {
    const oneLiner = `${topics[number % topics.length]} for ${number % 7 === 0 ? "trucks" : "passenger cars and small fleets"}`;
    await givenCompany(own, { name: `Firm ${number}`, oneLiner, country: number % 2 ? "CN" : "DE" });
  }
  return givenOpenNeed(owner, scout, {
    title: "Battery diagnostics for trucks",
    detail: "State of health of batteries, seats that heat, radar, whatever a fleet of trucks needs.",
    lang: "en",
    topics: ["battery-management"],
    requirements: [{ kind: "text", level: "should", text: "Diagnostics of batteries" }],
  });
}

/** Cuts every connection and lets nobody in, as a database that is restarted elsewhere. */
async function databaseAway(url: string, whileAway: () => Promise<void>): Promise<void> {
  const elsewhere = new URL(url);
  const name = elsewhere.pathname.slice(1);
  elsewhere.pathname = "/template1";
  const client = new pg.Client({ connectionString: elsewhere.href });
  await client.connect();
  try {
    await client.query(`alter database ${name} with allow_connections false`);
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
    await whileAway();
  } finally {
    await client.query(`alter database ${name} with allow_connections true`);
    await client.end();
  }
}

test.skipIf(!platform)(
  "two servers over one database find each other's changes, rank alike, and one goes on without the other",
  async () => {
    const needId = await givenBase(platform!);
    const [first, second] = (await Promise.all([start("first"), start("second")])) as [ServerProcess, ServerProcess];
    /** Once both know what was written last, their rankings are the same. */
    const agree = async (one: ServerProcess, other: ServerProcess, known: string) => {
      for (const server of [one, other]) await expect.poll(() => found(server, known), patience).not.toHaveLength(0);
      const ranked = await rankings(one, needId);
      expect(ranked.need.length).toBeGreaterThan(10);
      expect(await rankings(other, needId)).toEqual(ranked);
    };
    await agree(first, second, "battery");

    const { id } = await call(first, "POST", "/companies", { name: "Quillfeather", oneLiner: "Battery diagnostics", lang: "en" });
    await expect.poll(() => found(second, "quillfeather"), patience).toEqual([id]);
    await agree(first, second, "quillfeather");
    const { version } = await call(second, "GET", `/companies/${id}`);
    await call(second, "PATCH", `/companies/${id}`, { name: "Merrowdown", version });
    await expect.poll(() => found(first, "merrowdown"), patience).toEqual([id]);
    await agree(first, second, "merrowdown");
    await call(first, "PUT", `/companies/${id}/erasure`, { reason: "Asked by the company" });
    await expect.poll(() => found(second, "merrowdown"), patience).toEqual([]);

    await first.kill();
    const alone = await call(second, "POST", "/companies", { name: "Gorsewhistle", oneLiner: "Radar sensors", lang: "en" });
    await expect.poll(() => found(second, "gorsewhistle"), patience).toEqual([alone.id]);
    const again = await start("first");
    expect(await found(again, "gorsewhistle")).toEqual([alone.id]);
    await agree(again, second, "gorsewhistle");

    await databaseAway(platform!.database.pool.options.connectionString!, async () => {
      await expect(search(second, "radar")).rejects.toThrow();
    });
    const create = () => call(again, "POST", "/companies", { name: "Tidewrack", lang: "en" }).catch(() => null);
    await expect.poll(create, patience).not.toBeNull();
    await expect.poll(() => found(second, "tidewrack"), patience).toHaveLength(1);
    await agree(again, second, "tidewrack");
  },
  240_000,
);
