import { expect, test } from "vitest";
import { publicUrl } from "#contexts/identity/index.ts";
import { givenApplicant, givenSeat } from "#contexts/identity/testing.ts";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { outcomes } from "./application.ts";
import { declareConflict } from "./commands/conflicts.ts";
import { proposeDecision } from "./commands/decide-application.ts";
import { decideMany } from "./commands/decide-many.ts";
import { resetLetter, writeLetter } from "./commands/letters.ts";
import { askForSecondStage, reopenApplication, withdrawApplication } from "./commands/run-application.ts";
import { startApplication } from "./commands/start-application.ts";
import { submitApplication } from "./commands/submit-application.ts";
import { orderWaitingList } from "./commands/waiting-list.ts";
import { decisionsAsked } from "./decision-schema.ts";
import { getDecisionTable } from "./queries/decision-table.ts";
import { listLetters } from "./queries/letters.ts";
import { getOwnApplication } from "./queries/own-application.ts";
import { previewDecisions } from "./queries/preview-decisions.ts";
import type { DecisionInput } from "./schema.ts";
import { decision, givenApplication, givenCall, givenOperators, mailsTo } from "./testing.ts";

const platform = await openTestPlatform();
const { host, cloud, hostManager, cloudManager } = await givenOperators(platform);
const secondHost = await givenSeat(platform, { role: "base_manager", organisationId: host, name: "Hugo Host" });
const db = platform.database.kysely;

const joint = () => givenCall(hostManager, {}, { agreeing: cloudManager });
const asked = (applicationIds: string[], more: object = {}) => parse(decisionsAsked, { applicationIds, ...more });
const stateOf = (id: string) => db.selectFrom("application").select(["state", "outcome"]).where("id", "=", id).executeTakeFirst();

test("every outcome in every state: one operator decides alone, a joint call takes both, and a told decision a reason", async () => {
  const rows: unknown[] = [];
  for (const isJoint of [false, true]) {
    const callId = isJoint ? await joint() : await givenCall(hostManager);
    for (const outcome of outcomes) {
      const { id, applicant } = await givenApplication(platform, callId, { firmName: `Matrix ${outcome} ${isJoint}` });
      const verdicts: string[] = [];
      const say = async (ctx: Context, more: Partial<DecisionInput> = {}) =>
        verdicts.push(
          await proposeDecision(ctx, id, decision(outcome, more)).then(
            ({ kind }) => kind,
            (error) => error.fields?.correction ?? error.messageKey,
          ),
        );
      await say(hostManager);
      if (isJoint) await say(cloudManager);
      await say(secondHost);
      await say(secondHost, { correction: "We looked at the wrong file." });
      if (isJoint) await say(cloudManager, { correction: "So did we." });
      const told = await mailsTo(applicant);
      rows.push([isJoint, outcome, verdicts.join(" "), (await stateOf(id))?.outcome, told.length]);
    }
  }
  const [told, replaced] = ["stands", "decisions.errors.correctionMissing"];
  expect(rows).toEqual([
    [false, "accepted", `${told} ${replaced} ${told}`, "accepted", 2],
    [false, "waitlisted", `${told} ${told} ${told}`, "waitlisted", 3],
    [false, "declined", `${told} ${replaced} ${told}`, "declined", 2],
    [true, "accepted", `waiting ${told} ${replaced} waiting ${told}`, "accepted", 2],
    [true, "waitlisted", `waiting ${told} waiting waiting ${told}`, "waitlisted", 2],
    [true, "declined", `waiting ${told} ${replaced} waiting ${told}`, "declined", 2],
  ]);
});

