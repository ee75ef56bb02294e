import { expect, test } from "vitest";
import { createToken } from "#contexts/identity/index.ts";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { createApp } from "#server/app.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { openMatchingIndex } from "../living-index/platform-index.ts";
import { matchesForNeed } from "../need-matches.ts";
import { givenCompany, givenOpenNeed } from "../testing.ts";
import {
  addEntry,
  addNote,
  moveEntry,
  passEntry,
  removeEntry,
  restoreEntry,
  setNoteRemoved,
  takePassBack,
  vote,
  withdrawVote,
} from "./commands.ts";
import { compareEntries } from "./comparison.ts";
import { exportShortlist } from "./export.ts";
import { getShortlist } from "./queries.ts";
import { shortlistPdf } from "./report.ts";

const platform = await openTestPlatform();
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Battery");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Olga Owner" });
const expert = await givenSeat(platform, { role: "expert", organisationId: host, unitId: unit, name: "Erik Expert" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const steering = await givenSeat(platform, { role: "steering_member", organisationId: host, name: "Stella Steering" });
const otherUnit = await givenUnit(platform, host, "Other");
const neighbour = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: otherUnit });
const cloud = await givenOrganisation(platform, "cloud_partner");
const cloudScout = await givenSeat(platform, { role: "scout", organisationId: cloud });

const cellsight = await givenCompany(platform, {
  name: "Cellsight",
  oneLiner: "Battery diagnostics from charging data",
  description: "Determines the state of health of traction batteries.",
  country: "DE",
  certificates: ["ISO 26262"],
});
const hanlei = await givenCompany(platform, {
  name: "汉镭",
  lang: "zh",
  oneLiner: "动力电池健康状态在线诊断",
  country: "CN",
  teamSize: 60,
});
const packwise = await givenCompany(platform, { name: "Packwise", oneLiner: "Battery health for fleets", country: "US" });
await openMatchingIndex(platform, { inProcess: true });

const need = (title: string) =>
  givenOpenNeed(owner, scout, {
    title,
    detail: "State of health of returned traction batteries from charging data.",
    requirements: [
      { kind: "text", level: "must", text: "state of health" },
      { kind: "country", level: "should", text: "", value: { countries: ["CN"] } },
    ],
  });
const namesByStage = async (ctx: Context, needId: string) =>
  (await getShortlist(ctx, needId)).entries.map(({ stage, company }) => `${stage}: ${company.name}`);

test("the first shortlisted company moves an open need to shortlisted; the list keeps stages and order", async () => {
  const needId = await need("Moves the need");
  const first = await addEntry(scout, needId, { companyId: cellsight, stage: "longlist" });
  expect((await getShortlist(scout, needId)).need.state).toBe("open");
  await addEntry(scout, needId, { companyId: hanlei, stage: "shortlist" });
  expect((await getShortlist(scout, needId)).need.state).toBe("shortlisted");
  await addEntry(scout, needId, { companyId: packwise, stage: "shortlist" });
  expect(await moveEntry(owner, needId, first.id, { stage: "shortlist", position: 0 })).toEqual({ from: "longlist" });
  expect(await namesByStage(scout, needId)).toEqual(["shortlist: Cellsight", "shortlist: 汉镭", "shortlist: Packwise"]);
  await expect(addEntry(scout, needId, { companyId: hanlei, stage: "longlist" })).rejects.toMatchObject({
    messageKey: "matching.errors.onList",
  });
});

