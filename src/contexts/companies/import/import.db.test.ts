import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { seedDemoCompanies } from "#db/seeds/demo/companies.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { editCompany } from "../commands/edit-company.ts";
import { eraseCompany } from "../commands/erase-company.ts";
import { mergeCompanies } from "../commands/merge-companies.ts";
import { cancelImport, changeImport, receiveImport, runImport } from "./commands.ts";
import { runImportFromFile } from "./from-file.ts";
import { ImportInterrupted, importCompanies } from "./import-companies.ts";
import { resumeImports } from "./jobs.ts";
import { getImport, listImports, listRejections } from "./queries.ts";
import { receiveImportForm } from "./receive-form.ts";
import { downloadRejections } from "./rejections-download.ts";
import { eraseOldImportContent } from "./retention.ts";

const platform = await openTestPlatform();
const directory = mkdtempSync(join(tmpdir(), "jinqiao-import-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const host = await givenOrganisation(platform, "host");
const partner = await givenOrganisation(platform, "cloud_partner");
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Lin Qing" });
const systemContext = contextFor(platform, system);
const db = platform.database.kysely;

function fileWith(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

const upload = async (ctx: Context, content: string, source: string, fileName = "list.csv") =>
  (await receiveImport(ctx, { fileName, source, content: Readable.from([Buffer.from(content)]) })).id;

async function uploadAndRun(content: string, source: string) {
  const importId = await upload(scout, content, source);
  await runImport(scout, { importId, isDryRun: false });
  const counts = await importCompanies(systemContext, { importId });
  return { importId, counts };
}

const companiesOf = (source: string) =>
  db
    .selectFrom("company")
    .innerJoin("companySource", "companySource.companyId", "company.id")
    .selectAll("company")
    .select("companySource.externalId")
    .where("companySource.source", "=", source)
    .orderBy("companySource.externalId")
    .execute();

const stateOf = async (source: string) =>
  (await companiesOf(source)).map(({ id, changeSeq, version, name, provenance, updatedAt }) => ({
    id,
    changeSeq,
    version,
    name,
    provenance,
    updatedAt,
  }));

test("a file becomes companies with provenance, translations, search text, one event a batch and one audit entry", async () => {
  const { importId, counts } = await uploadAndRun(
    "编号,公司名称,国家,成立时间,标签,一句话介绍,description_en\nx-1,云川智行,中国,2019-05,电池管理;雷达,高精度雷达,Precise radar for trucks\n",
    "exact",
  );
  expect(counts).toEqual({ created: 1, updated: 0, unchanged: 0, rejected: 0, warned: 0 });
  const [company] = await companiesOf("exact");
  const mark = { source: "exact", at: "2026-03-02T09:00:00.000Z" };
  expect(company).toMatchObject({
    externalId: "x-1",
    name: "云川智行",
    lang: "zh",
    oneLiner: "高精度雷达",
    description: "",
    tags: ["电池管理", "雷达"],
    country: "CN",
    foundedYear: 2019,
    status: "unknown",
    sources: ["exact"],
    provenance: { name: mark, lang: mark, oneLiner: mark, tags: mark, country: mark, foundedYear: mark },
    searchText: "云川智行\n高精度雷达\n电池管理\n雷达",
    version: 1,
  });
  expect(
    await db
      .selectFrom("companyTranslation")
      .select(["lang", "oneLiner", "description", "origin"])
      .where("companyId", "=", company!.id)
      .execute(),
  ).toEqual([{ lang: "en", oneLiner: "", description: "Precise radar for trucks", origin: "source" }]);
  const events = await db
    .selectFrom("outboxEvent")
    .select(["name", "payload"])
    .where("publishedAt", "=", platform.now())
    .orderBy("id")
    .execute();
  expect(events).toEqual([
    { name: "company.changed", payload: { companyIds: [company!.id], importId } },
    { name: "companies.imported", payload: { importId, source: "exact", ...counts } },
  ]);
  const audited = await db
    .selectFrom("auditEntry")
    .select(["action", "personId", "orgId"])
    .where("subjectId", "=", importId)
    .orderBy("id")
    .execute();
  expect(audited).toEqual(
    ["uploaded", "started", "finished"].map((verb) => ({
      action: `company_import.${verb}`,
      personId: scout.actor.personId,
      orgId: host,
    })),
  );
});

test("the same file again changes nothing; a changed row changes its company alone", async () => {
  const list = (city: string) => `id,name,city\n1,Aurelo,${city}\n2,Brisk,Ulm\n`;
  await uploadAndRun(list("Bonn"), "repeat");
  const before = await stateOf("repeat");
  platform.setNow("2026-03-03T09:00:00Z");
  expect((await uploadAndRun(list("Bonn"), "repeat")).counts).toEqual({
    created: 0,
    updated: 0,
    unchanged: 2,
    rejected: 0,
    warned: 0,
  });
  expect(await stateOf("repeat")).toEqual(before);
  expect((await uploadAndRun(list("Köln"), "repeat")).counts).toMatchObject({ updated: 1, unchanged: 1 });
  const after = await stateOf("repeat");
  expect(after[1]).toEqual(before[1]);
  expect(after[0]!.version).toBe(2);
  expect(after[0]!.changeSeq).toBeGreaterThan(before[1]!.changeSeq);
  expect(after[0]!.provenance).toMatchObject({
    name: { at: "2026-03-02T09:00:00.000Z" },
    city: { source: "repeat", at: "2026-03-03T09:00:00.000Z" },
  });
  platform.setNow("2026-03-02T09:00:00Z");
});

test("a source never overwrites a person, an erased company or its own value by an empty cell", async () => {
  await uploadAndRun("id,name,city,description\n1,Aurelo,Bonn,Radar\n2,Brisk,Ulm,Cells\n", "kept");
  const [aurelo, brisk] = await companiesOf("kept");
  const byPerson = { ...(aurelo!.provenance as object), city: { source: "person", at: "2026-03-02T09:00:00.000Z" } };
  await db
    .updateTable("company")
    .set({ city: "Hamburg", provenance: json(byPerson) })
    .where("id", "=", aurelo!.id)
    .execute();
  await db
    .updateTable("company")
    .set({ erasedAt: platform.now(), name: "erased", city: null })
    .where("id", "=", brisk!.id)
    .execute();
  const { counts } = await uploadAndRun(
    "id,name,city,description,country\n1,Aurelo,München,,DE\n2,Brisk,Köln,Cells,DE\n",
    "kept",
  );
  expect(counts).toEqual({ created: 0, updated: 1, unchanged: 1, rejected: 0, warned: 0 });
  const rows = await companiesOf("kept");
  expect(rows.map(({ name, city, description, country }) => ({ name, city, description, country }))).toEqual([
    { name: "Aurelo", city: "Hamburg", description: "Radar", country: "DE" },
    { name: "erased", city: null, description: "Cells", country: null },
  ]);
});

test("a second source of a merged company fills gaps and leaves what the first one said", async () => {
  await uploadAndRun("id,name,city\n1,Aurelo,Bonn\n", "first source");
  await uploadAndRun("id,name\nz,Aurelo GmbH\n", "second source");
  const [kept] = await companiesOf("first source");
  const [absorbed] = await companiesOf("second source");
  await db.updateTable("companySource").set({ companyId: kept!.id }).where("companyId", "=", absorbed!.id).execute();
  await uploadAndRun("id,name,city,country\nz,Aurelo GmbH,Köln,DE\n", "second source");
  expect((await companiesOf("second source"))[0]).toMatchObject({
    id: kept!.id,
    name: "Aurelo",
    city: "Bonn",
    country: "DE",
    sources: ["first source", "second source"],
  });
});

test("a translation by a person stays, one by the source is renewed and moves the company", async () => {
  const list = (en: string, de: string) => `id,name,lang,description,description_en,description_de\n1,云川,zh,雷达,${en},${de}\n`;
  await uploadAndRun(list("Radar", "Radar"), "translated");
  const [company] = await companiesOf("translated");
  await db
    .updateTable("companyTranslation")
    .set({ origin: "person", description: "Radartechnik" })
    .where("companyId", "=", company!.id)
    .where("lang", "=", "de")
    .execute();
  expect((await uploadAndRun(list("Precise radar", "Genaues Radar"), "translated")).counts).toMatchObject({ updated: 1 });
  expect((await companiesOf("translated"))[0]!.changeSeq).toBeGreaterThan(company!.changeSeq);
  const texts = await db
    .selectFrom("companyTranslation")
    .select(["lang", "description"])
    .where("companyId", "=", company!.id)
    .orderBy("lang")
    .execute();
  expect(texts).toEqual([
    { lang: "de", description: "Radartechnik" },
    { lang: "en", description: "Precise radar" },
  ]);
});

test("a changed row leaves what is stored in other languages findable, and a changed original makes it stale", async () => {
  await uploadAndRun("id,name,lang,one_liner,one_liner_zh,city\n1,Quokkawerk,de,Radartechnik,雷达,Bonn\n", "languages");
  const { id } = (await companiesOf("languages"))[0]!;
  const chinese = () =>
    db.selectFrom("companyTranslation").select(["oneLiner", "isStale"]).where("companyId", "=", id).executeTakeFirst();
  const searchText = async () => (await companiesOf("languages"))[0]!.searchText;
  await uploadAndRun("id,name,lang,one_liner,city\n1,Quokkawerk,de,Radartechnik,Ulm\n", "languages");
  expect(await searchText()).toBe("quokkawerk\nradartechnik\n雷达");
  expect(await chinese()).toEqual({ oneLiner: "雷达", isStale: false });
  await uploadAndRun("id,name,lang,one_liner,city\n1,Quokkawerk,de,Lidartechnik,Ulm\n", "languages");
  expect(await chinese()).toEqual({ oneLiner: "雷达", isStale: true });
  await uploadAndRun("id,name,lang,one_liner,one_liner_zh\n1,Quokkawerk,de,Lidartechnik,激光雷达\n", "languages");
  expect(await chinese()).toEqual({ oneLiner: "激光雷达", isStale: false });
  expect(await searchText()).toBe("quokkawerk\nlidartechnik\n激光雷达");
});

test("a website a person corrected keeps its domain, and lists a merge united stay whole, when the source changes its row", async () => {
  const list = (city: string) =>
    `id,name,website,tags,city\n1,Aurelo,https://wrong.com,radar,${city}\n2,Aurelo GmbH,,lidar,${city}\n`;
  await uploadAndRun(list("Bonn"), "corrected");
  const [aurelo, gmbh] = (await companiesOf("corrected")).map(({ id }) => id);
  await editCompany(scout, aurelo!, { version: 1, website: "https://right.com" });
  await mergeCompanies(scout, aurelo!, { absorbedId: gmbh!, fromAbsorbed: [] });
  await uploadAndRun(list("Ulm"), "corrected");
  const [company] = await companiesOf("corrected");
  expect(company).toMatchObject({
    id: aurelo,
    website: "https://right.com",
    domain: "right.com",
    tags: ["radar", "lidar"],
    otherNames: ["Aurelo GmbH"],
    city: "Ulm",
    provenance: { tags: { source: "merge" }, otherNames: { source: "merge" }, city: { source: "corrected" } },
  });
});

test("a file without a given source goes by its name, and one of which no column is a name is refused before a row is read", async () => {
  const report = await runImportFromFile(platform, fileWith("fair 2026.csv", "id,name\n1,Aurelo\n"), {
    source: undefined,
    dryRun: undefined,
    origin: undefined,
  });
  expect(report).toMatchObject({ source: "fair 2026", created: 1 });
  expect(await companiesOf("fair 2026")).toHaveLength(1);
  await expect(runImportFromFile(platform, fileWith("plants.csv", "colour,height\nred,3\n"))).rejects.toMatchObject({
    messageKey: "companiesImport.errors.nameNotMapped",
  });
});

test("rejected rows come back as CSV with reasons in the reader's language and without formulas", async () => {
  const { importId, counts } = await uploadAndRun(
    "id,name,country,city\n1,,DE,=1+1\n2,Brisk,Atlantis,Ulm\n3,Calm,DE,Bonn\n3,Calmer,DE,Bonn\n",
    "rejected",
  );
  expect(counts).toEqual({ created: 2, updated: 0, unchanged: 0, rejected: 2, warned: 1 });
  const response = await downloadRejections(contextFor(platform, scout.actor, { locale: "de" }), { importId });
  expect(await response.text()).toBe(
    [
      "\uFEFFZeile,Ergebnis,Gründe,id,name,country,city",
      "2,Abgelehnt,kein Unternehmensname,1,,DE,'=1+1",
      "3,Ohne diese Zellen importiert,country: kein bekanntes Land (Atlantis),2,Brisk,Atlantis,Ulm",
      "5,Abgelehnt,dieses Unternehmen steht weiter oben mit anderem Inhalt,3,Calmer,DE,Bonn",
      "",
    ]
      .join("\r\n")
      .replace("\uFEFF", ""),
  );
});

test("a dry run counts as the real run does and writes nothing", async () => {
  await uploadAndRun("id,name\n1,Aurelo\n2,Brisk\n", "dry");
  const before = await stateOf("dry");
  const importId = await upload(scout, "id,name\n1,Aurelo\n2,Brisker\n3,Calm\n3,Calm\n3,Calmer\n4,\n", "dry");
  await runImport(scout, { importId, isDryRun: true });
  await importCompanies(systemContext, { importId });
  expect(await stateOf("dry")).toEqual(before);
  const view = await getImport(scout, { importId });
  expect(view).toMatchObject({
    status: "uploaded",
    rowsRead: 0,
    dryRun: { created: 1, updated: 1, unchanged: 2, rejected: 2, warned: 0 },
    can: { run: true, change: true },
  });
  await runImport(scout, { importId, isDryRun: false });
  expect(await importCompanies(systemContext, { importId })).toEqual(view.dryRun);
  expect((await listRejections(scout, { importId, limit: 10 })).map(({ rowNumber, name }) => [rowNumber, name])).toEqual([
    [6, "Calmer"],
    [7, "4"],
  ]);
});

test("rejected rows of an erased company go with it, by the source's id and by name, and those of others stay", async () => {
  const { importId } = await uploadAndRun(
    "id,name,country\n7,Meerkat Power,DE\n7,Meerkat Energy,DE\n8,Heron,DE\n9,meerkat power,Atlantis\n8,Herons,DE\n",
    "erased rows",
  );
  const rejectedNames = async () => (await listRejections(scout, { importId, limit: 10 })).map(({ name }) => name);
  expect(await rejectedNames()).toEqual(["Meerkat Energy", "meerkat power", "Herons"]);
  const [meerkat] = await companiesOf("erased rows");
  await eraseCompany(await givenSeat(platform, { role: "administrator", organisationId: host }), meerkat!.id, "Asked for");
  expect(await rejectedNames()).toEqual(["Herons"]);
});

test("file, first rows and rejected rows of an import go 30 days after its end; its counts and companies stay", async () => {
  const { importId } = await uploadAndRun("id,name\n1,Aurelo\n2,\n", "kept a while");
  const unused = await upload(scout, "id,name\n1,Aurelo\n", "never run");
  const { storageKey } = await db
    .selectFrom("companyImport")
    .select("storageKey")
    .where("id", "=", importId)
    .executeTakeFirstOrThrow();
  platform.setNow("2026-04-01T08:59:00Z");
  await eraseOldImportContent(platform);
  expect(await getImport(scout, { importId })).toMatchObject({ contentErasedAt: null, can: { download: true } });
  platform.setNow("2026-04-01T09:01:00Z");
  await eraseOldImportContent(platform);
  expect(await getImport(scout, { importId })).toMatchObject({
    contentErasedAt: new Date("2026-04-01T09:01:00Z"),
    counts: { created: 1, rejected: 1 },
    preview: [],
    can: { download: false },
  });
  expect(await companiesOf("kept a while")).toHaveLength(1);
  expect(await getImport(scout, { importId: unused })).toMatchObject({ preview: [], can: { run: false, change: false } });
  await expect(runImport(scout, { importId: unused, isDryRun: false })).rejects.toMatchObject({
    messageKey: "companiesImport.errors.contentErased",
  });
  const { rows } = await platform.database.pool.query(
    "select from pgboss.job where name = 'platform.erase-file' and data->>'storageKey' = $1",
    [storageKey],
  );
  expect(rows).toHaveLength(1);
  platform.setNow("2026-03-02T09:00:00Z");
});

test("a mapping is changed before the run, by columns or by reading the file anew, and must hold a name", async () => {
  const importId = await upload(scout, "Kürzel;Rufname;Ort\nA;Aurelo;Bonn\n", "mapping");
  await expect(runImport(scout, { importId, isDryRun: false })).rejects.toMatchObject({
    messageKey: "companiesImport.errors.nameNotMapped",
  });
  await changeImport(scout, {
    importId,
    source: "mapped",
    columns: [
      { column: "Rufname", target: "name" },
      { column: "unknown", target: "city" },
    ],
  });
  expect((await getImport(scout, { importId })).columns).toEqual([
    { column: "Kürzel", target: null },
    { column: "Rufname", target: "name" },
    { column: "Ort", target: "city" },
  ]);
  await changeImport(scout, { importId, format: { delimiter: "," } });
  expect((await getImport(scout, { importId })).columns).toEqual([{ column: "Kürzel;Rufname;Ort", target: null }]);
  await changeImport(scout, { importId, format: { delimiter: ";" }, columns: [] });
  await changeImport(scout, { importId, columns: [{ column: "Rufname", target: "name" }] });
  await runImport(scout, { importId, isDryRun: false });
  await expect(changeImport(scout, { importId, source: "late" })).rejects.toMatchObject({ code: "conflict" });
  await importCompanies(systemContext, { importId });
  expect((await companiesOf("mapped")).map(({ name, city }) => [name, city])).toEqual([["Aurelo", "Bonn"]]);
});

const manyRows = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => `${from + index},Company ${from + index},Bonn`).join("\n");

test("a cancelled import stops after its batch and goes on behind it", async () => {
  const importId = await upload(scout, `id,name,city\n${manyRows(3400)}\n`, "cancelled");
  await runImport(scout, { importId, isDryRun: false });
  let cancelled: Promise<void> | null = null;
  const run = importCompanies(systemContext, {
    importId,
    onProgress: ({ created }) => {
      if (created === 1000) cancelled = cancelImport(scout, { importId });
    },
  });
  await expect(run).rejects.toBeInstanceOf(ImportInterrupted);
  await cancelled;
  const stopped = await getImport(scout, { importId });
  expect(stopped.status).toBe("cancelled");
  expect(await companiesOf("cancelled")).toHaveLength(stopped.counts.created);
  expect([1000, 2000]).toContain(stopped.counts.created);
  await runImport(scout, { importId, isDryRun: false });
  expect(await importCompanies(systemContext, { importId })).toEqual({
    created: 3400,
    updated: 0,
    unchanged: 0,
    rejected: 0,
    warned: 0,
  });
  expect(await companiesOf("cancelled")).toHaveLength(3400);
});

test("two imports of one list at once make each company once, and two workers on one import take turns", async () => {
  const list = `id,name,city\n${manyRows(1200)}\n`;
  const ids = [await upload(scout, list, "at once"), await upload(scout, list, "at once")];
  for (const importId of ids) await runImport(scout, { importId, isDryRun: false });
  const both = await Promise.all(ids.map((importId) => importCompanies(systemContext, { importId })));
  expect(both.map(({ created, unchanged }) => created + unchanged)).toEqual([1200, 1200]);
  expect(both[0]!.created + both[1]!.created).toBe(1200);
  expect(await companiesOf("at once")).toHaveLength(1200);
  const importId = await upload(scout, `id,name,city\n${manyRows(1200)}\n`, "one at a time");
  await runImport(scout, { importId, isDryRun: false });
  await Promise.allSettled([importCompanies(systemContext, { importId }), importCompanies(systemContext, { importId })]);
  await importCompanies(systemContext, { importId });
  expect((await getImport(scout, { importId })).counts.created).toBe(1200);
  expect(await companiesOf("one at a time")).toHaveLength(1200);
});

test("a dry run that still reads when somebody has cancelled it and started the import takes no row from it", async () => {
  const list = `id,name,city\n${manyRows(10)}\n`;
  const held = () => {
    const asked = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const open = async () => {
      asked.resolve();
      await released.promise;
      return Readable.from([Buffer.from(list)]);
    };
    return { file: { bytes: Buffer.byteLength(list), open }, asked: asked.promise, release: released.resolve };
  };
  const importId = await upload(scout, list, "held back");
  const [dry, real] = [held(), held()];
  await runImport(scout, { importId, isDryRun: true });
  const dryRun = importCompanies(systemContext, { importId, file: dry.file });
  await dry.asked;
  await cancelImport(scout, { importId });
  await runImport(scout, { importId, isDryRun: false });
  const run = importCompanies(systemContext, { importId, file: real.file });
  await real.asked;
  dry.release();
  await expect(dryRun).rejects.toBeInstanceOf(ImportInterrupted);
  real.release();
  expect(await run).toMatchObject({ created: 10 });
  expect(await companiesOf("held back")).toHaveLength(10);
});

test("an import whose process died is enqueued again once it stands still", async () => {
  const importId = await upload(scout, "id,name\n1,Aurelo\n", "still");
  await runImport(scout, { importId, isDryRun: false });
  await db
    .updateTable("companyImport")
    .set({ status: "running", heartbeatAt: new Date("2026-03-02T08:59:45Z") })
    .where("id", "=", importId)
    .execute();
  const waiting = async () =>
    Number(
      (await platform.database.pool.query("select count(*) from pgboss.job where data->>'importId' = $1", [importId])).rows[0]
        .count,
    );
  const before = await waiting();
  await resumeImports(platform);
  expect(await waiting()).toBe(before);
  platform.setNow("2026-03-02T09:01:00Z");
  await resumeImports(platform);
  expect(await waiting()).toBe(before + 1);
  platform.setNow("2026-03-02T09:00:00Z");
});

test("a file that turns out unreadable fails with its sentence and keeps what came before", async () => {
  const importId = await upload(scout, `id,name,city\n${manyRows(1200)}\n1201,"${"never closed\n".repeat(400_000)}`, "half");
  await runImport(scout, { importId, isDryRun: false });
  await expect(importCompanies(systemContext, { importId })).rejects.toMatchObject({
    messageKey: "companiesImport.errors.recordTooLong",
  });
  expect(await getImport(scout, { importId })).toMatchObject({ status: "failed", counts: { created: 1000 }, can: { run: true } });
  expect((await getImport(scout, { importId })).failure).toMatch(/quotation mark is opened and never closed/);
});

test("only those who keep the universe import, and nobody sees the imports of the other operator", async () => {
  const secret = await upload(scout, "id,name\n1,Secret target\n", "secret list");
  const needOwner = await givenSeat(platform, { role: "need_owner", organisationId: host });
  const founder = await givenSeat(platform, {
    role: "founder",
    organisationId: await givenOrganisation(platform, "startup", "Startup"),
  });
  const foreign = await givenSeat(platform, { role: "administrator", organisationId: partner });
  for (const ctx of [needOwner, founder]) {
    await expect(upload(ctx, "id,name\n1,Aurelo\n", "no")).rejects.toMatchObject({ code: "forbidden" });
    await expect(listImports(ctx, { limit: 10 })).rejects.toMatchObject({ code: "forbidden" });
    await expect(getImport(ctx, { importId: secret })).rejects.toMatchObject({ code: "not_found" });
  }
  expect((await listImports(foreign, { limit: 100 })).items).toEqual([]);
  for (const attempt of [
    () => getImport(foreign, { importId: secret }),
    () => runImport(foreign, { importId: secret, isDryRun: false }),
    () => cancelImport(foreign, { importId: secret }),
    () => downloadRejections(foreign, { importId: secret }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  }
  const rows = await foreign.transact((tx) => tx.selectFrom("companyImport").select("id").execute());
  expect(rows).toEqual([]);
});

test("an upload beyond the limit or of an unknown kind is refused and leaves no file", async () => {
  const small = { ...platform, config: { ...platform.config, UPLOAD_LIMIT_MB: 1 } };
  const ctx = contextFor(small, scout.actor);
  const before = (await listImports(scout, { limit: 200 })).items.length;
  await expect(
    receiveImport(ctx, { fileName: "big.csv", content: Readable.from([Buffer.alloc(2 * 1024 * 1024, "a")]) }),
  ).rejects.toMatchObject({ code: "too_large" });
  await expect(
    receiveImport(ctx, { fileName: "list.csv", content: Readable.from([Buffer.from("%PDF-1.7")]) }),
  ).rejects.toMatchObject({ messageKey: "companiesImport.errors.unsupported" });
  expect((await listImports(scout, { limit: 200 })).items.length).toBe(before);
});

test("no source may bear the name by which values of people are marked", async () => {
  await expect(upload(scout, "id,name\n1,Aurelo\n", "Person")).rejects.toMatchObject({
    messageKey: "companiesImport.errors.sourceReserved",
  });
  await expect(runImportFromFile(platform, fileWith("person.csv", "id,name\n1,Aurelo\n"))).rejects.toMatchObject({
    code: "invalid",
  });
});

test("a browser's form is streamed in, and a form without a file says so", async () => {
  const form = new FormData();
  form.set("source", "by form");
  form.set("file", new File(["id,name\n1,Aurelo\n"], "форма.csv"));
  const request = () => new Request("http://localhost/companies/imports/new", { method: "POST", body: form });
  const { id } = await receiveImportForm(scout, request());
  expect(await getImport(scout, { importId: id })).toMatchObject({
    source: "by form",
    fileName: "форма.csv",
    status: "uploaded",
    preview: [{ number: 2, cells: ["1", "Aurelo"] }],
    createdByName: "Lin Qing",
  });
  form.set("file", new File([], ""));
  await expect(receiveImportForm(scout, request())).rejects.toMatchObject({
    fields: { file: "companiesImport.errors.fileMissing" },
  });
});

test("an upload that breaks off leaves neither an import nor a part of the file", async () => {
  const files = join(platform.config.DATA_DIR, "files", "company-imports");
  const [importsBefore, filesBefore] = [(await listImports(scout, { limit: 200 })).items.length, readdirSync(files).length];
  const start =
    '--x\r\ncontent-disposition: form-data; name="file"; filename="list.csv"\r\ncontent-type: text/csv\r\n\r\nid,name\n1,Aurelo\n';
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(start)),
    pull: async (controller) => {
      await pause(50);
      controller.error(new Error("The browser went away."));
    },
  });
  const request = new Request("http://localhost/companies/imports/new", {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=x" },
    body,
    duplex: "half",
  } as RequestInit);
  await expect(receiveImportForm(scout, request)).rejects.toThrow("The browser went away.");
  expect((await listImports(scout, { limit: 200 })).items).toHaveLength(importsBefore);
  expect(readdirSync(files)).toHaveLength(filesBefore);
});

test("the demo companies come in without a flaw, and a second time change nothing", async () => {
  await seedDemoCompanies(platform);
  const imports = await db.selectFrom("companyImport").selectAll().where("source", "=", "scouting-2026").orderBy("id").execute();
  expect(
    imports.map(({ status, createdCount, rejectedCount, warnedCount }) => ({ status, createdCount, rejectedCount, warnedCount })),
  ).toEqual([145, 145, 150, 4].map((createdCount) => ({ status: "done", createdCount, rejectedCount: 0, warnedCount: 0 })));
  const before = await stateOf("scouting-2026");
  expect(before).toHaveLength(444);
  await seedDemoCompanies(platform);
  expect(await stateOf("scouting-2026")).toEqual(before);
});

test("a local file is imported under its own name, with progress", async () => {
  const seen: number[] = [];
  const path = fileWith("my list.2026.csv", `id,name,city\n${manyRows(2100)}\n`);
  const report = await runImportFromFile(platform, path, { onProgress: ({ created }) => seen.push(created) });
  expect(report).toMatchObject({
    source: "my list.2026",
    created: 2100,
    rowsRead: 2101,
    mapping: { id: "externalId", name: "name", city: "city" },
  });
  expect(seen).toEqual([1000, 2000, 2100]);
  expect((await runImportFromFile(platform, path, { dryRun: true })).unchanged).toBe(2100);
});

const shared = join(import.meta.dirname, "../../../../../shared/data");
test.runIf(existsSync(join(shared, "import_itjuzi_nested_zh.csv.gz")))("real lists come in whole", async () => {
  const counts = async (name: string) => {
    const { created, rejected } = await runImportFromFile(platform, join(shared, name));
    return [created, rejected];
  };
  expect(await counts("import_itjuzi_nested_zh.csv.gz")).toEqual([820, 0]);
  expect(await counts("companies_mobility.jsonl")).toEqual([281, 0]);
  expect(await counts("companies_messy_aiproducts.jsonl")).toEqual([260, 0]);
});
