import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { givenCompany, givenOpenNeed } from "#contexts/matching/testing.ts";
import { type Context, contextFor, system, visitor } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { pilotStates } from "./pilot.ts";
import {
  canApproveMoney,
  canDecidePilot,
  canReadPilot,
  canRunPilot,
  canSignAgreement,
  type PilotWalls,
  sideOf,
  visiblePilots,
} from "./policy.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const cloud = await givenOrganisation(platform, "cloud_partner");
const startup = await givenOrganisation(platform, "startup", "Lackblick");
const rival = await givenOrganisation(platform, "startup", "Rival");
const units = [await givenUnit(platform, host, "Paint"), await givenUnit(platform, host, "Press")];
const actors: Context[] = [];
const pilots: (PilotWalls & { id: string })[] = [];

beforeAll(async () => {
  const seat = async (role: Parameters<typeof givenSeat>[1]["role"], organisationId: string, unitId: string | null = null) =>
    actors.push(await givenSeat(platform, { role, organisationId, unitId }));
  for (const role of ["scout", "reviewer", "base_manager", "steering_member", "administrator"] as const) await seat(role, host);
  for (const unitId of units) for (const role of ["need_owner", "expert"] as const) await seat(role, host, unitId);
  for (const role of ["cloud_steward", "expert", "base_manager", "steering_member", "administrator"] as const)
    await seat(role, cloud);
  for (const organisationId of [startup, rival])
    for (const role of ["founder", "team_member"] as const) await seat(role, organisationId);
  await seat("zone_reporter", await givenOrganisation(platform, "zone"));
  await seat("investor", await givenOrganisation(platform, "investor"));
  // Somebody of the host who sits at the start-up as well, and acts from there.
  const [scout, founder] = [actors[0]!, actors.find(({ actor }) => actor.organisationId === startup)!];
  actors.push(contextFor(platform, { ...founder.actor, personId: scout.actor.personId }));
  actors.push(contextFor(platform, visitor), contextFor(platform, system));
  await generate();
});

/** Rows no command would write are among them: the walls must agree on those too. */
async function generate(): Promise<void> {
  const ofHost = actors.filter(({ actor }) => actor.organisationId === host);
  const owner = ofHost.find(({ actor }) => actor.role === "need_owner")!;
  const needId = await givenOpenNeed(owner, ofHost[0]!, { title: "Scratches", detail: "Find them." });
  const person = fc.constantFrom(...ofHost.map(({ actor }) => actor.personId!));
  const shape = fc.record({
    state: fc.constantFrom(...pilotStates),
    unitId: fc.constantFrom(...units),
    problemOwnerPersonId: person,
    sponsorPersonId: fc.option(person),
    reach: fc.constantFrom("host", "offered", "shared"),
  });
  for (const { reach, ...drawn } of fc.sample(shape, { numRuns: 90, seed: 31 })) {
    const partyOrgIds = reach === "host" ? [host] : [host, startup];
    const readerOrgIds = reach === "shared" ? [...partyOrgIds, cloud] : partyOrgIds;
    const startupOrgId = reach === "host" ? null : startup;
    const walls = { ...drawn, id: newId(), ownerOrgId: host, startupOrgId, partyOrgIds, readerOrgIds };
    pilots.push(walls);
    await insert(walls, needId);
  }
}

async function insert({ id, sponsorPersonId, ...walls }: (typeof pilots)[number], needId: string): Promise<void> {
  const at = platform.now();
  const companyId = await givenCompany(platform, { name: `Firm ${id}` });
  const { ownerOrgId } = walls;
  await db
    .insertInto("pilot")
    .values({
      ...walls,
      partyOrgIds: [...walls.partyOrgIds],
      readerOrgIds: [...walls.readerOrgIds],
      id,
      number: id,
      needId,
      companyId,
      problemOwnerName: "Somebody",
      title: "A secret pilot",
      stateChangedAt: at,
      createdBy: walls.problemOwnerPersonId,
      createdAt: at,
      updatedAt: at,
    })
    .execute();
  await db.insertInto("pilotInternal").values({ pilotId: id, ownerOrgId, sponsorPersonId, note: "A secret note" }).execute();
  const open = { pilotId: id, ownerOrgId, partyOrgIds: [...walls.partyOrgIds], readerOrgIds: [...walls.readerOrgIds] };
  await db
    .insertInto("pilotGate")
    .values({ ...open, id: newId(), toState: walls.state, verdict: "go", personName: "Somebody", decidedAt: at })
    .execute();
  const { readerOrgIds: _, ...parties } = open;
  await db
    .insertInto("pilotRisk")
    .values({ ...parties, id: newId(), title: "Dust", likelihood: 1, impact: 1, side: "host", writtenBy: newId(), writtenAt: at })
    .execute();
}

const sorted = (ids: readonly string[]): string[] => [...ids].sort();

test("predicate, list scope and row-level security agree on every pilot for every seat", async () => {
  let read = 0;
  for (const ctx of actors) {
    const { actor } = ctx;
    const rows = await ctx.transact(async (tx) => ({
      scoped: await visiblePilots(tx, actor).select("pilot.id").execute(),
      behindWall: await tx.selectFrom("pilot").select("id").execute(),
      internal: await tx.selectFrom("pilotInternal").select("pilotId as id").execute(),
      gates: await tx.selectFrom("pilotGate").select("pilotId as id").execute(),
      risks: await tx.selectFrom("pilotRisk").select("pilotId as id").execute(),
    }));
    const ids = Object.fromEntries(Object.entries(rows).map(([name, found]) => [name, sorted(found.map(({ id }) => id))]));
    const allowed = pilots.filter((pilot) => canReadPilot(actor, pilot));
    const within = (orgIdsOf: (pilot: PilotWalls) => readonly string[]) =>
      sorted(
        pilots
          .filter((pilot) => actor.kind === "system" || orgIdsOf(pilot).includes(actor.organisationId ?? ""))
          .map(({ id }) => id),
      );
    expect(ids).toEqual({
      scoped: sorted(allowed.map(({ id }) => id)),
      behindWall: within(({ readerOrgIds }) => readerOrgIds),
      internal: within(({ ownerOrgId }) => [ownerOrgId]),
      gates: within(({ readerOrgIds }) => readerOrgIds),
      risks: within(({ partyOrgIds }) => partyOrgIds),
    });
    read += allowed.length;
  }
  // Enough on both sides of the wall for the comparison to mean something.
  expect(read).toBeGreaterThan(pilots.length);
  expect(read).toBeLessThan(pilots.length * actors.length * 0.7);
});

test("who may run, decide, approve or sign reads the pilot, and does it for the side they sit on", () => {
  for (const { actor } of actors.filter((ctx) => ctx.actor.kind === "person"))
    for (const pilot of pilots) {
      const { sponsorPersonId } = pilot;
      const forHost = [
        canRunPilot(actor, pilot),
        canDecidePilot(actor, pilot, sponsorPersonId),
        canApproveMoney(actor, pilot, sponsorPersonId),
      ];
      if (forHost.includes(true)) expect(sideOf(actor, pilot)).toBe("host");
      if (canSignAgreement(actor, pilot)) expect(sideOf(actor, pilot)).not.toBeNull();
    }
});
