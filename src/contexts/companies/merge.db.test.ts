import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { keepApart, reopenSuggestion } from "./commands/decide-duplicate.ts";
import { editCompany, saveTranslation } from "./commands/edit-company.ts";
import { mergeCompanies, undoMerge } from "./commands/merge-companies.ts";
import { recordContact } from "./commands/record-contact.ts";
import { passOnCompany } from "./commands/record-pass.ts";
import { suggestDuplicates } from "./commands/suggest-duplicates.ts";
import { attachCompanyFile } from "./files.ts";
import { listContacts, listPasses } from "./queries/company-records.ts";
import { getCompany } from "./queries/get-company.ts";
import { getDuplicate, listDuplicates } from "./queries/list-duplicates.ts";
import { listWaiting } from "./queries/waiting.ts";
import { mergeInput, newPass, profileColumns } from "./schema.ts";
import { countStatements, givenCompany, givenSource } from "./testing.ts";

const platform = await openTestPlatform();
let scout: Context;
let partner: Context;
let expert: Context;

beforeAll(async () => {
  const host = await givenOrganisation(platform, "host");
  scout = await givenSeat(platform, { role: "scout", organisationId: host });
  expert = await givenSeat(platform, { role: "expert", organisationId: host });
  partner = await givenSeat(platform, { role: "scout", organisationId: await givenOrganisation(platform, "cloud_partner") });
});

const merge = (survivor: string, absorbedId: string, fromAbsorbed: string[] = []) =>
  mergeCompanies(scout, survivor, parse(mergeInput, { absorbedId, fromAbsorbed }));

async function recordAll(id: string): Promise<void> {
  await givenSource(platform, id, "yc");
  for (const ctx of [scout, partner]) {
    await recordContact(ctx, id, { channel: "call", companyPerson: "", note: "Spoke", happenedOn: "2026-03-01" });
    await passOnCompany(ctx, id, parse(newPass, { reasonCode: "price" }));
    await attachCompanyFile(ctx, id, { name: "deck.txt", content: new Blob(["text"]).stream() });
  }
}

/** Every row of the universe and of both operators, past all walls, without the counters each write moves. */
async function everything(): Promise<string> {
  const tables = [
    "company",
    "company_translation",
    "company_source",
    "company_contact",
    "company_pass",
    "file",
    "duplicate_suggestion",
  ];
  const parts = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await platform.database.pool.query(
        `select (to_jsonb(t) - '{version,change_seq,updated_at}'::text[])::text as row from app.${table} t order by 1`,
      );
      return [table, ...rows.map(({ row }) => row)].join("\n");
    }),
  );
  return parts.join("\n\n");
}

test("a Chinese and an English record become one bilingual record that keeps every name and both operators' records", async () => {
  const english = await givenCompany(scout, {
    name: "Lingdong Power",
    oneLiner: "Cloud battery diagnostics",
    lang: "en",
    country: "CN",
    tags: ["battery"],
  });
  const chinese = await givenCompany(scout, {
    name: "灵动电源",
    legalName: "上海灵动电源科技有限公司",
    oneLiner: "动力电池云端诊断",
    lang: "zh",
    city: "上海",
    tags: ["电池"],
  });
  await recordAll(chinese);
  const { mergeId } = await merge(english, chinese);
  const merged = await getCompany(scout, english);
  expect(merged).toMatchObject({
    name: "Lingdong Power",
    legalName: "上海灵动电源科技有限公司",
    otherNames: ["灵动电源"],
    city: "Shanghai",
    tags: ["battery", "电池"],
    translations: [{ lang: "zh", oneLiner: "动力电池云端诊断", origin: "source" }],
    mergedFrom: [{ mergeId, companyId: chinese, name: "灵动电源" }],
    sources: [{ source: "yc" }],
  });
  expect(await listContacts(scout, english)).toHaveLength(1);
  expect(await listPasses(partner, english)).toHaveLength(1);
  expect(await getCompany(scout, chinese)).toMatchObject({ mergedIntoId: english, can: { edit: false } });
  await expect(editCompany(scout, chinese, { version: 2, city: "X" })).rejects.toMatchObject({
    code: "conflict",
    messageKey: "companies.errors.merged",
  });
  await expect(merge(chinese, english)).rejects.toMatchObject({ code: "conflict" });
  await expect(merge(english, english)).rejects.toMatchObject({ code: "invalid" });
});

