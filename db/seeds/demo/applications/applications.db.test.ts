import { expect, test } from "vitest";
import { openMatchingIndex } from "#contexts/matching/index.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { seedBase } from "../base.ts";
import { demoSystem } from "../clock.ts";
import { demoPersonId, seedPeople } from "../people.ts";
import { seedApplications } from "./index.ts";

const platform = await openTestPlatform();
const count = (values: (string | null)[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(values, String)].map(([value, all]) => [value, all.length]).sort());

test("the demo base holds forty applications in review with reviews and conflicts, and ten that were decided", async () => {
  await seedBase(platform);
  await seedPeople(platform);
  await openMatchingIndex(platform);
  await seedApplications(platform);
  const { applications, reviews, conflicts, passes } = await demoSystem(platform).transact(async (tx) => ({
    applications: await tx
      .selectFrom("application")
      .innerJoin("call", "call.id", "application.callId")
      .select([
        "call.slug",
        "application.state",
        "application.outcome",
        "application.isLate",
        "application.firmName",
        "application.track",
      ])
      .select("application.excludedPersonIds")
      .execute(),
    reviews: await tx
      .selectFrom("applicationReview")
      .innerJoin("reviewPhase", "reviewPhase.id", "applicationReview.phaseId")
      .innerJoin("call", "call.id", "reviewPhase.callId")
      .select(["applicationReview.state", "applicationReview.applicationId"])
      .where("reviewPhase.kind", "=", "review")
      .where("call.slug", "=", "connected-car-2026")
      .execute(),
    conflicts: await tx.selectFrom("applicationConflict").select(["kind", "source", "clearedAt"]).execute(),
    passes: await tx.selectFrom("companyPass").select("id").execute(),
  }));
  const joint = applications.filter(({ slug }) => slug === "connected-car-2026");
  expect(count(joint.map(({ state }) => state))).toEqual({ decided: 2, in_review: 33, submitted: 4, withdrawn: 1 });
  expect(joint.filter(({ isLate }) => isLate)).toHaveLength(4);
  expect(count(joint.map(({ track }) => track))).toEqual({ cabin: 10, data: 10, driving: 10, plant: 10 });
  const spring = applications.filter(({ slug }) => slug === "cloud-spring-2026");
  expect(count(spring.map(({ outcome }) => outcome))).toEqual({ accepted: 3, declined: 5, waitlisted: 2 });
  const standing = reviews.filter(({ state }) => state !== "returned");
  expect(Math.max(...Object.values(count(standing.map(({ applicationId }) => applicationId))))).toBe(3);
  expect(standing.length).toBeGreaterThan(90);
  expect(count(conflicts.map(({ source }) => source))).toEqual({ declared: 1, detected: 8 });
  expect(conflicts.filter(({ clearedAt }) => clearedAt)).toHaveLength(1);
  const unseen = joint.filter(({ excludedPersonIds }) => excludedPersonIds.includes(demoPersonId("conflicted-reviewer")));
  expect(unseen.map(({ firmName }) => firmName).sort()).toEqual([
    "Nanyanyin 楠燕音",
    "Xingmu Play 星幕互娱",
    "Yunqiao Voice 云桥语声",
  ]);
  // Five of spring and one of each operator; the second firm has no record yet, and somebody must not hear of it.
  expect(passes).toHaveLength(7);
});
