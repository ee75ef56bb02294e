import type { KyselyPlugin } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { createToken } from "#contexts/identity/index.ts";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { createApp } from "#server/app.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { attachNeedFile, downloadNeedFile, listNeedFiles, removeNeedFile } from "./attachments.ts";
import { changeNeedState, confirmNeed, duplicateNeed, openNeed, reviseNeed, shareNeed, stateNeed } from "./commands.ts";
import { listNeeds, needFacets } from "./list-needs.ts";
import { getNeed, listNeedBriefs, listOpenNeeds, listStateChanges, needForMatching, otherNeedTexts } from "./queries.ts";
import { needQuery } from "./schema.ts";
import { listWaiting } from "./waiting.ts";
import { autosaveAnswer } from "./web/form/save-need-form.ts";

const platform = await openTestPlatform();
const host = await givenOrganisation(platform, "host");
const batteryUnit = await givenUnit(platform, host, "Battery");
const otherUnit = await givenUnit(platform, host, "Other");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: batteryUnit, name: "Olga Owner" });
const neighbour = await givenSeat(platform, {
  role: "need_owner",
  organisationId: host,
  unitId: otherUnit,
  name: "Nina Neighbour",
});
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const cloudPartner = await givenOrganisation(platform, "cloud_partner");
const steward = await givenSeat(platform, { role: "base_manager", organisationId: cloudPartner });

const complete = {
  title: "Battery diagnostics for returned packs",
  detail: "We must judge the state of health of returned packs within ten minutes, without opening them.",
  field: "electrification" as const,
  topics: ["battery-management" as const],
  budgetMinor: 120_000_000,
  decideBy: "2026-06-30",
  requirements: [{ kind: "text" as const, level: "must" as const, text: "Measures through the charging port" }],
};

test("a draft keeps what was typed and lives on to open, with every move recorded", async () => {
  const draft = await stateNeed(owner, { title: "Battery" });
  expect(draft.state).toBe("draft");
  expect(draft.missing).toEqual(["detail", "field", "budget", "decideBy"]);
  await reviseNeed(owner, draft.id, { ...complete, version: 1 });
  await confirmNeed(owner, draft.id);
  const open = await openNeed(scout, draft.id);
  expect(open.state).toBe("open");
  const changes = await listStateChanges(owner, draft.id);
  expect(changes.map(({ from, to, person }) => [from, to, person?.name])).toEqual([
    ["confirmed", "open", "Sven Scout"],
    ["draft", "confirmed", "Olga Owner"],
    [null, "draft", "Olga Owner"],
  ]);
  expect((await getNeed(scout, draft.id)).requirements.map(({ text }) => text)).toEqual(["Measures through the charging port"]);
  await expect(getNeed(neighbour, draft.id)).rejects.toMatchObject({ code: "not_found" });
  await shareNeed(owner, draft.id, { personIds: [neighbour.actor.personId!], unitIds: [] });
  expect((await getNeed(neighbour, draft.id)).title).toBe(complete.title);
  expect((await listOpenNeeds(scout)).map(({ id }) => id)).toEqual([draft.id]);
  expect((await otherNeedTexts(scout)).length).toBe(1);
  expect((await listNeedBriefs(scout)).map(({ id }) => id)).toEqual([draft.id]);
  expect(await listNeedBriefs(scout, { exceptId: draft.id })).toEqual([]);
  expect((await scout.transact((tx) => needForMatching(tx, scout, draft.id))).topics).toEqual(["battery-management"]);
  expect((await listWaiting(scout)).map(({ id }) => id)).toEqual([draft.id]);
  await expect(changeNeedState(owner, draft.id, { to: "solved" })).rejects.toMatchObject({ code: "conflict" });
});

