import { beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "#contexts/identity/auth/password.ts";
import { signInWithPassword } from "#contexts/identity/commands/sign-in.ts";
import { createServiceToken, createToken } from "#contexts/identity/commands/tokens.ts";
import { addPerson, foundBase } from "#contexts/identity/index.ts";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { openMatchingIndex } from "#contexts/matching/index.ts";
import { givenCompany } from "#contexts/matching/testing.ts";
import { givenFullPilot, publishTemplates } from "#contexts/pilots/testing/full-pilot.ts";
import type { Endpoint } from "#platform/api.ts";
import { type Context, contextFor, system, visitor } from "#platform/context.ts";
import { createApp } from "./app.ts";
import { endpoints } from "./contexts.ts";
import { openApiDocument } from "./openapi.ts";
import { sampleOf } from "./testing/sample-of.ts";
import { openTestPlatform } from "./testing/test-platform.ts";

// Every text of the world below bears the mark of those who may read it.
const hostMark = "HOSTONLY";
const unitMark = "UNITONLY";
const cloudMark = "CLOUDONLY";

const opened = await openTestPlatform();
const platform = { ...opened, config: { ...opened.config, RATE_LIMIT_PER_MINUTE: 1_000_000 } };
const app = createApp(platform, () => Promise.reject(new Error("no pages")), "test");
const allScopes = [...new Set(endpoints.flatMap(({ scope }) => scope ?? []))];
const tokens: Record<string, string> = {};
/** Of somebody who applies: without a seat there is no token, only the session of a browser. */
let applicantCookie = "";
const hostIds: Record<string, string> = {};

interface Answer {
  status: number;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
  body: any;
}

async function call(who: string, method: string, path: string, body?: unknown, type = "application/json"): Promise<Answer> {
  const response = await app.request(`/api/v1${path}`, {
    method: method.toUpperCase(),
    headers: { ...headersOf(who), "content-type": type },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, body: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : null };
}

function headersOf(who: string): Record<string, string> {
  if (who === "applicant") return { cookie: applicantCookie, origin: "http://localhost" };
  return tokens[who] ? { authorization: `Bearer ${tokens[who]}` } : {};
}

/** The same, where the world is built: anything but a success is an error of this test. */
async function done(who: string, method: string, path: string, body?: unknown, type?: string): Promise<Answer["body"]> {
  const answer = await call(who, method, path, body, type);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

async function seat(
  name: string,
  role: Parameters<typeof givenSeat>[1]["role"],
  organisationId: string,
  unitId?: string,
): Promise<Context> {
  const ctx = await givenSeat(platform, { role, organisationId, unitId: unitId ?? null, name });
  tokens[name] = (await createToken(ctx, { name, scopes: allScopes as never, days: 30 })).token;
  return ctx;
}

beforeAll(async () => {
  const root = contextFor(platform, system);
  await root.transact((tx) => foundBase(tx, root, { slug: "test", name: "Base", mode: "real", timeZone: "Asia/Shanghai" }));
  const host = await givenOrganisation(platform, "host");
  const cloud = await givenOrganisation(platform, "cloud_partner");
  const unit = await givenUnit(platform, host, "Battery");
  const otherUnit = await givenUnit(platform, host, "Paint");
  const scout = await seat("scout", "scout", host);
  const owner = await seat("owner", "need_owner", host, unit);
  const administrator = await seat("administrator", "administrator", host);
  const manager = await seat("manager", "base_manager", host);
  await seat("neighbour", "need_owner", host, otherUnit);
  await seat("hostExpert", "expert", host, otherUnit);
  await seat("cloudManager", "base_manager", cloud);
  await seat("cloudAdministrator", "administrator", cloud);
  await seat("cloudSteward", "cloud_steward", cloud);
  await seat("zoneReporter", "zone_reporter", await givenOrganisation(platform, "zone"));
  await seat("founder", "founder", await givenOrganisation(platform, "startup"));
  await seat("investor", "investor", await givenOrganisation(platform, "investor"));
  await seatlessApplicant();
  await buildNeed();
  await buildRecords();
  await openMatchingIndex(platform);
  await buildShortlist();
  await buildPilot({ owner, scout, sponsor: manager, manager, administrator });
  const guest = { role: "expert", locale: "en" };
  await done("cloudAdministrator", "post", "/invitations", { ...guest, name: `${cloudMark} guest`, email: "guest@cloud.test" });
  hostIds.invitation = (
    await done("administrator", "post", "/invitations", { ...guest, name: `${hostMark} guest`, email: "guest@host.test" })
  ).id;
  hostIds.unit = otherUnit;
  const service = { name: `${hostMark} service`, role: "scout", scopes: ["needs:read"], days: 30 } as const;
  hostIds.token = (await createServiceToken(administrator, service as never)).id;
  Object.assign(hostIds, { person: scout.actor.personId, seat: scout.actor.seatId });
});

async function seatlessApplicant(): Promise<void> {
  const root = contextFor(platform, system);
  const who = { name: "Fiona Founder", email: "fiona@startup.test" };
  const password = "a lantern above the river";
  const passwordHash = await hashPassword(password);
  await root.transact((tx) => addPerson(tx, root, { ...who, passwordHash, applicantSince: platform.now() }));
  const page = new Request("http://localhost/sign-in");
  const { headers } = await signInWithPassword(contextFor(platform, visitor), page, { email: who.email, password });
  applicantCookie = headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

async function buildNeed(): Promise<void> {
  const need = await done("owner", "post", "/needs", {
    title: `${unitMark} battery diagnostics`,
    teaser: `${unitMark} teaser: state of health of traction batteries while charging`,
    detail: `${unitMark} detail: packs of series L`,
    field: "electrification",
    topics: ["battery-management"],
    lang: "en",
    visibility: "unit",
    budgetMinor: 50_000_000,
    decideBy: "2026-12-31",
  });
  const path = `/needs/${need.id}`;
  hostIds.needId = need.id;
  const requirement = { kind: "text", level: "should", text: `${unitMark} requirement` };
  hostIds.requirementId = (await done("owner", "post", `${path}/requirements`, requirement)).id;
  hostIds.needFileId = (
    await done("owner", "post", `${path}/attachments?name=${unitMark}.txt`, `${unitMark} file`, "text/plain")
  ).id;
  await done("owner", "post", `${path}/state-changes`, { to: "confirmed" });
  await done("scout", "post", `${path}/state-changes`, { to: "open" });
}

async function buildRecords(): Promise<void> {
  const first = await done("scout", "post", "/companies", {
    name: "Hanlei",
    oneLiner: "State of health of traction batteries from charging data",
    website: "https://hanlei.example",
  });
  const second = await done("scout", "post", "/companies", { name: "Hanlei Battery", website: "https://hanlei.example" });
  const path = `/companies/${first.id}`;
  const contact = { channel: "call", happenedOn: "2026-02-01", companyPerson: "Han", note: `${hostMark} contact` };
  const pass = { reasonCode: "price", note: `${hostMark} pass`, recheckKind: "none" };
  const file = await done("scout", "post", `${path}/files?name=${hostMark}.txt`, `${hostMark} file`, "text/plain");
  const search = { name: `${hostMark} search`, query: { q: "battery" }, isShared: true };
  Object.assign(hostIds, {
    companyId: first.id,
    otherCompanyId: second.id,
    contactId: (await done("scout", "post", `${path}/contacts`, contact)).id,
    passId: (await done("scout", "post", `${path}/passes`, pass)).id,
    companyFileId: file.id,
    savedSearchId: (await done("scout", "post", "/saved-searches", search)).id,
  });
  await done("cloudManager", "post", `${path}/contacts`, { ...contact, note: `${cloudMark} contact` });
  await done("cloudManager", "post", `${path}/passes`, { ...pass, note: `${cloudMark} pass` });
  const upload = `/company-imports?source=${hostMark}&fileName=${hostMark}.csv`;
  hostIds.importId = (await done("scout", "post", upload, "id,name\n1,Aurelo\n", "text/csv")).id;
}

async function buildShortlist(): Promise<void> {
  const { needId, otherCompanyId } = hostIds;
  const path = `/needs/${needId}/shortlist/entries`;
  hostIds.entryId = (await done("owner", "post", path, { companyId: otherCompanyId, stage: "longlist" })).id;
  await done("owner", "put", `${path}/${hostIds.entryId}/vote`, { vote: 1, comment: `${unitMark} vote` });
  hostIds.noteId = (await done("owner", "post", `${path}/${hostIds.entryId}/notes`, { note: `${unitMark} note` })).id;
  await done("owner", "post", `/needs/${needId}/matches/${hostIds.companyId}/feedback`, {
    verdict: "bad",
    reasonCode: "technology",
    note: `${unitMark} feedback`,
  });
  await done("owner", "post", `/needs/${needId}/passes/${hostIds.companyId}`, {
    reasonCode: "technology",
    note: `${unitMark} pass`,
    recheckKind: "new_need",
    recheckDetail: `${unitMark} trigger`,
  });
}

/** A pilot with all its parts, of a firm that has its own seat at the base. */
async function buildPilot(people: Omit<Parameters<typeof givenFullPilot>[0], "founder">): Promise<void> {
  const companyId = await givenCompany(platform, { name: "Lackblick" });
  const organisationId = await givenOrganisation(platform, "startup", "Lackblick");
  const db = platform.database.kysely;
  await db.updateTable("organisation").set({ companyId }).where("id", "=", organisationId).execute();
  const founder = await seat("pilotFounder", "founder", organisationId);
  await publishTemplates(people.manager);
  const words = { secret: `${unitMark} kept`, said: `${unitMark} said`, own: `${unitMark} own` };
  const parts = await givenFullPilot({ ...people, founder }, { needId: hostIds.needId!, companyId }, words);
  const { fileId: pilotFileId, ...ids } = parts;
  const rowOf = async (table: "pilotLesson" | "adoption" | "orderMilestone" | "agreementTemplate") =>
    (await db.selectFrom(table).select("id").executeTakeFirstOrThrow()).id;
  Object.assign(hostIds, ids, {
    pilotFileId,
    lessonId: await rowOf("pilotLesson"),
    adoptionId: await rowOf("adoption"),
    milestoneId: await rowOf("orderMilestone"),
    templateId: await rowOf("agreementTemplate"),
  });
}

/** What a parameter of the path is in the world above; what it has none of is an id nobody bears. */
function idFor(path: string, name: string): string {
  if (name === "lang") return "de";
  if (name === "kind") return "nda";
  if (name === "fileId" && path.startsWith("/pilots")) return hostIds.pilotFileId!;
  if (name === "fileId") return (path.startsWith("/needs") ? hostIds.needFileId : hostIds.companyFileId)!;
  if (name === "id")
    return hostIds[
      path
        .split("/")[1]!
        .replace(/^people$/, "person")
        .replace(/s$/, "")
    ]!;
  return hostIds[name] ?? "019a0000-0000-7000-8000-000000000000";
}

const pathOf = ({ path }: Endpoint): string => path.replace(/:(\w+)/g, (_, name: string) => idFor(path, name));

/** What a schema cannot say of itself. */
const bodies: Record<string, object> = {
  "/pilots/:pilotId/readiness/:kind/document": { version: 1, details: { signedBy: "Stranger" }, validUntil: "2027-01-31" },
};

function bodyOf({ path, body, upload }: Endpoint): unknown {
  if (upload) return "id,name\n1,Stranger\n";
  return body && (bodies[path] ?? sampleOf(body));
}

/** What the query has to say; a file has a name. */
function queryOf({ query, upload }: Endpoint): string {
  const asked = query ? (sampleOf(query) as Record<string, string>) : {};
  const params = new URLSearchParams({ ...asked, ...(upload ? { name: "stranger.txt" } : {}) });
  return params.size > 0 ? `?${params}` : "";
}

const ask = (who: string, endpoint: Endpoint): Promise<Answer> =>
  call(who, endpoint.method, pathOf(endpoint) + queryOf(endpoint), bodyOf(endpoint), endpoint.upload ?? "application/json");

const named = (list: readonly Endpoint[]) => list.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const);

const withIds = endpoints.filter(({ path }) => path.includes(":"));
/** Paths below the universe that name a row of the host. */
const ofHost = /:(contactId|passId|fileId|savedSearchId|importId|needId|entryId|noteId|requirementId|templateId|id)\b/;
const ofPilot = /:(pilotId|documentId|agreementId|orderId|milestoneId|invoiceId|termId|riskId|lessonId|adoptionId)\b/;

describe("a visitor without a token", () => {
  test.each(named(endpoints.filter(({ scope }) => scope !== null)))("%s is unauthenticated", async (_, endpoint) => {
    expect((await ask("visitor", endpoint)).status).toBe(401);
  });
});

describe.each(["zoneReporter", "founder", "investor", "cloudSteward", "applicant"])(
  "%s, who has no part in the search",
  (who) => {
    test.each(named(withIds))("%s is refused", async (_, endpoint) => {
      const { status, text } = await ask(who, endpoint);
      expect([403, 404]).toContain(status);
      expect(text).not.toMatch(/ONLY/);
    });

    test.each(named(endpoints.filter(({ method, path }) => method === "get" && !path.includes(":"))))(
      "%s tells nothing",
      async (_, endpoint) => {
        expect((await ask(who, endpoint)).text).not.toMatch(/ONLY/);
      },
    );
  },
);

describe.each(["cloudManager", "cloudAdministrator"])("%s, of the other operator", (who) => {
  test.each(named(withIds.filter(({ path }) => ofHost.test(path) || ofPilot.test(path))))(
    "%s is refused for rows of the host",
    async (_, endpoint) => {
      const { status, text } = await ask(who, endpoint);
      expect([403, 404]).toContain(status);
      expect(text).not.toMatch(/HOSTONLY|UNITONLY/);
    },
  );

  test.each(named(endpoints.filter(({ method }) => method === "get")))("%s tells nothing of the host", async (_, endpoint) => {
    expect((await ask(who, endpoint)).text).not.toMatch(/HOSTONLY|UNITONLY/);
  });

  test("searching for the host's words finds nothing of the host", async () => {
    expect(
      (await call(who, "post", "/similar-needs", { text: `${unitMark} battery diagnostics state of health` })).text,
    ).not.toMatch(/UNITONLY/);
    expect((await call(who, "post", "/matches", { text: `${unitMark} ${hostMark} battery diagnostics` })).text).not.toMatch(
      /HOSTONLY (contact|pass)|UNITONLY (note|vote|feedback)/,
    );
  });
});

describe.each(["neighbour", "hostExpert"])("%s, of another unit of the host", (who) => {
  test.each(named(withIds.filter(({ path }) => path.includes(":needId") || ofPilot.test(path))))(
    "%s is not found for a need of the unit alone or its pilot",
    async (_, endpoint) => {
      const { status, text } = await ask(who, endpoint);
      expect([403, 404]).toContain(status);
      expect(text).not.toMatch(/UNITONLY/);
    },
  );

  test.each(named(endpoints.filter(({ method }) => method === "get")))(
    "%s tells nothing of the other unit's need",
    async (_, endpoint) => {
      expect((await ask(who, endpoint)).text).not.toMatch(/UNITONLY|CLOUDONLY/);
    },
  );
});

test("the applicant is signed in, as a person without a seat", async () => {
  const { body } = await call("applicant", "get", "/me");
  expect(body).toMatchObject({ kind: "person", name: "Fiona Founder", seatId: null, organisationId: null, role: null });
  const unit = await call("applicant", "get", `/units?organisationId=${await givenOrganisation(platform, "host")}`);
  expect(unit.status).toBe(403);
  const own = await call("applicant", "get", "/own-applications");
  expect([own.status, own.body]).toEqual([200, []]);
});

test("those who may do read what the strangers were refused, so the marks are really there", async () => {
  const reads = endpoints.filter(({ method }) => method === "get");
  const texts = await Promise.all(
    ["owner", "scout", "administrator"].flatMap((who) => reads.map(async (endpoint) => (await ask(who, endpoint)).text)),
  );
  const all = texts.join("\n");
  for (const what of ["battery diagnostics", "teaser", "detail", "requirement", "note", "vote", "file", "pass", "trigger"])
    expect(all).toContain(`${unitMark} ${what}`);
  for (const what of ["kept note", "kept line", "kept lesson", "kept adoption", "said message", "said installed", "said risk"])
    expect(all).toContain(`${unitMark} ${what}`);
  for (const what of ["contact", "pass", "search", "guest", "service"]) expect(all).toContain(`${hostMark} ${what}`);
});

test("every operation of the API document has its own name, summary and answer", () => {
  const document = openApiDocument(endpoints) as {
    paths: Record<string, Record<string, { operationId: string; summary: string }>>;
  };
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(operations).toHaveLength(endpoints.length);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(endpoints.length);
  expect(operations.filter(({ summary }) => !summary)).toEqual([]);
});
