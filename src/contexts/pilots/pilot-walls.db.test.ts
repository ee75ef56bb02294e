// Whatever can be read is asked for, found by itself: every GET endpoint, every page's loader, every readable table.
import { beforeAll, expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { givenCompany, givenOpenNeed } from "#contexts/matching/testing.ts";
import { type Context, contextFor, visitor } from "#platform/context.ts";
import { everythingReadable, type FurtherQueries, type PathValues } from "#server/testing/everything-readable.ts";
import { differences, type Reading, readableTables } from "#server/testing/readings.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { offerPilot } from "./commands/offer-pilot.ts";
import { sharePilot } from "./commands/share-pilot.ts";
import { sendDailyDuties } from "./jobs/daily.ts";
import { keepNotices } from "./jobs/keep-notices.ts";
import { type PilotFact, toldEvents } from "./jobs/notices.ts";
import { sendNotices } from "./jobs/send-notices.ts";
import { pilotStates } from "./pilot.ts";
import { givenFullPilot, proposed, publishTemplates } from "./testing/full-pilot.ts";

/** Marks of texts: the host's alone, what the two sides say to each other, the start-up's alone, and of another candidate. */
const words = { secret: "ZIRKON", said: "BERYLL", own: "OPALIT" };
const candidateWords = { secret: "TOPASIT", said: "TOPASIT", own: "TOPASIT" };
const isRefusal = /^(not_found|forbidden|refused|40[34])\b/;
/** Where the pilot shows for whom it is shared with, and what stays between its sides. */
const isReduced = /^(GET|page) (\/pilots|\/companies\/:companyId|\/search)/;
const isBetweenSides = /\/(agreements|orders|terms|documents|files|money-files|edit|adoptions)\b/;
/** Also the sums nobody but the host reads, in any way they may be written. */
const hostOnly = /zirkon|98[ ,.]?765[ ,.]?432|987[ ,.’\s]?654|7[ ,.]?654[ ,.]?321|76[ ,.’\s]?543/i;
const anyOfIt = /zirkon|beryll|opalit/i;

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const otherUnit = await givenUnit(platform, host, "Press shop");
const cloud = await givenOrganisation(platform, "cloud_partner");

type Role = Parameters<typeof givenSeat>[1]["role"];
const seat = (role: Role, organisationId: string, unitId: string | null = null, name = `${role} beside`) =>
  givenSeat(platform, { role, organisationId, unitId, name });

const owner = await seat("need_owner", host, unit, "Olga Owner");
const scout = await seat("scout", host, null, "Sven Scout");
const sponsor = await seat("scout", host, null, "Zirkon Sponsor");
const manager = await seat("base_manager", host, null, "Mira Manager");
const administrator = await seat("administrator", host, null, "Adam Administrator");

async function givenFirm(name: string) {
  const companyId = await givenCompany(platform, { name, oneLiner: "Sees scratches on paint" });
  const organisationId = await givenOrganisation(platform, "startup", name);
  await db.updateTable("organisation").set({ companyId }).where("id", "=", organisationId).execute();
  return { companyId, founder: await seat("founder", organisationId, null, `${name} founder`) };
}
const firm = await givenFirm("Lackblick");
const candidate = await givenFirm("Candidate");

const cloudManager = await seat("base_manager", cloud);
const outside = {
  "another start-up's founder": candidate.founder,
  "the cloud partner's manager": cloudManager,
  "its steering member": await seat("steering_member", cloud),
  "its administrator": await seat("administrator", cloud),
  "the zone's reporter": await seat("zone_reporter", await givenOrganisation(platform, "zone")),
  "an investor": await seat("investor", await givenOrganisation(platform, "investor")),
  "a visitor": contextFor(platform, visitor),
};
/** The walls of the database are those of organisations: colleagues are held by the list scope. */
const colleagues = {
  "an expert of another unit": await seat("expert", host, otherUnit),
  "a need owner of another unit": await seat("need_owner", host, otherUnit),
};
const strangers: Record<string, Context> = { ...outside, ...colleagues };

const values: PathValues = { companyId: firm.companyId, unitId: unit };
let parts: PathValues = {};
const before = new Map<string, Reading[]>();

const q = { q: "scratches" };
const further: FurtherQueries = {
  "/pilots": [q, { mine: "true" }, ...pilotStates.map((state) => ({ state }))],
  "/pilots/export": [{ format: "csv" }, { format: "xlsx" }],
  "/adoptions/export": [{ format: "csv" }],
  "/money-records/file": [{ format: "csv" }],
  "/companies": [q],
  "/search.json": [q, { q: "lackblick" }, { q: "P-2026-0002" }],
};

const nobody = "019a0000-0000-7000-8000-000000000000";
async function readings(ctx: Context, more: PathValues = {}, isWanted = (_path: string): boolean => true): Promise<Reading[]> {
  // What resembles a company is read from an index that each reading opens anew.
  const all = await everythingReadable(
    ctx,
    { ...values, ...more },
    further,
    (path) => isWanted(path) && !path.endsWith("/similar"),
  );
  // A page that offers a draft makes up an id for it; a refusal may name the address that was asked for.
  const guessed = new RegExp(Object.values(more).join("|") || nobody, "g");
  return all.map(({ what, answer }) => ({
    what,
    answer: answer
      .replace(/"draftId":"[^"]+"/, "")
      // How far the index is that each reading opens anew.
      .replace(/"index":\{[^}]*\}/g, "")
      .replace(guessed, nobody),
  }));
}

