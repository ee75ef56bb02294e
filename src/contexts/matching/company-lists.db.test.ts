import { expect, test } from "vitest";
import { setArchived } from "#contexts/companies/commands/edit-company.ts";
import { eraseCompany } from "#contexts/companies/commands/erase-company.ts";
import { mergeCompanies } from "#contexts/companies/commands/merge-companies.ts";
import { lendCompanyIndex, passOnCompany, recordContact, searchCompanies } from "#contexts/companies/index.ts";
import { exportCompanies } from "#contexts/companies/queries/export-companies.ts";
import { findCompanies, listCompanies } from "#contexts/companies/queries/list-companies.ts";
import { companyExportQuery, companyListQuery, mergeInput, newPass } from "#contexts/companies/schema.ts";
import { givenCompany } from "#contexts/companies/testing.ts";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { serveCompanyLists } from "./company-lists.ts";
import { openMatchingIndex } from "./living-index/platform-index.ts";

const platform = await openTestPlatform();
const host = await givenOrganisation(platform, "host");
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const administrator = await givenSeat(platform, { role: "administrator", organisationId: host, name: "Ada Admin" });
const partner = await givenSeat(platform, {
  role: "scout",
  organisationId: await givenOrganisation(platform, "cloud_partner"),
  name: "Clara Cloud",
});
const founder = await givenSeat(platform, {
  role: "founder",
  organisationId: await givenOrganisation(platform, "startup", "Some start-up"),
});

const countries = ["CN", "DE", "US", null];
const stages = ["seed", "series-a", null];
const ids: string[] = [];
for (let at = 0; at < 24; at++) {
  const number = at % 5 === 0 ? null : at;
  ids.push(
    await givenCompany(scout, {
      name: at % 3 === 0 ? `Lidarwerk ${at}` : `Firm ${at}`,
      oneLiner: at % 2 === 0 ? "Lidar for trucks" : "Payroll software",
      country: countries[at % 4]!,
      stage: stages[at % 3]!,
      foundedYear: number && 2000 + number,
      teamSize: number,
      tags: at % 2 === 0 ? ["trucks"] : ["offices"],
      fundingTotalFen: number && 3_000_000_000_000 + number,
    }),
  );
}
const cellsight = await givenCompany(scout, { name: "Cellsight", oneLiner: "Battery diagnostics from charging data" });
const hanlei = await givenCompany(scout, { name: "汉镭科技", lang: "zh", oneLiner: "动力电池诊断" });
await passOnCompany(scout, ids[1]!, parse(newPass, { reasonCode: "price" }));
await recordContact(scout, ids[2]!, { channel: "call", companyPerson: "", note: "Hello", happenedOn: "2026-03-01" });
const index = await openMatchingIndex(platform, { inProcess: true });

const list = (ctx: Context, query: Record<string, unknown>) => listCompanies(ctx, parse(companyListQuery, query));

function byTheIndex(): void {
  serveCompanyLists(platform);
}

const progress = { state: "building", indexed: 7, total: 26 } as const;

function byTheDatabase(): void {
  lendCompanyIndex(platform, { find: () => Promise.reject(new Error("not ready")), state: () => progress });
}

async function everything(ctx: Context, query: Record<string, unknown>) {
  const first = await list(ctx, { ...query, limit: 7 });
  const items = [...first.items];
  for (let cursor = first.cursor; cursor; ) {
    const page = await list(ctx, { ...query, limit: 7, cursor });
    items.push(...page.items);
    cursor = page.cursor;
  }
  return { items, total: first.total, facets: first.facets };
}

test("whole words, filters and orders find the same by the index as by the database, page by page, with the same counts", async () => {
  for (const query of [
    {},
    { sort: "created" },
    { sort: "founded" },
    { sort: "-founded" },
    { sort: "-size" },
    { sort: "funding" },
    { sort: "-funding" },
    { sort: "name" },
    { q: "lidar", sort: "name" },
    { q: "lidar", sort: "-created" },
    { q: "lidar" },
    { q: "lidar trucks" },
    { q: "payroll", country: ["CN", "DE"], stage: "seed" },
    { tag: "trucks", founded: "2010-2014" },
    { passed: "yes" },
    { passed: "no", contacted: "no", country: "DE" },
    { passed: "due" },
  ]) {
    for (const ctx of [scout, partner]) {
      byTheIndex();
      const byIndex = await everything(ctx, query);
      byTheDatabase();
      const byDatabase = await everything(ctx, query);
      const idsOf = ({ items }: typeof byIndex) => items.map(({ id }) => id);
      const told = JSON.stringify(query);
      if ("q" in query && !("sort" in query)) expect(idsOf(byIndex).toSorted(), told).toEqual(idsOf(byDatabase).toSorted());
      else expect(idsOf(byIndex), told).toEqual(idsOf(byDatabase));
      expect(byIndex.total, told).toBe(byDatabase.total);
      const sorted = ({ facets }: typeof byIndex) =>
        Object.fromEntries(
          Object.entries(facets).map(([facet, values]) => [
            facet,
            values.filter(({ count }) => count > 0).toSorted((a, b) => (a.value < b.value ? -1 : 1)),
          ]),
        );
      expect(sorted(byIndex), told).toEqual(sorted(byDatabase));
    }
  }
});

