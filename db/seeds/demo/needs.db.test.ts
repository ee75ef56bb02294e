import { expect, test } from "vitest";
import { getNeed } from "#contexts/needs/index.ts";
import { contextFor, system } from "#platform/context.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { seedBase } from "./base.ts";
import { demoNeedId, seedNeeds } from "./needs.ts";
import { seedPeople } from "./people.ts";

const platform = await openTestPlatform();

test("the demo base holds twenty needs on their way to a shortlist, the battery need open and its owner German", async () => {
  await seedBase(platform);
  await seedPeople(platform);
  await seedNeeds(platform);
  const ctx = contextFor(platform, system);
  const rows = await ctx.transact((tx) => tx.selectFrom("need").select(["state", "lang"]).execute());
  const count = (values: string[]) =>
    Object.fromEntries([...Map.groupBy(values, (value) => value)].map(([value, all]) => [value, all.length]));
  expect(count(rows.map(({ state }) => state))).toEqual({
    draft: 3,
    confirmed: 3,
    open: 7,
    shortlisted: 5,
    closed: 2,
  });
  expect(count(rows.map(({ lang }) => lang))).toEqual({ de: 4, zh: 8, en: 6, ru: 2 });
  const battery = await getNeed(ctx, demoNeedId("battery-diagnostics"));
  expect([battery.state, battery.owner.name, battery.lang, battery.quality.score]).toEqual(["open", "Katharina Vogt", "de", 98]);
});
