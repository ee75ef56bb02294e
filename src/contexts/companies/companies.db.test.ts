import { beforeAll, expect, test } from "vitest";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { changeTags, createCompany, editCompany, saveTranslation, setArchived } from "./commands/edit-company.ts";
import { eraseCompany } from "./commands/erase-company.ts";
import { makeDueRechecks, makeRechecksDueForNeed } from "./commands/recheck-passes.ts";
import { recordContact, removeContact, restoreContact } from "./commands/record-contact.ts";
import { passOnCompanies, passOnCompany, restorePass, withdrawPass } from "./commands/record-pass.ts";
import { sendAlerts } from "./commands/send-alerts.ts";
import { undoEdits, undoPasses } from "./commands/undo-edit.ts";
import { attachCompanyFile, downloadCompanyFile, listCompanyFiles, setCompanyFileRemoved } from "./files.ts";
import { companiesChangedSince, findCompaniesByIds } from "./queries/company-briefs.ts";
import { listContacts, listPasses } from "./queries/company-records.ts";
import { exportCompanies } from "./queries/export-companies.ts";
import { getCompany } from "./queries/get-company.ts";
import { listCompanies } from "./queries/list-companies.ts";
import { getTimeline } from "./queries/timeline.ts";
import { listWaiting } from "./queries/waiting.ts";
import {
  changeSavedSearch,
  getSavedSearch,
  listSavedSearches,
  markSavedSearchSeen,
  removeSavedSearch,
  saveSearch,
} from "./saved-searches.ts";
import { companyExportQuery, companyListQuery, newCompany, newPass } from "./schema.ts";
import { countStatements, givenCompany, givenSource } from "./testing.ts";

const platform = await openTestPlatform();
let scout: Context;
let colleague: Context;
let administrator: Context;
let partner: Context;

