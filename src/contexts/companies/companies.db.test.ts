import { beforeAll, expect, test } from "vitest";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { type Context, contextFor } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { createCompany, editCompany, saveTranslation, setArchived } from "./commands/edit-company.ts";
import { recordContact } from "./commands/record-contact.ts";
import { passOnCompany } from "./commands/record-pass.ts";
import { undoEdits } from "./commands/undo-edit.ts";
import { companiesChangedSince } from "./queries/company-briefs.ts";
import { exportCompanies } from "./queries/export-companies.ts";
import { getCompany } from "./queries/get-company.ts";
import { listCompanies } from "./queries/list-companies.ts";
import { companyExportQuery, companyListQuery, newCompany, newPass } from "./schema.ts";
import { countStatements, givenCompany } from "./testing.ts";

const platform = await openTestPlatform();
let scout: Context;

beforeAll(async () => {
  const host = await givenOrganisation(platform, "host");
  scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Lin Scout" });
});

const list = (ctx: Context, query: Record<string, unknown>) => listCompanies(ctx, parse(companyListQuery, query));
const namesOf = async (query: Record<string, unknown>) => (await list(scout, query)).items.map(({ name }) => name);
const pass = (values: Record<string, unknown>) => parse(newPass, values);

test("a name typed exactly comes first, then names that begin with it, then any that hold it; two Chinese characters are enough", async () => {
  for (const [name, oneLiner] of [
    ["Orbitex", "Lidar for trucks"],
    ["Orbitex Robotics", "Arms"],
    ["The Orbitex Group", "Holding"],
    ["Vela", "Maps, made with Orbitex"],
    ["灵动电池科技", "动力电池云端诊断"],
  ] as const) {
    await givenCompany(scout, { name, oneLiner });
  }
  expect(await namesOf({ q: "orbitex" })).toEqual(["Orbitex", "Orbitex Robotics", "The Orbitex Group", "Vela"]);
  expect(await namesOf({ q: "ＯＲＢＩＴＥＸ maps" })).toEqual(["Vela"]);
  expect(await namesOf({ q: "电池" })).toEqual(["灵动电池科技"]);
  expect(await namesOf({ q: "100%" })).toEqual([]);
});

test("facets count under the other facets' choices, the whole under all, and pages follow each other without gap or repeat", async () => {
  const tag = `facets-${newId()}`;
  for (const [country, stage, teamSize, foundedYear] of [
    ["CN", "seed", 8, 2021],
    ["CN", "series-a", 60, 2016],
    ["DE", "seed", 12, null],
    ["DE", "growth", null, 1999],
  ] as const) {
    await givenCompany(scout, {
      name: `Firm ${country} ${stage}`,
      country,
      stage,
      teamSize,
      foundedYear,
      tags: [tag],
      topics: ["charging"],
    });
  }
  const { facets, total, items } = await list(scout, { tag, country: "CN" });
  expect(total).toBe(2);
  expect(items).toHaveLength(2);
  expect(facets.country).toEqual([
    { value: "CN", count: 2 },
    { value: "DE", count: 2 },
  ]);
  expect(facets.stage).toEqual([
    { value: "seed", count: 1 },
    { value: "series-a", count: 1 },
  ]);
  expect(facets.size).toEqual([
    { value: "1-10", count: 1 },
    { value: "51-200", count: 1 },
  ]);
  expect(facets.topic).toEqual([{ value: "charging", count: 2 }]);
  for (const sort of ["name", "-name", "-founded", "founded", "-size", "-created", "updated", "-funding", "relevance"]) {
    const all = (await list(scout, { tag, sort })).items.map(({ id }) => id);
    const paged: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list(scout, { tag, sort, limit: 1, ...(cursor ? { cursor } : {}) });
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(paged).toEqual(all);
    expect(new Set(all).size).toBe(4);
  }
  expect((await list(scout, { tag, sort: "founded" })).items.map(({ foundedYear }) => foundedYear)).toEqual([
    1999,
    2016,
    2021,
    null,
  ]);
  expect((await list(scout, { tag, sort: "-founded" })).items.map(({ foundedYear }) => foundedYear)).toEqual([
    2021,
    2016,
    1999,
    null,
  ]);
});