const tablesFor = async (who: string, ctx: Context) => (who in colleagues ? [] : readableTables(ctx));

/** Where a text turns up that is not the reader's. */
const leaks = (all: readonly Reading[], secret: RegExp): string[] =>
  all.flatMap(({ what, answer }) => {
    const at = answer.search(secret);
    return at < 0 ? [] : [`${what}: … ${answer.slice(Math.max(0, at - 120), at + 80)}`];
  });

beforeAll(async () => {
  const need = { title: "ZIRKON need for paint", detail: "Find them.", visibility: "unit" as const };
  values.needId = await givenOpenNeed(owner, scout, need);
  const candidatePilot = await proposed(
    { owner, scout, sponsor },
    { needId: values.needId, companyId: candidate.companyId },
    candidateWords,
  );
  await offerPilot(owner, candidatePilot, { version: 1 });
  await publishTemplates(manager);
  for (const [who, ctx] of Object.entries(strangers)) before.set(who, [...(await readings(ctx)), ...(await tablesFor(who, ctx))]);
  const people = { owner, scout, sponsor, manager, administrator, founder: firm.founder };
  parts = await givenFullPilot(people, { needId: values.needId, companyId: firm.companyId }, words);
}, 300_000);

test("nobody is answered with a failure", () => {
  const unexpected = [...before.values()].flat().filter(({ answer }) => answer.startsWith("UNEXPECTED"));
  expect(unexpected).toEqual([]);
});

test.each(Object.keys(strangers))(
  "nothing %s reads changes by a pilot with all its parts, nor does a guessed address tell of it",
  async (who) => {
    const ctx = strangers[who]!;
    const now = [...(await readings(ctx)), ...(await tablesFor(who, ctx))];
    expect(differences(before.get(who)!, now)).toEqual([]);
    // A colleague knows the sponsor by name, and not what of.
    const unnamed =
      who in colleagues ? now.map((each) => ({ ...each, answer: each.answer.replaceAll("Zirkon Sponsor", "") })) : now;
    expect(leaks(unnamed, anyOfIt)).toEqual([]);
    const below = (path: string) => Object.keys(parts).some((name) => path.includes(`:${name}`));
    const guessed = await readings(ctx, parts, below);
    expect(guessed.length).toBeGreaterThan(30);
    expect(differences(await readings(ctx, {}, below), guessed)).toEqual([]);
  },
  300_000,
);