beforeAll(async () => {
  const host = await givenOrganisation(platform, "host");
  const cloud = await givenOrganisation(platform, "cloud_partner");
  scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Lin Scout" });
  colleague = await givenSeat(platform, { role: "need_owner", organisationId: host, name: "Otto Owner" });
  administrator = await givenSeat(platform, { role: "administrator", organisationId: host });
  partner = await givenSeat(platform, { role: "scout", organisationId: cloud });
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
    expect.objectContaining({ code: "invalid", fields: { colour: "companies.errors.unknownFilter" } }),
  );
  expect(() => parse(companyListQuery, { field: "alchemy" })).toThrow(
    expect.objectContaining({ fields: { field: "errors.wrongFormat" } }),
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

test("tags and passes of many companies are set at once and taken back at once", async () => {
  const ids = [await givenCompany(scout, { name: "Bulk A", tags: ["old"] }), await givenCompany(scout, { name: "Bulk B" })];
  const tags = await changeTags(scout, { companyIds: ids, add: ["new"], remove: ["old"] });
  expect(tags.count).toBe(2);
  expect((await getCompany(scout, ids[0]!)).tags).toEqual(["new"]);
  expect(await undoEdits(scout, { batchId: tags.batchId })).toEqual({ undone: 2, kept: 0 });
  expect((await getCompany(scout, ids[0]!)).tags).toEqual(["old"]);
  const passes = await passOnCompanies(scout, { companyIds: ids, pass: pass({ reasonCode: "region" }) });
  expect((await list(scout, { q: "Bulk", passed: "yes" })).items).toHaveLength(2);
  expect(await undoPasses(scout, passes.batchId)).toEqual({ undone: 2, kept: 0 });
  expect((await list(scout, { q: "Bulk", passed: "yes" })).items).toHaveLength(0);
});

test("re-checks become due by date, by more funding and by the certificate waited for, and wait for whoever passed", async () => {
  platform.setNow("2026-03-02T09:00:00Z");
  const ids = await Promise.all(
    ["Date", "Funding", "Certificate"].map((name) => givenCompany(scout, { name: `Due ${name}`, fundingTotalFen: 100 })),
  );
  const [date, funding, certificate] = ids as [string, string, string];
  await passOnCompany(scout, date, pass({ reasonCode: "too_early", recheckKind: "date", recheckOn: "2026-03-04" }));
  await passOnCompany(scout, funding, pass({ reasonCode: "too_early", recheckKind: "funding" }));
  await passOnCompany(
    colleague,
    certificate,
    pass({ reasonCode: "certificate_missing", recheckKind: "certificate", recheckDetail: "TISAX" }),
  );
  expect(await makeDueRechecks(platform)).toBe(0);
  await editCompany(scout, funding, { version: 1, fundingTotalFen: 200 });
  await editCompany(scout, certificate, { version: 1, certificates: ["ISO 9001"] });
  expect(await makeDueRechecks(platform, [funding, certificate])).toBe(1);
  await editCompany(scout, certificate, { version: 2, certificates: ["ISO 9001", "TISAX AL2"] });
  // 16:30 in UTC is already the 4th in Shanghai, but this base runs in UTC.
  platform.setNow("2026-03-03T23:59:00Z");
  expect(await makeDueRechecks(platform)).toBe(1);
  platform.setNow("2026-03-04T00:01:00Z");
  expect(await makeDueRechecks(platform)).toBe(1);
  expect(await makeDueRechecks(platform)).toBe(0);
  expect((await listWaiting(scout)).map(({ messageKey, values, href }) => [messageKey, values, href])).toEqual([
    ["companies.waiting.recheck", { name: "Due Funding" }, `/companies/${funding}`],
    ["companies.waiting.recheck", { name: "Due Date" }, `/companies/${date}`],
  ]);
  const [due] = await listPasses(scout, date);
  await withdrawPass(scout, date, due!.id);
  expect((await listWaiting(scout)).map(({ values }) => values)).toEqual([{ name: "Due Funding" }]);
  await restorePass(scout, date, due!.id);
  expect((await list(scout, { passed: "due", q: "Due" })).items).toHaveLength(3);
});

test("a new need wakes passes that wait for one in its field, of its own organisation only", async () => {
  const id = await givenCompany(scout, { name: "Hydrant", field: "energy", topics: ["hydrogen"] });
  const waiting = pass({ reasonCode: "no_fit", recheckKind: "new_need" });
  await passOnCompany(scout, id, waiting);
  await passOnCompany(partner, id, waiting);
  const need = { needId: newId(), ownerOrgId: scout.actor.organisationId!, field: "logistics", topics: [] };
  expect(await makeRechecksDueForNeed(platform, need)).toBe(0);
  expect(await makeRechecksDueForNeed(platform, { ...need, topics: ["hydrogen"] })).toBe(1);
  expect((await listPasses(partner, id))[0]!.recheckDueAt).toBeNull();
});

test("the contact log takes no days to come, and a removed entry can be brought back", async () => {
  platform.setNow("2026-03-02T09:00:00Z");
  const id = await givenCompany(scout, { name: "Talkative" });
  const entry = { channel: "meeting" as const, companyPerson: "Ms Wu", note: "Saw the rig", happenedOn: "2026-03-02" };
  await expect(recordContact(scout, id, { ...entry, happenedOn: "2026-03-03" })).rejects.toMatchObject({
    fields: { happenedOn: "companies.errors.contactInFuture" },
  });
  const contact = await recordContact(scout, id, entry);
  expect(await listContacts(scout, id)).toEqual([
    expect.objectContaining({ ...entry, id: contact.id, personName: "Lin Scout", can: { remove: true } }),
  ]);
  expect((await listContacts(colleague, id))[0]!.can).toEqual({ remove: false });
  await removeContact(scout, id, contact.id);
  expect(await listContacts(scout, id)).toEqual([]);
  await restoreContact(scout, id, contact.id);
  expect((await list(scout, { q: "Talkative", contacted: "yes" })).items[0]!.lastContactOn).toBe("2026-03-02");
});

test("a file is what its bytes say, is downloaded as it came, and is refused when empty", async () => {
  const id = await givenCompany(scout, { name: "Filed" });
  const bytes = new TextEncoder().encode("%PDF-1.7 <script>alert(1)</script>");
  const { id: fileId } = await attachCompanyFile(scout, id, {
    name: "..\\evil\u0000/deck “5”.html",
    content: new Blob([bytes]).stream(),
  });
  expect(await listCompanyFiles(scout, id)).toEqual([
    expect.objectContaining({
      id: fileId,
      name: "deck “5”.html",
      mediaType: "application/pdf",
      sizeBytes: bytes.length,
      can: { remove: true },
    }),
  ]);
  const response = await downloadCompanyFile(scout, id, fileId);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  expect(response.headers.get("content-disposition")).toBe(
    `attachment; filename="deck _5_.html"; filename*=UTF-8''deck%20%E2%80%9C5%E2%80%9D.html`,
  );
  await setCompanyFileRemoved(scout, id, fileId, true);
  await expect(downloadCompanyFile(scout, id, fileId)).rejects.toMatchObject({ code: "not_found" });
  await expect(attachCompanyFile(scout, id, { name: "empty", content: new Blob([]).stream() })).rejects.toMatchObject({
    code: "invalid",
  });
  await expect(downloadCompanyFile(partner, id, fileId)).rejects.toMatchObject({ code: "not_found" });
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

test("a saved search tells its owner of new companies once, by mail and among what waits", async () => {
  platform.setNow("2026-03-02T09:00:00Z");
  const tag = `alert-${newId()}`;
  await givenCompany(scout, { name: "Already here", tags: [tag] });
  const { id } = await saveSearch(scout, { name: "Fresh", query: { tag: [tag] }, alert: "daily", isShared: false });
  expect(await sendAlerts(platform, "daily")).toBe(0);
  platform.setNow("2026-03-02T10:00:00Z");
  const fresh = await givenCompany(scout, { name: "Just arrived", tags: [tag] });
  platform.setNow("2026-03-03T07:00:00Z");
  expect(await sendAlerts(platform, "weekly")).toBe(0);
  expect(await sendAlerts(platform, "daily")).toBe(1);
  expect(await sendAlerts(platform, "daily")).toBe(0);
  const mail = await platform.database.kysely
    .selectFrom("mailMessage")
    .selectAll()
    .where("toAddress", "=", `${scout.actor.personId}@example.test`)
    .executeTakeFirstOrThrow();
  expect(mail.textBody).toContain(`/companies/${fresh}`);
  expect(mail.textBody).not.toContain("Already here");
  expect((await listWaiting(scout)).find(({ href }) => href === `/companies?saved=${id}`)?.values).toEqual({
    name: "Fresh",
    count: 1,
  });
  await markSavedSearchSeen(scout, id);
  expect((await getSavedSearch(scout, id)).unseenCount).toBe(0);
  await expect(getSavedSearch(colleague, id)).rejects.toMatchObject({ code: "not_found" });
  await changeSavedSearch(scout, id, { isShared: true });
  expect((await listSavedSearches(colleague)).map((search) => [search.id, search.can.change])).toEqual([[id, false]]);
  await expect(removeSavedSearch(colleague, id)).rejects.toMatchObject({ code: "forbidden" });
  await removeSavedSearch(scout, id);
  expect(await listSavedSearches(scout)).toEqual([]);
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

test("erasing leaves nothing anywhere of what was written, of either operator", async () => {
  const secret = `Secret${newId().replaceAll("-", "")}`;
  const id = await givenCompany(scout, { name: secret, oneLiner: secret, tags: [secret], city: secret, certificates: [secret] });
  await editCompany(scout, id, { version: 1, description: secret });
  await saveTranslation(scout, id, { lang: "de", oneLiner: secret, description: secret });
  await givenSource(platform, id, "yc", secret.toLowerCase());
  for (const ctx of [scout, partner]) {
    await recordContact(ctx, id, { channel: "mail", companyPerson: secret, note: secret, happenedOn: "2026-03-01" });
    await passOnCompany(ctx, id, pass({ reasonCode: "team", note: secret, recheckKind: "certificate", recheckDetail: secret }));
  }
  await attachCompanyFile(partner, id, { name: secret, content: new Blob([secret]).stream() });
  await expect(eraseCompany(scout, id, "Asked by the founder")).rejects.toMatchObject({ code: "forbidden" });
  await eraseCompany(administrator, id, "Asked by the founder");
  await expect(getCompany(scout, id)).rejects.toMatchObject({ code: "not_found" });
  expect(await contextFor(platform, system).transact((tx) => findCompaniesByIds(tx, scout, [id]))).toEqual([]);
  for (const table of [
    "company",
    "company_translation",
    "company_edit",
    "company_contact",
    "company_pass",
    "company_merge",
    "file",
    "outbox_event",
    "audit_entry",
  ]) {
    const { rows } = await platform.database.pool.query(`select row_to_json(t)::text as text from app.${table} t`);
    expect(
      rows.filter(({ text }) => text.includes(secret)),
      table,
    ).toEqual([]);
  }
  const [kept] = (
    await platform.database.pool.query("select external_id, raw from app.company_source where company_id = $1", [id])
  ).rows;
  expect(kept).toEqual({ external_id: secret.toLowerCase(), raw: {} });
});

test("the timeline tells the universe's history to both operators and each operator's own records to itself", async () => {
  platform.setNow("2026-03-02T09:00:00Z");
  const id = await givenCompany(scout, { name: "Storied" });
  await givenSource(platform, id, "yc");
  platform.setNow("2026-03-03T09:00:00Z");
  await editCompany(scout, id, { version: 1, city: "Jena" });
  platform.setNow("2026-03-04T09:00:00Z");
  await passOnCompany(scout, id, pass({ reasonCode: "price" }));
  expect((await getTimeline(scout, id)).map(({ kind, personName, can }) => [kind, personName, can.undo])).toEqual([
    ["pass", "Lin Scout", false],
    ["edit", "Lin Scout", true],
    ["source", null, false],
  ]);
  expect(
    (await getTimeline(partner, id)).map(({ kind, personName, organisationName, can }) => [
      kind,
      personName,
      organisationName,
      can.undo,
    ]),
  ).toEqual([
    ["edit", null, "host", false],
    ["source", null, null, false],
  ]);
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
