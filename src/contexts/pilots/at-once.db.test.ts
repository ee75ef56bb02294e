import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { getNeed } from "#contexts/needs/index.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { recordAdoption, reverseAdoption } from "./commands/close-pilot.ts";
import { decideGate } from "./commands/decide-gate.ts";
import { pilotRowIn } from "./queries/pilot-row.ts";
import { givenPilot } from "./testing.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const host = await givenOrganisation(platform, "host");
const unit = await givenUnit(platform, host, "Paint shop");
const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit, name: "Olga Owner" });
const scout = await givenSeat(platform, { role: "scout", organisationId: host, name: "Sven Scout" });

const rowOf = (pilotId: string) => owner.transact((tx) => pilotRowIn(tx, owner, pilotId));
const stop = async (pilotId: string) =>
  decideGate(owner, pilotId, {
    verdict: "stop",
    reason: "technology",
    told: "",
    note: "",
    version: (await rowOf(pilotId)).version,
  });

test("where the last two pilots of a need end at once the need moves on", async () => {
  const [first, second] = [await givenPilot(owner, scout), await givenPilot(owner, scout)];
  const { needId } = await rowOf(first);
  await db.updateTable("pilot").set({ needId }).where("id", "=", second).execute();
  await Promise.all([stop(first), stop(second)]);
  expect((await getNeed(owner, needId)).state).toBe("shortlisted");
});

const adoption = {
  kind: "followUpOrder" as const,
  title: "Two more lines",
  plannedMinor: 90_000_000,
  realisedMinor: 0,
  currency: "CNY" as const,
  happenedOn: "2026-02-27",
  note: "",
};

test("an adopted pilot keeps a row that stands, and one that is stopped meanwhile gets none", async () => {
  const id = await givenPilot(owner, scout);
  await db.updateTable("pilot").set({ state: "adopted" }).where("id", "=", id).execute();
  const wrong = await recordAdoption(owner, id, adoption);
  await expect(reverseAdoption(owner, wrong.id, { note: "A zero too many" })).rejects.toMatchObject({
    messageKey: "pilots.errors.lastAdoption",
  });
  await recordAdoption(owner, id, { ...adoption, plannedMinor: 9_000_000 });
  await reverseAdoption(owner, wrong.id, { note: "A zero too many" });

  const other = await givenPilot(owner, scout);
  await db.updateTable("pilot").set({ state: "evaluated" }).where("id", "=", other).execute();
  const [, adopted] = await Promise.allSettled([stop(other), recordAdoption(owner, other, adoption)]);
  const rows = await db.selectFrom("adoption").select("id").where("pilotId", "=", other).execute();
  expect(rows.length).toBe(adopted.status === "fulfilled" ? 1 : 0);
});
