import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { stateNeed } from "#contexts/needs/index.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { giveFeedback, withdrawFeedback } from "./feedback.ts";
import { openMatchingIndex } from "./living-index/platform-index.ts";
import { judgeForNeed, matchesForNeed } from "./need-matches.ts";
import { matchText, needsForCompany, similarCompanies } from "./other-matches.ts";
import { findSimilarNeeds } from "./similar-needs.ts";
import { givenCompany, givenOpenNeed } from "./testing.ts";

const platform = await openTestPlatform();
const host = await givenOrganisation(platform, "host");
const batteryUnit = await givenUnit(platform, host, "Battery");
const otherUnit = await givenUnit(platform, host, "Other");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: batteryUnit, name: "Olga Owner" });
const neighbour = await givenSeat(platform, {
  role: "need_owner",
  organisationId: host,
  unitId: otherUnit,
  name: "Nina Neighbour",
});
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });
const cloudPartner = await givenOrganisation(platform, "cloud_partner");
const cloudScout = await givenSeat(platform, { role: "scout", organisationId: cloudPartner, name: "Clara Cloud" });
const startup = await givenOrganisation(platform, "startup", "Some start-up");
const founder = await givenSeat(platform, { role: "founder", organisationId: startup });

const hanlei = await givenCompany(platform, {
  name: "汉镭电池诊断",
  lang: "zh",
  oneLiner: "动力电池健康状态在线诊断",
  description: "基于充电数据评估动力电池健康状态,无需拆解电池包。",
  country: "CN",
  stage: "series-a",
  teamSize: 60,
  topics: ["battery-management"],
});
const cellsight = await givenCompany(platform, {
  name: "Cellsight",
  oneLiner: "Battery diagnostics from charging data",
  description: "Cellsight determines the state of health of traction batteries without opening the pack. Certified to ISO 26262.",
  country: "DE",
  stage: "seed",
  teamSize: 12,
  topics: ["battery-management"],
});
const unknownPlace = await givenCompany(platform, {
  name: "Nowhere Battery",
  oneLiner: "Forklifts with swappable packs",
  topics: ["battery-management"],
});
const parking = await givenCompany(platform, {
  name: "Parkblatt",
  oneLiner: "Parking spaces found by cameras",
  country: "CN",
  topics: ["parking"],
});
const others = [
  "Warehouse robots for pallets",
  "Payroll software for small firms",
  "智能客服机器人",
  "Lithium cells for drones",
  "Wallboxes for apartment houses",
  "Fleet telematics for trucks",
  "语音助手",
  "Recycling of plastics",
  "Insurance for e-scooters",
  "Lidar for shuttles",
  "电动汽车充电网络",
  "Carbon accounting for suppliers",
];
for (const [at, oneLiner] of others.entries()) {
  await givenCompany(platform, { name: `Other ${at}`, oneLiner, lang: /[a-z]/.test(oneLiner) ? "en" : "zh", country: "US" });
}
const index = await openMatchingIndex(platform, { inProcess: true });

const needId = await givenOpenNeed(owner, scout, {
  title: "Batteriediagnose für zurückgegebene Batterien",
  detail:
    "Wir suchen ein Verfahren, das den Gesundheitszustand von Traktionsbatterien aus Ladedaten bestimmt, ohne die Batterie zu öffnen.",
  lang: "de",
  topics: ["battery-management"],
  requirements: [
    { kind: "country", level: "must", text: "", value: { countries: ["CN"] } },
    { kind: "text", level: "should", text: "Gesundheitszustand der Batterie" },
    { kind: "certificate", level: "should", text: "", value: { certificates: ["ISO 26262"] } },
  ],
});
await index.refresh();

