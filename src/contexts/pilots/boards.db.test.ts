import type { KyselyPlugin } from "kysely";
import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { type Context, contextFor, visitor } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { renewCalendarAddress } from "./commands/calendar-address.ts";
import { decideGate } from "./commands/decide-gate.ts";
import { offerPilot } from "./commands/offer-pilot.ts";
import type { Verdict } from "./pilot.ts";
import { findCalendarAddress, getPilotCalendarFile, readCalendarFeed } from "./queries/calendar-feed.ts";
import { exportPilots } from "./queries/export-pilots.ts";
import { listPilots } from "./queries/list-pilots.ts";
import { getPilotBoard } from "./queries/pilot-board.ts";
import { getPilotCalendar } from "./queries/pilot-calendar.ts";
import { getPilotClocks } from "./queries/pilot-clocks.ts";
import { pilotFacets } from "./queries/pilot-facets.ts";
import { pilotRowIn } from "./queries/pilot-row.ts";
import { pilotFilter, pilotQuery } from "./schema.ts";
import { givenPilot } from "./testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const paint = await givenUnit(platform, host, "Paint shop");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: paint, name: "Olga Owner" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const founderOrg = await givenOrganisation(platform, "startup", "Lackblick");
const founder = await givenSeat(platform, { role: "founder", organisationId: founderOrg });

const anybody = contextFor(platform, visitor);

const versionOf = async (id: string) => (await owner.transact((tx) => pilotRowIn(tx, owner, id))).version;

async function say(pilotId: string, verdict: Verdict, more = {}) {
  return decideGate(owner, pilotId, { verdict, told: "", note: "", version: await versionOf(pilotId), ...more });
}

const list = (ctx: Context, query: Record<string, unknown> = {}) => listPilots(ctx, parse(pilotQuery, query));

/** Three pilots: one proposed and offered, one scoped and held, one scoped that nobody pushed for a long time. */
async function threePilots() {
  platform.setNow("2026-03-02T09:00:00Z");
  const offered = await givenPilot(owner, scout, { title: "Scratches", decisionOn: null, endsOn: null });
  const { companyId } = await owner.transact((tx) => pilotRowIn(tx, owner, offered));
  await db.updateTable("organisation").set({ companyId }).where("id", "=", founderOrg).execute();
  await offerPilot(owner, offered, { version: await versionOf(offered) });
  const held = await givenPilot(owner, scout, { title: "Orange peel" });
  const old = await givenPilot(owner, scout, { title: "Drops of 100 %" });
  for (const id of [held, old]) await say(id, "go");
  await say(held, "hold", { reason: "capacity", until: "2026-03-20" });
  return { offered, held, old };
}
const pilots = await threePilots();

test("a row says whose turn it is, what is next and what the next gate asks for", async () => {
  const { items, total } = await list(owner, { sort: "changed" });
  expect(total).toBe(3);
  const [offered, held, old] = items;
  expect(offered).toMatchObject({
    id: pilots.offered,
    state: "proposed",
    nextState: "scoped",
    side: "host",
    company: { name: "Lackblick" },
    need: { title: "Scratches on painted parts" },
    unit: { name: "Paint shop" },
    daysInState: 0,
    due: [],
    turn: "host",
    next: { kind: "start", on: "2026-04-01" },
    missing: [],
    budget: { minor: 30_000_000, currency: "CNY" },
    can: { decide: true },
  });
  // Seven readiness items wait for the start-up, which cannot see them before it is offered the pilot.
  expect(old).toMatchObject({ id: pilots.old, turn: "host", missing: [], due: [] });
  expect(held).toMatchObject({ id: pilots.held, turn: null, next: { kind: "hold", on: "2026-03-20" }, due: ["held"] });
});