test("a pass is recorded with the company, leaves the ranking, and can be taken back", async () => {
  const needId = await need("Passes");
  const { id } = await addEntry(scout, needId, { companyId: cellsight, stage: "contacted" });
  const pass = {
    reasonCode: "price" as const,
    note: "Twice the budget",
    recheckKind: "none" as const,
    recheckOn: null,
    recheckDetail: null,
  };
  const { passId } = await passEntry(owner, needId, cellsight, pass);
  const row = await platform.database.kysely
    .selectFrom("companyPass")
    .selectAll()
    .where("id", "=", passId)
    .executeTakeFirstOrThrow();
  expect([row.needId, row.companyId, row.reasonCode, row.personId]).toEqual([needId, cellsight, "price", owner.actor.personId]);
  const hidden = await matchesForNeed(scout, needId);
  expect(hidden.items.map(({ company }) => company.id)).not.toContain(cellsight);
  expect(hidden.passed).toEqual({ total: 1, areShown: false });
  const shown = (await matchesForNeed(scout, needId, { passed: "show" })).items.find(({ company }) => company.id === cellsight)!;
  expect(shown.against).toMatchObject([
    { kind: "pass", isThisNeed: true, reasonCode: "price", note: "Twice the budget", personName: "Olga Owner" },
  ]);
  await expect(moveEntry(scout, needId, id, { stage: "meeting" })).rejects.toMatchObject({
    messageKey: "matching.errors.passed",
  });
  await takePassBack(scout, needId, id);
  expect(await namesByStage(scout, needId)).toEqual(["contacted: Cellsight"]);
  expect((await matchesForNeed(scout, needId)).items.map(({ company }) => company.id)).toContain(cellsight);
});

test("a company passed on straight from the ranking leaves the list again when the pass is taken back", async () => {
  const needId = await need("Straight pass");
  const pass = { reasonCode: "no_fit" as const, note: "", recheckKind: "none" as const, recheckOn: null, recheckDetail: null };
  const { id } = await passEntry(scout, needId, hanlei, pass);
  expect(await namesByStage(scout, needId)).toEqual(["passed: 汉镭"]);
  await takePassBack(scout, needId, id);
  expect(await namesByStage(scout, needId)).toEqual([]);
});

