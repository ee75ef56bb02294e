import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { openMatchingIndex } from "../living-index/living-index.ts";
import { matchesForNeed } from "../need-matches.ts";
import { givenCompany, givenOpenNeed } from "../testing.ts";
import { embedCompanies } from "./company-vectors.ts";

// A stand-in for the outside service: texts about heat point one way, all others another.
const received: string[] = [];
let failures = 0;
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    if (failures > 0) {
      failures--;
      response.writeHead(503).end();
      return;
    }
    const { input } = JSON.parse(body) as { input: string[] };
    received.push(...input);
    const data = input.map((text, index) => ({
      index,
      embedding: /warm|heat|thermal/i.test(text) ? [0.9, 0.1, 0] : [0.1, 0.2, 0.9],
    }));
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data }));
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => server.close());

const platform = await openTestPlatform();
Object.assign(platform.config, {
  EMBEDDINGS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
  EMBEDDINGS_MODEL: "fake",
});
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host);
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit });
const scout = await givenSeat(platform, { role: "scout", organisationId: host });
await platform.database.kysely
  .insertInto("base")
  .values({ id: newId(), slug: "b", name: "B", mode: "real", names: json({}), settings: json({}), createdAt: platform.now() })
  .execute();
const wordy = await givenCompany(platform, { name: "Wordy", oneLiner: "Cabin comfort devices for seats" });
const meant = await givenCompany(platform, { name: "Thermoform", oneLiner: "Heat films for seats" });
await givenCompany(platform, { name: "Third", oneLiner: "Parking by camera" });
await openMatchingIndex(platform, { inProcess: true });
const needId = await givenOpenNeed(owner, scout, {
  title: "Secret comfort project",
  detail: "Confidential detail about cabin comfort devices for seats",
  teaser: "Keeping passengers warm on their seats",
});

test("company texts become vectors once; the same text is not sent again", async () => {
  expect(await embedCompanies(platform)).toBe(3);
  expect(await embedCompanies(platform)).toBe(0);
  expect(received).toEqual([
    "Wordy\nCabin comfort devices for seats",
    "Thermoform\nHeat films for seats",
    "Third\nParking by camera",
  ]);
});

test("closeness by meaning joins the ranking, and only the teaser of the need is sent", async () => {
  received.length = 0;
  const page = await matchesForNeed(scout, needId);
  expect(page.meaning).toBe("used");
  expect(received).toEqual(["Keeping passengers warm on their seats"]);
  const parts = new Map(page.items.map(({ company, parts: { meaning } }) => [company.id, meaning]));
  expect(parts.get(meant)).toBe(1);
  expect(parts.get(wordy)).toBe(0);
});

test("the confidential detail is sent only after the base allows that field", async () => {
  received.length = 0;
  await platform.database.kysely
    .updateTable("base")
    .set({ settings: json({ embeddings: { needFields: ["detail"] } }) })
    .execute();
  await matchesForNeed(scout, needId);
  expect(received).toEqual(["Keeping passengers warm on their seats\nConfidential detail about cabin comfort devices for seats"]);
});

test("an endpoint that fails once is asked again; one that is down leaves the ranking to words and says so", async () => {
  failures = 1;
  expect((await matchesForNeed(scout, needId)).meaning).toBe("used");
  failures = 3;
  const page = await matchesForNeed(scout, needId);
  expect(page.meaning).toBe("unavailable");
  expect(page.items.every(({ parts }) => parts.meaning === null)).toBe(true);
  expect(page.items.length).toBeGreaterThan(0);
});
