import { expect, test } from "vitest";
import { givenSeat } from "#contexts/identity/testing.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { clearConflict, declareConflict } from "./commands/conflicts.ts";
import { nameResponsible } from "./commands/name-responsible.ts";
import { tellTie } from "./commands/own-expertise.ts";
import { setReviewer } from "./commands/phase-reviewers.ts";
import { planPhases } from "./commands/plan-phases.ts";
import { giveReview } from "./commands/reviews.ts";
import { form } from "./form/form.ts";
import { getApplication } from "./queries/get-application.ts";
import { listPhases } from "./queries/list-phases.ts";
import type { PhasePlan } from "./schema.ts";
import { givenApplication, givenCall, givenOperators, givenPhase } from "./testing.ts";

const platform = await openTestPlatform();
const { host, hostManager, cloudManager } = await givenOperators(platform);
const db = platform.database.kysely;

const manager = (name: string) => givenSeat(platform, { role: "base_manager", organisationId: host, name });
const rowOf = (id: string) =>
  db
    .selectFrom("application")
    .select(["excludedPersonIds", "responsiblePersonId"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
const invested = { kind: "invested" as const, domain: null };

test("two people who tell of a tie at the same moment are both shut out", async () => {
  const callId = await givenCall(hostManager);
  const people = [await manager("Olga One"), await manager("Tom Two"), await manager("Thea Three")];
  const firms = ["Samemoment One GmbH", "Samemoment Two GmbH", "Samemoment Three GmbH"];
  const applications = await Promise.all(firms.map((firmName) => givenApplication(platform, callId, { firmName })));
  await Promise.all(people.flatMap((person) => firms.map((firmName) => tellTie(person, { ...invested, firmName }))));
  for (const { id } of applications) {
    const shutOut = (await rowOf(id)).excludedPersonIds;
    expect(shutOut.toSorted()).toEqual(people.map(({ actor }) => actor.personId!).toSorted());
  }
});

test("a tie that was found and cleared stands for good once the person tells of it themselves", async () => {
  const person = await manager("Wanda Word");
  const { id } = await givenApplication(platform, await givenCall(hostManager), { firmName: "Ownword Ltd" });
  await tellTie(person, { ...invested, firmName: "Ownword" });
  const conflictId = async () => (await getApplication(hostManager, id)).conflicts[0]!.id;
  await clearConflict(hostManager, id, await conflictId(), { reason: "Sold long ago" });
  await declareConflict(person, id, { kind: "invested", note: "I still hold shares" });
  await expect(clearConflict(hostManager, id, await conflictId(), { reason: "Sold" })).rejects.toMatchObject({
    messageKey: "applications.errors.ownWordStands",
  });
  await expect(getApplication(person, id)).rejects.toMatchObject({ code: "not_found" });
});

test("a tie is named for somebody with a seat at an operator only", async () => {
  const { id } = await givenApplication(platform, await givenCall(hostManager));
  const naming = declareConflict(hostManager, id, { kind: "family", note: "", personId: newId() });
  await expect(naming).rejects.toMatchObject({
    code: "invalid",
    fields: { personId: "applications.errors.reviewerUnknown" },
  });
});

test("whoever is found to have a tie hands the application to somebody who answers for it at once", async () => {
  const callId = await givenCall(hostManager);
  const person = await manager("Rita Responsible");
  const { id } = await givenApplication(platform, callId, { firmName: "Handedover Ltd" });
  await nameResponsible(hostManager, id, { personId: person.actor.personId });
  await tellTie(person, { ...invested, firmName: "Handedover" });
  expect((await rowOf(id)).responsiblePersonId).toBe(hostManager.actor.personId);
});

test("what two have in common is told only as far as it was handed in for every operator", async () => {
  const fields = parse(form, [
    { key: "pitch", kind: "longText", stage: 1, label: { en: "What do you do?" } },
    { key: "investors", kind: "text", stage: 1, label: { en: "Investors" }, privateTo: "host" },
    { key: "advisors", kind: "text", stage: 1, label: { en: "Advisers" } },
  ]);
  const callId = await givenCall(hostManager, {}, { agreeing: cloudManager, fields });
  for (const name of ["Irene Investor", "Adele Adviser"]) await manager(name);
  const { id } = await givenApplication(platform, callId, {
    answers: { investors: "Irene Investor", advisors: "Adele Adviser" },
  });
  for (const ctx of [hostManager, cloudManager]) {
    const told = (await getApplication(ctx, id)).conflicts.map(({ kind, evidence }) => [kind, evidence]);
    expect(told.toSorted()).toEqual([
      ["advised", "Adele Adviser"],
      ["invested", ""],
    ]);
  }
});

test("a manager with a tie changes the phases of a call as if nobody reviewed what they must not know of", async () => {
  const callId = await givenCall(hostManager);
  const tied = await manager("Tilda Tied");
  const free = await givenSeat(platform, { role: "expert", organisationId: host, name: "Fred Free" });
  await tellTie(tied, { ...invested, firmName: "Phasemark" });
  const { id } = await givenApplication(platform, callId, { firmName: "Phasemark Ltd" });
  const opensAt = new Date("2099-01-01T00:00:00Z");
  const [later, asked] = [await givenPhase(hostManager, callId, { opensAt }), await givenPhase(hostManager, callId, { opensAt })];
  await giveReview(hostManager, id, { phaseId: later, personId: free.actor.personId!, dueOn: null });
  await setReviewer(hostManager, asked, free.actor.personId!, { most: 3, least: 0, tracks: [] });
  const planned = async () => (await listPhases(tied, callId)).filter((phase) => phase.id !== later);
  const replan = async (phases: unknown[]) => planPhases(tied, callId, { phases } as PhasePlan);
  await expect(replan([])).rejects.toMatchObject({ messageKey: "applications.errors.phaseHasReviewers" });
  expect((await replan(await planned())).map((phase) => phase.id)).toEqual([asked]);
});

test("a phase that was open once has begun, whatever dates it gets", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId);
  const [phase] = await listPhases(hostManager, callId);
  const opensAt = new Date("2099-01-01T00:00:00Z");
  await planPhases(hostManager, callId, { phases: [{ ...phase!, opensAt }] } as PhasePlan);
  expect((await listPhases(hostManager, callId)).map((each) => [each.id, each.opensAt])).toEqual([[phaseId, opensAt]]);
  await expect(planPhases(hostManager, callId, { phases: [] })).rejects.toMatchObject({
    messageKey: "applications.errors.phaseInUse",
  });
});