test("what is with its writers, withdrawn or not for this seat cannot be decided, and what was proposed before counts no more", async () => {
  const callId = await joint();
  const { id, applicant } = await givenApplication(platform, callId);
  const steering = await givenSeat(platform, { role: "steering_member", organisationId: host });
  await expect(proposeDecision(steering, id, decision("accepted"))).rejects.toMatchObject({ code: "forbidden" });
  await expect(proposeDecision(applicant, id, decision("accepted"))).rejects.toMatchObject({ code: "not_found" });
  await expect(proposeDecision(hostManager, id, decision("declined", { reasonCodes: [] }))).rejects.toMatchObject({
    fields: { reasonCodes: "errors.required" },
  });
  await expect(proposeDecision(hostManager, id, decision("accepted", { reasonCodes: ["too_early"] }))).rejects.toMatchObject({
    fields: { reasonCodes: "decisions.errors.reasonOfOther" },
  });
  await proposeDecision(hostManager, id, decision("accepted"));
  await askForSecondStage(hostManager, id, { reason: "Your plan, please", until: null });
  await expect(proposeDecision(cloudManager, id, decision("accepted"))).rejects.toMatchObject({
    messageKey: "decisions.errors.writersAsked",
  });
  await reopenApplication(hostManager, id, { reason: "Again", until: null });
  await db.updateTable("application").set({ isAskedBack: false, stage: 1 }).where("id", "=", id).execute();
  await submitApplication(applicant, id);
  expect(await proposeDecision(cloudManager, id, decision("accepted"))).toEqual({ kind: "waiting", for: [host] });
  await withdrawApplication(applicant, id, { reason: "Bought" });
  await expect(proposeDecision(hostManager, id, decision("accepted"))).rejects.toMatchObject({
    messageKey: "applications.errors.noSuchMove",
  });
});

test("an application whose writer has begun another draft for the call cannot be reopened, and the manager reads why", async () => {
  const callId = await givenCall(hostManager);
  const { id, applicant } = await givenApplication(platform, callId);
  await startApplication(applicant, callId, { firmName: "Another Firm" });
  await expect(reopenApplication(hostManager, id, { reason: "Once more", until: null })).rejects.toMatchObject({
    code: "conflict",
    messageKey: "applications.errors.otherDraft",
  });
});

