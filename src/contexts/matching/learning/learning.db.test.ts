import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { affinityMatrix, rankTexts } from "../affinity.ts";
import { giveFeedback, withdrawFeedback } from "../feedback.ts";
import { openMatchingIndex } from "../living-index/platform-index.ts";
import { readMatchState } from "../match-state.ts";
import { matchesForNeed } from "../need-matches.ts";
import { addEntry, passEntry } from "../shortlist/commands.ts";
import { getShortlist } from "../shortlist/queries.ts";
import { givenCompany, givenOpenNeed } from "../testing.ts";
import { readJudgements } from "./judgements.ts";
import { learnedFor } from "./learned.ts";
import { changeLearning } from "./learning-pause.ts";

const platform = await openTestPlatform();
const host = await givenOrganisation(platform, "host");
const [visionUnit, secretUnit] = [await givenUnit(platform, host, "Vision"), await givenUnit(platform, host, "Secret")];
const seatOf = (role: "need_owner" | "scout", unitId: string | null, organisationId = host) =>
  givenSeat(platform, { role, organisationId, ...(unitId ? { unitId } : {}), name: `${role} ${unitId}` });
const owner = await seatOf("need_owner", visionUnit);
const secretOwner = await seatOf("need_owner", secretUnit);
const scout = await seatOf("scout", null);
const cloudScout = await givenSeat(platform, {
  role: "scout",
  organisationId: await givenOrganisation(platform, "cloud_partner"),
});

const company = (name: string, oneLiner: string, description = "") =>
  givenCompany(platform, { name, oneLiner, description, field: "artificial-intelligence" });
const consultancies = await Promise.all(
  [1, 2, 3, 4].map((at) =>
    company(`Advisors ${at}`, "Consulting services for defect detection", "We advise on camera inspection of paint."),
  ),
);
const [deepPaint, gapEye] = [
  await company("Deep Paint", "Camera inspection that finds paint defects", "Software for defect detection on paint."),
  await company("Gap Eye", "Cameras measure gaps", "Software for defect detection in assembly."),
];
for (const oneLiner of ["Payroll", "Wallboxes", "Freight exchange", "Chat bots", "Hydrogen tanks", "Lidar", "Tyres", "Maps"])
  await company(oneLiner, `${oneLiner} for everybody`);
const inPassing = await company(
  "Advisors in passing",
  "Consulting services",
  "We advise shops, farms, schools, theatres, hotels, ports, mines, banks and offices, and once upon a time somebody there had cameras.",
);
const index = await openMatchingIndex(platform, { inProcess: true });

const statedBy = (by: typeof owner, opener: typeof scout, title: string, visibility: "host" | "unit" = "host") =>
  givenOpenNeed(by, opener, {
    title,
    detail: `${title}: defect detection by cameras, inspection of paint.`,
    lang: "en",
    field: "artificial-intelligence",
    visibility,
  });
const pass = (by: typeof owner, needId: string, companyId: string) =>
  passEntry(by, needId, companyId, {
    reasonCode: "pure_consulting",
    note: "",
    recheckKind: "none",
    recheckOn: null,
    recheckDetail: null,
  });

const earlier = await statedBy(owner, scout, "Scratches on doors");
const second = await statedBy(owner, scout, "Dents on hoods");
const secret = await statedBy(secretOwner, scout, "Zephyrquartz project", "unit");
const later = await statedBy(owner, scout, "Paint inspection");
await index.refresh();

const placeOf = async (ctx: typeof owner, query: Parameters<typeof matchesForNeed>[2] = {}) => {
  const { items, learned } = await matchesForNeed(ctx, later, query);
  const at = items.findIndex(({ company: { id } }) => id === consultancies[3]);
  return { learned, match: items[at]!, text: items[at]!.parts.text };
};

