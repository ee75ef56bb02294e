import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { changeNeedState, confirmNeed, openNeed, reviseNeed, shareNeed, stateNeed } from "./commands.ts";
import { findSimilarNeeds, getNeed, listOpenNeeds, listStateChanges, needForMatching, otherNeedTexts } from "./queries.ts";
import { listWaiting } from "./waiting.ts";

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

const complete = {
  title: "Battery diagnostics for returned packs",
  detail: "We must judge the state of health of returned packs within ten minutes, without opening them.",
  field: "electrification" as const,
  topics: ["battery-management" as const],
  budgetMinor: 120_000_000,
  decideBy: "2026-06-30",
  requirements: [{ kind: "text" as const, level: "must" as const, text: "Measures through the charging port" }],
};

test("a draft keeps what was typed and lives on to open, with every move recorded", async () => {
  const draft = await stateNeed(owner, { title: "Battery" });
  expect(draft.state).toBe("draft");
  expect(draft.missing).toEqual(["detail", "field", "budget", "decideBy"]);
  await reviseNeed(owner, draft.id, { ...complete, version: 1 });
  await confirmNeed(owner, draft.id);
  const open = await openNeed(scout, draft.id);
  expect(open.state).toBe("open");
  const changes = await listStateChanges(owner, draft.id);
  expect(changes.map(({ from, to, person }) => [from, to, person?.name])).toEqual([
    ["confirmed", "open", "Sven Scout"],
    ["draft", "confirmed", "Olga Owner"],
    [null, "draft", "Olga Owner"],
  ]);
  expect((await getNeed(scout, draft.id)).requirements.map(({ text }) => text)).toEqual(["Measures through the charging port"]);
  await expect(getNeed(neighbour, draft.id)).rejects.toMatchObject({ code: "not_found" });
  await shareNeed(owner, draft.id, { personIds: [neighbour.actor.personId!], unitIds: [] });
  expect((await getNeed(neighbour, draft.id)).title).toBe(complete.title);
  expect((await listOpenNeeds(scout)).map(({ id }) => id)).toEqual([draft.id]);
  expect((await otherNeedTexts(scout)).length).toBe(1);
  expect((await findSimilarNeeds(scout, { text: "diagnostics of battery packs" })).map(({ id }) => id)).toEqual([draft.id]);
  expect((await scout.transact((tx) => needForMatching(tx, scout, draft.id))).topics).toEqual(["battery-management"]);
  expect((await listWaiting(scout)).map(({ id }) => id)).toEqual([draft.id]);
  await expect(changeNeedState(owner, draft.id, { to: "solved" })).rejects.toMatchObject({ code: "conflict" });
});