test("merge and undo are the identity on every row, whatever the records hold and whichever columns are taken", async () => {
  const text = fc.constantFrom("", "Alpha", "Beta 灵", "Γamma");
  const record = fc.record({
    name: fc.constantFrom("Alpha", "Beta", "灵动"),
    legalName: fc.constantFrom(null, "Alpha GmbH", "灵动有限公司"),
    otherNames: fc.subarray(["Alfa", "Albha"]),
    formerNames: fc.subarray(["Older", "Oldest"]),
    lang: fc.constantFrom("en", "zh"),
    oneLiner: text,
    description: text,
    tags: fc.subarray(["x", "y", "z"]),
    field: fc.constantFrom(null, "energy", "logistics"),
    country: fc.constantFrom(null, "CN", "DE"),
    teamSize: fc.constantFrom(null, 5, 500),
    website: fc.constantFrom(null, "https://alpha.example.com", "https://beta.example.org"),
    certificates: fc.subarray(["TISAX", "ISO 9001"]),
    fundingTotalFen: fc.constantFrom(null, 100, 200),
  });
  const shape = fc.record({
    left: record,
    right: record,
    taken: fc.subarray([...profileColumns]),
    translated: fc.array(fc.tuple(fc.boolean(), fc.constantFrom("de", "ru", "en", "zh")), { maxLength: 4 }),
    recorded: fc.array(fc.boolean(), { maxLength: 2 }),
    hasEarlierMerge: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(shape, async ({ left, right, taken, translated, recorded, hasEarlierMerge }) => {
      const survivor = await givenCompany(scout, left);
      const absorbed = await givenCompany(scout, right);
      for (const [isLeft, lang] of translated) {
        const [id, original] = isLeft ? [survivor, left] : [absorbed, right];
        if (lang !== original.lang) await saveTranslation(scout, id, { lang, oneLiner: `In ${lang}`, description: "" });
      }
      for (const isLeft of recorded) await recordAll(isLeft ? survivor : absorbed);
      if (hasEarlierMerge) await merge(absorbed, await givenCompany(scout, { name: "Earlier" }));
      const before = await everything();
      const { mergeId } = await merge(survivor, absorbed, taken);
      expect(await everything()).not.toBe(before);
      await undoMerge(scout, mergeId);
      expect(await everything()).toBe(before);
    }),
    { numRuns: 25 },
  );
});

test("undo keeps what a person changed after the merge, and is refused twice and to seats that do not keep the universe", async () => {
  const survivor = await givenCompany(scout, { name: "Kept", city: null });
  const absorbed = await givenCompany(scout, { name: "Gone", city: "Jena", teamSize: 7 });
  const { mergeId } = await merge(survivor, absorbed);
  const { version } = await getCompany(scout, survivor);
  await editCompany(scout, survivor, { version, city: "Gera" });
  await expect(undoMerge(expert, mergeId)).rejects.toMatchObject({ code: "forbidden" });
  await undoMerge(scout, mergeId);
  expect(await getCompany(scout, survivor)).toMatchObject({ city: "Gera", teamSize: null, otherNames: [] });
  expect(await getCompany(scout, absorbed)).toMatchObject({ city: "Jena", teamSize: 7, mergedIntoId: null });
  await expect(undoMerge(scout, mergeId)).rejects.toMatchObject({
    code: "conflict",
    messageKey: "companies.errors.mergeNotUndoable",
  });
});

test("one firm in two sources is suggested with reasons, two firms kept apart are never suggested again, and a merge closes the pair", async () => {
  const marker = newId().slice(-8);
  const left = await givenCompany(scout, {
    name: `Zephyrlane ${marker}`,
    website: `https://zephyrlane-${marker}.com`,
    city: "Berlin",
    country: "DE",
  });
  const right = await givenCompany(scout, {
    name: `Zephyrlane ${marker} GmbH`,
    website: `https://www.zephyrlane-${marker}.com/en`,
    city: "Berlin",
    country: "DE",
  });
  await suggestDuplicates(platform, { companyIds: [left] });
  const pairOf = async (status: "open" | "different" | "merged") =>
    (await listDuplicates(scout, { status, limit: 200 })).items.find((pair) => [pair.left.id, pair.right.id].includes(left));
  const pair = (await pairOf("open"))!;
  expect([pair.left.id, pair.right.id].sort()).toEqual([left, right].sort());
  expect(pair.score).toBeGreaterThan(0.9);
  expect(pair.reasons.map(({ kind }) => kind)).toContain("same_domain");
  await keepApart(scout, pair.id);
  await suggestDuplicates(platform, {});
  expect(await pairOf("open")).toBeUndefined();
  expect((await pairOf("different"))!.id).toBe(pair.id);
  await reopenSuggestion(scout, pair.id);
  const { mergeId } = await merge(left, right);
  expect((await getDuplicate(scout, pair.id)).status).toBe("merged");
  await suggestDuplicates(platform, {});
  expect(await pairOf("open")).toBeUndefined();
  await undoMerge(scout, mergeId);
  expect((await getDuplicate(scout, pair.id)).status).toBe("open");
  await editCompany(scout, right, {
    version: (await getCompany(scout, right)).version,
    name: "Ostrich Farms",
    website: "https://ostrich.example.net",
    city: "Perth",
    country: "AU",
  });
  await suggestDuplicates(platform, {});
  platform.setNow("2026-03-02T10:00:00Z");
  await suggestDuplicates(platform, {});
  expect(await pairOf("open")).toBeUndefined();
});

test("a universe too large for memory still tells of records with the same name or web domain, and forgets no older suggestion", async () => {
  const [left, right, sameName] = [
    await givenCompany(scout, { name: "Thornbill Optics", website: "https://thornbill.com", city: "Perth", country: "AU" }),
    await givenCompany(scout, {
      name: "Thornbill Optics Pty Ltd",
      website: "https://thornbill.com",
      city: "Perth",
      country: "AU",
    }),
    await givenCompany(scout, { name: "thornbill optics", city: "Perth", country: "AU" }),
  ] as [string, string, string];
  // Read past the list, which shows a page of what all tests of this file left open.
  const pairs = async () =>
    (
      await platform.database.kysely
        .selectFrom("duplicateSuggestion")
        .select(["leftCompanyId", "rightCompanyId"])
        .where("status", "=", "open")
        .where((eb) => eb.or([eb("leftCompanyId", "=", left), eb("rightCompanyId", "=", left)]))
        .execute()
    ).map((pair) => [pair.leftCompanyId, pair.rightCompanyId].sort().join(" "));
  const wanted = [right, sameName].map((other) => [left, other].sort().join(" ")).sort();
  await suggestDuplicates(platform, { companyIds: [left], limit: 1 });
  expect((await pairs()).sort()).toEqual(wanted);
  const open = (await listDuplicates(scout, { status: "open", limit: 200 })).total!;
  platform.setNow("2026-03-02T11:00:00Z");
  await suggestDuplicates(platform, { limit: 1 });
  expect((await pairs()).sort()).toEqual(wanted);
  expect((await listDuplicates(scout, { status: "open", limit: 200 })).total!).toBeGreaterThanOrEqual(open);
});

test("what waits at home counts the pairs the list shows: none whose record was merged elsewhere", async () => {
  const [one, other, third] = [
    await givenCompany(scout, { name: "Plumeria", website: "https://plumeria.com" }),
    await givenCompany(scout, { name: "Plumeria", website: "https://plumeria.com" }),
    await givenCompany(scout, { name: "Unlike" }),
  ];
  const waiting = async () => (await listWaiting(scout)).find(({ id }) => id === "duplicates")?.values.count ?? 0;
  const before = await waiting();
  await suggestDuplicates(platform, { companyIds: [one] });
  expect(await waiting()).toBe(Number(before) + 1);
  const { mergeId } = await merge(third, other);
  expect(await waiting()).toBe(before);
  expect((await listDuplicates(scout, { status: "open", limit: 200 })).total).toBe(before);
  await undoMerge(scout, mergeId);
});

test("a page of three pairs asks the database as often as a page of one", async () => {
  const add = async (name: string) => {
    const ids = [
      await givenCompany(scout, { name, website: `https://${name}.com` }),
      await givenCompany(scout, { name, website: `https://${name}.com` }),
    ];
    await suggestDuplicates(platform, { companyIds: ids });
  };
  const read = (limit: number) => countStatements(platform, () => listDuplicates(scout, { status: "open", limit }));
  await add("quillfinch");
  const forOne = await read(1);
  await add("marblenewt");
  await add("cobaltheron");
  expect(await read(3)).toBe(forOne);
});
