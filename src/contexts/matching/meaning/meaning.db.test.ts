import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { editCompany } from "#contexts/companies/commands/edit-company.ts";
import { eraseCompany } from "#contexts/companies/commands/erase-company.ts";
import { decideBaseChange, proposeBaseChange } from "#contexts/identity/commands/base-changes.ts";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { changeNeedState, reviseNeed, stateNeed } from "#contexts/needs/commands.ts";
import { getNeed } from "#contexts/needs/index.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { forgetCompanies } from "../erased-companies.ts";
import { openMatchingIndex } from "../living-index/platform-index.ts";
import { matchesForNeed } from "../need-matches.ts";
import { givenCompany, givenOpenNeed } from "../testing.ts";
import { embedCompanies } from "./company-vectors.ts";
import { embedNeeds } from "./need-vectors.ts";
import { vectorMemory } from "./vector-memory.ts";

// A stand-in for the outside service: texts about heat point one way, all others another.
const received: string[] = [];
let failures = 0;
let isHung = false;
let refusal = 400;
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    if (isHung) return;
    if (failures > 0) {
      failures--;
      response.writeHead(503).end();
      return;
    }
    const { input } = JSON.parse(body) as { input: string[] };
    if (input.some((text) => text.includes("unspeakable"))) {
      response.writeHead(refusal).end();
      return;
    }
    received.push(...input);
    const data = input.map((text, index) => ({
      index,
      embedding: /warm|heat|thermal/i.test(text) ? [0.9, 0.1, 0] : [0.1, 0.2, 0.9],
    }));
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data }));
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const platform = await openTestPlatform();
Object.assign(platform.config, {
  EMBEDDINGS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
  EMBEDDINGS_MODEL: "fake",
});
const host = await givenOrganisation(platform, "host");
const cloud = await givenOrganisation(platform, "cloud_partner");
const unit = await givenUnit(platform, host);
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit });
const scout = await givenSeat(platform, { role: "scout", organisationId: host });
const hostAdministrator = await givenSeat(platform, { role: "administrator", organisationId: host });
const cloudAdministrator = await givenSeat(platform, { role: "administrator", organisationId: cloud });
await platform.database.kysely
  .insertInto("base")
  .values({ id: newId(), slug: "b", name: "B", mode: "real", names: json({}), settings: json({}), createdAt: platform.now() })
  .execute();
const wordy = await givenCompany(platform, { name: "Wordy", oneLiner: "Cabin comfort devices for seats" });
const meant = await givenCompany(platform, { name: "Thermoform", oneLiner: "Heat films for seats" });
await givenCompany(platform, { name: "Third", oneLiner: "Parking by camera" });
await openMatchingIndex(platform, { inProcess: true });
const text = {
  title: "Secret comfort project",
  detail: "Confidential detail about cabin comfort devices for seats",
  teaser: "Keeping passengers warm on their seats",
};
const published = await givenOpenNeed(owner, scout, { ...text, visibility: "teaser" });
const unitOnly = await givenOpenNeed(owner, scout, { ...text, title: "Another secret" });
await stateNeed(owner, { ...text, title: "Secret draft", visibility: "teaser" });

const sentBy = async (run: () => Promise<unknown>): Promise<string[]> => {
  received.length = 0;
  await run();
  return [...received];
};
const versionOf = async (needId: string) => (await getNeed(owner, needId)).version;
/** The host proposes, the cloud partner approves. */
async function allow(embeddingNeedFields: ("title" | "teaser" | "detail" | "requirements")[]) {
  const { id } = await proposeBaseChange(hostAdministrator, { embeddingNeedFields });
  await decideBaseChange(cloudAdministrator, id, "approved");
}

test("company texts become vectors once; the same text is not sent again", async () => {
  expect(await sentBy(() => embedCompanies(platform))).toEqual([
    "Wordy\nCabin comfort devices for seats",
    "Thermoform\nHeat films for seats",
    "Third\nParking by camera",
  ]);
  expect(await embedCompanies(platform)).toBe(0);
});

test("before the job has made a need's vector the ranking answers at once by words, and asks nobody", async () => {
  expect(
    await sentBy(async () => {
      const page = await matchesForNeed(scout, published);
      expect(page.meaning).toBe("pending");
      expect(page.items.every(({ parts }) => parts.meaning === null)).toBe(true);
      expect(page.items.length).toBeGreaterThan(0);
    }),
  ).toEqual([]);
});

