import { sql } from "kysely";
import { expect, test } from "vitest";
import { type Context, contextFor, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { decideBaseChange, proposeBaseChange } from "./commands/base-changes.ts";
import { addPerson, foundBase, giveSeat } from "./commands/founding.ts";
import { inviteFromOutside, invitePerson, resendInvitation, revokeInvitation } from "./commands/invitations.ts";
import { addSeat, deactivatePerson, endSeat, reactivatePerson } from "./commands/seats.ts";
import { createServiceToken, createToken, revokeToken } from "./commands/tokens.ts";
import { addUnit, changeUnit } from "./commands/units.ts";
import {
  canSeeBaseChanges,
  canSeeInvitation,
  canSeePerson,
  canSeeSeat,
  canSeeToken,
  visibleBaseChanges,
  visibleInvitations,
  visiblePeople,
  visibleSeats,
  visibleTokens,
} from "./policy.ts";
import { listBaseChanges, listInvitations, listOutsideOrganisations, listTokens, listUnits } from "./queries/organisation.ts";
import { findPeople, getBase, listColleagues, listPeople } from "./queries/people.ts";
import { isCurrentSeat } from "./seat.ts";
import { givenApplicant, givenOrganisation, givenSeat, givenUnit } from "./testing.ts";

const platform = await openTestPlatform();
const root = contextFor(platform, system);
await root.transact((tx) => foundBase(tx, root, { slug: "test", name: "Test base", mode: "real", timeZone: "Asia/Shanghai" }));
const host = await givenOrganisation(platform, "host");
const cloud = await givenOrganisation(platform, "cloud_partner");
const zone = await givenOrganisation(platform, "zone");
const [startup, rival] = [
  await givenOrganisation(platform, "startup", "Rivet"),
  await givenOrganisation(platform, "startup", "Rival"),
];
const unit = await givenUnit(platform, host, "Batteries");
const people = {
  scout: await givenSeat(platform, { role: "scout", organisationId: host }),
  owner: await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit }),
  hostAdministrator: await givenSeat(platform, { role: "administrator", organisationId: host }),
  hostManager: await givenSeat(platform, { role: "base_manager", organisationId: host }),
  cloudAdministrator: await givenSeat(platform, { role: "administrator", organisationId: cloud }),
  steward: await givenSeat(platform, { role: "cloud_steward", organisationId: cloud }),
  reporter: await givenSeat(platform, { role: "zone_reporter", organisationId: zone }),
  founder: await givenSeat(platform, { role: "founder", organisationId: startup }),
  member: await givenSeat(platform, { role: "team_member", organisationId: startup }),
  rivalFounder: await givenSeat(platform, { role: "founder", organisationId: rival }),
  applicant: await givenApplicant(platform),
};
const everyone: Context[] = Object.values(people);

const outsider = (input: { organisation: string; organisationName?: string }) => ({
  ...input,
  organisation: input.organisation as "zone",
  name: "Outsider",
  email: `${newId()}@example.test`,
  locale: "en" as const,
});