test("three passes on consulting make it count less for the next need of the field, with the passes as evidence, unless left out", async () => {
  const before = await placeOf(owner);
  expect(before.learned).toMatchObject({ state: "nothing", judgements: 0, lessons: [] });
  await pass(owner, earlier, consultancies[0]!);
  await pass(owner, earlier, consultancies[1]!);
  expect((await placeOf(owner)).learned).toMatchObject({ state: "nothing", judgements: 2, needs: 1 });
  await pass(owner, second, consultancies[2]!);
  const after = await placeOf(owner);
  expect(after.learned).toMatchObject({ state: "used", judgements: 3, needs: 2 });
  expect(after.learned.lessons).toMatchObject([
    { concept: "consulting", label: "consulting", isNamed: true, wanted: 0, refused: 3 },
  ]);
  expect(after.learned.lessons[0]!.factor).toBeCloseTo(0.79);
  expect(after.learned.lessons[0]!.evidence.map((each) => [each.company.name, each.need.title]).sort()).toEqual([
    ["Advisors 1", "Scratches on doors"],
    ["Advisors 2", "Scratches on doors"],
    ["Advisors 3", "Dents on hoods"],
  ]);
  expect(after.text).toBeLessThan(before.text);
  expect(after.match.learned.lessons).toEqual([{ concept: "consulting", label: "consulting", isMore: false }]);
  expect((await placeOf({ ...owner, locale: "zh-CN" })).learned.lessons[0]!.label).toBe("咨询服务");
  const ignored = await placeOf(owner, { learned: "ignore" });
  expect(ignored.learned).toMatchObject({ state: "ignored", lessons: [] });
  expect(ignored.text).toBe(before.text);
});

test("what is learned moves no company's text by more than a tenth of its own, and hides none", async () => {
  const [plain, taught] = [await matchesForNeed(owner, later, { learned: "ignore" }), await matchesForNeed(owner, later)];
  expect(plain.items.map(({ company: { id } }) => id)).toContain(inPassing);
  expect([taught.total, taught.facets]).toEqual([plain.total, plain.facets]);
  const reached = ({ items }: typeof plain) =>
    new Map(items.map(({ company: { id }, parts }) => [id, -Math.log(1 - parts.text)]));
  const before = reached(plain);
  const shares = [...reached(taught)].map(([id, after]) => [id, after / before.get(id)!] as const);
  expect(shares.map(([id]) => id).sort()).toEqual([...before.keys()].sort());
  for (const [, share] of shares) expect(share).toBeGreaterThanOrEqual(0.9 - 1e-9);
  for (const { company: each, learned } of taught.items) expect(new Map(shares).get(each.id)).toBeCloseTo(learned.factor, 6);
  const advisors = new Set([...consultancies, inPassing]);
  expect(new Set(shares.filter(([, share]) => share < 0.99).map(([id]) => id))).toEqual(advisors);
});

test("what is learned is small, and a need that asks for consulting itself is not kept from it", async () => {
  const asking = await givenOpenNeed(owner, scout, {
    title: "Consulting for paint inspection",
    detail: "Defect detection: consulting services wanted.",
    lang: "en",
    field: "artificial-intelligence",
  });
  await index.refresh();
  expect((await matchesForNeed(owner, asking)).learned.lessons).toEqual([]);
  const elsewhere = await givenOpenNeed(owner, scout, {
    title: "Paint inspection",
    detail: "Cameras",
    lang: "en",
    field: "energy",
  });
  expect((await matchesForNeed(owner, elsewhere)).learned).toMatchObject({ state: "nothing", judgements: 0 });
});

test("a reason that says nothing about what a company does teaches nothing", async () => {
  await giveFeedback(owner, earlier, gapEye, { verdict: "bad", reasonCode: "region", note: "" });
  expect((await placeOf(owner)).learned.judgements).toBe(3);
  await withdrawFeedback(owner, earlier, gapEye);
});

test("the shared list never shows what was learned", async () => {
  const { id } = await addEntry(scout, later, { companyId: consultancies[3]!, stage: "longlist" });
  const plain = (await placeOf(scout, { learned: "ignore" })).match;
  const { entries } = await getShortlist(scout, later);
  expect(entries.find((entry) => entry.id === id)!.fit).toBe(plain.fit);
});