test("two managers who decide at once make one decision and one mail; two operators at once decide together", async () => {
  const callId = await givenCall(hostManager);
  const { id, applicant } = await givenApplication(platform, callId);
  const both = await Promise.allSettled([
    proposeDecision(hostManager, id, decision("accepted")),
    proposeDecision(secondHost, id, decision("declined")),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await mailsTo(applicant)).toHaveLength(1);
  const shared = await givenApplication(platform, await joint());
  const said = await Promise.all([
    proposeDecision(hostManager, shared.id, decision("accepted")),
    proposeDecision(cloudManager, shared.id, decision("accepted")),
  ]);
  expect(said.map(({ kind }) => kind).sort()).toEqual(["stands", "waiting"]);
  expect([(await stateOf(shared.id))?.outcome, (await mailsTo(shared.applicant)).length]).toEqual(["accepted", 1]);
});

test("a preview shows every mail exactly as it is sent, each in its applicant's language, and sent twice it is sent once", async () => {
  const callId = await givenCall(hostManager, { title: { en: "Battery call", de: "Batterie-Aufruf" } as never });
  const german = await givenApplicant(platform, { name: "Greta Gründer", email: "greta@startup.test" });
  await db.updateTable("person").set({ locale: "de" }).where("id", "=", german.actor.personId!).execute();
  const one = await givenApplication(platform, callId, { firmName: "Alpha {firm} Ltd" });
  const two = await givenApplication(platform, callId, { firmName: "Beta GmbH", applicant: german });
  const gone = await givenApplication(platform, callId, { firmName: "Gamma SA" });
  await withdrawApplication(gone.applicant, gone.id, { reason: "" });
  const other = await givenCall(hostManager, { title: { en: "Other call" } as never });
  const { slug } = await db.selectFrom("call").select("slug").where("id", "=", other).executeTakeFirstOrThrow();
  const ids = [one.id, two.id, gone.id];
  const wanted = {
    outcome: "declined",
    reasonCodes: ["too_early", "team"],
    nextSteps: [
      { kind: "call", ref: slug, on: null },
      { kind: "reapply", ref: null, on: "2026-09-01" },
    ],
    recheck: { kind: "date", on: "2026-09-01" },
  };
  const previews = await previewDecisions(hostManager, callId, asked(ids, wanted));
  expect(previews.map(({ firmName, effect, fault }) => [firmName, effect, fault])).toEqual([
    ["Alpha {firm} Ltd", "decides", null],
    ["Beta GmbH", "decides", null],
    ["Gamma SA", "decides", "applications.errors.noSuchMove"],
  ]);
  const [first, second] = previews;
  expect(first!.decision!.letter).toContain(`Other call\n  ${publicUrl(platform)}/calls/${slug}`);
  expect(first!.decision!.letter).toMatch(/too early.*\n.*team/i);
  expect(first!.decision!.letter).toContain("September 1, 2026");
  expect(second!.decision!.letter).toMatch(/^Ihre Arbeit an der Bewerbung von Beta GmbH wissen wir zu schätzen: Batterie-Aufruf/);
  const edited = { ...first!.decision!, letter: `${first!.decision!.letter}\n\nP.S. {name} Call us.` };
  const batch = {
    batchId: newId(),
    decisions: [
      { applicationId: one.id, seal: first!.seal, decision: edited },
      { applicationId: two.id, seal: second!.seal, decision: second!.decision! },
      { applicationId: gone.id, seal: "0".repeat(64), decision: second!.decision! },
      { applicationId: newId(), seal: "0".repeat(64), decision: second!.decision! },
    ],
  };
  const results = [await decideMany(hostManager, callId, batch), await decideMany(hostManager, callId, batch)];
  for (const result of results)
    expect(result.map((row) => [row.result, row.error])).toEqual([
      ["decided", null],
      ["decided", null],
      ["failed", "From its present state this is not possible."],
      ["failed", expect.stringContaining("not")],
    ]);
  for (const [preview, letter, { applicant }] of [
    [first!, edited.letter, one],
    [second!, second!.decision!.letter, two],
  ] as const) {
    const sent = await mailsTo(applicant);
    expect(sent.map(({ subject, textBody }) => [subject, textBody])).toEqual(
      preview.mails.map((mail) => [mail.subject, `${mail.before}${letter}${mail.after}`]),
    );
    expect(sent.map(({ orgId }) => orgId)).toEqual([null]);
  }
  expect(second!.mails[0]!.before).toBe("Guten Tag Greta Gründer,\n\n");
  const view = await getOwnApplication(two.applicant, two.id);
  expect(view.decision).toMatchObject({
    reasonCodes: ["too_early", "team"],
    nextSteps: [
      { kind: "call", title: "Other call", href: `/calls/${slug}` },
      { kind: "reapply", title: null, href: null, on: "2026-09-01" },
    ],
  });
});

test("what changes between preview and sending is refused for that row alone, and nothing of it is sent", async () => {
  const callId = await joint();
  const { id, applicant } = await givenApplication(platform, callId);
  const [before] = await previewDecisions(hostManager, callId, asked([id], { outcome: "accepted" }));
  expect([before!.effect, before!.waitsFor.map((each) => each.id)]).toEqual(["waits", [cloud]]);
  await proposeDecision(cloudManager, id, decision("declined"));
  const send = (seal: string, of = before!.decision!) =>
    decideMany(hostManager, callId, { batchId: newId(), decisions: [{ applicationId: id, seal, decision: of }] });
  expect((await send(before!.seal)).map(({ result, error }) => [result, error])).toEqual([
    ["failed", expect.stringContaining("since the preview")],
  ]);
  expect(await mailsTo(applicant)).toEqual([]);
  const [disputed] = await previewDecisions(hostManager, callId, asked([id], { outcome: "accepted" }));
  expect(disputed!.effect).toBe("disputes");
  const [agreed] = await previewDecisions(hostManager, callId, asked([id], { agrees: true, note: "Ours" }));
  expect([agreed!.effect, agreed!.decision!.outcome, agreed!.decision!.letter, agreed!.decision!.note]).toEqual([
    "decides",
    "declined",
    "Thank you for your work.",
    "Ours",
  ]);
  const table = await getDecisionTable(hostManager, callId, { stage: "waitsForUs" });
  expect(table.rows.map((row) => [row.id, row.proposals.map(({ outcome, isOurs }) => [outcome, isOurs])])).toEqual([
    [id, [["declined", false]]],
  ]);
  expect((await getDecisionTable(cloudManager, callId, { stage: "waitsForThem" })).rows.map((row) => row.id)).toEqual([id]);
  expect((await send(agreed!.seal, agreed!.decision!)).map(({ result }) => result)).toEqual(["decided"]);
  expect(await mailsTo(applicant)).toHaveLength(1);
  await expect(previewDecisions(hostManager, callId, asked([id]))).rejects.toMatchObject({ code: "invalid" });
  const [nothing] = await previewDecisions(hostManager, callId, asked([id], { agrees: true, correction: "x" }));
  expect(nothing!.fault).not.toBeNull();
});

test("managers write the letters of a call, are told of a placeholder that means nothing, and go back to the product's words", async () => {
  const callId = await givenCall(hostManager);
  const name = { outcome: "accepted", lang: "en" } as const;
  const all = await listLetters(hostManager, callId);
  expect([all.letters.length, all.letters.every(({ isDefault, text }) => isDefault && text.includes("{firm}"))]).toEqual([
    12,
    true,
  ]);
  await expect(writeLetter(hostManager, callId, name, { text: "Dear {frim}", version: 0 })).rejects.toMatchObject({
    fields: { text: "decisions.errors.unknownPlaceholder" },
  });
  await expect(writeLetter(cloudManager, callId, name, { text: "x", version: 0 })).rejects.toMatchObject({ code: "forbidden" });
  await writeLetter(hostManager, callId, name, { text: "Hooray, {firm}!", version: 0 });
  await expect(writeLetter(secondHost, callId, name, { text: "Late", version: 0 })).rejects.toMatchObject({ code: "conflict" });
  const { id } = await givenApplication(platform, callId, { firmName: "Delta" });
  const letter = async () =>
    (await previewDecisions(hostManager, callId, asked([id], { outcome: "accepted" })))[0]!.decision!.letter;
  expect(await letter()).toBe("Hooray, Delta!");
  await resetLetter(hostManager, callId, name);
  expect(await letter()).toMatch(/^We are glad/);
});

test("from the waiting list firms move up in an order that tells nobody of somebody else", async () => {
  const callId = await givenCall(hostManager);
  const waiting = [];
  for (const firmName of ["W1", "W2 Hidden", "W3", "W4"]) {
    const given = await givenApplication(platform, callId, { firmName });
    await proposeDecision(hostManager, given.id, decision("waitlisted"));
    waiting.push(given);
  }
  const [first, hidden, third, fourth] = waiting as [
    (typeof waiting)[0],
    (typeof waiting)[0],
    (typeof waiting)[0],
    (typeof waiting)[0],
  ];
  await declareConflict(secondHost, hidden!.id, { kind: "other", note: "" });
  const seen = async (ctx: Context) =>
    (await getDecisionTable(ctx, callId, { stage: "waitlisted" })).rows.map(({ firmName, place }) => [firmName, place]);
  expect(await seen(secondHost)).toEqual([
    ["W1", 1],
    ["W3", 2],
    ["W4", 3],
  ]);
  await orderWaitingList(secondHost, callId, [fourth!.id, first!.id, third!.id]);
  expect(await seen(hostManager)).toEqual([
    ["W4", 1],
    ["W2 Hidden", 2],
    ["W1", 3],
    ["W3", 4],
  ]);
  await expect(orderWaitingList(hostManager, callId, [fourth!.id])).rejects.toMatchObject({ code: "conflict" });
  expect((await getOwnApplication(third!.applicant, third!.id)).decision?.place).toBe(4);
  await proposeDecision(hostManager, fourth!.id, decision("accepted"));
  expect((await getOwnApplication(third!.applicant, third!.id)).decision?.place).toBe(3);
  expect((await getOwnApplication(fourth!.applicant, fourth!.id)).decision).toMatchObject({ outcome: "accepted", place: null });
});