test("a need that commits late, with a smaller number than one seen already, is waited for", async () => {
  const { id } = await stateNeed(owner, { title: "Before" });
  const [hasWritten, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const late = platform.database.kysely.transaction().execute(async (tx) => {
    await tx.updateTable("need").set({ title: "Late" }).where("id", "=", id).execute();
    hasWritten.resolve();
    await mayCommit.promise;
  });
  await hasWritten.promise;
  const reading = otherNeedTexts(contextFor(platform, system));
  setTimeout(mayCommit.resolve, 200);
  expect((await reading).find((need) => need.id === id)?.text).toBe("Late");
  await late;
});

const stateComplete = (ctx = owner) => stateNeed(ctx, complete);

describe("two people at one need", () => {
  test("the second change from an old version is refused and the first stays", async () => {
    const { id, version } = await stateComplete();
    await reviseNeed(scout, id, { version, title: "Changed by the scout" });
    await expect(reviseNeed(owner, id, { version, title: "Changed by the owner" })).rejects.toMatchObject({
      code: "conflict",
      messageKey: "needs.errors.changedMeanwhile",
    });
    expect(await getNeed(owner, id)).toMatchObject({ title: "Changed by the scout", version: version + 1 });
  });

  test("a confirmed need keeps what its confirmation required", async () => {
    const { id } = await stateComplete();
    const { version } = await confirmNeed(owner, id);
    await expect(reviseNeed(owner, id, { version, budgetMinor: null })).rejects.toMatchObject({
      code: "invalid",
      fields: { budgetMinor: "needs.missing.budget" },
    });
    await expect(reviseNeed(owner, id, { version, decideBy: "2026-01-01" })).rejects.toMatchObject({
      fields: { decideBy: "needs.missing.decideByPast" },
    });
  });

  test("an autosaved draft leaves no audit entry, a saved one does", async () => {
    const { id } = await stateComplete();
    await reviseNeed(owner, id, { version: 1, title: "One" }, { autosave: true });
    await reviseNeed(owner, id, { version: 2, title: "Two" });
    const entries = await owner.transact((tx) =>
      tx.selectFrom("auditEntry").select(["action", "detail"]).where("subjectId", "=", id).orderBy("id").execute(),
    );
    expect(entries).toEqual([
      { action: "need.stated", detail: {} },
      { action: "need.revised", detail: { parts: ["title"] } },
    ]);
  });
});

describe("who may do what", () => {
  test("an owner cannot open, a scout cannot confirm, a neighbour cannot state for another unit", async () => {
    const { id } = await stateComplete();
    await expect(confirmNeed(scout, id)).rejects.toMatchObject({ code: "forbidden" });
    await confirmNeed(owner, id);
    await expect(openNeed(owner, id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(stateNeed(neighbour, { ...complete, unitId: batteryUnit })).rejects.toMatchObject({ code: "forbidden" });
    await expect(stateNeed(steward, complete)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("nobody outside becomes owner, sponsor or reader", async () => {
    const outsider = steward.actor.personId!;
    await expect(stateNeed(owner, { ...complete, sponsorPersonId: outsider })).rejects.toMatchObject({
      fields: { sponsorPersonId: "needs.errors.personUnknown" },
    });
    const { id } = await stateComplete();
    await expect(shareNeed(owner, id, { personIds: [outsider], unitIds: [] })).rejects.toMatchObject({
      fields: { personIds: "needs.errors.personUnknown" },
    });
  });

  test("who hands a private need to somebody else still reads it", async () => {
    const { id } = await stateNeed(owner, { ...complete, visibility: "people", ownerPersonId: neighbour.actor.personId! });
    expect((await getNeed(owner, id)).readerPeople).toEqual([{ id: owner.actor.personId, name: "Olga Owner" }]);
  });

  test("the opening of a need is published without a word of its text", async () => {
    const { id } = await stateComplete();
    await confirmNeed(owner, id);
    await openNeed(scout, id);
    const events = await platform.database.kysely
      .selectFrom("outboxEvent")
      .select("payload")
      .where("name", "=", "need.opened")
      .execute();
    const payload = events.map(({ payload }) => payload).find(({ needId }) => needId === id);
    expect(payload).toEqual({
      needId: id,
      ownerOrgId: host,
      unitId: batteryUnit,
      from: "confirmed",
      to: "open",
      field: "electrification",
      topics: ["battery-management"],
    });
  });
});

test("a draft whose first answer was lost is found again by its form's id instead of being stated twice", async () => {
  const id = newId();
  const titles = async () =>
    (await listNeeds(owner, needQuery.parse({ q: "Lost answer" }))).items.map((need) => [need.id, need.title]);
  const form = (fields: Record<string, string>) => {
    const data = new FormData();
    const frame = { unitId: batteryUnit, ownerPersonId: owner.actor.personId!, urgency: "normal", visibility: "unit" };
    const values = { needId: "", version: "", draftId: id, ...frame, ...fields };
    for (const [name, value] of Object.entries(values)) data.set(name, value);
    return data;
  };
  const save = async (fields: Record<string, string>, ctx = owner) =>
    (await (await autosaveAnswer(ctx, form(fields))).json()) as { ok: boolean; needId: string; version: number };
  expect(await save({ title: "Lost answer" })).toEqual({ ok: true, needId: id, version: 1 });
  expect(await save({ title: "Lost answer, typed on" })).toEqual({ ok: true, needId: id, version: 2 });
  expect(await titles()).toEqual([[id, "Lost answer, typed on"]]);
  await reviseNeed(scout, id, { version: 2, title: "Lost answer, by the scout" });
  expect(await save({ title: "Lost answer, once more" })).toMatchObject({ ok: false });
  expect(await save({ title: "Lost answer, a stranger's" }, neighbour)).toMatchObject({ ok: false });
  expect(await titles()).toEqual([[id, "Lost answer, by the scout"]]);
});

test("an address that asks for mine=false shows everybody's needs", () => {
  expect([{ mine: "false" }, { mine: "true" }, { mine: "1" }, {}].map((query) => needQuery.parse(query).mine)).toEqual([
    false,
    true,
    true,
    undefined,
  ]);
});

test("a copy takes text and requirements, not budget, date, readers and history", async () => {
  const { id } = await stateComplete();
  const copy = await duplicateNeed(
    neighbour,
    (await shareNeed(owner, id, { personIds: [neighbour.actor.personId!], unitIds: [] })).id,
  );
  expect(copy).toMatchObject({
    title: complete.title,
    state: "draft",
    budgetMinor: null,
    decideBy: null,
    copiedFromId: id,
    readerPeople: [],
  });
  expect(copy.unit.id).toBe(otherUnit);
  expect(copy.requirements.map(({ text }) => text)).toEqual(["Measures through the charging port"]);
});

test("a list costs the same number of queries with one need and with three", async () => {
  const unitId = await givenUnit(platform, host, "Counting");
  const counting = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId });
  const query = needQuery.parse({ unitId });
  const list = async () => {
    const counted = countQueries(counting);
    const page = await listNeeds(counted.ctx, query);
    return { rows: page.items.length, total: page.total, queries: counted.count() };
  };
  await stateNeed(counting, complete);
  const one = await list();
  await stateNeed(counting, complete);
  await stateNeed(counting, complete);
  expect([one.rows, one.total]).toEqual([1, 1]);
  expect(await list()).toEqual({ rows: 3, total: 3, queries: one.queries });
});

test("pages follow each other without gap or repetition, in every order", async () => {
  const unitId = await givenUnit(platform, host, "Paging");
  const pager = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId });
  const stated: string[] = [];
  for (const decideBy of [null, "2026-06-30", "2026-06-30", "2026-05-01", null])
    stated.push((await stateNeed(pager, { ...complete, decideBy })).id);
  for (const sort of ["-updated", "updated", "decideBy", "-decideBy", "urgency", "-urgency"]) {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listNeeds>> = await listNeeds(
        pager,
        needQuery.parse({ unitId, sort, limit: 2, ...(cursor ? { cursor } : {}) }),
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor);
    expect([...seen].sort()).toEqual([...stated].sort());
  }
  await expect(listNeeds(pager, needQuery.parse({ cursor: "forged" }))).rejects.toMatchObject({ code: "invalid" });
});

test("each facet counts as if it were open itself", async () => {
  const unitId = await givenUnit(platform, host, "Faceted");
  const facetOwner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId, name: "Fay" });
  const asFacets = { ...facetOwner, actor: { ...facetOwner.actor, role: "need_owner" } };
  await stateNeed(facetOwner, { ...complete, urgency: "high", visibility: "people", decideBy: "2026-03-20" });
  await stateNeed(facetOwner, { ...complete, field: "energy", visibility: "people", decideBy: null });
  const facets = await needFacets(asFacets, { mine: true, field: ["energy"] });
  expect(facets).toMatchObject({
    state: { draft: 1 },
    field: { electrification: 1, energy: 1 },
    urgency: { normal: 1 },
    due: { none: 1 },
  });
});