test("members vote once, change their mind and take it back; notes belong to their writers", async () => {
  const needId = await need("Votes");
  const { id } = await addEntry(scout, needId, { companyId: hanlei, stage: "shortlist" });
  await vote(owner, needId, id, { vote: 1, comment: "Their data is convincing" });
  await vote(expert, needId, id, { vote: 1, comment: "" });
  await vote(expert, needId, id, { vote: -1, comment: "" });
  await vote(scout, needId, id, { vote: 0, comment: "" });
  await withdrawVote(scout, needId, id);
  const note = await addNote(expert, needId, id, { note: "Ask for the cell chemistry" });
  const [entry] = (await getShortlist(owner, needId)).entries;
  expect(entry!.tally).toEqual({ yes: 1, maybe: 0, no: 1 });
  expect(entry!.myVote).toEqual({ vote: 1, comment: "Their data is convincing" });
  expect(entry!.notes.map(({ person, note: text, can }) => [person.name, text, can.remove])).toEqual([
    ["Erik Expert", "Ask for the cell chemistry", false],
  ]);
  await expect(setNoteRemoved(owner, needId, id, note.id, true)).rejects.toMatchObject({ code: "forbidden" });
  await setNoteRemoved(expert, needId, id, note.id, true);
  expect((await getShortlist(owner, needId)).entries[0]!.notes).toEqual([]);
  await expect(vote(steering, needId, id, { vote: 1, comment: "" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(addEntry(expert, needId, { companyId: packwise, stage: "shortlist" })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("taking an entry off keeps its votes for putting it back", async () => {
  const needId = await need("Undo");
  const { id } = await addEntry(scout, needId, { companyId: hanlei, stage: "shortlist" });
  await vote(owner, needId, id, { vote: 1, comment: "" });
  await removeEntry(scout, needId, id);
  expect(await namesByStage(scout, needId)).toEqual([]);
  await restoreEntry(scout, needId, id);
  expect((await getShortlist(scout, needId)).entries[0]!.tally.yes).toBe(1);
});

test("the comparison holds requirements against companies, and the list goes out as PDF and sheet", async () => {
  const needId = await need("动力电池 – сравнение");
  const one = await addEntry(scout, needId, { companyId: cellsight, stage: "shortlist" });
  const two = await addEntry(scout, needId, { companyId: hanlei, stage: "meeting" });
  const comparison = await compareEntries(scout, needId, [one.id, two.id]);
  expect(
    comparison.columns.map(({ entry, requirements }) => [entry.company.name, requirements.map(({ verdict }) => verdict)]),
  ).toEqual([
    ["Cellsight", ["met", "failed"]],
    ["汉镭", ["met", "met"]],
  ]);
  const pdf = await shortlistPdf(scout, needId);
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  const sheet = await (await exportShortlist(scout, needId, "csv")).text();
  expect(sheet).toContain("汉镭");
  expect(sheet.trim().split("\r\n")).toHaveLength(3);
});

test("nobody outside the need's readers learns that there is a list", async () => {
  const needId = await need("Secret list");
  const { id } = await addEntry(scout, needId, { companyId: hanlei, stage: "shortlist" });
  await addNote(scout, needId, id, { note: "Leakable" });
  for (const stranger of [neighbour, cloudScout]) {
    await expect(getShortlist(stranger, needId)).rejects.toMatchObject({ code: "not_found" });
    await expect(addEntry(stranger, needId, { companyId: packwise, stage: "shortlist" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(vote(stranger, needId, id, { vote: 1, comment: "" })).rejects.toMatchObject({ code: "not_found" });
    await expect(compareEntries(stranger, needId)).rejects.toMatchObject({ code: "not_found" });
    await expect(shortlistPdf(stranger, needId)).rejects.toMatchObject({ code: "not_found" });
    await expect(exportShortlist(stranger, needId, "csv")).rejects.toMatchObject({ code: "not_found" });
  }
  const seen = await cloudScout.transact(async (tx) => [
    await tx.selectFrom("shortlistEntry").select("id").execute(),
    await tx.selectFrom("shortlistNote").select("id").execute(),
    await tx.selectFrom("shortlistVote").select("entryId").execute(),
    await tx.selectFrom("matchFeedback").select("needId").execute(),
  ]);
  expect(seen).toEqual([[], [], [], []]);
});

test("an entry of another need is not found under this one", async () => {
  const needId = await need("This");
  const other = await need("Other");
  const { id } = await addEntry(scout, other, { companyId: hanlei, stage: "longlist" });
  await expect(moveEntry(scout, needId, id, { stage: "chosen" })).rejects.toMatchObject({ code: "not_found" });
});

test("the same over REST with a token: match, shortlist, pass, PDF; a scope that is missing is named", async () => {
  const needId = await need("Over REST");
  const app = createApp(platform, async () => ({}) as never, "test");
  const { token } = await createToken(scout, { name: "rest", scopes: ["matching:read", "matching:write"], days: 9 });
  const { token: readOnly } = await createToken(scout, { name: "read", scopes: ["matching:read"], days: 9 });
  const send = (path: string, method = "GET", body?: unknown, key = token) =>
    app.request(`/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const matches = (await (await send(`/needs/${needId}/matches?limit=2`)).json()) as { items: { company: { id: string } }[] };
  expect(matches.items).toHaveLength(2);
  expect((await send(`/needs/${needId}/matches?colour=red`)).status).toBe(422);
  const added = await send(`/needs/${needId}/shortlist/entries`, "POST", { companyId: matches.items[0]!.company.id });
  expect(added.status).toBe(201);
  expect(
    (await send(`/needs/${needId}/shortlist/entries`, "POST", { companyId: matches.items[1]!.company.id }, readOnly)).status,
  ).toBe(403);
  expect((await send(`/needs/${needId}/passes/${matches.items[1]!.company.id}`, "POST", { reasonCode: "region" })).status).toBe(
    201,
  );
  expect((await send(`/needs/${needId}/shortlist/report.pdf`)).headers.get("content-type")).toBe("application/pdf");
  expect((await send(`/needs/01a205c9-8ae6-7717-b089-c07c74edb447/matches`)).status).toBe(404);
  const found = (await (await send("/matches", "POST", { text: "Batteriediagnose", lang: "de" })).json()) as { items: unknown[] };
  expect(found.items.length).toBeGreaterThan(0);
});
