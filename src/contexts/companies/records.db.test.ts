import { beforeAll, describe, expect, test } from "vitest";
import { createToken } from "#contexts/identity/index.ts";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { encodeCursor } from "#platform/pages.ts";
import { parse } from "#platform/parse.ts";
import { createApp } from "#server/app.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { changeTags, editCompany, saveTranslation } from "./commands/edit-company.ts";
import { eraseCompany } from "./commands/erase-company.ts";
import { mergeCompanies, undoMerge } from "./commands/merge-companies.ts";
import { makeDueRechecks, makeRechecksDueForNeed } from "./commands/recheck-passes.ts";
import { recordContact, removeContact, restoreContact } from "./commands/record-contact.ts";
import { passOnCompanies, passOnCompany, restorePass, withdrawPass } from "./commands/record-pass.ts";
import { sendAlerts } from "./commands/send-alerts.ts";
import { undoEdits, undoPasses } from "./commands/undo-edit.ts";
import { lendCompanyParts } from "./company-parts.ts";
import { attachCompanyFile, downloadCompanyFile, listCompanyFiles, setCompanyFileRemoved } from "./files.ts";
import { findCompaniesByIds } from "./queries/company-briefs.ts";
import { listContacts, listPasses } from "./queries/company-records.ts";
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
import { companyListQuery, newPass } from "./schema.ts";
import { givenCompany, givenSource } from "./testing.ts";

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
const pass = (values: Record<string, unknown>) => parse(newPass, values);

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

