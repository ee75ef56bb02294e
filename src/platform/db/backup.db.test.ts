import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test, vi } from "vitest";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { openFileStore } from "../files/file-store.ts";
import { backup, restore } from "./backup.ts";
import { type Database, openDatabase } from "./database.ts";

// A dump and its restore read every table; they are slow on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const platform = await openTestPlatform();

test.skipIf(process.env.TEST_DATABASE_URL)("a backup restores every row and every file into an empty base", async () => {
  await givenSeat(platform, {
    role: "scout",
    organisationId: await givenOrganisation(platform, "host"),
    name: "刘 «Ёлка» O'Brien",
  });
  await platform.files.write("needs/a.txt", Readable.from(["kept"]));
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-backup-test-"));
  const target = await openDatabase({ directory: null });
  onTestFinished(async () => {
    await target.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const file = join(directory, "backup.tar.gz");
  await backup(platform.database, platform.config, file);
  const config = { ...platform.config, DATA_DIR: join(directory, "restored") };
  await restore(target, config, file);

  expect(await rowCounts(target)).toEqual(await rowCounts(platform.database));
  const people = await target.kysely.selectFrom("person").select("name").execute();
  expect(people).toEqual([{ name: "刘 «Ёлка» O'Brien" }]);
  expect(await text(await openFileStore(config).read("needs/a.txt"))).toBe("kept");
  await expect(restore(target, config, file)).rejects.toThrow(/not empty/);
});

test.skipIf(process.env.TEST_DATABASE_URL)("a file that is no backup is refused and leaves the database empty", async () => {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-backup-test-"));
  const target = await openDatabase({ directory: null });
  onTestFinished(async () => {
    await target.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const file = join(directory, "not-a-backup.tar.gz");
  writeFileSync(file, "this is no archive");
  await expect(restore(target, platform.config, file)).rejects.toThrow();
  const { rows } = await target.pool.query("select 1 from pg_namespace where nspname = 'app'");
  expect(rows).toEqual([]);
});

async function rowCounts(database: Database): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ name: string }>(
    "select schemaname || '.' || tablename as name from pg_tables where schemaname in ('app', 'auth', 'pgboss', 'public') order by 1",
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
