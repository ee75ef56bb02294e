import { expect, test } from "vitest";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { generateUniverse } from "./index.ts";
import { loadUniverse, universeCount } from "./load.ts";

const platform = await openTestPlatform();
const { kysely } = platform.database;
const countOf = async (table: "company" | "companySource" | "companyTranslation" | "outboxEvent") =>
  (
    await kysely
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow()
  ).count;

test("A load that was stopped goes on where it stopped, a greater universe adds what is missing, a smaller one nothing", async () => {
  const stop = new AbortController();
  const stopped = loadUniverse(platform, 900, { signal: stop.signal, onProgress: ({ loaded }) => loaded >= 250 && stop.abort() });
  await expect(stopped).rejects.toThrow();
  const before = await countOf("company");
  expect(before).toBeGreaterThanOrEqual(250);
  expect(before).toBeLessThan(900);
  expect(await loadUniverse(platform, 900)).toEqual({ added: 900 - before });
  expect(await loadUniverse(platform, 900)).toEqual({ added: 0 });
  expect(await loadUniverse(platform, 100)).toEqual({ added: 0 });
  expect(await loadUniverse(platform, 1000)).toEqual({ added: 100 });
  expect([await countOf("company"), await countOf("companySource")]).toEqual([1000, 1000]);
  expect(await countOf("outboxEvent")).toBe(0);
});

test("A company of the universe is a full record that says it is invented", async () => {
  const companies = [...generateUniverse({ companies: 1000 })];
  const number = companies.findIndex(({ lang, translations }) => lang === "zh" && translations.length > 0);
  const wanted = companies[number]!;
  const row = await kysely.selectFrom("company").selectAll().where("name", "=", wanted.name).executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    oneLiner: wanted.oneLiner,
    description: wanted.description,
    tags: wanted.tags,
    topics: wanted.topics,
    country: wanted.country,
    website: wanted.website,
    sources: ["synthetic universe"],
    version: 1,
  });
  expect(row.searchText).toContain(wanted.translations[0]!.oneLiner.toLowerCase());
  expect(row.provenance).toMatchObject({ name: { source: "synthetic universe" } });
  const translation = await kysely.selectFrom("companyTranslation").selectAll().where("companyId", "=", row.id).execute();
  expect(translation).toMatchObject([{ lang: "en", description: wanted.translations[0]!.description, isStale: false }]);
  const source = await kysely.selectFrom("companySource").selectAll().where("companyId", "=", row.id).execute();
  expect(source).toMatchObject([{ source: "synthetic universe", externalId: `universe-${number}` }]);
});

test("A number of companies is read as typed, and nonsense is told the bounds", () => {
  expect([universeCount("100000"), universeCount("1_000_000")]).toEqual([100_000, 1_000_000]);
  for (const text of ["", "0", "-5", "many", "1e6", "99999999"])
    expect(() => universeCount(text)).toThrow("between 1 and 4000000");
});

test("A real base refuses invented companies", async () => {
  await kysely
    .insertInto("base")
    .values({
      id: newId(),
      slug: "real",
      name: "A real base",
      mode: "real",
      names: json({}),
      settings: json({}),
      createdAt: platform.now(),
    })
    .execute();
  await expect(loadUniverse(platform, 1100)).rejects.toThrow("demo base only");
});