test.skipIf(!process.env.TEST_DATABASE_URL)("a bulk action waiting for one company keeps nobody else waiting", async () => {
  const ids = [await givenCompany(scout, { name: "Queue A" }), await givenCompany(scout, { name: "Queue B" })];
  const elsewhere = await givenCompany(scout, { name: "Queue C" });
  const [isHeld, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holder = contextFor(platform, system).transact(async (tx) => {
    await tx.selectFrom("company").select("id").where("id", "=", ids[1]!).forUpdate().execute();
    isHeld.resolve();
    await release.promise;
  });
  await isHeld.promise;
  const bulk = Promise.all([
    changeTags(scout, { companyIds: ids, add: ["queue"], remove: [] }),
    passOnCompanies(scout, { companyIds: [...ids].reverse(), pass: pass({ reasonCode: "region" }) }),
  ]);
  const waiting = "select count(*) as count from pg_locks where not granted and locktype in ('tuple', 'transactionid')";
  await expect
    .poll(async () => (await platform.database.pool.query(waiting)).rows[0].count, { timeout: 60_000 })
    .toBeGreaterThan(0);
  await passOnCompany(scout, elsewhere, pass({ reasonCode: "region" }));
  release.resolve();
  await holder;
  expect((await bulk).map(({ count }) => count)).toEqual([2, 2]);
});

test("a cursor this server did not make is refused, whatever the order", async () => {
  const never = [["x"], [0, "x"], ["a", "x"], ["\u0000", newId()], [1e12, "a", newId()]];
  const noDateOrNumber = [
    ["yesterday", newId()],
    ["2026-02-31T00:00:00.000Z", newId()],
    [1.5, newId()],
  ];
  for (const sort of ["name", "-created", "updated", "founded", "-funding", "relevance"])
    for (const position of sort === "name" ? never : [...never, ...noDateOrNumber])
      await expect(list(scout, { sort, cursor: encodeCursor(position) })).rejects.toMatchObject({ code: "invalid" });
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
  const told = await platform.database.kysely
    .selectFrom("auditEntry")
    .select(["orgId", "reason"])
    .where("action", "=", "company.erased")
    .where("subjectId", "=", id)
    .execute();
  expect(told).toEqual(
    [administrator, partner].map(({ actor }) => ({ orgId: actor.organisationId, reason: "Asked by the founder" })),
  );
});

test("a company whose import is not committed yet is told of by the next alert, and a search that can no longer be read stops nobody's", async () => {
  platform.setNow("2026-03-02T09:00:00Z");
  const tag = `late-${newId()}`;
  const unreadable = await saveSearch(scout, { name: "Gone filter", query: {}, alert: "daily", isShared: false });
  await platform.database.pool.query(`update app.saved_search set query = '{"colour": "red"}' where id = $1`, [unreadable.id]);
  const { id } = await saveSearch(scout, { name: "Late ones", query: { tag: [tag] }, alert: "daily", isShared: false });
  const unseen = async () => (await getSavedSearch(scout, id)).unseenCount;
  platform.setNow("2026-03-05T06:30:00Z");
  await givenCompany(scout, { name: "Told of", tags: [tag] });
  platform.setNow("2026-03-05T07:00:00Z");
  await sendAlerts(platform, "daily");
  expect(await unseen()).toBe(1);
  platform.setNow("2026-03-05T06:59:00Z");
  await givenCompany(scout, { name: "Committed after the alert", tags: [tag] });
  platform.setNow("2026-03-06T07:00:00Z");
  await sendAlerts(platform, "daily");
  expect(await unseen()).toBe(2);
  await removeSavedSearch(scout, unreadable.id);
  platform.setNow("2026-03-02T09:00:00Z");
});

test("a merged record is erased through the one it lives on in, or after the two are parted", async () => {
  const survivor = await givenCompany(scout, { name: "Survivor" });
  const absorbed = await givenCompany(scout, { name: "Absorbed" });
  const { mergeId } = await mergeCompanies(scout, survivor, { absorbedId: absorbed, fromAbsorbed: [] });
  expect((await getCompany(administrator, absorbed)).can.erase).toBe(false);
  await expect(eraseCompany(administrator, absorbed, "Asked")).rejects.toMatchObject({
    code: "conflict",
    messageKey: "companies.errors.merged",
  });
  await undoMerge(scout, mergeId);
  await eraseCompany(administrator, absorbed, "Asked");
  expect((await getCompany(scout, survivor)).otherNames).toEqual([]);
  const again = await givenCompany(scout, { name: "Second" });
  await mergeCompanies(scout, survivor, { absorbedId: again, fromAbsorbed: [] });
  await eraseCompany(administrator, survivor, "Asked");
  const rows = await platform.database.kysely
    .selectFrom("company")
    .select(["name", "version"])
    .where("id", "in", [survivor, absorbed, again])
    .execute();
  expect(rows.map(({ name }) => name)).toEqual(["", "", ""]);
});

test("who writes while a company is being erased is refused or erased as well, never left over", async () => {
  const secret = `Leftover${newId().slice(-6)}`;
  for (const _ of [1, 2, 3]) {
    const id = await givenCompany(scout, { name: "Racing" });
    const [, erased] = await Promise.allSettled([
      editCompany(scout, id, { version: 1, description: secret }),
      eraseCompany(administrator, id, "Asked"),
      recordContact(scout, id, { channel: "mail", companyPerson: secret, note: secret, happenedOn: "2026-03-01" }),
      passOnCompany(scout, id, pass({ reasonCode: "team", note: secret })),
      saveTranslation(scout, id, { lang: "ru", oneLiner: secret, description: "" }),
    ]);
    expect(erased.status).toBe("fulfilled");
    await expect(editCompany(scout, id, { version: 1, description: secret })).rejects.toMatchObject({ code: "not_found" });
  }
  for (const table of ["company", "company_edit", "company_contact", "company_pass", "company_translation"]) {
    const { rows } = await platform.database.pool.query(`select from app.${table} t where row_to_json(t)::text like $1`, [
      `%${secret}%`,
    ]);
    expect(rows, table).toHaveLength(0);
  }
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
  const lent = {
    id: "pilot:1",
    kind: "pilot" as const,
    at: new Date("2026-03-03T12:00:00Z"),
    personName: null,
    organisationName: null,
    detail: {},
    can: { undo: false },
  };
  const timeline = async ({ actor }: Context) => (actor.organisationId === scout.actor.organisationId ? [lent] : []);
  lendCompanyParts(platform, { timeline, tabs: async () => [], pilots: async () => [] });
  expect((await getTimeline(scout, id)).map(({ kind }) => kind)).toEqual(["pass", "pilot", "edit", "source"]);
  expect((await getTimeline(partner, id)).map(({ kind }) => kind)).toEqual(["edit", "source"]);
});

describe("over REST", () => {
  const app = createApp(platform, () => Promise.reject(new Error("no pages")), "test");
  const call = async (token: string, method: string, path: string, body?: unknown) => {
    const response = await app.request(`/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await response.json().catch(() => null) };
  };
  const tokenOf = async (ctx: Context, scopes: string[]) =>
    (await createToken(ctx, { name: "test", scopes: scopes as never, days: 30 })).token;

  test("a company is created, found, edited from its version, undone, passed on, merged and redirected", async () => {
    const token = await tokenOf(scout, ["companies:read", "companies:write"]);
    const { status, body } = await call(token, "POST", "/companies", { name: "Restful", city: "Bern" });
    expect(status).toBe(201);
    const path = `/companies/${body.id}`;
    expect((await call(token, "GET", "/companies?q=restful")).body).toMatchObject({
      total: 1,
      items: [{ id: body.id, name: "Restful" }],
    });
    const edit = await call(token, "PATCH", path, { version: 1, city: "Basel" });
    expect((await call(token, "PATCH", path, { version: 1, city: "Genf" })).status).toBe(409);
    expect((await call(token, "DELETE", `${path}/edits/${edit.body.editId}`)).body).toEqual({ undone: 1, kept: 0 });
    expect((await call(token, "GET", path)).body).toMatchObject({ city: "Bern", version: 3, can: { edit: true, erase: false } });
    const pass = await call(token, "POST", `${path}/passes`, { reasonCode: "price", recheckKind: "date" });
    expect([pass.status, pass.body.errors]).toEqual([
      422,
      [{ field: "recheckOn", message: "Choose the date on which to look again." }],
    ]);
    expect((await call(token, "POST", `${path}/passes`, { reasonCode: "price" })).status).toBe(201);
    const file = await call(token, "POST", `${path}/files?name=note.txt`, "plain words");
    expect(
      await (await app.request(`/api/v1${path}/files/${file.body.id}`, { headers: { authorization: `Bearer ${token}` } })).text(),
    ).toBe("plain words");
    const other = (await call(token, "POST", "/companies", { name: "Restful AG" })).body.id;
    const merge = await call(token, "POST", `${path}/merges`, { absorbedId: other });
    const redirect = await call(token, "GET", `/companies/${other}`);
    expect([redirect.status, redirect.headers.get("location")]).toEqual([308, `/api/v1${path}`]);
    expect((await call(token, "DELETE", `${path}/merges/${merge.body.mergeId}`)).body).toEqual({ companyId: other });
  });

  test("an unknown filter is 422 by name, an unknown and a forged id 404, a token without the scope 403, the other operator's pass 404", async () => {
    const token = await tokenOf(scout, ["companies:read", "companies:write"]);
    const id = await givenCompany(scout, { name: "Guarded" });
    const passed = await passOnCompany(scout, id, pass({ reasonCode: "price" }));
    const wrong = await call(token, "GET", "/companies?colour=red");
    expect([wrong.status, wrong.body.errors]).toEqual([422, [{ field: "colour", message: "There is no such field or filter." }]]);
    expect((await call(token, "GET", `/companies/${newId()}`)).status).toBe(404);
    expect((await call(token, "GET", "/companies/forged")).status).toBe(404);
    expect((await call(await tokenOf(scout, ["companies:read"]), "PATCH", `/companies/${id}`, { version: 1 })).status).toBe(403);
    expect(
      (await call(await tokenOf(partner, ["companies:write"]), "PUT", `/companies/${id}/passes/${passed.id}/withdrawal`)).status,
    ).toBe(404);
    expect((await app.request("/api/v1/companies")).status).toBe(401);
  });
});