describe("files", () => {
  test("a file is attached, listed, downloaded as an attachment and taken off; strangers find nothing", async () => {
    const { id } = await stateComplete();
    const file = await attachNeedFile(owner, id, {
      name: "../plan <b>.html",
      content: new Blob(["<script>alert(1)</script>"]).stream(),
    });
    expect((await listNeedFiles(scout, id)).map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([["plan <b>.html", 25]]);
    const download = await downloadNeedFile(scout, id, file.id);
    expect(await download.text()).toBe("<script>alert(1)</script>");
    expect(download.headers.get("content-disposition")).toContain("attachment");
    await expect(downloadNeedFile(neighbour, id, file.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(downloadNeedFile(scout, (await stateComplete()).id, file.id)).rejects.toMatchObject({ code: "not_found" });
    await removeNeedFile(owner, id, file.id);
    await expect(downloadNeedFile(scout, id, file.id)).rejects.toMatchObject({ code: "not_found" });
  });
});

// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever came over the wire.
type Answer = any;

describe("over REST", () => {
  const app = createApp(platform, () => Promise.reject(new Error("no pages")), "test");
  const call = async (token: string, method: string, path: string, body?: unknown) => {
    const response = await app.request(`/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json().catch(() => null)) as Answer };
  };
  let token: string;
  beforeAll(async () => {
    token = (await createToken(owner, { name: "test", scopes: ["needs:read", "needs:write"], days: 30 })).token;
  });

  test("states, revises, moves and lists a need", async () => {
    const stated = await call(token, "POST", "/needs", complete);
    expect(stated.status).toBe(201);
    const path = `/needs/${stated.body.id}`;
    expect(await call(token, "PATCH", path, { version: 1, title: "Renamed" })).toMatchObject({
      status: 200,
      body: { title: "Renamed", version: 2 },
    });
    expect(await call(token, "PATCH", path, { version: 1, title: "Late" })).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    });
    expect(
      await call(token, "POST", `${path}/requirements`, { kind: "country", level: "must", value: { countries: ["cn"] } }),
    ).toMatchObject({ status: 201 });
    expect((await call(token, "GET", `${path}/requirements`)).body.map(({ kind }: { kind: string }) => kind)).toEqual([
      "text",
      "country",
    ]);
    expect(await call(token, "POST", `${path}/state-changes`, { to: "confirmed" })).toMatchObject({
      status: 201,
      body: { state: "confirmed" },
    });
    expect((await call(token, "GET", `${path}/state-changes`)).body.map(({ to }: { to: string }) => to)).toEqual([
      "confirmed",
      "draft",
    ]);
    expect((await call(token, "GET", `/needs?state=confirmed&q=Renamed`)).body.items.map(({ id }: { id: string }) => id)).toEqual(
      [stated.body.id],
    );
    expect((await call(token, "POST", "/similar-needs", { text: "Renamed battery diagnostics packs" })).status).toBe(200);
  });

  test.each([
    ["an empty need", {}, 422],
    ["a title of 10 000 characters", { title: "x".repeat(10_000) }, 422],
    ["a language code that is none", { title: "A", lang: "klingon!" }, 422],
    ["a negative budget", { title: "A", budgetMinor: -1 }, 422],
    ["a fraction of a fen", { title: "A", budgetMinor: 1.5 }, 422],
    ["a day that does not exist", { title: "A", decideBy: "2026-02-30" }, 422],
    ["a field that does not exist", { title: "A", field: "alchemy" }, 422],
    ["a requirement of no kind", { title: "A", requirements: [{ kind: "colour", level: "must" }] }, 422],
    ["an unknown owner", { title: "A", ownerPersonId: "00000000-0000-4000-8000-000000000000" }, 422],
    ["a list", [], 422],
  ])("refuses %s", async (_, body, status) => {
    expect((await call(token, "POST", "/needs", body)).status).toBe(status);
  });

  test.each([
    ["HTML and script", "<script>alert(1)</script><img src=x onerror=alert(1)>"],
    ["emoji", "🔋⚡️👩🏽‍🔧 Batterie"],
    ["right-to-left text", "نحتاج إلى تشخيص البطاريات"],
    ["SQL", "'; drop table app.need; --"],
  ])("keeps %s exactly as typed", async (_, title) => {
    const stated = await call(token, "POST", "/needs", { title, detail: title, lang: "tlh" });
    expect(stated).toMatchObject({ status: 201, body: { title, detail: title, lang: "tlh" } });
    expect(stated.body.quality.findings.map(({ key }: { key: string }) => key)).toContain("languageUnspoken");
  });

  test("takes control characters and reversing marks out of a text", async () => {
    expect(await call(token, "POST", "/needs", { title: "Bat\u0000tery \u202egnp.exe\r\nB" })).toMatchObject({
      status: 201,
      body: { title: "Battery gnp.exe B" },
    });
  });

  test("answers 404 to unknown, forged and hidden ids and 403 to a token without the scope", async () => {
    const { id } = await stateComplete();
    const strangerToken = (await createToken(neighbour, { name: "test", scopes: ["needs:read", "needs:write"], days: 30 })).token;
    const readOnly = (await createToken(owner, { name: "test", scopes: ["needs:read"], days: 30 })).token;
    const stewardToken = (await createToken(steward, { name: "test", scopes: ["needs:read"], days: 30 })).token;
    expect((await call(strangerToken, "GET", `/needs/${id}`)).status).toBe(404);
    expect((await call(strangerToken, "PATCH", `/needs/${id}`, { version: 1, title: "x" })).status).toBe(404);
    expect((await call(strangerToken, "GET", `/needs/${id}/attachments`)).status).toBe(404);
    expect((await call(token, "GET", "/needs/00000000-0000-4000-8000-000000000000")).status).toBe(404);
    expect((await call(token, "GET", "/needs/no-id")).status).toBe(404);
    expect((await call(readOnly, "PATCH", `/needs/${id}`, { version: 1, title: "x" })).status).toBe(403);
    expect((await call(stewardToken, "GET", "/needs")).status).toBe(403);
    expect((await call(stewardToken, "GET", `/needs/${id}`)).status).toBe(404);
  });
});

/** Counts the statements a context sends, through Kysely's own hook. */
function countQueries(ctx: Context) {
  let queries = 0;
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      queries++;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return {
    ctx: { ...ctx, transact: <R>(run: (tx: Transaction) => Promise<R>) => ctx.transact((tx) => run(tx.withPlugin(counting))) },
    count: () => queries,
  };
}