test("a name typed exactly or begun comes first, other languages follow, and what only the middle of a name says is still found", async () => {
  byTheIndex();
  const namesOf = async (q: string) => (await list(scout, { q })).items.map(({ name }) => name);
  expect((await namesOf("lidarwerk 3"))[0]).toBe("Lidarwerk 3");
  expect(await namesOf("cells")).toEqual(["Cellsight"]);
  expect(await namesOf("battery diagnostics")).toEqual(["Cellsight", "汉镭科技"]);
  expect(await namesOf("电池诊断")).toEqual(["汉镭科技", "Cellsight"]);
  expect(await namesOf("llsigh")).toEqual(["Cellsight"]);
  expect((await searchCompanies(scout, "cellsi", 6)).map(({ id }) => id)).toEqual([cellsight]);
  const csv = await (await exportCompanies(scout, parse(companyExportQuery, { q: "battery diagnostics" }))).text();
  expect(csv.split("\n").filter((line) => line.includes(cellsight) || line.includes(hanlei))).toHaveLength(2);
});

test("while the index is being built the database answers and the list says so; a page of the index that cannot go on is not mixed up with it", async () => {
  byTheIndex();
  const { cursor, index: none } = await list(scout, { q: "lidar", limit: 5 });
  expect(none).toBeNull();
  byTheDatabase();
  const page = await list(scout, { q: "lidar" });
  expect(page.index).toEqual(progress);
  expect(page.items).toHaveLength(16);
  await expect(list(scout, { q: "lidar", limit: 5, cursor })).rejects.toMatchObject({ code: "unavailable" });
});

test("the index names nobody whom the database would not show: neither the archived, merged and erased it still holds, nor to strangers", async () => {
  byTheIndex();
  await setArchived(scout, ids[0]!, true);
  await mergeCompanies(scout, ids[6]!, parse(mergeInput, { absorbedId: ids[3]! }));
  await eraseCompany(administrator, ids[9]!, "They asked us to");
  const shown = (await everything(scout, { q: "lidarwerk" })).items.map(({ id }) => id);
  expect(shown.toSorted()).toEqual([ids[6], ids[12], ids[15], ids[18], ids[21]].toSorted());
  await index.refresh();
  expect((await list(scout, { q: "lidarwerk" })).total).toBe(5);
  expect((await list(scout, { archived: "yes" })).items.map(({ id }) => id)).toEqual([ids[0]]);
  await expect(list(founder, { q: "lidar" })).rejects.toMatchObject({ code: "forbidden" });
  expect(await searchCompanies(founder, "lidar", 6)).toEqual([]);
});

test("a typed list has every company that its total counts, in whatever order; too many for one run by relevance and say so", async () => {
  byTheIndex();
  const typed = { q: "lidar" };
  const { items, total } = await everything(scout, typed);
  expect(items).toHaveLength(total!);
  for (const sort of ["name", "updated", "-updated"] as const) {
    const sorted = await everything(scout, { ...typed, sort });
    expect(sorted.items.map(({ id }) => id).toSorted()).toEqual(items.map(({ id }) => id).toSorted());
    const query = { ...parse(companyListQuery, { ...typed, sort }), limit: 5 };
    const first = await findCompanies(scout, query, true, 3);
    expect(first).toMatchObject({ sort: "relevance", counts: { total } });
    const ids = first.items.map(({ id }) => id);
    for (let { cursor } = first; cursor; ) {
      const page = await findCompanies(scout, { ...query, cursor }, false, 3);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(ids.toSorted()).toEqual(items.map(({ id }) => id).toSorted());
  }
});

test("a place in one order is refused in another", async () => {
  byTheIndex();
  const { cursor } = await list(scout, { sort: "founded", limit: 3 });
  await expect(list(scout, { sort: "-size", limit: 3, cursor: cursor! })).rejects.toMatchObject({ code: "invalid" });
});
