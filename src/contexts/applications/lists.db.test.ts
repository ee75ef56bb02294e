import { beforeAll, expect, test } from "vitest";
import { changeView, listSavedViews, removeView, saveView } from "#contexts/companies/index.ts";
import { givenSeat } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { actOnApplications } from "./commands/act-on-applications.ts";
import { declareConflict } from "./commands/conflicts.ts";
import { nameResponsible } from "./commands/name-responsible.ts";
import { beginOwnReview, giveReview, writeReview } from "./commands/reviews.ts";
import { beginReview } from "./commands/run-application.ts";
import { form } from "./form/form.ts";
import { applicationExport, applicationFacetQuery, applicationPack, applicationQuery, applicationSorts } from "./list-schema.ts";
import { applicationFacets } from "./queries/application-facets.ts";
import { applicationPack as packOf } from "./queries/application-pack.ts";
import { exportApplications } from "./queries/export-applications.ts";
import { listApplications } from "./queries/list-applications.ts";
import { responsiblePeople } from "./queries/responsible-people.ts";
import { givenApplication, givenCall, givenOperators, givenPhase, shortForm } from "./testing.ts";

const platform = await openTestPlatform();
const { host, cloud, hostManager, cloudManager } = await givenOperators(platform);
const db = platform.database.kysely;
const fields = parse(form, [
  ...shortForm
    .filter(({ stage }) => stage === 1)
    .map((field) => (field.key === "founders" ? { ...field, isIdentifying: true } : field)),
  {
    key: "work",
    kind: "choice",
    stage: 1,
    label: { en: "Field" },
    profilePart: "field",
    options: [
      { value: "electrification", label: { en: "Electrification" } },
      { value: "energy", label: { en: "Energy" } },
    ],
  },
  { key: "seat", kind: "text", stage: 1, label: { en: "Country" }, profilePart: "country" },
]);
const callId = await givenCall(hostManager, {}, { agreeing: cloudManager, fields });
const phaseId = await givenPhase(hostManager, callId, { isBlind: true });
const reviewer = await givenSeat(platform, { role: "reviewer", organisationId: host, name: "Rita Reviewer" });
const expert = await givenSeat(platform, { role: "expert", organisationId: cloud, name: "Emil Expert" });
const ids: Record<"ampere" | "brightcell" | "carbon", string> = { ampere: "", brightcell: "", carbon: "" };

beforeAll(async () => {
  const apply = async (firmName: string, answers: Record<string, string>) =>
    (await givenApplication(platform, callId, { firmName, answers })).id;
  ids.ampere = await apply("Ampere", {
    pitch: '=HYPERLINK("http://evil") solid state cells',
    founders: "Anna Ampere",
    price: "Hostprice 7",
    work: "electrification",
    seat: "cn",
  });
  ids.brightcell = await apply("Brightcell", {
    pitch: "We watch inverters.",
    founders: "Bo Bright",
    work: "energy",
    seat: "DE",
  });
  ids.carbon = await apply("Carbonless", { pitch: "Less carbon.", compute: "Cloudwords 9" });
  for (const id of [ids.ampere, ids.brightcell]) await beginReview(hostManager, id);
  for (const [ctx, score] of [
    [reviewer, 3],
    [expert, 2],
  ] as const) {
    const review = await giveReview(hostManager, ids.ampere, { phaseId, personId: ctx.actor.personId!, dueOn: null });
    const written = {
      version: 1,
      scores: { fit: score },
      recommendation: "accept" as const,
      comment: "",
      feedback: "",
      isHandedIn: true,
    };
    await writeReview(ctx, review.id, { ...written, comment: `Comment of ${ctx.actor.personName}` });
  }
  const begun = await giveReview(hostManager, ids.brightcell, { phaseId, personId: reviewer.actor.personId!, dueOn: null });
  await beginOwnReview(reviewer, begun.id);
  await nameResponsible(cloudManager, ids.ampere, { personId: cloudManager.actor.personId });
});

const found = async (ctx: Context, query: Record<string, unknown>): Promise<string[]> => {
  const { items, total } = await listApplications(ctx, parse(applicationQuery, { sort: "submitted", ...query }));
  expect(total).toBe(items.length);
  const names = Object.entries(ids);
  return items.map((item) => names.find(([, id]) => id === item.id)![0]).sort();
};

