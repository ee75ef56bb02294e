import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { callAuth } from "#contexts/identity/auth/call-auth.ts";
import { resolveActor } from "#contexts/identity/index.ts";
import { demoPersonId } from "#db/seeds/demo/people.ts";
import { type Config, readConfig } from "#platform/config.ts";
import { type Context, contextFor, type Platform, visitor } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { openPlatform } from "./platform.ts";
import { prepareBase } from "./prepare-base.ts";

const serverUrl = process.env.TEST_DATABASE_URL;
// Two processes prepare a whole demo base one after the other.
vi.setConfig({ testTimeout: 300_000 });

test.skipIf(!serverUrl)(
  "two processes start at once on a fresh database whose owner is no superuser and whose application owns nothing",
  async () => {
    const config = await freshDatabase();
    const platforms = await Promise.all([openPlatform(config), openPlatform(config)]);
    onTestFinished(async () => {
      for (const { database } of platforms) await database.close();
    });
    const [first, second] = platforms as [Platform, Platform];
    const bases = await Promise.all([prepareBase(first, { empty: false }), prepareBase(second, { empty: false })]);
    expect(bases[0]).toEqual(bases[1]);
    const scout = await signedInAs(first, "scout");
    const steward = await signedInAs(second, "cloud-steward");
    expect(await countNeeds(scout)).toBeGreaterThan(0);
    expect(await countNeeds(steward)).toBe(0);
    const refused = { code: "42501" };
    await expect(scout.transact((tx) => tx.deleteFrom("auditEntry").execute())).rejects.toMatchObject(refused);
    await expect(scout.transact((tx) => sql`select * from auth.session`.execute(tx))).rejects.toMatchObject(refused);
    await expect(first.database.pool.query("alter table app.need disable row level security")).rejects.toMatchObject(refused);

    let greeting: unknown = null;
    first.jobs.define({
      name: "test.greet",
      run: async ({ data }) => {
        greeting = data.word;
      },
    });
    await first.jobs.start("Asia/Shanghai");
    onTestFinished(() => first.jobs.stop());
    await scout.transact((tx) => first.jobs.enqueue(tx, "test.greet", { word: "你好" }));
    await expect.poll(() => greeting, { timeout: 60_000 }).toBe("你好");
  },
);

async function signedInAs(platform: Platform, person: string): Promise<Context> {
  const page = new Request("http://localhost:3000/sign-in");
  const answer = await callAuth(contextFor(platform, visitor), page, "/sign-in/demo", { personId: demoPersonId(person) });
  const cookie = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
  return contextFor(platform, (await resolveActor(platform, new Headers({ cookie: cookie.join("; ") }))).actor);
}

const countNeeds = (ctx: Context): Promise<number> =>
  ctx.transact(async (tx) => (await tx.selectFrom("need").select("id").execute()).length);

/** What docs/guides/deploy.md asks of the server's administrator, and nothing more. */
async function freshDatabase(): Promise<Config> {
  const name = `jinqiao_bare_${newId().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query(`create role ${name}_owner login password 'for tests'`);
  await admin.query(`create role ${name}_app login password 'for tests'`);
  await admin.query(`grant app_user, app_system to ${name}_owner, ${name}_app`);
  await admin.query(`create database ${name}`);
  await admin.query(`revoke connect on database ${name} from public`);
  await admin.query(`grant connect, create on database ${name} to ${name}_owner`);
  await admin.query(`grant connect on database ${name} to ${name}_app`);
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-bare-"));
  onTestFinished(async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.query(`drop role ${name}_owner, ${name}_app`);
    await admin.end();
    rmSync(directory, { recursive: true, force: true });
  });
  return readConfig({
    DATA_DIR: directory,
    DATABASE_MIGRATION_URL: urlOf(name, `${name}_owner`),
    DATABASE_URL: urlOf(name, `${name}_app`),
    LOG_LEVEL: "silent",
    AUTH_SECRET: "a secret only for tests, 32 characters",
  });
}

function urlOf(database: string, user: string): string {
  const url = new URL(serverUrl!);
  url.pathname = `/${database}`;
  url.username = user;
  url.password = "for tests";
  return url.href;
}