test("the pilot's own start-up reads what both sides say, and nothing the host keeps for itself or of another candidate", async () => {
  const { draftedAgreementId, draftedOrderId, ...own } = parts;
  const all = [...(await readings(firm.founder, own)), ...(await readableTables(firm.founder))];
  expect(leaks(all, hostOnly)).toEqual([]);
  expect(leaks(all, /topasit/i)).toEqual([]);
  const told = all.map(({ answer }) => answer).join("\n");
  for (const what of [
    "verdict",
    "images",
    "by hand",
    "installed",
    "log",
    "measured",
    "judged",
    "message",
    "pulse",
    "risk",
    "lesson",
  ])
    expect(told).toContain(`${words.said} ${what}`);
  const drafted = { agreementId: draftedAgreementId!, orderId: draftedOrderId! };
  const below = (path: string) => /:(agreementId|orderId)/.test(path);
  const guessed = await readings(firm.founder, { ...own, ...drafted }, below);
  expect(guessed.length).toBeGreaterThan(4);
  expect(differences(await readings(firm.founder, { ...own, agreementId: nobody, orderId: nobody }, below), guessed)).toEqual([]);
}, 300_000);

test("the host reads all of it but what the start-up keeps for itself, so silence elsewhere means something", async () => {
  const all = await readings(manager, parts);
  expect(leaks(all, /opalit/i)).toEqual([]);
  const told = all.map(({ answer }) => answer).join("\n");
  for (const what of ["line", "contact", "note", "verdict", "asked for", "drafted", "lesson", "adoption"])
    expect(told).toContain(`${words.secret} ${what}`);
  expect(told).toContain("98765432");
}, 300_000);

test("shared by both sides, the cloud partner reads the reduced view and nothing else; taken back, nothing", async () => {
  const versionOf = async () =>
    (await db.selectFrom("pilot").select("version").where("id", "=", parts.pilotId!).executeTakeFirstOrThrow()).version;
  const share = async (ctx: Context, isShared: boolean) =>
    sharePilot(ctx, parts.pilotId!, { isShared, version: await versionOf() });
  const unshared = [...(await readings(cloudManager, parts)), ...(await readableTables(cloudManager))];
  await share(owner, true);
  expect(differences(unshared, [...(await readings(cloudManager, parts)), ...(await readableTables(cloudManager))])).toEqual([]);
  await share(firm.founder, true);
  const shared = await readings(cloudManager, parts);
  expect(leaks([...shared, ...(await readableTables(cloudManager))], /zirkon|opalit|topasit/i)).toEqual([]);
  expect(leaks(shared, anyOfIt)).toEqual([]);
  expect(leaks(shared, hostOnly)).toEqual([]);
  const known = new Set(unshared.map(({ what, answer }) => `${what} ${answer}`));
  const opened = shared.filter(({ what, answer }) => !known.has(`${what} ${answer}`) && !isRefusal.test(answer));
  expect(opened.length).toBeGreaterThan(4);
  expect(opened.map(({ what }) => what).filter((what) => !isReduced.test(what) || isBetweenSides.test(what))).toEqual([]);
  await share(firm.founder, false);
  expect(differences(unshared, [...(await readings(cloudManager, parts)), ...(await readableTables(cloudManager))])).toEqual([]);
  for (const who of ["its administrator", "the zone's reporter"])
    expect(
      differences(before.get(who)!, [...(await readings(strangers[who]!)), ...(await readableTables(strangers[who]!))]),
    ).toEqual([]);
}, 300_000);

test("no mail goes to a stranger because of it", async () => {
  const facts = await db
    .selectFrom("outboxEvent")
    .select(["name", "payload"])
    .where("name", "in", toldEvents)
    .orderBy("id")
    .execute();
  for (const { name, payload } of facts) await keepNotices(platform, { name, ...(payload as Omit<PilotFact, "name">) });
  await sendNotices(platform);
  await sendDailyDuties(platform);
  const mails = await db
    .selectFrom("mailMessage")
    .innerJoin("person", "person.email", "mailMessage.toAddress")
    .select(["person.id", "subject", "textBody"])
    .execute();
  expect(mails.length).toBeGreaterThan(0);
  const ids = Object.values(strangers).map(({ actor }) => actor.personId);
  const toStrangers = mails.filter(({ id, textBody }) => ids.includes(id) && anyOfIt.test(textBody));
  expect(toStrangers).toEqual([]);
  const toFounder = mails.filter(({ id }) => id === firm.founder.actor.personId);
  expect(toFounder.filter(({ subject, textBody }) => hostOnly.test(`${subject} ${textBody}`))).toEqual([]);
});
