import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { givenApplicant, givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { type Actor, type Context, contextFor, system, visitor } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { editCompany } from "./commands/edit-company.ts";
import { recordContact, removeContact } from "./commands/record-contact.ts";
import { passOnCompany, withdrawPass } from "./commands/record-pass.ts";
import {
  canEraseCompany,
  canReadCompanies,
  canReadPass,
  canReadSavedSearch,
  canRecordPasses,
  canWriteCompanies,
  visibleCompanies,
  visiblePasses,
  visibleSavedSearches,
} from "./policy.ts";
import { listContacts, listPasses } from "./queries/company-records.ts";
import { getCompany } from "./queries/get-company.ts";
import { listCompanies } from "./queries/list-companies.ts";
import { companyListQuery, newPass } from "./schema.ts";
import { givenCompany } from "./testing.ts";

const platform = await openTestPlatform();
const organisations: Record<string, string> = {};
let scout: Context;
let partner: Context;

beforeAll(async () => {
  for (const kind of ["host", "cloud_partner", "zone", "startup", "investor"] as const)
    organisations[kind] = await givenOrganisation(platform, kind);
  scout = await givenSeat(platform, { role: "scout", organisationId: organisations.host! });
  partner = await givenSeat(platform, { role: "scout", organisationId: organisations.cloud_partner! });
});

const roles = ["scout", "need_owner", "expert", "reviewer", "cloud_steward", "base_manager", "steering_member", "administrator"];
const actorOf = (organisationKind: string, role: string): Actor => ({
  ...visitor,
  kind: "person",
  role,
  organisationKind,
  organisationId: newId(),
});

test("who may do what, seat by seat", () => {
  const verdicts = roles.map((role) => {
    const actor = actorOf("host", role);
    expect([canReadCompanies, canWriteCompanies].map((can) => can({ ...actor, organisationKind: "cloud_partner" }))).toEqual(
      [canReadCompanies, canWriteCompanies].map((can) => can(actor)),
    );
    return [role, canReadCompanies(actor), canWriteCompanies(actor), canRecordPasses(actor), canEraseCompany(actor)];
  });
  expect(verdicts).toEqual([
    ["scout", true, true, true, false],
    ["need_owner", true, false, true, false],
    ["expert", true, false, false, false],
    ["reviewer", false, false, false, false],
    ["cloud_steward", false, false, false, false],
    ["base_manager", true, true, true, false],
    ["steering_member", true, false, false, false],
    ["administrator", true, true, true, true],
  ]);
  for (const kind of ["zone", "startup", "investor"]) {
    for (const role of [...roles, "zone_reporter", "founder", "team_member", "investor"])
      expect(canReadCompanies(actorOf(kind, role))).toBe(false);
  }
  expect(canReadCompanies(visitor)).toBe(false);
});

test("the other operator reads the company and nothing of contacts, passes and their traces in lists", async () => {
  const id = await givenCompany(scout, { name: "Wallflower" });
  const secret = "They asked 4 million for the licence";
  const contact = await recordContact(scout, id, {
    channel: "call",
    companyPerson: "Ms Wu",
    note: secret,
    happenedOn: "2026-03-01",
  });
  const pass = await passOnCompany(scout, id, parse(newPass, { reasonCode: "price", note: secret }));
  const seen = [await getCompany(partner, id), await listContacts(partner, id), await listPasses(partner, id)];
  expect(seen[0]).toMatchObject({ name: "Wallflower", passes: [] });
  const page = await listCompanies(partner, parse(companyListQuery, { q: "Wallflower" }));
  expect(page.items).toMatchObject([{ id, pass: null, lastContactOn: null }]);
  expect(page.facets.passed).toEqual([{ value: "no", count: 1 }]);
  expect(page.facets.contacted).toEqual([{ value: "no", count: 1 }]);
  expect(JSON.stringify([seen, page])).not.toContain(secret);
  expect((await listCompanies(partner, parse(companyListQuery, { q: "Wallflower", passed: "yes" }))).items).toEqual([]);
  await expect(removeContact(partner, id, contact.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(withdrawPass(partner, id, pass.id)).rejects.toMatchObject({ code: "not_found" });
});

describe("seats without the universe", () => {
  test.each([
    ["founder", "startup"],
    ["investor", "investor"],
    ["zone_reporter", "zone"],
    ["reviewer", "host"],
    ["cloud_steward", "cloud_partner"],
  ])("%s of %s is refused the list and finds no record", async (role, kind) => {
    const stranger = await givenSeat(platform, { role, organisationId: organisations[kind]! });
    const id = await givenCompany(scout, { name: "Hidden" });
    await expect(listCompanies(stranger, parse(companyListQuery, {}))).rejects.toMatchObject({ code: "forbidden" });
    await expect(getCompany(stranger, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(editCompany(stranger, id, { version: 1, city: "X" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("an expert reads and may not write", async () => {
    const expert = await givenSeat(platform, { role: "expert", organisationId: organisations.host! });
    const id = await givenCompany(scout, { name: "Readable" });
    expect((await getCompany(expert, id)).can).toEqual({
      edit: false,
      archive: false,
      erase: false,
      recordContact: false,
      pass: false,
      attach: false,
    });
    await expect(editCompany(expert, id, { version: 1, city: "X" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

test("predicate, list scope and row-level security agree on generated rows and actors", async () => {
  const companyId = await givenCompany(scout, { name: "Generated" });
  const people: Context[] = [visitorContext(), await givenApplicant(platform)];
  for (const kind of Object.keys(organisations)) {
    for (const role of ["scout", "expert", "reviewer", "administrator", "founder"]) {
      people.push(await givenSeat(platform, { role, organisationId: organisations[kind]! }));
    }
  }
  const orgIds = Object.values(organisations);
  const row = fc.record({
    org: fc.constantFrom(...orgIds),
    person: fc.nat(people.length - 1),
    isShared: fc.boolean(),
    isErased: fc.boolean(),
    // Whose application the pass came of, and who must not know of it.
    excluded: fc.uniqueArray(fc.nat(people.length - 1), { maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), fc.nat(people.length - 1), async (rows, who) => {
      const ctx = people[who]!;
      const stored = rows.map((each) => ({
        ...each,
        id: newId(),
        personId: people[each.person]!.actor.personId ?? newId(),
        excludedPersonIds: each.excluded.flatMap((at) => people[at]!.actor.personId ?? []),
      }));
      await insert(companyId, stored);
      const ids = stored.map(({ id }) => id);
      const seen = await ctx.transact(async (tx) => ({
        companies: await tx
          .selectFrom("company")
          .select("id")
          .where("id", "in", ids)
          .where(visibleCompanies(ctx.actor))
          .execute(),
        passes: await tx.selectFrom("companyPass").select("id").where("id", "in", ids).where(visiblePasses(ctx.actor)).execute(),
        wallOfPasses: await tx.selectFrom("companyPass").select("id").where("id", "in", ids).execute(),
        searches: await tx
          .selectFrom("savedSearch")
          .select("id")
          .where("id", "in", ids)
          .where(visibleSavedSearches(ctx.actor))
          .execute(),
        wallOfSearches: await tx.selectFrom("savedSearch").select("id").where("id", "in", ids).execute(),
      }));
      const idsWhere = (test: (each: (typeof stored)[number]) => boolean) => stored.filter(test).map(({ id }) => ({ id }));
      const sorted = (found: { id: string }[]) => found.toSorted((left, right) => (left.id < right.id ? -1 : 1));
      const { actor } = ctx;
      expect(sorted(seen.companies)).toEqual(sorted(idsWhere((each) => canReadCompanies(actor) && !each.isErased)));
      expect(sorted(seen.passes)).toEqual(sorted(idsWhere((each) => canReadPass(actor, { ...each, ownerOrgId: each.org }))));
      expect(sorted(seen.searches)).toEqual(
        sorted(
          idsWhere((each) =>
            canReadSavedSearch(actor, { ownerOrgId: each.org, personId: each.personId, isShared: each.isShared }),
          ),
        ),
      );
      // The second wall is coarse: the organisation, and of passes who is shut out. What the first lets through, the second must too.
      const isOwn = (each: (typeof stored)[number]) => each.org === actor.organisationId;
      const isShutOut = (each: (typeof stored)[number]) => each.excludedPersonIds.includes(actor.personId ?? "");
      expect(sorted(seen.wallOfPasses)).toEqual(sorted(idsWhere((each) => isOwn(each) && !isShutOut(each))));
      expect(sorted(seen.wallOfSearches)).toEqual(sorted(idsWhere(isOwn)));
    }),
    { numRuns: 40 },
  );
});

const visitorContext = () => contextFor(platform, visitor);

async function insert(
  companyId: string,
  rows: { id: string; org: string; personId: string; isShared: boolean; isErased: boolean; excludedPersonIds: string[] }[],
): Promise<void> {
  const at = platform.now();
  await contextFor(platform, system).transact(async (tx) => {
    for (const { id, org, personId, isShared, isErased, excludedPersonIds } of rows) {
      await tx
        .insertInto("company")
        .values({ id, name: "Row", createdAt: at, updatedAt: at, provenance: "{}", erasedAt: isErased ? at : null })
        .execute();
      await tx
        .insertInto("companyPass")
        .values({
          id,
          companyId,
          ownerOrgId: org,
          personId,
          reasonCode: "other",
          passedAt: at,
          recheckBaseline: "{}",
          excludedPersonIds,
        })
        .execute();
      await tx
        .insertInto("savedSearch")
        .values({ id, ownerOrgId: org, personId, subject: "companies", name: "S", query: "{}", isShared, createdAt: at })
        .execute();
    }
  });
}