test("a German need finds the Chinese company, says which words of two languages met, and counts who a must left out", async () => {
  const page = await matchesForNeed(scout, needId);
  expect(page.items.map(({ company }) => company.name)).toEqual(["汉镭电池诊断", "Nowhere Battery"]);
  const [first, second] = page.items;
  const bridges = first!.reasons.flatMap(({ bridge }) => (bridge ? [`${bridge.from} → ${bridge.to}`] : []));
  expect(bridges).toContain("Batteriediagnose → 电池诊断");
  expect(first!.texts.find(({ field }) => field === "oneLiner")!.segments.some(({ mark }) => mark === "concept")).toBe(true);
  expect(first!.requirements.map(({ kind, verdict, evidence }) => [kind, verdict, evidence.length > 0])).toEqual([
    ["country", "met", true],
    ["text", "met", true],
    ["certificate", "unknown", false],
  ]);
  expect(second!.requirements[0]).toMatchObject({ verdict: "unknown", evidence: [] });
  const leftOut = (await matchesForNeed(scout, needId, { excluded: "show" })).total! - page.total!;
  expect(leftOut).toBeGreaterThan(0);
  expect(page.excluded).toMatchObject({
    total: leftOut,
    by: [{ requirementId: first!.requirements[0]!.id, kind: "country", count: leftOut }],
    areShown: false,
  });
  expect(page.index).toMatchObject({ state: "ready", indexed: 16, total: 16 });
  expect(first!.fit).toBeGreaterThan(second!.fit);
});

test("what a must left out can be shown, marked as failed", async () => {
  const page = await matchesForNeed(scout, needId, { excluded: "show" });
  const shown = page.items.find(({ company }) => company.id === cellsight)!;
  expect(shown.requirements.map(({ verdict }) => verdict)).toEqual(["failed", "met", "met"]);
  expect(page.excluded.areShown).toBe(true);
});

test("filters narrow, and an unknown filter is refused by name", async () => {
  const page = await matchesForNeed(scout, needId, { stage: ["series-a"] });
  expect(page.items.map(({ company }) => company.id)).toEqual([hanlei]);
  await expect(matchesForNeed(scout, needId, { colour: "red" } as never)).rejects.toMatchObject({
    code: "invalid",
    fields: { colour: "errors.unknownName" },
  });
});

test("each choice of a filter says how many it would find, the other filters and musts staying as they are", async () => {
  const { facets } = await matchesForNeed(scout, needId);
  expect(facets.country).toEqual({ CN: 1 });
  expect(facets.stage).toMatchObject({ "series-a": 1, seed: 0 });
  const narrowed = await matchesForNeed(scout, needId, { stage: ["seed"], excluded: "show" });
  expect(narrowed.total).toBe(1);
  expect(narrowed.facets.country).toEqual({ DE: 1 });
  expect(narrowed.facets.stage).toMatchObject({ "series-a": 1, seed: 1 });
  for (const [stage, count] of Object.entries(narrowed.facets.stage!).filter(([, each]) => each > 0))
    expect((await matchesForNeed(scout, needId, { stage: [stage as "seed"], excluded: "show" })).total).toBe(count);
});

test("words that only bound what is asked for are no reasons in any language", async () => {
  await givenCompany(platform, {
    name: "Grenzwert",
    lang: "de",
    oneLiner: "Messgeräte mit höchstens drei Prozent Abweichung",
    translations: [
      { lang: "en", oneLiner: "Gauges with at most three percent deviation, at least ten years", description: "" },
      { lang: "zh", oneLiner: "偏差不超过百分之三、寿命不少于十年的测量仪", description: "" },
      { lang: "ru", oneLiner: "Приборы с отклонением не более трёх процентов", description: "" },
    ],
  });
  await index.refresh();
  const asked = {
    de: "Messgeräte: höchstens drei Prozent, mindestens zehn",
    en: "Gauges: at most three percent, at least ten",
    zh: "测量仪,不少于十,不超过百分之三",
    ru: "Приборы: не более трёх процентов",
  };
  for (const [lang, text] of Object.entries(asked)) {
    const [match] = (await matchText(scout, { text, lang })).items.filter(({ company }) => company.name === "Grenzwert");
    const marked = match!.texts.flatMap(({ segments }) => segments.filter(({ mark }) => mark !== null).map((each) => each.text));
    const words = [...marked, ...match!.reasons.flatMap(({ asked: own, found }) => [...own, ...found])].join(" ").toLowerCase();
    expect(words, lang).not.toMatch(
      /höchstens|mindestens|drei|prozent|zehn|most|least|three|percent|ten\b|不少于|少于|不超过|超过|百分之|не более|трёх|процент/,
    );
    expect(match!.reasons.length, lang).toBeGreaterThan(0);
  }
});