test("each filter leaves what it says, and between filters all must fit", async () => {
  const all = ["ampere", "brightcell", "carbon"];
  expect(await found(hostManager, {})).toEqual(all);
  expect(await found(hostManager, { state: "submitted" })).toEqual(["carbon"]);
  expect(await found(hostManager, { field: ["electrification", "energy"] })).toEqual(["ampere", "brightcell"]);
  expect(await found(hostManager, { country: "CN" })).toEqual(["ampere"]);
  expect(await found(hostManager, { reviews: "complete" })).toEqual(["ampere"]);
  expect(await found(hostManager, { reviews: ["open", "none"] })).toEqual(["brightcell", "carbon"]);
  expect(await found(hostManager, { score: "60..80" })).toEqual(["ampere"]);
  expect(await found(hostManager, { score: ["0..60", "80..100"] })).toEqual([]);
  expect(await found(hostManager, { score: "none" })).toEqual(["brightcell", "carbon"]);
  expect(await found(hostManager, { responsible: cloudManager.actor.personId! })).toEqual(["ampere"]);
  expect(await found(hostManager, { stage: "2" })).toEqual([]);
  expect(await found(hostManager, { state: "in_review", country: "DE" })).toEqual(["brightcell"]);
  expect(await found(reviewer, {})).toEqual(["ampere", "brightcell"]);
  expect(await found(reviewer, { mine: "true", reviews: "open" })).toEqual(["brightcell"]);
});

test("what filters count is what they leave, each counted as if it were open", async () => {
  const facets = await applicationFacets(hostManager, parse(applicationFacetQuery, { state: "in_review" }));
  expect(facets.counts.state).toEqual([
    { value: "in_review", count: 2 },
    { value: "submitted", count: 1 },
  ]);
  expect(facets.counts.score).toEqual([
    { value: "60..80", count: 1 },
    { value: "none", count: 1 },
  ]);
  expect(facets.counts.callId).toEqual([{ value: callId, count: 2 }]);
});

test("the search reads what its reader may read: answers of the own side, reviews they follow, and no name in a blind phase", async () => {
  expect(await found(hostManager, { q: "SOLID state" })).toEqual(["ampere"]);
  expect(await found(hostManager, { q: "Hostprice" })).toEqual(["ampere"]);
  expect(await found(cloudManager, { q: "Hostprice" })).toEqual([]);
  expect(await found(cloudManager, { q: "Cloudwords" })).toEqual(["carbon"]);
  expect(await found(hostManager, { q: "Cloudwords" })).toEqual([]);
  expect(await found(hostManager, { q: "comment of emil" })).toEqual(["ampere"]);
  expect(await found(reviewer, { q: "comment of rita" })).toEqual(["ampere"]);
  expect(await found(reviewer, { q: "comment of emil" })).toEqual([]);
  expect(await found(reviewer, { q: "inverters" })).toEqual(["brightcell"]);
  expect(await found(reviewer, { q: "Brightcell" })).toEqual([]);
  expect(await found(reviewer, { q: "Bo Bright" })).toEqual([]);
  expect(await found(hostManager, { q: "Bo Bright" })).toEqual(["brightcell"]);
  expect(await found(hostManager, { q: "100%" })).toEqual([]);
});

test("a blind phase hides who applies in rows, order, cursors, filters, counts and every file", async () => {
  const texts = [];
  for (const sort of applicationSorts) texts.push(await listApplications(reviewer, parse(applicationQuery, { sort, limit: 1 })));
  texts.push(await applicationFacets(reviewer, {}));
  expect(await found(reviewer, { country: "CN" })).toEqual([]);
  const cursors = texts.flatMap((page) =>
    "cursor" in page && page.cursor ? [Buffer.from(page.cursor, "base64url").toString()] : [],
  );
  expect(cursors.length).toBeGreaterThan(4);
  const csv = await fileOf(exportApplications(reviewer, parse(applicationExport, { format: "csv", answers: "true" })));
  expect(csv).toMatch(/We watch inverters/);
  expect(JSON.stringify([texts, cursors, csv])).not.toMatch(/ampere|brightcell|bo bright|"CN"/i);
});

test.each(applicationSorts)("sorted by %s, pages hold every application once", async (sort) => {
  const walked: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listApplications(hostManager, parse(applicationQuery, { sort, limit: 1, ...(cursor ? { cursor } : {}) }));
    walked.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor);
  const whole = await listApplications(hostManager, parse(applicationQuery, { sort }));
  expect(walked).toEqual(whole.items.map(({ id }) => id));
  expect(new Set(walked).size).toBe(3);
});

const fileOf = async (response: Promise<Response>): Promise<string> =>
  Buffer.from(await (await response).arrayBuffer()).toString("utf8");

