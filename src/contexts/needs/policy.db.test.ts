import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { givenApplicant, givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { type Context, contextFor, system, visitor } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { needStates } from "./need.ts";
import { canReadNeed, canReviseNeed, type NeedWalls, visibleNeeds } from "./policy.ts";
import { sightOf, visibilities } from "./sight.ts";

const platform = await openTestPlatform();
const actors: Context[] = [];
const needs: (NeedWalls & { id: string })[] = [];
let host: string;
let rival: string;
let units: string[];

beforeAll(async () => {
  host = await givenOrganisation(platform, "host");
  rival = await givenOrganisation(platform, "cloud_partner");
  const zone = await givenOrganisation(platform, "zone");
  const startup = await givenOrganisation(platform, "startup");
  units = [await givenUnit(platform, host), await givenUnit(platform, host), await givenUnit(platform, host)];
  const rivalUnit = await givenUnit(platform, rival);
  for (const role of ["need_owner", "expert", "reviewer"]) {
    for (const unitId of [...units, null]) actors.push(await givenSeat(platform, { role, organisationId: host, unitId }));
  }
  for (const role of ["scout", "base_manager", "steering_member", "administrator"])
    actors.push(await givenSeat(platform, { role, organisationId: host }));
  for (const role of ["scout", "base_manager", "steering_member", "administrator", "cloud_steward", "expert"]) {
    actors.push(await givenSeat(platform, { role, organisationId: rival, unitId: role === "expert" ? rivalUnit : null }));
  }
  actors.push(await givenSeat(platform, { role: "zone_reporter", organisationId: zone }));
  actors.push(await givenSeat(platform, { role: "founder", organisationId: startup }));
  actors.push(contextFor(platform, visitor), contextFor(platform, system), await givenApplicant(platform));
  await generateNeeds(rivalUnit);
});

/** Rows no command would write are among them: the walls must agree on those too. */
async function generateNeeds(rivalUnit: string): Promise<void> {
  const people = actors.map(({ actor }) => actor.personId).filter((id) => id !== null);
  const shape = fc.record({
    ownerOrgId: fc.constantFrom(host, host, host, rival),
    unitId: fc.constantFrom(...units, rivalUnit),
    ownerPersonId: fc.constantFrom(...people),
    sponsorPersonId: fc.option(fc.constantFrom(...people)),
    visibility: fc.constantFrom(...visibilities),
    readerUnitIds: fc.uniqueArray(fc.constantFrom(...units, rivalUnit), { maxLength: 2 }),
    readerPersonIds: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 2 }),
    state: fc.constantFrom(...needStates),
  });
  for (const walls of fc.sample(shape, { numRuns: 150, seed: 7 })) {
    const id = newId();
    const at = platform.now();
    needs.push({ id, ...walls });
    await platform.database.kysely
      .insertInto("need")
      .values({
        id,
        ...walls,
        title: "A secret plan",
        detail: "nobody else may read this",
        budgetMinor: 1,
        decideBy: "2027-01-01",
        closedReason: walls.state === "closed" ? "other" : null,
        stateChangedAt: at,
        createdBy: walls.ownerPersonId,
        createdAt: at,
        updatedBy: walls.ownerPersonId,
        updatedAt: at,
      })
      .execute();
  }
}

test("predicate, list scope and row-level security agree on every generated need for every seat", async () => {
  let read = 0;
  for (const ctx of actors) {
    const { scoped, behindWall } = await ctx.transact(async (tx) => ({
      scoped: await visibleNeeds(tx, ctx.actor).select("need.id").execute(),
      behindWall: await tx.selectFrom("need").select("id").execute(),
    }));
    const allowed = needs.filter((need) => canReadNeed(ctx.actor, need)).map(({ id }) => id);
    const own = needs
      .filter(({ ownerOrgId }) => ctx.actor.kind === "system" || ownerOrgId === ctx.actor.organisationId)
      .map(({ id }) => id);
    expect(scoped.map(({ id }) => id).sort()).toEqual(allowed.sort());
    expect(behindWall.map(({ id }) => id).sort()).toEqual(own.sort());
    read += allowed.length;
  }
  // Enough on both sides of the wall for the comparison to mean something.
  expect(read).toBeGreaterThan(needs.length);
  expect(read).toBeLessThan(needs.length * actors.length * 0.7);
});

test("nobody outside the host reads or finds one of its needs, not even when named as a reader", () => {
  const outsiders = actors.filter(({ actor }) => actor.kind !== "system" && actor.organisationId !== host);
  const readable = outsiders.flatMap(({ actor }) => needs.filter((need) => need.ownerOrgId === host && canReadNeed(actor, need)));
  expect(readable).toEqual([]);
});

test("who may revise may read, and a finished need is revised by nobody", () => {
  for (const { actor } of actors) {
    for (const need of needs) {
      if (!canReviseNeed(actor, need)) continue;
      expect(canReadNeed(actor, need)).toBe(true);
      expect(["solved", "closed"]).not.toContain(need.state);
    }
  }
});

test("the preview of who sees what says what the predicate does", () => {
  const [unit, other] = units;
  const seat = (organisationId: string, unitId: string | undefined) => ({
    ...visitor,
    kind: "person" as const,
    role: "need_owner",
    personId: newId(),
    organisationId,
    organisationKind: "host",
    unitId: unitId ?? null,
  });
  const bare = {
    ownerOrgId: host,
    unitId: unit!,
    ownerPersonId: newId(),
    sponsorPersonId: null,
    readerUnitIds: [],
    readerPersonIds: [],
    state: "open" as const,
  };
  for (const visibility of visibilities) {
    const need = { ...bare, visibility };
    expect(sightOf("unit", visibility) === "everything").toBe(canReadNeed(seat(host, unit), need));
    expect(sightOf("hostColleague", visibility) === "everything").toBe(canReadNeed(seat(host, other), need));
    expect(sightOf("cloudPartner", visibility) === "everything").toBe(canReadNeed(seat(rival, undefined), need));
    expect(canReadNeed(visitor, need)).toBe(false);
  }
});