test("pages follow each other without gaps or repeats", async () => {
  const first = await matchesForNeed(scout, needId, { limit: 1 });
  const second = await matchesForNeed(scout, needId, { limit: 1, cursor: first.cursor! });
  expect([...first.items, ...second.items].map(({ company, rank }) => [company.id, rank])).toEqual([
    [hanlei, 1],
    [unknownPlace, 2],
  ]);
});

test("matches belong to those who read the need", async () => {
  await expect(matchesForNeed(neighbour, needId)).rejects.toMatchObject({ code: "not_found" });
  await expect(matchesForNeed(cloudScout, needId)).rejects.toMatchObject({ code: "not_found" });
  await expect(matchesForNeed(founder, needId)).rejects.toMatchObject({ code: "not_found" });
  await expect(giveFeedback(neighbour, needId, hanlei, { verdict: "good", reasonCode: null, note: "" })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(matchText(founder, { text: "battery" })).rejects.toMatchObject({ code: "forbidden" });
  expect((await needsForCompany(neighbour, hanlei)).items).toEqual([]);
  expect((await needsForCompany(cloudScout, hanlei)).items).toEqual([]);
});

test("feedback on a need moves its ranking the next time, and taking it back restores it", async () => {
  const before = await matchesForNeed(scout, needId);
  await giveFeedback(owner, needId, hanlei, { verdict: "bad", reasonCode: "technology", note: "Needs a laboratory" });
  const after = await matchesForNeed(scout, needId);
  expect(after.items.map(({ company }) => company.id)).toEqual([unknownPlace, hanlei]);
  const moved = after.items[1]!;
  expect(moved.parts.caution).toBe(0.5);
  expect(moved.feedback).toEqual({ mine: null, good: 0, bad: 1 });
  expect(moved.against).toMatchObject([
    { kind: "feedback", reasonCode: "technology", note: "Needs a laboratory", personName: "Olga Owner" },
  ]);
  await withdrawFeedback(owner, needId, hanlei);
  expect((await matchesForNeed(scout, needId)).items.map(({ fit }) => fit)).toEqual(before.items.map(({ fit }) => fit));
});

test("a good judgement pulls companies that say the same", async () => {
  const before = (await matchesForNeed(scout, needId, { excluded: "show" })).items.find(
    ({ company }) => company.id === unknownPlace,
  )!;
  await giveFeedback(owner, needId, cellsight, { verdict: "good", reasonCode: null, note: "" });
  const after = (await matchesForNeed(scout, needId, { excluded: "show" })).items.find(
    ({ company }) => company.id === unknownPlace,
  )!;
  expect(after.reasons.some(({ via }) => via === "example")).toBe(true);
  expect(after.parts.text).not.toBe(before.parts.text);
  await withdrawFeedback(owner, needId, cellsight);
});

test("the other direction finds the open needs a company could answer", async () => {
  const { items } = await needsForCompany(scout, hanlei);
  expect(items.map(({ need }) => need.id)).toEqual([needId]);
  expect((await needsForCompany(scout, parking)).items).toEqual([]);
});

test("companies like one company, and free text in another language", async () => {
  expect((await similarCompanies(scout, cellsight)).items[0]!.company.id).not.toBe(parking);
  const found = await matchText(cloudScout, { text: "диагностика батарей электромобилей", lang: "ru" });
  expect(found.items.map(({ company }) => company.id)).toContain(hanlei);
});

test("the index follows what is written, archived and erased", async () => {
  const added = await givenCompany(platform, {
    name: "Voltwart",
    oneLiner: "Batteriediagnose per Ladekabel",
    lang: "de",
    country: "CN",
  });
  await index.refresh();
  expect((await matchesForNeed(scout, needId)).items.map(({ company }) => company.id)).toContain(added);
  await platform.database.kysely
    .updateTable("company")
    .set({
      archivedAt: platform.now(),
      changeSeq: (await platform.database.pool.query("select nextval('app.company_change_seq') as next")).rows[0].next,
    })
    .where("id", "=", added)
    .execute();
  await index.refresh();
  expect((await matchesForNeed(scout, needId)).items.map(({ company }) => company.id)).not.toContain(added);
});

test("earlier needs that look for the same are found in whatever language, among those the reader may read", async () => {
  const [chinese, russian, german] = [
    await stateNeed(owner, {
      title: "退役动力电池健康诊断",
      detail: "利用充电数据判断动力电池的健康状态,无需拆解电池包。",
      lang: "zh",
    }),
    await stateNeed(neighbour, {
      title: "Диагностика тяговых батарей",
      detail: "Оценка состояния здоровья тяговых батарей по данным зарядки",
      lang: "ru",
    }),
    await stateNeed(owner, {
      title: "Parkleitsystem",
      detail: "Freie Plätze im Parkhaus durch Parkplatzsensoren finden",
      lang: "de",
    }),
  ].map(({ id }) => id);
  await index.refresh();
  const idsFor = async (ctx: typeof scout, text: string, excludeId?: string) =>
    (await findSimilarNeeds(ctx, { text, excludeId })).map(({ id }) => id);
  expect((await idsFor(scout, "Battery diagnostics: state of health of traction batteries from charging data")).sort()).toEqual(
    [needId, chinese, russian].sort(),
  );
  expect(await idsFor(scout, "动力电池健康诊断", chinese)).toContain(needId);
  expect(await idsFor(scout, "датчик парковочного места")).toEqual([german]);
  expect(await idsFor(owner, "Диагностика тяговых батарей")).not.toContain(russian);
  expect(await idsFor(neighbour, "Диагностика тяговых батарей")).toEqual([russian]);
  expect(await idsFor(scout, "Carbon accounting for suppliers of aluminium")).toEqual([]);
  expect(await idsFor(scout, "")).toEqual([]);
  await expect(findSimilarNeeds(cloudScout, { text: "battery diagnostics" })).rejects.toMatchObject({ code: "forbidden" });
});

test("needs somebody may not read have no part in their rankings, nor in what a list tells everybody", async () => {
  const scoresOf = async (ctx: typeof scout) =>
    (await matchText(ctx, { text: "fleet telematics", lang: "en" })).items.map(({ score }) => score);
  const fitsOf = async (ctx: typeof scout) => {
    const judged = await judgeForNeed(ctx, needId, [hanlei, cellsight]);
    return [...judged.values()].map(({ fit }) => fit);
  };
  const readers = [neighbour, owner, cloudScout];
  const before = await Promise.all(readers.map(scoresOf));
  const [scoutBefore, fitsBefore] = [await scoresOf(scout), await fitsOf(owner)];
  for (let at = 0; at < 8; at++) {
    await stateNeed(owner, { title: `Secret ${at}`, detail: "Telematics", lang: "en", visibility: "people" });
    await stateNeed(owner, { title: `Geheim ${at}`, detail: "Gesundheitszustand", lang: "de", visibility: "people" });
  }
  await index.refresh();
  expect(await Promise.all(readers.map(scoresOf))).toEqual(before);
  expect(await scoresOf(scout)).not.toEqual(scoutBefore);
  expect([await fitsOf(owner), await fitsOf(scout)]).toEqual([fitsBefore, fitsBefore]);
});

test("behind the companies ordered by fit, each page is ordered by the fit it shows, without gaps or repeats", async () => {
  const asking = await givenOpenNeed(owner, scout, {
    title: "Marine winches",
    detail: "Winches for ships",
    lang: "en",
    requirements: [{ kind: "country", level: "should", text: "", value: { countries: ["FI"] } }],
  });
  for (let at = 0; at < 90; at++)
    await givenCompany(platform, {
      name: `Winch ${at}`,
      oneLiner: `Winches ${"for ships and boats ".repeat(1 + (at % 9))}`,
      country: at % 3 === 0 ? "FI" : "NO",
    });
  await index.refresh();
  const { total } = await matchesForNeed(scout, asking);
  const pages: Awaited<ReturnType<typeof matchesForNeed>>["items"][] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await matchesForNeed(scout, asking, { limit: 20, ...(cursor ? { cursor } : {}) });
    pages.push(page.items);
    cursor = page.cursor;
  }
  const all = pages.flat();
  expect(all.length).toBe(total);
  expect(new Set(all.map(({ company }) => company.id)).size).toBe(total);
  expect(all.map(({ rank }) => rank)).toEqual(all.map((_, at) => at + 1));
  const behind = pages.filter(([first]) => first!.rank > 60).map((page) => page.map(({ fit }) => fit));
  expect(behind.length).toBeGreaterThan(1);
  for (const fits of behind) expect(fits).toEqual(fits.toSorted((a, b) => b - a));
});
