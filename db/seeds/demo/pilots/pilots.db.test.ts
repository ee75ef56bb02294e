import { expect, test } from "vitest";
import { openMatchingIndex } from "#contexts/matching/index.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { seedBase } from "../base.ts";
import { demoSystem, demoToday } from "../clock.ts";
import { seedDemoCompanies } from "../companies.ts";
import { seedNeeds } from "../needs.ts";
import { seedPeople } from "../people.ts";
import { seedPilots } from "./index.ts";

const platform = await openTestPlatform();

test("the demo base holds a pilot in every state, one of them met with its consequence due", async () => {
  await seedBase(platform);
  await seedPeople(platform);
  await seedDemoCompanies({ ...platform, now: () => new Date(demoToday) });
  await seedNeeds(platform);
  await openMatchingIndex(platform);
  await seedPilots(platform);
  const pilots = await demoSystem(platform).transact((tx) =>
    tx.selectFrom("pilot").select(["number", "state", "result", "consequenceDueOn"]).orderBy("number").execute(),
  );
  const line = (number: string, state: string, result: string | null = null, consequenceDueOn: string | null = null) => ({
    number: `P-2026-00${number}`,
    state,
    result,
    consequenceDueOn,
  });
  expect(pilots).toEqual([
    line("1", "adopted", "met", "2026-08-29"),
    line("2", "stopped", "partly"),
    line("3", "running"),
    line("4", "evaluated", "met", "2026-12-06"),
    line("5", "running"),
    line("6", "ordered"),
    line("7", "contracting"),
    line("8", "scoped"),
    line("9", "proposed"),
  ]);
});