test("a company that commits late, with a smaller number than one counted already, is counted", async () => {
  const tag = `late-${newId()}`;
  await givenCompany(scout, { name: "First", tags: [tag] });
  expect((await list(scout, { tag })).total).toBe(1);
  await platform.database.pool.query(
    "insert into app.company (id, change_seq, name, tags, created_at, updated_at) values ($1, -1, 'Late', array[$2], now(), now())",
    [newId(), tag],
  );
  expect((await list(scout, { tag })).total).toBe(2);
});

test("a list of three companies asks the database as often as a list of one", async () => {
  const tag = `count-${newId()}`;
  const add = async (name: string) => {
    const id = await givenCompany(scout, { name, tags: [tag] });
    await passOnCompany(scout, id, pass({ reasonCode: "price" }));
    await recordContact(scout, id, { channel: "call", companyPerson: "", note: "Hello", happenedOn: "2026-03-01" });
  };
  await add("One");
  const forOne = await countStatements(platform, () => list(scout, { tag }));
  await add("Two");
  await add("Three");
  expect(await countStatements(platform, () => list(scout, { tag }))).toBe(forOne);
  expect(forOne).toBeGreaterThan(3);
});

test("a filter nobody declared is refused by name, and so is a value no field has", () => {
  expect(() => parse(companyListQuery, { colour: "red" })).toThrow(
    expect.objectContaining({ code: "invalid", fields: { colour: "errors.unknownName" } }),
  );
  expect(() => parse(companyListQuery, { field: "alchemy" })).toThrow(
    expect.objectContaining({ fields: { field: "errors.notOneOf" } }),
  );
});

test("an edit from an old version is a conflict; from the current one it marks provenance, stales translations, and can be undone", async () => {
  const id = await givenCompany(scout, {
    name: "Versionwerk",
    oneLiner: "Alt",
    website: "https://www.versionwerk.example.de/about",
    lang: "de",
  });
  await saveTranslation(scout, id, { lang: "en", oneLiner: "Old", description: "" });
  const before = await getCompany(scout, id);
  expect(before.version).toBe(2);
  await expect(editCompany(scout, id, { version: 1, oneLiner: "Neu" })).rejects.toMatchObject({ code: "conflict" });
  platform.setNow("2026-03-03T09:00:00Z");
  const { editId } = await editCompany(scout, id, { version: 2, oneLiner: "Neu", city: "Ulm" });
  const after = await getCompany(scout, id);
  expect(after).toMatchObject({ oneLiner: "Neu", city: "Ulm", version: 3, domain: "example.de" });
  expect(after.provenance.city).toEqual({ source: "person", at: "2026-03-03T09:00:00.000Z", personName: "Lin Scout" });
  expect(after.translations).toMatchObject([{ lang: "en", isStale: true }]);
  expect(await undoEdits(scout, { editId: editId! })).toEqual({ undone: 1, kept: 0 });
  const undone = await getCompany(scout, id);
  expect({ ...undone, version: 2, updatedAt: before.updatedAt }).toEqual(before);
  await expect(undoEdits(scout, { editId: editId! })).rejects.toMatchObject({ code: "not_found" });
});

test("undo leaves alone what somebody changed since, and says so when nothing is left to undo", async () => {
  const id = await givenCompany(scout, { name: "Twice", city: "Bonn" });
  const first = await editCompany(scout, id, { version: 1, city: "Köln", teamSize: 5 });
  const second = await editCompany(scout, id, { version: 2, city: "Trier" });
  await undoEdits(scout, { editId: first.editId! });
  expect(await getCompany(scout, id)).toMatchObject({ city: "Trier", teamSize: null });
  await editCompany(scout, id, { version: 4, city: "Mainz" });
  await expect(undoEdits(scout, { editId: second.editId! })).rejects.toMatchObject({
    code: "conflict",
    messageKey: "companies.errors.changedSince",
  });
});

