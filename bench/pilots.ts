import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { listSavedViews } from "#contexts/companies/index.ts";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { givenOpenNeed } from "#contexts/matching/testing.ts";
import { type PilotState, pilotStates } from "#contexts/pilots/pilot.ts";
import { drawClocks } from "#contexts/pilots/queries/clock-charts.ts";
import { exportPilots } from "#contexts/pilots/queries/export-pilots.ts";
import { listPilots } from "#contexts/pilots/queries/list-pilots.ts";
import { getPilotBoard } from "#contexts/pilots/queries/pilot-board.ts";
import { getPilotCalendar } from "#contexts/pilots/queries/pilot-calendar.ts";
import { getPilotClocks } from "#contexts/pilots/queries/pilot-clocks.ts";
import { pilotFacets } from "#contexts/pilots/queries/pilot-facets.ts";
import { pilotFilter, pilotQuery } from "#contexts/pilots/schema.ts";
import { threeCriteria } from "#contexts/pilots/testing.ts";
import { readConfig } from "#platform/config.ts";
import type { Context, Platform } from "#platform/context.ts";
import { openDatabase } from "#platform/db/database.ts";
import { migrateDatabase } from "#platform/db/migrate-database.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { assemble } from "#server/platform.ts";

const sizes = [100, 2000];
const runs = 20;
const needs = 40;

/** What the pages of pilots read, with few and with many pilots, as Markdown. */
export async function runPilotsBench(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-bench-"));
  const database = await openDatabase({ directory: null });
  await migrateDatabase(database);
  const config = { DATA_DIR: directory, LOG_LEVEL: "silent", AUTH_SECRET: "only for measuring, thirty-two characters" };
  const platform = assemble(readConfig(config), database);
  await platform.jobs.prepare();
  try {
    const world = await openWorld(platform);
    const measured = [];
    for (const size of sizes) {
      await fill(platform, world, size);
      measured.push(await measure(world));
    }
    return report(measured[0]!, measured[1]!);
  } finally {
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

interface World {
  host: string;
  units: string[];
  needIds: string[];
  owner: Context;
  scout: Context;
  founder: Context;
  startup: string;
  count: number;
}

async function openWorld(platform: Platform): Promise<World> {
  const host = await givenOrganisation(platform, "host");
  const startup = await givenOrganisation(platform, "startup");
  const units: string[] = [];
  for (const name of ["Paint shop", "Battery", "Logistics", "Cockpit"]) units.push(await givenUnit(platform, host, name));
  const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: units[0]! });
  const scout = await givenSeat(platform, { role: "scout", organisationId: host });
  const founder = await givenSeat(platform, { role: "founder", organisationId: startup });
  const needIds: string[] = [];
  for (let at = 0; at < needs; at++)
    needIds.push(await givenOpenNeed(owner, scout, { title: `Need ${at}`, detail: "Find them before assembly." }));
  return { host, units, needIds, owner, scout, founder, startup, count: 0 };
}

const dayMs = 86_400_000;
const daysAgo = (platform: Platform, days: number) => new Date(platform.now().getTime() - days * dayMs);
const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);

/** Pilots in all states with their criteria, gates and readiness, as the product would have left them. */
async function fill(platform: Platform, world: World, size: number): Promise<void> {
  const db = platform.database.kysely;
  while (world.count < size) {
    const made = Array.from({ length: Math.min(100, size - world.count) }, () => rowsOf(platform, world, world.count++));
    await db
      .insertInto("company")
      .values(made.map(({ company }) => company) as never)
      .execute();
    await db
      .insertInto("pilot")
      .values(made.map(({ pilot }) => pilot))
      .execute();
    await db
      .insertInto("pilotInternal")
      .values(made.map(({ internal }) => internal))
      .execute();
    await db
      .insertInto("pilotCriterion")
      .values(made.flatMap(({ criteria }) => criteria))
      .execute();
    await db
      .insertInto("pilotGate")
      .values(made.flatMap(({ gates }) => gates))
      .execute();
    await db
      .insertInto("readinessItem")
      .values(made.flatMap(({ items }) => items))
      .execute();
  }
}