test("for every table and every seat, predicate and scope agree and row-level security lets neither more nor, where it is exact, less through", async () => {
  // Rows to leak: a person with seats on both sides of a wall, invitations, both kinds of token, a proposal.
  await root.transact(async (tx) => {
    const both = await addPerson(tx, root, { name: "Both", email: "both@example.test" });
    await giveSeat(tx, root, { personId: both, organisationId: host, role: "expert" });
    await giveSeat(tx, root, { personId: both, organisationId: cloud, role: "reviewer" });
  });
  for (const ctx of [people.hostAdministrator, people.cloudAdministrator]) {
    await invitePerson(ctx, { name: "New", email: `${newId()}@example.test`, role: "expert", locale: "en" });
    await inviteFromOutside(ctx, outsider({ organisation: zone }));
    await createServiceToken(ctx, { name: "robot", role: "expert", scopes: ["companies:read"], days: 9 });
  }
  for (const ctx of [people.scout, people.founder, people.steward])
    await createToken(ctx, { name: "own", scopes: ["needs:read"], days: 9 });
  const change = await proposeBaseChange(people.hostAdministrator, { name: "Leakable name" });

  const tables = [
    { table: "person", visible: visiblePeople, can: canSeePerson, exact: true },
    { table: "seat", visible: visibleSeats, can: canSeeSeat, exact: true },
    { table: "invitation", visible: visibleInvitations, can: canSeeInvitation, exact: false },
    { table: "apiToken", visible: visibleTokens, can: canSeeToken, exact: false },
    { table: "baseChange", visible: visibleBaseChanges, can: canSeeBaseChanges, exact: false },
  ] as const;
  for (const { table, visible, can, exact } of tables) {
    const rows = await root.transact((tx) =>
      tx
        .selectFrom(table as "person")
        .selectAll()
        .execute(),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const ctx of everyone) {
      const byPredicate = rows
        .filter((row) => can(ctx.actor, row as never))
        .map(({ id }) => id)
        .sort();
      const idsOf = async (from: (tx: Transaction) => unknown) =>
        (
          await ctx.transact((tx) =>
            (from(tx) as ReturnType<typeof visiblePeople>).select(`${table}.id` as "person.id").execute(),
          )
        )
          .map(({ id }) => id)
          .sort();
      const byScope = await idsOf((tx) => visible(tx, ctx.actor));
      const byRowSecurity = await idsOf((tx) => tx.selectFrom(table as "person"));
      const asOwnerScope = (
        await root.transact((tx) =>
          (visible(tx, ctx.actor) as ReturnType<typeof visiblePeople>).select(`${table}.id` as "person.id").execute(),
        )
      )
        .map(({ id }) => id)
        .sort();
      const seat = `${table} for ${ctx.actor.role}`;
      expect({ seat, ids: byScope }).toEqual({ seat, ids: byPredicate });
      expect({ seat, ids: asOwnerScope }).toEqual({ seat, ids: byPredicate });
      if (exact) expect({ seat, ids: byRowSecurity }).toEqual({ seat, ids: byPredicate });
      expect(byPredicate.filter((id) => !byRowSecurity.includes(id))).toEqual([]);
    }
  }
  await decideBaseChange(people.hostAdministrator, change.id, "withdrawn");
});

test("a start-up sees its own people and nobody of the host or of a rival", async () => {
  const names = async (ctx: Context) => (await listPeople(ctx)).map(({ name }) => name);
  expect(await names(people.founder)).toEqual(["founder person", "team_member person"]);
  expect(await names(people.rivalFounder)).toEqual(["founder person"]);
  const everybody = everyone.map(({ actor }) => actor.personId!);
  expect([...(await findPeople(people.founder, everybody)).keys()].sort()).toEqual(
    [people.founder.actor.personId!, people.member.actor.personId!].sort(),
  );
  expect((await listColleagues(people.founder)).map(({ role }) => role)).toEqual(["founder", "team_member"]);
});

test("nobody writes over a wall, whatever the command line of SQL says", async () => {
  const founder = people.founder;
  const untouched = await founder.transact((tx) =>
    tx.updateTable("person").set({ name: "Mallory" }).where("id", "=", people.scout.actor.personId!).executeTakeFirst(),
  );
  expect(untouched.numUpdatedRows).toBe(0n);
  await expect(
    founder.transact((tx) =>
      tx
        .insertInto("seat")
        .values({
          id: newId(),
          personId: founder.actor.personId!,
          organisationId: host,
          role: "administrator",
          createdAt: platform.now(),
        })
        .execute(),
    ),
  ).rejects.toMatchObject({ code: "42501" });
  await expect(founder.transact((tx) => sql`select * from auth.session`.execute(tx))).rejects.toMatchObject({ code: "42501" });
  await expect(founder.transact((tx) => sql`select * from app.base_setup`.execute(tx)).then(({ rows }) => rows)).resolves.toEqual(
    [],
  );
  expect(
    (
      await founder.transact((tx) =>
        tx.updateTable("organisation").set({ name: "Mine" }).where("id", "=", host).executeTakeFirst(),
      )
    ).numUpdatedRows,
  ).toBe(0n);
});

