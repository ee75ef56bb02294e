import { expect, test } from "vitest";
import { decideBaseChange, proposeBaseChange } from "#contexts/identity/commands/base-changes.ts";
import { foundBase } from "#contexts/identity/index.ts";
import { givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { type Context, contextFor, system, visitor } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { declareConflict } from "./commands/conflicts.ts";
import { proposeDecision } from "./commands/decide-application.ts";
import { renewDueDays } from "./commands/renew-due-days.ts";
import { giveReview } from "./commands/reviews.ts";
import { reopenApplication, withdrawApplication } from "./commands/run-application.ts";
import { sendDigests } from "./commands/send-digests.ts";
import { getCall } from "./queries/get-call.ts";
import { getPublicAnswerTimes, getResponseTimes } from "./queries/response-times.ts";
import { listWaiting } from "./queries/waiting.ts";
import { decision, givenApplication, givenCall, givenOperators, givenPhase, mailsTo } from "./testing.ts";

const platform = await openTestPlatform();
const { host, cloud, hostManager, cloudManager } = await givenOperators(platform);
const secondHost = await givenSeat(platform, { role: "base_manager", organisationId: host, name: "Hugo Host" });
const db = platform.database.kysely;

test("the one answerable is the manager who opened the call, else one of the operator that is not shut out", async () => {
  const callId = await givenCall(hostManager);
  const { id } = await givenApplication(platform, callId);
  const responsible = async () =>
    db.selectFrom("application").select(["responsiblePersonId", "responsibleOrgId"]).where("id", "=", id).executeTakeFirst();
  expect(await responsible()).toEqual({ responsiblePersonId: hostManager.actor.personId, responsibleOrgId: host });
  await declareConflict(hostManager, id, { kind: "other", note: "" });
  expect(await responsible()).toEqual({ responsiblePersonId: secondHost.actor.personId, responsibleOrgId: host });
});

test("mails name a day as their language does", async () => {
  const { id, applicant } = await givenApplication(platform, await givenCall(hostManager));
  await db.updateTable("applicationAuthor").set({ locale: "de" }).where("applicationId", "=", id).execute();
  await reopenApplication(hostManager, id, { reason: "The plan is missing.", until: "2026-04-01" });
  expect((await mailsTo(applicant)).at(-1)!.textBody).toContain("1. April 2026");
});

test("what is overdue is mailed once a working day in one mail, and names nothing its reader is shut out of", async () => {
  const unit = await givenUnit(platform, host, "Batteries");
  const manager = await givenSeat(platform, { role: "base_manager", organisationId: host, unitId: unit, name: "Dora Digest" });
  const promisedDays = json({ screening: 3, review: 3, waitlist: 3 });
  const callId = await givenCall(manager, { promisedDays } as never, { agreeing: cloudManager });
  const open = await givenApplication(platform, callId, { firmName: "Overdue Drives" });
  const tied = await givenApplication(platform, callId, { firmName: "Shutout Drives" });
  await declareConflict(manager, tied.id, { kind: "other", note: "" });
  const digests = async () => (await mailsTo(manager)).filter(({ subject }) => subject.includes("overdue"));
  // Monday the second of March, three working days: until Thursday.
  platform.setNow("2026-03-05T09:00:00Z");
  await sendDigests(platform);
  expect(await digests()).toEqual([]);
  platform.setNow("2026-03-06T09:00:00Z");
  await sendDigests(platform);
  await sendDigests(platform);
  const [mail, ...more] = await digests();
  expect(more).toEqual([]);
  expect([mail!.orgId, mail!.subject]).toEqual([null, "One application is overdue"]);
  expect(mail!.textBody).toContain("Overdue Drives (Battery call): look at it – due March 5, 2026");
  expect(mail!.textBody).not.toContain("Shutout");
  expect((await listWaiting(manager)).map(({ title, kind, isOverdue }) => [title, kind, isOverdue])).toEqual([
    ["Overdue Drives", "screen", true],
  ]);
  platform.setNow("2026-03-07T09:00:00Z");
  expect(await sendDigests(platform)).toBe(0);
  platform.setNow("2026-03-09T09:00:00Z");
  await proposeDecision(manager, open.id, decision("accepted"));
  // Our word is said: the other operator has the next one.
  expect(await listWaiting(manager)).toEqual([]);
  const agree = (await listWaiting(cloudManager)).filter(({ title }) => title === "Overdue Drives");
  expect(agree.map(({ kind, isOverdue }) => [kind, isOverdue])).toEqual([["agree", true]]);
  await sendDigests(platform);
  expect(await digests()).toHaveLength(1);
  platform.setNow("2026-03-02T09:00:00Z");
});

test("a review waits once its phase is open, is due when the phase closes unless it has a day of its own, and leads to its form", async () => {
  const callId = await givenCall(hostManager);
  const { id } = await givenApplication(platform, callId, { firmName: "Reviewed Drives" });
  const reviewer = await givenSeat(platform, { role: "expert", organisationId: host, name: "Rita Reviewer" });
  const personId = reviewer.actor.personId!;
  const given = async (values: Record<string, unknown>) => {
    const phaseId = await givenPhase(hostManager, callId, values);
    return (await giveReview(hostManager, id, { phaseId, personId, dueOn: null })).id;
  };
  const due = await given({ closesAt: new Date("2026-02-27T10:00:00Z") });
  await given({ position: 1, opensAt: new Date("2026-03-10T10:00:00Z") });
  expect((await listWaiting(reviewer)).map(({ href, dueOn, isOverdue }) => [href, dueOn, isOverdue])).toEqual([
    [`/reviews/${due}`, "2026-02-27", true],
  ]);
});

test("answer times count by call and by unit, what still waits as censored, in public from five answers on and without what somebody is shut out of", async () => {
  const unit = await givenUnit(platform, host, "Drives");
  const manager = await givenSeat(platform, { role: "base_manager", organisationId: host, unitId: unit, name: "Ute Unit" });
  const callId = await givenCall(manager);
  const start = platform.now().getTime();
  const after = (days: number) => platform.setNow(new Date(start + days * 86_400_000).toISOString());
  const given = [];
  for (let at = 0; at < 7; at++) given.push(await givenApplication(platform, callId, { firmName: `Times ${at}` }));
  for (const [at, { id }] of given.slice(0, 5).entries()) {
    after(at + 1.5);
    await proposeDecision(manager, id, decision("accepted"));
    const told = await getPublicAnswerTimes(contextFor(platform, visitor), callId);
    expect(told).toEqual(at < 4 ? { medianDays: null, ninetiethDays: null } : { medianDays: 5, ninetiethDays: null });
  }
  const times = await getResponseTimes(manager, callId);
  expect(times.decision).toEqual({ count: 7, open: 2, median: 4.5, ninetieth: null });
  expect(times.units.map(({ name, times: each }) => [name, each.count])).toEqual([["Drives", 7]]);
  await withdrawApplication(given[5]!.applicant, given[5]!.id, { reason: "" });
  expect((await getResponseTimes(manager, callId)).decision).toMatchObject({ count: 7, open: 2 });
  await declareConflict(secondHost, given[0]!.id, { kind: "other", note: "" });
  expect((await getResponseTimes(secondHost, callId)).decision).toMatchObject({ count: 6, open: 2 });
  expect(await getPublicAnswerTimes(contextFor(platform, visitor), callId)).toEqual({ medianDays: null, ninetiethDays: null });
  const expert = await givenSeat(platform, { role: "expert", organisationId: host });
  await expect(getResponseTimes(expert, callId)).rejects.toMatchObject({ code: "forbidden" });
  const steering = await givenSeat(platform, { role: "steering_member", organisationId: host });
  const links = await Promise.all([expert, steering].map(async (reader) => (await getCall(reader, callId)).can.numbers));
  expect(links).toEqual([false, true]);
  after(0);
});

test("holidays both operators agreed to, and a weekend worked in exchange, move the day an answer is due", async () => {
  const root = contextFor(platform, system);
  await root.transact((tx) => foundBase(tx, root, { slug: "days", name: "Base", mode: "real", timeZone: "UTC" }));
  const administrators = [host, cloud].map((organisationId) => givenSeat(platform, { role: "administrator", organisationId }));
  const [ours, theirs] = (await Promise.all(administrators)) as [Context, Context];
  const promisedDays = json({ screening: 5, review: 5, waitlist: 5 });
  const callId = await givenCall(hostManager, { promisedDays } as never);
  const { id } = await givenApplication(platform, callId, { firmName: "Golden Week" });
  const dueOn = async () => (await listWaiting(hostManager, 100)).find((item) => item.id === id)?.dueOn;
  expect(await dueOn()).toBe("2026-03-09");
  const change = await proposeBaseChange(ours, {
    daysOff: ["2026-03-05", "2026-03-04", "2026-03-05"],
    daysWorked: ["2026-03-07"],
  });
  expect(await dueOn()).toBe("2026-03-09");
  await decideBaseChange(theirs, change.id, "approved");
  expect(await dueOn()).toBe("2026-03-10");
  const stored = () =>
    db.selectFrom("applicationTurn").select("untilOn").where("applicationId", "=", id).where("endedAt", "is", null).execute();
  await renewDueDays(platform);
  expect(await stored()).toEqual([{ untilOn: "2026-03-10" }]);
  await db
    .updateTable("call")
    .set({ promisedDays: json({ screening: 6, review: 5, waitlist: 5 }) })
    .where("id", "=", callId)
    .execute();
  await renewDueDays(platform, callId);
  expect(await stored()).toEqual([{ untilOn: await dueOn() }]);
  expect(await dueOn()).toBe("2026-03-11");
});

test("where every manager of an operator is shut out its administrators are told that another one is needed, and not of what", async () => {
  const [told, tied] = [
    await givenSeat(platform, { role: "administrator", organisationId: cloud, name: "Anna Told" }),
    await givenSeat(platform, { role: "administrator", organisationId: cloud, name: "Theo Tied" }),
  ];
  const callId = await givenCall(hostManager, {}, { agreeing: cloudManager });
  const { id } = await givenApplication(platform, callId, { firmName: "Nameless Drives" });
  await db
    .updateTable("application")
    .set({ excludedPersonIds: [cloudManager.actor.personId!, tied.actor.personId!] })
    .where("id", "=", id)
    .execute();
  platform.setNow("2026-03-03T09:00:00Z");
  await sendDigests(platform);
  await sendDigests(platform);
  const [mail, ...more] = await mailsTo(told);
  expect([more, mail!.orgId, mail!.subject]).toEqual([[], null, "Another manager is needed"]);
  expect(mail!.textBody).not.toMatch(/Nameless|Battery/);
  expect(await mailsTo(tied)).toEqual([]);
  platform.setNow("2026-03-02T09:00:00Z");
});