test("judgements on a need teach only those who may read it, and no other organisation", async () => {
  await giveFeedback(secretOwner, secret, deepPaint, { verdict: "good", reasonCode: null, note: "ZEPHYRNOTE" });
  await pass(secretOwner, secret, consultancies[3]!);
  const [ofOwner, ofSecret, ofScout] = [await placeOf(owner), await placeOf(secretOwner), await placeOf(scout)];
  expect(ofOwner.learned).toMatchObject({ judgements: 3, needs: 2 });
  expect(ofSecret.learned).toMatchObject({ judgements: 5, needs: 3 });
  expect(ofScout.learned).toMatchObject({ judgements: 5, needs: 3 });
  expect(JSON.stringify(await matchesForNeed(owner, later))).not.toMatch(/Zephyrquartz/i);
  expect(JSON.stringify(await matchesForNeed(secretOwner, later))).toMatch(/Zephyrquartz/);
  expect(ofOwner.text).not.toBe(ofSecret.text);
  const asked = { id: later, field: "artificial-intelligence", ownerOrgId: host };
  const readBy = (ctx: typeof owner) => ctx.transact((tx) => readJudgements(tx, ctx, asked));
  expect([await readBy(cloudScout), (await readBy(owner)).length, (await readBy(scout)).length]).toEqual([[], 3, 5]);
});

test("curators switch learning off for a need, those who run needs for the organisation; nobody else", async () => {
  await changeLearning(owner, later, { scope: "need", isOn: false });
  await changeLearning(owner, later, { scope: "need", isOn: false });
  expect((await placeOf(owner)).learned).toMatchObject({
    state: "paused",
    pauses: { need: true, organisation: false },
    lessons: [],
  });
  await changeLearning(owner, later, { scope: "need", isOn: true });
  await expect(changeLearning(owner, later, { scope: "organisation", isOn: false })).rejects.toMatchObject({ code: "forbidden" });
  await expect(changeLearning(cloudScout, later, { scope: "need", isOn: false })).rejects.toMatchObject({ code: "not_found" });
  await changeLearning(scout, later, { scope: "organisation", isOn: false });
  expect((await placeOf(owner)).learned).toMatchObject({ state: "paused", pauses: { need: false, organisation: true } });
  const pauses = (ctx: typeof owner) => ctx.transact((tx) => tx.selectFrom("learningPause").select("needId").execute());
  expect([await pauses(scout), await pauses(cloudScout)]).toEqual([[{ needId: null }], []]);
  await changeLearning(scout, later, { scope: "organisation", isOn: true });
  expect((await placeOf(owner)).learned.state).toBe("used");
});

test("a German question finds the English expert who knows it, with the idea as the reason; a matrix keeps rows and columns apart", async () => {
  const question = { id: "q", text: "Wie misst man den Gesundheitszustand von Traktionsbatterien?", lang: "de" };
  const experts = [
    { id: "welder", title: "Welding engineer", text: "Laser welding of body parts", lang: "en" },
    { id: "cells", title: "Battery expert", text: "State of health and ageing of traction batteries", lang: "en" },
    { id: "lawyer", title: "Counsel", text: "Contracts and data protection", lang: "en" },
  ];
  const [best, ...rest] = await rankTexts(platform, question, experts);
  expect(best!.id).toBe("cells");
  expect(rest.every(({ fit }) => fit < best!.fit / 2)).toBe(true);
  expect(best!.reasons.some(({ via, share }) => via === "concept" && share > 0)).toBe(true);
  const { fits } = await affinityMatrix(
    platform,
    [question, { id: "r", text: "Laserschweißen von Karosserien", lang: "de" }],
    experts,
  );
  expect(fits.length).toBe(6);
  expect(fits[1]).toBeCloseTo(best!.fit);
  expect(fits[3]).toBeGreaterThan(Math.max(fits[4]!, fits[5]!));
});

test("what was learned before the index knew all judged companies is learned again", async () => {
  const mirrors = await statedBy(owner, scout, "Mirrors");
  const late = await company("Late Eye", "Software for defect detection in assembly", "Cameras measure gaps.");
  await giveFeedback(owner, mirrors, late, { verdict: "good", reasonCode: null, note: "" });
  await giveFeedback(owner, mirrors, gapEye, { verdict: "bad", reasonCode: "technology", note: "" });
  const learn = async () => learnedFor(owner, await owner.transact((tx) => readMatchState(tx, owner, later)), false);
  const early = await learn();
  await index.refresh();
  const whole = await learn();
  expect(whole.judgements).toBe(early.judgements);
  expect(whole.weights).not.toEqual(early.weights);
  expect((await learn()).weights).toBe(whole.weights);
});