test("only administrators and founders invite, each into the own organisation and its roles", async () => {
  const invitation = (role: string) => ({
    name: "Guest",
    email: `${newId()}@example.test`,
    role: role as "scout",
    locale: "en" as const,
  });
  for (const ctx of [people.scout, people.hostManager, people.reporter, people.member]) {
    await expect(invitePerson(ctx, invitation("expert"))).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(invitePerson(people.founder, invitation("scout"))).rejects.toMatchObject({
    fields: { role: "identity.errors.roleNotOfOrganisation" },
  });
  await expect(invitePerson(people.hostAdministrator, invitation("need_owner"))).rejects.toMatchObject({
    fields: { unitId: "identity.errors.unitMissing" },
  });
  await expect(invitePerson(people.cloudAdministrator, { ...invitation("expert"), unitId: unit })).rejects.toMatchObject({
    fields: { unitId: "identity.errors.unitMissing" },
  });
  await invitePerson(people.founder, invitation("team_member"));
  expect((await listInvitations(people.founder)).map(({ role, state }) => [role, state])).toEqual([["team_member", "open"]]);
  await expect(listInvitations(people.member)).rejects.toMatchObject({ code: "forbidden" });
});

test("administrators of either operator invite people of the zone and of investors, each looking after the own invitations", async () => {
  const { hostAdministrator, cloudAdministrator, scout, hostManager, founder, reporter } = people;
  for (const ctx of [scout, hostManager, founder, reporter]) {
    await expect(inviteFromOutside(ctx, outsider({ organisation: zone }))).rejects.toMatchObject({ code: "forbidden" });
    await expect(listOutsideOrganisations(ctx)).rejects.toMatchObject({ code: "forbidden" });
  }
  const capital = { organisation: "investor", organisationName: "Golden Bridge Capital" };
  const { id } = await inviteFromOutside(hostAdministrator, outsider(capital));
  const rows = await root.transact((tx) =>
    tx.selectFrom("auditEntry").select(["action", "actorKind", "personId", "orgId"]).orderBy("id", "desc").limit(2).execute(),
  );
  const { personId } = hostAdministrator.actor;
  expect(rows).toEqual(
    ["invitation.sent", "organisation.founded"].map((action) => ({ action, actorKind: "person", personId, orgId: host })),
  );
  const outside = await listOutsideOrganisations(cloudAdministrator);
  expect(outside.map(({ kind, name }) => [kind, name])).toEqual([
    ["investor", "Golden Bridge Capital"],
    ["zone", "zone"],
  ]);
  const openOf = async (ctx: Context) =>
    (await listInvitations(ctx)).filter(({ role }) => role === "investor").map(({ organisationName }) => organisationName);
  expect(await openOf(hostAdministrator)).toEqual(["Golden Bridge Capital"]);
  expect(await openOf(cloudAdministrator)).toEqual([]);
  await inviteFromOutside(cloudAdministrator, outsider({ organisation: outside[0]!.id }));
  expect(await openOf(cloudAdministrator)).toEqual(["Golden Bridge Capital"]);
  await expect(revokeInvitation(cloudAdministrator, id)).rejects.toMatchObject({ code: "not_found" });
  await resendInvitation(hostAdministrator, id);
  await revokeInvitation(hostAdministrator, id);
  expect(await openOf(hostAdministrator)).toEqual([]);
});

test("an invitation from outside names an organisation of the zone or an investor, or a new one by an unused name", async () => {
  const refused = async (input: { organisation: string; organisationName?: string }) =>
    (await inviteFromOutside(people.cloudAdministrator, outsider(input)).catch((error: unknown) => error)) as { fields: object };
  const missing = { organisation: "identity.errors.organisationMissing" };
  expect((await refused({ organisation: host })).fields).toEqual(missing);
  expect((await refused({ organisation: startup })).fields).toEqual(missing);
  expect((await refused({ organisation: newId() })).fields).toEqual(missing);
  expect((await refused({ organisation: "investor" })).fields).toEqual({ organisationName: "errors.required" });
  expect((await refused({ organisation: zone, organisationName: "Golden Bridge Capital" })).fields).toEqual({
    organisationName: "identity.errors.organisationNotNew",
  });
  const known = { organisation: "identity.errors.organisationKnown" };
  expect((await refused({ organisation: "zone", organisationName: "A second zone" })).fields).toEqual(known);
  expect((await refused({ organisation: "investor", organisationName: "golden bridge capital" })).fields).toEqual(known);
});

test("what an invitation offers stays, even for who may renew its link", async () => {
  const { id } = await inviteFromOutside(people.hostAdministrator, outsider({ organisation: zone }));
  const change = (ctx: Context, values: object) =>
    ctx.transact((tx) => tx.updateTable("invitation").set(values).where("id", "=", id).executeTakeFirst());
  await expect(change(people.hostAdministrator, { organisationId: host })).rejects.toMatchObject({
    constraint: "invitation_offer_fixed",
  });
  expect((await change(people.cloudAdministrator, { revokedAt: platform.now() })).numUpdatedRows).toBe(0n);
  expect((await change(people.hostAdministrator, { revokedAt: platform.now() })).numUpdatedRows).toBe(1n);
});

test("an invitation of another organisation is not found; an open one is not sent twice", async () => {
  const input = { name: "Guest", email: "twice@example.test", role: "expert" as const, locale: "en" as const };
  const { id } = await invitePerson(people.hostAdministrator, input);
  await expect(invitePerson(people.hostAdministrator, input)).rejects.toMatchObject({
    messageKey: "identity.errors.alreadyInvited",
  });
  await expect(revokeInvitation(people.cloudAdministrator, id)).rejects.toMatchObject({ code: "not_found" });
  const hashOf = async () =>
    (await root.transact((tx) => tx.selectFrom("invitation").select("secretHash").where("id", "=", id).executeTakeFirstOrThrow()))
      .secretHash;
  const before = await hashOf();
  await resendInvitation(people.hostAdministrator, id);
  expect(await hashOf()).not.toBe(before);
  await revokeInvitation(people.hostAdministrator, id);
  await expect(resendInvitation(people.hostAdministrator, id)).rejects.toMatchObject({ code: "conflict" });
});

test("the last administrator can neither be ended nor deactivated, the second one can", async () => {
  const last = people.hostAdministrator;
  await expect(endSeat(last, last.actor.seatId!)).rejects.toMatchObject({ messageKey: "identity.errors.lastAdministrator" });
  const second = await givenSeat(platform, { role: "administrator", organisationId: host });
  await deactivatePerson(last, second.actor.personId!, "left");
  expect((await listPeople(last)).find(({ id }) => id === second.actor.personId)).toMatchObject({
    isDeactivated: true,
    can: { reactivate: true },
  });
  await reactivatePerson(last, second.actor.personId!);
  await endSeat(last, second.actor.seatId!);
  await expect(endSeat(last, second.actor.seatId!)).rejects.toMatchObject({ code: "conflict" });
  await expect(endSeat(last, people.steward.actor.seatId!)).rejects.toMatchObject({ code: "not_found" });
  await expect(deactivatePerson(last, people.steward.actor.personId!)).rejects.toMatchObject({ code: "not_found" });
  await expect(endSeat(people.scout, people.owner.actor.seatId!)).rejects.toMatchObject({ code: "forbidden" });
});

test("a guest's seat lasts through its last day in the base's zone, and the same seat can be given again afterwards", async () => {
  const personId = people.scout.actor.personId!;
  const seat = { personId, role: "reviewer" as const };
  await expect(addSeat(people.hostAdministrator, { ...seat, seatEndsOn: "2026-03-01" })).rejects.toMatchObject({
    fields: { seatEndsOn: "identity.errors.dayOver" },
  });
  const { id } = await addSeat(people.hostAdministrator, { ...seat, seatEndsOn: "2026-03-05" });
  const row = await root.transact((tx) => tx.selectFrom("seat").selectAll().where("id", "=", id).executeTakeFirstOrThrow());
  expect(row.endsAt?.toISOString()).toBe("2026-03-05T16:00:00.000Z");
  expect(isCurrentSeat(row, new Date("2026-03-05T15:59:59Z"))).toBe(true);
  expect(isCurrentSeat(row, new Date("2026-03-05T16:00:00Z"))).toBe(false);
  await expect(addSeat(people.hostAdministrator, seat)).rejects.toMatchObject({ messageKey: "identity.errors.alreadySeated" });
  platform.setNow("2026-03-06T09:00:00Z");
  await addSeat(people.hostAdministrator, seat);
  platform.setNow("2026-03-02T09:00:00Z");
});

test("units belong to their organisation's administrator", async () => {
  const { id } = await addUnit(people.hostAdministrator, { name: "Seating", city: "Shenyang" });
  await expect(addUnit(people.hostAdministrator, { name: "Seating" })).rejects.toMatchObject({
    fields: { name: "identity.errors.unitNameTaken" },
  });
  await expect(addUnit(people.hostManager, { name: "Doors" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(changeUnit(people.cloudAdministrator, id, { name: "Ours" })).rejects.toMatchObject({ code: "forbidden" });
  await changeUnit(people.hostAdministrator, id, { name: "Seats", city: "Shenyang" });
  expect((await listUnits(people.scout)).map(({ name, people: count, can }) => [name, count, can.change])).toEqual([
    ["Batteries", 1, false],
    ["Seats", 0, false],
  ]);
  // The other side reads the names but not how many sit there.
  expect((await listUnits(people.steward, host)).map(({ people: count }) => count)).toEqual([0, 0]);
});

test("what belongs to both operators changes only when the other side approves", async () => {
  const { id } = await proposeBaseChange(people.hostAdministrator, { name: "Golden bridge", reason: "shorter" });
  await expect(proposeBaseChange(people.cloudAdministrator, { name: "Mine" })).rejects.toMatchObject({
    messageKey: "identity.errors.changeOpen",
  });
  for (const ctx of [people.hostAdministrator, people.hostManager]) {
    await expect(decideBaseChange(ctx, id, "approved")).rejects.toMatchObject({ code: "forbidden" });
  }
  for (const ctx of [people.founder, people.reporter, people.scout]) {
    await expect(decideBaseChange(ctx, id, "approved")).rejects.toMatchObject({ code: "not_found" });
  }
  expect((await getBase(root))?.name).toBe("Test base");
  expect((await listBaseChanges(people.cloudAdministrator))[0]).toMatchObject({
    id,
    values: { name: "Golden bridge" },
    can: { decide: true, withdraw: false },
  });
  await decideBaseChange(people.cloudAdministrator, id, "approved");
  expect((await getBase(root))?.name).toBe("Golden bridge");
  await expect(decideBaseChange(people.cloudAdministrator, id, "declined")).rejects.toMatchObject({ code: "forbidden" });
  await expect(proposeBaseChange(people.scout, { name: "x" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(proposeBaseChange(people.hostAdministrator, { name: "Golden bridge" })).rejects.toMatchObject({
    messageKey: "identity.errors.nothingChanged",
  });
  await expect(
    root.transact((tx) =>
      tx
        .insertInto("baseChange")
        .values({
          id: newId(),
          proposedValues: json({}),
          readerOrgIds: [],
          proposedBy: people.scout.actor.personId!,
          proposedOrgId: host,
          proposedAt: platform.now(),
          state: "approved",
          decidedOrgId: host,
        })
        .execute(),
    ),
  ).rejects.toMatchObject({ constraint: "base_change_two_sides" });
});

test("a service token is its organisation's: made and revoked by administrators, seen by nobody else", async () => {
  await expect(
    createServiceToken(people.scout, { name: "robot", role: "scout", scopes: ["companies:read"], days: 9 }),
  ).rejects.toMatchObject({ code: "forbidden" });
  const { id } = await createServiceToken(people.hostAdministrator, {
    name: "crawler",
    role: "scout",
    scopes: ["companies:write"],
    days: 9,
  });
  expect((await listTokens(people.hostAdministrator, "service")).map(({ name }) => name)).toContain("crawler");
  expect(await listTokens(people.scout, "service")).toEqual([]);
  await expect(revokeToken(people.cloudAdministrator, id)).rejects.toMatchObject({ code: "not_found" });
  expect((await listPeople(people.hostAdministrator)).map(({ name }) => name)).not.toContain("crawler");
  await revokeToken(people.hostAdministrator, id);
  expect((await listTokens(people.hostAdministrator, "service")).find((token) => token.id === id)?.isRevoked).toBe(true);
});
