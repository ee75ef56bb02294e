import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { ChangeFeed } from "./change-feed.ts";
import { LivingIndex } from "./living-index.ts";

const platform = await openTestPlatform();
const directory = mkdtempSync(join(tmpdir(), "jinqiao-index-"));
const indexes: LivingIndex[] = [];
afterAll(async () => {
  await Promise.all(indexes.map((index) => index.close()));
  rmSync(directory, { recursive: true });
});

// How fast a change is seen is measured by the benchmark; here it must be seen at all.
const patience = 60_000;
const { kysely } = platform.database;
const feed = new ChangeFeed(platform);
const at = new Date("2026-03-02T09:00:00.000Z");

async function insertCompanies(names: readonly string[], oneLiner = ""): Promise<string[]> {
  const rows = names.map((name) => ({ id: newId(), name, lang: "en", oneLiner, createdAt: at, updatedAt: at }));
  for (let from = 0; from < rows.length; from += 500)
    await kysely
      .insertInto("company")
      .values(rows.slice(from, from + 500) as never)
      .execute();
  return rows.map(({ id }) => id);
}

async function change(
  id: string,
  values: { name?: string; oneLiner?: string; erasedAt?: Date; archivedAt?: Date },
): Promise<void> {
  const { rows } = await platform.database.pool.query<{ seq: number }>("select nextval('app.company_change_seq') as seq");
  await kysely
    .updateTable("company")
    .set({ ...values, changeSeq: rows[0]!.seq })
    .where("id", "=", id)
    .execute();
}

function open(options: { inProcess?: boolean; directory?: string | null } = {}): LivingIndex {
  const index = new LivingIndex(platform, { inProcess: true, directory: null, ...options });
  indexes.push(index);
  return index;
}

const find = async (index: LivingIndex, query: string): Promise<string[]> =>
  (await index.rank({ query, top: 10 })).hits.map(({ id }) => id);

