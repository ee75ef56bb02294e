import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { assemble } from "#server/platform.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import type { Platform } from "../context.ts";
import { openFileStore } from "../files/file-store.ts";
import { newId } from "../ids.ts";
import { backup, restore } from "./backup.ts";
import { type Database, openDatabase } from "./database.ts";
import { migrateDatabase } from "./migrate-database.ts";

// A dump and its restore read every table; they are slow on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const platform = await openTestPlatform();
const serverUrl = process.env.TEST_DATABASE_URL;
const canDump = !serverUrl || (await serverMajor()) <= pgDumpMajor();

/** What a person may write and a careless restore takes for commands. */
const treacherous = "刘 «Ёлка» O'Brien\nCREATE SCHEMA public;\n-- Data for Name: x\nCOMMENT ON EXTENSION is fine\n";
/** The embedded database's pg_dump drops such lines itself. */
const treacherousToServers = `${treacherous}\\restrict me\n\\unrestrict me\n`;

test.skipIf(!canDump)("a backup restores every row, every file and the kept secret into an empty embedded base", async () => {
  await proveMove(platform, await openDatabase({ directory: null }));
});

test.skipIf(!serverUrl)(
  "a backup of the embedded database restores into a server, for an owner who is no superuser",
  async () => {
    const embedded = await openDatabase({ directory: null });
    onTestFinished(() => embedded.close());
    await migrateDatabase(embedded);
    await proveMove(assemble(platform.config, embedded), await unprivilegedServerDatabase());
  },
);

test.skipIf(!serverUrl || !canDump)("a backup of a server restores into another server", async () => {
  await proveMove(platform, await unprivilegedServerDatabase());
});

test.skipIf(serverUrl)(
  "an embedded base too large for a dump is refused with what to do instead, before any memory is spent",
  async () => {
    const file = join(temporaryDirectory(), "large.tar.gz");
    const refused = backup(platform.database, platform.config, file, 1000);
    await expect(refused).rejects.toThrow(`Stop the server and copy ${platform.config.DATA_DIR}`);
    expect(() => statSync(file)).toThrow();
  },
);

test("a file that is no backup is refused and leaves the database empty", async () => {
  const directory = temporaryDirectory();
  const target = await openDatabase({ directory: null });
  onTestFinished(() => target.close());
  const file = join(directory, "not-a-backup.tar.gz");
  writeFileSync(file, "this is no archive");
  await expect(restore(target, platform.config, file)).rejects.toThrow(`${file} is no backup of a base`);
  const { rows } = await target.pool.query("select 1 from pg_namespace where nspname = 'app'");
  expect(rows).toEqual([]);
});

async function proveMove(source: Platform, target: Database): Promise<void> {
  const directory = temporaryDirectory();
  onTestFinished(() => target.close());
  const name = `${source.database.embedded ? treacherous : treacherousToServers}${newId()}`;
  const organisationId = await givenOrganisation(source, "host");
  const scout = await givenSeat(source, { role: "scout", organisationId, name });
  await source.files.write("needs/a.txt", Readable.from(["kept"]));
  const secret = join(source.config.DATA_DIR, "auth-secret");
  writeFileSync(secret, "the key of the two-step secrets");
  const file = join(directory, "backup.tar.gz");
  await backup(source.database, source.config, file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const config = { ...source.config, DATA_DIR: join(directory, "restored") };
  await restore(target, config, file);

  expect(await rowCounts(target)).toEqual(await rowCounts(source.database));
  const scope = { role: "app_user", orgIds: [organisationId], unitIds: [], personId: null } as const;
  const seen = await target.transact(scope, (tx) =>
    tx.selectFrom("person").select("name").where("id", "=", scout.actor.personId!).execute(),
  );
  expect(seen).toEqual([{ name }]);
  await expect(target.transact(scope, (tx) => tx.deleteFrom("auditEntry").execute())).rejects.toMatchObject({ code: "42501" });
  expect(await text(await openFileStore(config).read("needs/a.txt"))).toBe("kept");
  expect(readFileSync(join(config.DATA_DIR, "auth-secret"), "utf8")).toBe("the key of the two-step secrets");
  await migrateDatabase(target);
  await expect(restore(target, config, file)).rejects.toThrow(/not empty/);
}

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-backup-test-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

async function unprivilegedServerDatabase(): Promise<Database> {
  const name = `jinqiao_moved_${newId().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  await admin.query(`create role ${name} login password 'for tests'`);
  await admin.query(`grant app_user, app_system to ${name}`);
  await admin.query(`create database ${name} owner ${name}`);
  onTestFinished(async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.query(`drop role ${name}`);
    await admin.end();
  });
  const url = new URL(serverUrl!);
  Object.assign(url, { pathname: `/${name}`, username: name, password: "for tests" });
  return openDatabase({ url: url.href, poolSize: 2 });
}

async function serverMajor(): Promise<number> {
  const { rows } = await platform.database.pool.query("select current_setting('server_version_num')::int / 10000 as major");
  return rows[0].major;
}

/** pg_dump refuses servers newer than itself. */
function pgDumpMajor(): number {
  return Number(/\) (\d+)/.exec(spawnSync("pg_dump", ["--version"]).stdout?.toString() ?? "")?.[1] ?? 0);
}

async function rowCounts(database: Database): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ name: string }>(
    "select schemaname || '.' || tablename as name from pg_tables where schemaname in ('app', 'auth', 'pgboss', 'migration') order by 1",
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const quoted = name
      .split(".")
      .map((part) => `"${part}"`)
      .join(".");
    const { rows: counted } = await database.pool.query<{ count: number }>(`select count(*) as count from ${quoted}`);
    counts[name] = counted[0]!.count;
  }
  return counts;
}