test("a translation is written, found by search, and its undo brings back the one before", async () => {
  const id = await givenCompany(scout, { name: "译文公司", oneLiner: "车路协同", lang: "zh" });
  await saveTranslation(scout, id, { lang: "en", oneLiner: "Roadside quokka units", description: "" });
  expect(await namesOf({ q: "quokka" })).toEqual(["译文公司"]);
  const { editId } = await saveTranslation(scout, id, { lang: "en", oneLiner: "Roadside wombat units", description: "" });
  expect(await namesOf({ q: "quokka" })).toEqual([]);
  await undoEdits(scout, { editId });
  expect(await namesOf({ q: "quokka" })).toEqual(["译文公司"]);
  expect((await list(contextFor(platform, scout.actor, { locale: "en" }), { q: "quokka" })).items[0]).toMatchObject({
    oneLiner: "Roadside quokka units",
    shownLang: "en",
  });
  await expect(saveTranslation(scout, id, { lang: "zh", oneLiner: "", description: "" })).rejects.toMatchObject({
    code: "invalid",
  });
});

test("an export holds the rows of the list and no formula", async () => {
  const tag = `export-${newId()}`;
  await givenCompany(scout, {
    name: "=HYPERLINK(1)",
    oneLiner: 'says "hi", twice',
    tags: [tag],
    country: "CN",
    fundingTotalFen: 1_250_000,
  });
  const bytes = new Uint8Array(await (await exportCompanies(scout, parse(companyExportQuery, { tag }))).arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [header, row, end] = new TextDecoder().decode(bytes).split("\r\n");
  expect(header).toMatch(/^Name,Legal name,/);
  expect(row).toMatch(/^'=HYPERLINK\(1\),,,"says ""hi"", twice",/);
  expect(row).toContain(",12500,");
  expect(end).toBe("");
  const xlsx = new Uint8Array(
    await (await exportCompanies(scout, parse(companyExportQuery, { tag, format: "xlsx" }))).arrayBuffer(),
  );
  const { readXlsx } = await import("hucre/xlsx");
  const book = await readXlsx(xlsx);
  expect(book.sheets[0]!.rows[1]!.slice(0, 4)).toEqual(["=HYPERLINK(1)", null, "", 'says "hi", twice']);
});

test("an archived company leaves lists and the index, and comes back", async () => {
  const id = await givenCompany(scout, { name: "Archivable" });
  const before = (await companiesChangedSince(scout, 0, 10_000)).at(-1)!;
  await setArchived(scout, id, true);
  expect(await namesOf({ q: "Archivable" })).toEqual([]);
  expect(await namesOf({ q: "Archivable", archived: "yes" })).toEqual(["Archivable"]);
  expect(await companiesChangedSince(scout, before.changeSeq, 10)).toMatchObject([{ id, isGone: true }]);
  await setArchived(scout, id, false);
  expect(await namesOf({ q: "Archivable" })).toEqual(["Archivable"]);
});

test("each write tells the matching index by a growing number and the others by an event", async () => {
  const since = (await companiesChangedSince(scout, 0, 10_000)).at(-1)!.changeSeq;
  const { id } = await createCompany(scout, parse(newCompany, { name: "Numbered" }));
  const [first] = await companiesChangedSince(scout, since, 10);
  await editCompany(scout, id, { version: 1, city: "Halle" });
  const [second, ...others] = await companiesChangedSince(scout, first!.changeSeq, 10);
  expect(second).toMatchObject({ id, city: "Halle" });
  expect(others).toEqual([]);
  const events = await platform.database.kysely
    .selectFrom("outboxEvent")
    .select(["name", "payload"])
    .orderBy("publishedAt", "desc")
    .orderBy("id", "desc")
    .limit(2)
    .execute();
  expect(events).toEqual([
    { name: "company.changed", payload: { companyIds: [id] } },
    { name: "company.changed", payload: { companyIds: [id] } },
  ]);
});

test("markup, emoji and right-to-left text stay as typed; control characters and reversing marks go", async () => {
  const written = {
    name: "<script>alert(1)</script> 🚗\u0000",
    oneLiner: "שלום \u202Eabc\u0007",
    description: "one\r\ntwo\u0000",
  };
  const id = await givenCompany(scout, written);
  expect(await getCompany(scout, id)).toMatchObject({
    name: "<script>alert(1)</script> 🚗",
    oneLiner: "שלום abc",
    description: "one\ntwo",
  });
  expect(await namesOf({ q: "\u0000<SCRIPT>" })).toEqual(["<script>alert(1)</script> 🚗"]);
  expect(() => parse(newCompany, { name: "x".repeat(10_000) })).toThrow(
    expect.objectContaining({ fields: { name: "errors.tooLong" } }),
  );
});