test("filters leave what they say, search knows number, start-up and need, and facets count what a choice would show", async () => {
  const found = async (query: Record<string, unknown>) => (await list(owner, query)).items.map(({ title }) => title).sort();
  expect(await found({ state: "scoped" })).toEqual(["Drops of 100 %", "Orange peel"]);
  expect(await found({ due: "held" })).toEqual(["Orange peel"]);
  expect(await found({ due: "overdue" })).toEqual([]);
  expect(await found({ q: "100 %" })).toEqual(["Drops of 100 %"]);
  expect(await found({ q: "p-2026-001" })).toEqual(["Scratches"]);
  expect(await found({ q: "lackblick" })).toHaveLength(3);
  expect(await found({ mine: "true", unitId: paint })).toHaveLength(3);
  expect(await pilotFacets(owner, parse(pilotFilter, { state: "scoped" }))).toMatchObject({
    state: { proposed: 1, scoped: 2 },
    unit: [{ name: "Paint shop", count: 2 }],
    due: { held: 1 },
    mine: 2,
  });
  platform.setNow("2026-04-20T09:00:00Z");
  expect(await found({ due: "overdue" })).toEqual(["Drops of 100 %", "Orange peel", "Scratches"]);
  expect(await found({ due: "ageing" })).toEqual(["Drops of 100 %", "Orange peel", "Scratches"]);
  platform.setNow("2026-03-02T09:00:00Z");
});

test("what waits longest comes first, by the day each pilot shows, and what is over last", async () => {
  const days = (await list(owner)).items.map(({ next }) => next?.on ?? null);
  expect(days.filter((day) => day !== null)).toEqual(["2026-03-20", "2026-04-01", "2026-04-01"]);
  platform.setNow("2027-01-01T09:00:00Z");
  const late = (await list(owner)).items.map(({ next }) => next?.on);
  expect(late).toEqual(late.toSorted());
  platform.setNow("2026-03-02T09:00:00Z");
});

test("pages follow each other without gap or repetition, in every order", async () => {
  const all = (await list(owner)).items.map(({ id }) => id).sort();
  for (const sort of pilotQuery.shape.sort.unwrap().options) {
    const walked: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(owner, { sort, limit: 1, ...(cursor ? { cursor } : {}) });
      walked.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor);
    expect(walked.toSorted(), sort).toEqual(all);
  }
});

test("the start-up sees its own pilot alone, and of it nothing that is the host's", async () => {
  const { items } = await list(founder);
  expect(items.map(({ id }) => id)).toEqual([pilots.offered]);
  expect(items[0]).toMatchObject({
    side: "startup",
    need: null,
    unit: null,
    missing: null,
    budget: null,
    can: { decide: false },
  });
  expect(await pilotFacets(founder, {})).toMatchObject({ state: { proposed: 1 }, unit: [], need: [] });
  const csv = await (await exportPilots(founder, parse(pilotQuery, {}), "csv")).text();
  expect(csv).toContain("Scratches");
  expect(csv).not.toMatch(/Orange peel|Paint shop|300000/);
});

test("the board holds columns by state, the longest in it first, of those a filter leaves", async () => {
  const { columns } = await getPilotBoard(owner, {});
  expect(columns.map(({ state, total }) => [state, total])).toEqual([
    ["proposed", 1],
    ["scoped", 2],
    ["contracting", 0],
    ["ordered", 0],
    ["running", 0],
    ["evaluated", 0],
    ["adopted", 0],
    ["stopped", 0],
  ]);
  const board = await getPilotBoard(owner, parse(pilotFilter, { state: "scoped" }));
  expect(board.columns[0]!.pilots.map(({ id }) => id).sort()).toEqual([pilots.held, pilots.old].sort());
});