test("an export holds the chosen columns and the answers of the reader's side, runs no formula, and is audited for each application", async () => {
  const query = { format: "csv", columns: "state,country", answers: "true", sort: "firm" };
  const csv = await fileOf(exportApplications(hostManager, parse(applicationExport, query)));
  const [header, ampere] = csv.split("\r\n");
  expect(header).toBe("\uFEFFFirm,State,late,Country,What do you do?,Founders,Investors,Price for the car maker,Field,Country");
  expect(ampere).toBe(
    'Ampere,In review,,China,"\'=HYPERLINK(""http://evil"") solid state cells",Anna Ampere,,Hostprice 7,Electrification,cn',
  );
  expect(csv).not.toMatch(/Cloudwords/);
  const chosen = await fileOf(
    exportApplications(cloudManager, parse(applicationExport, { format: "csv", id: ids.carbon, answers: "true" })),
  );
  expect(chosen).toMatch(/Cloudwords 9/);
  expect(chosen).not.toMatch(/Ampere/);
  const entries = await db
    .selectFrom("auditEntry")
    .select(["subjectId", "personId"])
    .where("action", "=", "application.exported")
    .execute();
  const byCloud = entries.filter(({ personId }) => personId === cloudManager.actor.personId);
  expect(byCloud.map(({ subjectId }) => subjectId)).toEqual([ids.carbon]);
});

test("a pack is a PDF of the chosen applications, and refuses to be too long by its own sentence", async () => {
  const pack = await packOf(hostManager, parse(applicationPack, { id: [ids.ampere, ids.carbon] }));
  expect(pack.headers.get("content-type")).toBe("application/pdf");
  const bytes = Buffer.from(await pack.arrayBuffer());
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(bytes.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(3);
});

test("a rehearsal says what a step would do and does nothing; the step then does exactly that", async () => {
  const step = { step: "beginReview" as const, ids: [ids.ampere, ids.carbon, callId] };
  const expected = [
    { id: ids.ampere, isDone: false, refusal: "From its present state this is not possible." },
    { id: ids.carbon, isDone: true, refusal: null },
    { id: callId, reference: null, isDone: false },
  ];
  expect((await actOnApplications(hostManager, { step, isRehearsal: true })).rows).toMatchObject(expected);
  expect(await found(hostManager, { state: "submitted" })).toEqual(["carbon"]);
  expect((await actOnApplications(hostManager, { step, isRehearsal: false })).rows).toMatchObject(expected);
  expect(await found(hostManager, { state: "submitted" })).toEqual([]);
  const refused = await actOnApplications(reviewer, { step, isRehearsal: false });
  expect(refused.rows.filter(({ isDone }) => isDone)).toEqual([]);
});

test("whoever answers for an application can read it, and no longer answers for it once they declare a tie", async () => {
  const colleague = await givenSeat(platform, { role: "base_manager", organisationId: host, name: "Mona Manager" });
  const named = (ctx: Context) => nameResponsible(hostManager, ids.carbon, { personId: ctx.actor.personId });
  const administrator = await givenSeat(platform, { role: "administrator", organisationId: host, name: "Ada Administrator" });
  for (const nobody of [reviewer, administrator])
    await expect(named(nobody)).rejects.toMatchObject({ messageKey: "applications.errors.responsibleUnknown" });
  const people = await responsiblePeople(hostManager);
  expect(people.map(({ name }) => name)).not.toContain("Ada Administrator");
  await named(colleague);
  expect(await found(hostManager, { responsible: colleague.actor.personId! })).toEqual(["carbon"]);
  await declareConflict(colleague, ids.carbon, { kind: "advised", note: "" });
  expect(await found(hostManager, { responsible: colleague.actor.personId! })).toEqual([]);
  await expect(named(colleague)).rejects.toMatchObject({ messageKey: "applications.errors.reviewerConflicted" });
});

test("a saved view is its owner's alone, one of them opens the list, and its address shows others their own rows", async () => {
  const view = { name: "Open", query: "state=in_review&columns=state&cursor=x", isDefault: true };
  const { id } = await saveView(hostManager, "applications", view);
  const second = await saveView(hostManager, "applications", { ...view, name: "All", query: "" });
  expect(await listSavedViews(hostManager, "applications")).toMatchObject([
    { name: "All", isDefault: true },
    { name: "Open", isDefault: false },
  ]);
  await changeView(hostManager, "applications", id, { name: "In review", isDefault: true });
  await removeView(hostManager, "applications", second.id);
  expect(await listSavedViews(hostManager, "applications")).toMatchObject([{ id, name: "In review", isDefault: true }]);
  expect(await listSavedViews(hostManager, "needs")).toEqual([]);
  expect(await listSavedViews(cloudManager, "applications")).toEqual([]);
  await expect(removeView(cloudManager, "applications", id)).rejects.toMatchObject({ code: "not_found" });
  await expect(changeView(cloudManager, "applications", id, { name: "Mine" })).rejects.toMatchObject({ code: "not_found" });
});