test("only the teaser of a need that is open to the public is sent: nothing of drafts, nothing of needs of a unit", async () => {
  expect(await sentBy(() => embedNeeds(platform))).toEqual(["Keeping passengers warm on their seats"]);
  expect(await embedNeeds(platform)).toBe(0);
  expect((await matchesForNeed(scout, unitOnly)).meaning).toBe("off");
});

test("closeness by meaning joins the ranking", async () => {
  const page = await matchesForNeed(scout, published);
  expect(page.meaning).toBe("used");
  const parts = new Map(page.items.map(({ company, parts: { meaning } }) => [company.id, meaning]));
  expect(parts.get(meant)).toBe(1);
  expect(parts.get(wordy)).toBe(0);
});

test("an erased company is forgotten by every process, its vector overwritten, and the range is that of the others", async () => {
  const erased = await givenCompany(platform, { name: "Cold", oneLiner: "Cooling" });
  const bytes = Buffer.from(Int8Array.from([-127, -127, -127]).buffer);
  const values = { model: "fake", textHash: "h", scale: 0.004, vector: bytes, embeddedAt: platform.now() };
  await platform.database.kysely
    .insertInto("companyEmbedding")
    .values({ companyId: erased, ...values })
    .execute();
  const partOf = async (companyId: string) => {
    const { items } = await matchesForNeed(scout, published);
    return items.find(({ company }) => company.id === companyId)?.parts.meaning;
  };
  expect(await partOf(wordy)).toBeGreaterThan(0.3);
  await eraseCompany(hostAdministrator, erased, "They asked us to");
  // The job that deletes the row ran in another process; this one hears of the change alone.
  await (await openMatchingIndex(platform)).refresh();
  expect(await partOf(wordy)).toBe(0);
  expect(vectorMemory(platform, "fake").store.memories.some(({ buffer }) => Buffer.from(buffer).includes(bytes))).toBe(false);
  await forgetCompanies(platform, [erased]);
});

test("a changed company is sent alone, and the ranking follows", async () => {
  expect(await sentBy(() => embedCompanies(platform, { companyIds: [wordy] }))).toEqual([]);
  const { version } = await platform.database.kysely
    .selectFrom("company")
    .select("version")
    .where("id", "=", wordy)
    .executeTakeFirstOrThrow();
  await editCompany(scout, wordy, { version, oneLiner: "Warm cabins" });
  await platform.database.kysely
    .updateTable("companyEmbedding")
    .set({ textHash: "old" })
    .where("companyId", "=", meant)
    .execute();
  expect(await sentBy(() => embedCompanies(platform, { companyIds: [wordy] }))).toEqual(["Wordy\nWarm cabins"]);
  const { items } = await matchesForNeed(scout, published);
  expect(items.find(({ company }) => company.id === wordy)?.parts.meaning).toBe(1);
  expect(await embedCompanies(platform)).toBe(1);
});

test("what a clock that went back an hour stamped is read too", async () => {
  const meaningOfMeant = async () => {
    const { items } = await matchesForNeed(scout, published);
    return items.find(({ company }) => company.id === meant)?.parts.meaning;
  };
  expect(await meaningOfMeant()).toBe(1);
  const before = platform.now();
  platform.setNow(new Date(before.getTime() - 3_600_000).toISOString());
  const { rows } = await platform.database.pool.query("select version from app.company where id = $1", [meant]);
  await editCompany(scout, meant, { version: rows[0].version, name: "Filmform", oneLiner: "Films for seats" });
  expect(await embedCompanies(platform, { companyIds: [meant] })).toBe(1);
  platform.setNow(before.toISOString());
  expect(await meaningOfMeant()).toBe(0);
});

test("a page never waits for an endpoint that hangs", async () => {
  isHung = true;
  const startedAt = performance.now();
  expect((await matchesForNeed(scout, published)).meaning).toBe("used");
  await reviseNeed(owner, published, { version: await versionOf(published), teaser: "Keeping drivers warm on their seats" });
  expect((await matchesForNeed(scout, published)).meaning).toBe("pending");
  // Sooner than the endpoint is given up.
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  isHung = false;
});