async function within(ms: number, holds: () => Promise<boolean>): Promise<boolean> {
  for (const until = performance.now() + ms; performance.now() < until; ) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

test("two indexes of their own threads follow the database and agree to the last digit", async () => {
  const [first, second] = [open({ inProcess: false }), open({ inProcess: false })];
  await Promise.all([first.ready(), second.ready()]);
  const [id] = (await insertCompanies(["Quillfeather Batteries"], "Battery swapping for scooters")) as [string];
  const both = async (query: string, expected: string[]) =>
    JSON.stringify([await find(first, query), await find(second, query)]) === JSON.stringify([expected, expected]);
  expect(await within(patience, () => both("quillfeather", [id]))).toBe(true);
  await change(id, { name: "Merrowdown" });
  expect(await within(patience, async () => (await both("merrowdown", [id])) && both("quillfeather", []))).toBe(true);
  const request = { query: "battery swapping", top: 20 };
  expect(await first.rank(request)).toEqual(await second.rank(request));
  await change(id, { archivedAt: at });
  expect(await within(patience, () => both("merrowdown", []))).toBe(true);
});

test("who changes something and then lists it finds it", async () => {
  const index = open({ inProcess: false });
  await index.ready();
  const [id] = (await insertCompanies(["Brackenholt Dynamics"])) as [string];
  await index.settle();
  expect((await index.list({ text: "brackenholt", order: { by: "relevance" }, limit: 5 })).hits.map((hit) => hit.id)).toEqual([
    id,
  ]);
});

test("ten thousand changes of a second are followed, and the parts stay few", async () => {
  const index = open({ inProcess: false });
  await index.ready();
  const before = index.status().indexed;
  const ids = await insertCompanies(
    Array.from({ length: 10_000 }, (_, number) => `Tidewrack ${number}`),
    "Sensors for harbours",
  );
  expect(await within(patience, async () => index.status().indexed === before + ids.length)).toBe(true);
  const { total } = await index.rank({ query: "tidewrack", top: 1 });
  expect(total).toBe(ids.length);
  await index.refresh();
});

test("what was erased is gone from the results, from the parts and from the snapshot", async () => {
  const folder = join(directory, "erased");
  const [id] = (await insertCompanies(["Xylophantine Systems"], "Xylophantine controls")) as [string];
  const index = open({ directory: folder });
  await index.ready();
  await index.refresh();
  const file = join(folder, "companies.index");
  expect(readFileSync(file).includes("xylophantin")).toBe(true);
  expect(readFileSync(file).includes(id)).toBe(true);
  await change(id, { name: "", oneLiner: "", erasedAt: at });
  await index.refresh();
  expect(await find(index, "xylophantine")).toEqual([]);
  await index.refresh();
  expect(readFileSync(file).includes("xylophantin")).toBe(false);
  expect(readFileSync(file).includes(id)).toBe(false);
});

test("what was erased while no index ran leaves the snapshot at the next start", async () => {
  const folder = join(directory, "erased-meanwhile");
  const [id] = (await insertCompanies(["Quixotry Pumps"], "Quixotry pumps")) as [string];
  const index = open({ directory: folder });
  await index.ready();
  await index.refresh();
  await index.close();
  const file = join(folder, "companies.index");
  expect(readFileSync(file).includes(id)).toBe(true);
  await change(id, { name: "", oneLiner: "", erasedAt: at });
  const restarted = open({ directory: folder });
  await restarted.ready();
  await restarted.refresh();
  expect(restarted.status().builtAt).toEqual(index.status().builtAt);
  expect(readFileSync(file).includes(id)).toBe(false);
  expect(readFileSync(file).includes("quixotri")).toBe(false);
});

test("a start from the snapshot answers like the index that saved it, and reads only what changed since", async () => {
  const folder = join(directory, "restart");
  const index = open({ directory: folder });
  await index.ready();
  await index.refresh();
  const [id] = (await insertCompanies(["Gorsewhistle"], "Wind turbines")) as [string];
  const restarted = open({ directory: folder });
  await restarted.ready();
  await index.refresh();
  expect(await find(restarted, "gorsewhistle")).toEqual([id]);
  expect(restarted.status().builtAt).toEqual(index.status().builtAt);
  for (const query of ["sensors for harbours", "wind turbines tidewrack 17"])
    expect(await restarted.rank({ query, top: 50 })).toEqual(await index.rank({ query, top: 50 }));
});

test("a first build that fails says so, is tried again by itself, and holds everything in the end", async () => {
  await kysely.schema.alterTable("companyTranslation").renameTo("companyTranslationAway").execute();
  const index = open({ inProcess: false });
  expect(await within(patience, async () => index.status().state === "failed")).toBe(true);
  await insertCompanies(["Vetchmoor Optics"]);
  await kysely.schema.alterTable("companyTranslationAway").renameTo("companyTranslation").execute();
  await index.ready();
  const whole = open();
  await whole.ready();
  expect(index.status()).toMatchObject({ state: "ready", indexed: whole.status().indexed, total: whole.status().indexed });
  expect(await index.rank({ query: "vetchmoor optics", top: 50 })).toEqual(
    await whole.rank({ query: "vetchmoor optics", top: 50 }),
  );
});

test("a first build on the command line is tried once and tells why it failed", async () => {
  await kysely.schema.alterTable("companyTranslation").renameTo("companyTranslationAway").execute();
  const index = open();
  await expect(index.ready()).rejects.toThrow("company_translation");
  expect(index.status().state).toBe("failed");
  await kysely.schema.alterTable("companyTranslationAway").renameTo("companyTranslation").execute();
});

test("a clock that goes back an hour, while an index runs and between two starts, makes it miss and repeat nothing", async () => {
  const folder = join(directory, "clock");
  const setClock = (instant: string) => {
    vi.setSystemTime(instant);
    platform.setNow(instant);
  };
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    setClock("2026-03-02T10:00:00.000Z");
    const running = open({ directory: folder });
    await running.ready();
    const [earlier] = (await insertCompanies(["Ashcombe"], "Hydraulics")) as [string];
    await running.refresh();
    const { changeSeq } = await feed.facts();

    setClock("2026-03-02T09:00:00.000Z");
    const [later] = (await insertCompanies(["Dunlin"], "Hydraulics")) as [string];
    await change(earlier, { name: "Fernhollow" });
    const changed = await feed.changesSince(changeSeq, 10);
    expect(changed?.updates.map(({ id }) => id)).toEqual([later, earlier]);
    expect(await feed.changesSince(changed!.changeSeq, 10)).toBeNull();
    const restarted = open({ directory: folder });
    await restarted.ready();
    await running.refresh();
    for (const index of [running, restarted]) {
      expect(index.status().builtAt).toEqual(new Date("2026-03-02T10:00:00.000Z"));
      expect(await find(index, "fernhollow dunlin")).toEqual(expect.arrayContaining([earlier, later]));
      expect(await find(index, "ashcombe")).toEqual([]);
    }
    const request = { query: "hydraulics", top: 50 };
    expect(await restarted.rank(request)).toEqual(await running.rank(request));
    expect(restarted.status().indexed).toBe(running.status().indexed);
  } finally {
    vi.useRealTimers();
    platform.setNow(at.toISOString());
  }
});

test("a damaged snapshot, and one of another base, are built anew", async () => {
  const folder = join(directory, "damaged");
  const index = open({ directory: folder });
  await index.ready();
  await index.refresh();
  const file = join(folder, "companies.index");
  const whole = readFileSync(file);
  for (const damaged of [whole.subarray(0, whole.length / 2), Buffer.from("nothing"), Buffer.alloc(whole.length)]) {
    writeFileSync(file, damaged);
    const again = open({ directory: folder });
    await again.ready();
    expect(again.status()).toMatchObject({ state: "ready", indexed: index.status().indexed });
    expect(await again.rank({ query: "sensors", top: 5 })).toEqual(await index.rank({ query: "sensors", top: 5 }));
  }
});

test("while the index is built it answers from what there is, and says how far it is", async () => {
  const index = open({ inProcess: false });
  const seen = new Set<number>();
  await within(patience, async () => {
    const { state, indexed, total } = index.status();
    seen.add(indexed);
    if (state === "building" && indexed > 0) expect(total).toBeGreaterThanOrEqual(indexed);
    return state === "ready";
  });
  expect(index.status().state).toBe("ready");
  expect(seen.size).toBeGreaterThan(1);
});