test("list and board cost the same number of queries with one pilot and with three", async () => {
  const counted = countQueries(owner);
  const cost = async (query: Record<string, unknown>) => {
    const before = counted.count();
    const { items } = await listPilots(counted.ctx, parse(pilotQuery, query));
    await getPilotBoard(counted.ctx, parse(pilotFilter, query));
    return [items.length, counted.count() - before];
  };
  const [one, queries] = await cost({ state: "proposed" });
  expect(one).toBe(1);
  expect(await cost({})).toEqual([3, queries]);
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

test("the calendar shows a month of what the reader may see, and nothing of a pilot that was stopped", async () => {
  const march = await getPilotCalendar(owner, { month: "2026-03" });
  expect(march.entries.filter(({ kind }) => kind === "hold").map(({ on, pilot }) => [on, pilot.title])).toEqual([
    ["2026-03-20", "Orange peel"],
  ]);
  expect(new Set(march.entries.map(({ kind }) => kind))).toEqual(new Set(["hold", "readiness"]));
  const days = async (ctx: Context) =>
    (await getPilotCalendar(ctx, { month: "2026-04" })).entries
      .filter(({ kind }) => kind === "start")
      .map(({ pilot }) => pilot.title)
      .sort();
  expect(await days(owner)).toEqual(["Drops of 100 %", "Orange peel", "Scratches"]);
  expect(await days(founder)).toEqual(["Scratches"]);
  const stopped = await givenPilot(owner, scout, { title: "Runs" });
  await say(stopped, "stop", { reason: "no_budget" });
  expect(await days(owner)).not.toContain("Runs");
});

test("a calendar reads by a secret address what the seat reads, until it is renewed or the seat ends", async () => {
  expect(await findCalendarAddress(founder)).toBeNull();
  await renewCalendarAddress(founder);
  const first = (await findCalendarAddress(founder))!;
  const read = async (address: string) => (await readCalendarFeed(anybody, address.split("/").at(-1)!)).text();
  const text = await read(first);
  expect(text).toContain("SUMMARY:Start: Scratches");
  expect(text).toMatch(/DTSTART;VALUE=DATE:20260401\r\nDTEND;VALUE=DATE:20260402/);
  expect(text).not.toContain("Orange peel");
  await renewCalendarAddress(founder);
  await expect(read(first)).rejects.toMatchObject({ code: "not_found" });
  const second = (await findCalendarAddress(founder))!;
  expect(await read(second)).toBe(text);
  await expect(read(second.replace(/.\.ics$/, "_.ics"))).rejects.toMatchObject({ code: "not_found" });
  expect(await (await getPilotCalendarFile(founder, pilots.offered)).text()).toContain("Scratches");
  await expect(getPilotCalendarFile(founder, pilots.held)).rejects.toMatchObject({ code: "not_found" });
  await db.updateTable("seat").set({ endedAt: platform.now() }).where("id", "=", founder.actor.seatId).execute();
  await expect(read(second)).rejects.toMatchObject({ code: "not_found" });
});

test("clocks count what goes on as long as it has taken, and the funnel whoever reached a step", async () => {
  await expect(getPilotClocks(founder)).rejects.toMatchObject({ code: "forbidden" });
  platform.setNow("2026-03-12T09:00:00Z");
  const clocks = await getPilotClocks(owner);
  platform.setNow("2026-03-02T09:00:00Z");
  expect(clocks.needs).toEqual({ opened: 4, shortlisted: 4, piloted: 4 });
  expect(clocks.funnel.slice(0, 5)).toEqual([
    { step: "assessed", count: 4 },
    { step: "shortlisted", count: 4 },
    { step: "proposed", count: 4 },
    { step: "scoped", count: 2 },
    { step: "contracting", count: 0 },
  ]);
  expect(clocks.stops).toEqual([{ reason: "no_budget", from: "proposed", count: 1 }]);
  expect(clocks.states.find(({ state }) => state === "proposed")).toEqual({
    state: "proposed",
    times: { count: 4, open: 1, median: 0, ninetieth: null },
    limit: 21,
    ageing: 0,
  });
  expect(clocks.needToOrder).toEqual({ count: 4, open: 4, median: null, ninetieth: null });
  expect(clocks.units.map(({ unit, needToOrder }) => [unit.name, needToOrder.open])).toEqual([["Paint shop", 4]]);
});