test("a changed teaser is sent anew; a need that is no longer public loses its vector", async () => {
  expect(await sentBy(() => embedNeeds(platform, { needIds: [published] }))).toEqual(["Keeping drivers warm on their seats"]);
  await reviseNeed(owner, published, { version: await versionOf(published), visibility: "unit" });
  expect(await sentBy(() => embedNeeds(platform, { needIds: [published] }))).toEqual([]);
  expect(await platform.database.kysely.selectFrom("needEmbedding").select("needId").execute()).toEqual([]);
  expect((await matchesForNeed(scout, published)).meaning).toBe("off");
});

test("confidential fields are sent only after the administrators of both sides allowed them, and not after they no longer do", async () => {
  const { id } = await proposeBaseChange(hostAdministrator, { embeddingNeedFields: ["detail"] });
  expect(await sentBy(() => embedNeeds(platform))).toEqual([]);
  await decideBaseChange(cloudAdministrator, id, "approved");
  expect(await sentBy(() => embedNeeds(platform))).toEqual([
    "Confidential detail about cabin comfort devices for seats",
    "Confidential detail about cabin comfort devices for seats",
  ]);
  expect((await matchesForNeed(scout, unitOnly)).meaning).toBe("used");
  await allow([]);
  expect((await matchesForNeed(scout, unitOnly)).meaning).toBe("off");
  expect(await sentBy(() => embedNeeds(platform))).toEqual([]);
  expect(await platform.database.kysely.selectFrom("needEmbedding").select("needId").execute()).toEqual([]);
});

test("a need that goes back to draft is not sent", async () => {
  await allow(["title"]);
  await changeNeedState(owner, unitOnly, { to: "closed", closeReason: "priority_changed" });
  await changeNeedState(owner, unitOnly, { to: "draft", note: "Once more" });
  expect(await sentBy(() => embedNeeds(platform, { needIds: [unitOnly] }))).toEqual([]);
});

test("an endpoint that fails once is asked again; one that is down fails the job and leaves the pages alone", async () => {
  failures = 1;
  expect(await embedNeeds(platform, { needIds: [published] })).toBe(1);
  await reviseNeed(owner, published, { version: await versionOf(published), title: "Secret warmth" });
  failures = 3;
  await expect(embedNeeds(platform, { needIds: [published] })).rejects.toMatchObject({ code: "unavailable" });
  expect((await matchesForNeed(scout, published)).meaning).toBe("pending");
});

test("nobody of another organisation reads the vector of a need", async () => {
  await embedNeeds(platform);
  const read = (ctx: typeof scout) => ctx.transact((tx) => tx.selectFrom("needEmbedding").select("needId").execute());
  expect(await read(scout)).toEqual([{ needId: published }]);
  expect(await read(cloudAdministrator)).toEqual([]);
});

test("a text the endpoint refuses is left out and tried again the next time; the others become vectors", async () => {
  const [first, refused, last] = [
    await givenCompany(platform, { name: "Alpha", oneLiner: "Pumps" }),
    await givenCompany(platform, { name: "Beta", oneLiner: "An unspeakable text" }),
    await givenCompany(platform, { name: "Gamma", oneLiner: "Valves" }),
  ];
  const embeddedOf = async (ids: string[]) => {
    const stored = await platform.database.kysely
      .selectFrom("companyEmbedding")
      .select("companyId")
      .where("companyId", "in", ids)
      .execute();
    return stored.map(({ companyId }) => companyId).sort();
  };
  expect(await embedCompanies(platform)).toBe(2);
  expect(await embeddedOf([first, refused, last])).toEqual([first, last].sort());
  expect(await sentBy(() => embedCompanies(platform))).toEqual([]);
  await platform.database.kysely.updateTable("company").set({ oneLiner: "Speakable" }).where("id", "=", refused).execute();
  expect(await sentBy(() => embedCompanies(platform))).toEqual(["Beta\nSpeakable"]);

  await reviseNeed(owner, published, { version: await versionOf(published), title: "An unspeakable title" });
  expect(await embedNeeds(platform, { needIds: [published] })).toBe(0);
});

test("an endpoint that refuses whoever asks fails the job at once", async () => {
  for (refusal of [401, 403, 404]) await expect(embedNeeds(platform)).rejects.toMatchObject({ code: "unavailable" });
});