function rowsOf(platform: Platform, world: World, at: number) {
  const state = pilotStates[at % pilotStates.length]!;
  const id = newId();
  const companyId = newId();
  const partyOrgIds = at % 20 === 0 ? [world.host, world.startup] : [world.host];
  const walls = { pilotId: id, ownerOrgId: world.host, partyOrgIds, readerOrgIds: partyOrgIds };
  const begun = daysAgo(platform, 20 + ((at * 37) % 400));
  const way: PilotState[] =
    state === "stopped"
      ? [...pilotStates.slice(0, 1 + (at % 5)), "stopped"]
      : pilotStates.slice(0, pilotStates.indexOf(state) + 1);
  const stay = (step: number) => new Date(begun.getTime() + step * (3 + (at % 17)) * dayMs);
  const day = (days: number) => dayOf(new Date(begun.getTime() + days * dayMs));
  return {
    company: { id: companyId, name: `Firm ${at}`, lang: "en", oneLiner: "", description: "", createdAt: begun, updatedAt: begun },
    pilot: {
      id,
      number: `P-2026-${String(at + 1).padStart(3, "0")}`,
      needId: world.needIds[at % needs]!,
      companyId,
      ownerOrgId: world.host,
      unitId: world.units[at % world.units.length]!,
      startupOrgId: partyOrgIds[1] ?? null,
      partyOrgIds,
      readerOrgIds: partyOrgIds,
      problemOwnerPersonId: world.owner.actor.personId!,
      problemOwnerName: "Owner",
      title: `Scratches on painted parts, line ${at}`,
      scope: "One line",
      state,
      stateChangedAt: stay(way.length - 1),
      startsOn: day(0),
      endsOn: day(120),
      decisionOn: day(130),
      nextOrder: "Two more lines",
      consequenceWithinDays: 60,
      createdBy: world.scout.actor.personId!,
      createdAt: begun,
      updatedAt: stay(way.length - 1),
    },
    internal: { pilotId: id, ownerOrgId: world.host, budgetMinor: 30_000_000, budgetLine: "4711", seriesContact: "Li Wei" },
    criteria: threeCriteria.map((criterion, position) => ({ ...criterion, ...walls, id: newId(), position })),
    gates: way.map((to, step) => ({
      ...walls,
      id: newId(),
      fromState: way[step - 1] ?? null,
      toState: to,
      verdict: to === "stopped" ? ("stop" as const) : ("go" as const),
      reason: to === "stopped" ? "no_budget" : null,
      personName: "Owner",
      decidedAt: stay(step),
    })),
    items: (["nda", "bankAccount", "insurance", "dataProtection"] as const).map((kind, item) => ({
      id: newId(),
      pilotId: id,
      ownerOrgId: world.host,
      partyOrgIds,
      kind,
      state: (at + item) % 3 === 0 ? ("waiting" as const) : ("accepted" as const),
      startupDays: 3,
      hostDays: 5,
      startedOn: day(0),
      turnSince: begun,
      dueOn: day(at % 60),
    })),
  };
}

type Pages = Record<string, () => Promise<unknown>>;

function pagesOf({ scout, owner, founder }: World): Pages {
  const list = (ctx: Context, asked: Record<string, unknown>) => async () => {
    await listSavedViews(ctx, "pilots");
    await listPilots(ctx, parse(pilotQuery, asked));
    await pilotFacets(ctx, parse(pilotFilter, { ...asked, limit: undefined, sort: undefined }));
  };
  return {
    "list, first page of 50": list(scout, {}),
    "list, page of 200": list(scout, { limit: 200 }),
    "list, what is overdue": list(scout, { due: "overdue" }),
    "list, search": list(scout, { q: "line 7" }),
    "list of a unit's owner": list(owner, {}),
    "list of a start-up": list(founder, {}),
    "facets alone": () => pilotFacets(scout, {}),
    board: async () => {
      await getPilotBoard(scout, {});
      await pilotFacets(scout, {});
    },
    "calendar, a month": () => getPilotCalendar(scout, {}),
    "clocks with charts": async () => drawClocks(scout, await getPilotClocks(scout)),
    "CSV of all": async () => (await exportPilots(scout, parse(pilotQuery, {}), "csv")).text(),
  };
}

interface Measured {
  p50: number;
  p95: number;
  queries: number;
}

async function measure(world: World): Promise<Map<string, Measured>> {
  const measured = new Map<string, Measured>();
  for (const [name, open] of Object.entries(pagesOf(world))) {
    for (let warm = 0; warm < 3; warm++) await open();
    const times: number[] = [];
    const before = statements;
    for (let run = 0; run < runs; run++) {
      const startedAt = performance.now();
      await open();
      times.push(performance.now() - startedAt);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!;
    measured.set(name, { p50: at(0.5), p95: at(0.95), queries: (statements - before) / runs });
  }
  return measured;
}

let statements = 0;
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
  statements++;
  return Reflect.apply(query, this, given);
} as typeof query;

function report(few: Map<string, Measured>, many: Map<string, Measured>): string {
  const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
  const rows = [...few].map(([name, small]) => {
    const large = many.get(name)!;
    return `| ${name} | ${ms(small.p50)} | ${ms(small.p95)} | ${small.queries} | ${ms(large.p50)} | ${ms(large.p95)} | ${large.queries} |`;
  });
  return `## Pilots

${sizes[1]} pilots of ${needs} needs in all states with criteria, gates and readiness; the same with ${sizes[0]}. Everything a page's loader reads, over the
embedded database, ${runs} times after three warm-ups. Queries are all statements sent, with those that open a transaction, set its walls and end it
(three for each transaction). The file of all reads 200 rows at a time.

| page | ${sizes[0]}: p50 | p95 | queries | ${sizes[1]}: p50 | p95 | queries |
|---|---|---|---|---|---|---|
${rows.join("\n")}
`;
}
