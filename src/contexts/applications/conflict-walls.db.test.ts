import { expect, test } from "vitest";
import { givenApplicant, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { listAuditEntries, listJobs, listMails } from "#contexts/operations/queries.ts";
import type { Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { applicationStates } from "./application.ts";
import { declareConflict } from "./commands/conflicts.ts";
import { proposeDecision } from "./commands/decide-application.ts";
import { giveReview, writeReview } from "./commands/reviews.ts";
import { beginReview, reopenApplication, withdrawApplication } from "./commands/run-application.ts";
import { submitApplication } from "./commands/submit-application.ts";
import { applicationQuery, applicationSorts } from "./list-schema.ts";
import { getApplication } from "./queries/get-application.ts";
import { getCall } from "./queries/get-call.ts";
import { listApplications } from "./queries/list-applications.ts";
import type { DecisionInput } from "./schema.ts";
import { givenApplication, givenCall, givenOperators, givenPhase } from "./testing.ts";

const platform = await openTestPlatform();
const { host, cloud, hostManager, cloudManager } = await givenOperators(platform);
const db = platform.database.kysely;
const unit = await givenUnit(platform, host, "Battery");
const callId = await givenCall(hostManager, {}, { agreeing: cloudManager });
const phaseId = await givenPhase(hostManager, callId, { otherReviews: "always", otherScores: "always", reviewerNames: "always" });

const hostRoles = ["scout", "need_owner", "expert", "reviewer", "base_manager", "steering_member", "administrator"] as const;
const cloudRoles = ["cloud_steward", "expert", "reviewer", "base_manager", "steering_member", "administrator"] as const;
const seat = (role: (typeof hostRoles)[number] | (typeof cloudRoles)[number], organisationId: string) =>
  givenSeat(platform, { role, organisationId, unitId: role === "need_owner" ? unit : null, name: `${role} with a tie` });
/** Somebody of every role at either operator, each with a tie to the firm that will apply. */
const tied = [
  ...(await Promise.all(hostRoles.map((role) => seat(role, host)))),
  ...(await Promise.all(cloudRoles.map((role) => seat(role, cloud)))),
];
await db
  .insertInto("reviewerTie")
  .values(
    tied.map(({ actor }) => ({
      id: newId(),
      personId: actor.personId!,
      kind: "family" as const,
      firmName: "Leakmark Systems Ltd",
      domain: null,
      toldAt: platform.now(),
    })),
  )
  .execute();
const free = await givenSeat(platform, { role: "expert", organisationId: host, name: "Free Expert" });
const other = await givenApplication(platform, callId, { firmName: "Innocent Works" });
await beginReview(hostManager, other.id);
for (const person of tied) await giveReview(hostManager, other.id, { phaseId, personId: person.actor.personId!, dueOn: null });

/** Everything a person can read that is made of applications, in one text. */
async function readings(ctx: Context): Promise<string> {
  const queries = [
    {},
    ...applicationSorts.map((sort) => ({ sort })),
    ...applicationStates.map((state) => ({ state })),
    { callId },
    { mine: true },
    { isOverdue: true },
    { q: "leakmark" },
    { limit: 1 },
  ];
  const lists = [];
  for (const query of queries) lists.push(await listApplications(ctx, applicationQuery.parse(query)));
  const settled = async (read: () => Promise<unknown>) => read().catch((error: Error) => error.message);
  return JSON.stringify([
    lists,
    await settled(() => getApplication(ctx, other.id)),
    await settled(() => getCall(ctx, callId)),
    await settled(() => listAuditEntries(ctx, { limit: 200 })),
    await settled(() => listMails(ctx, { limit: 200 })),
    await settled(() => listJobs(ctx, { limit: 200 })),
    await settled(() =>
      ctx.transact((tx) =>
        tx
          .selectFrom("application")
          .select((eb) => eb.fn.countAll().as("rows"))
          .execute(),
      ),
    ),
    await settled(() =>
      ctx.transact((tx) =>
        tx
          .selectFrom("applicationReview")
          .select((eb) => eb.fn.avg("score").as("mean"))
          .execute(),
      ),
    ),
    await settled(() =>
      ctx.transact((tx) =>
        tx
          .selectFrom("applicationTurn")
          .select((eb) => eb.fn.countAll().as("rows"))
          .execute(),
      ),
    ),
    await settled(() =>
      ctx.transact((tx) =>
        tx
          .selectFrom("applicationConflict")
          .select((eb) => eb.fn.countAll().as("rows"))
          .execute(),
      ),
    ),
  ]);
}

/** Where two readings part, with what stands there. */
function difference(before: string, now: string): string | null {
  if (before === now) return null;
  const at = [...now].findIndex((letter, index) => letter !== before[index]);
  return now.slice(Math.max(0, at - 200), at + 200);
}

const decision: DecisionInput = {
  outcome: "waitlisted",
  reasonCodes: [],
  note: "Leakmark note",
  letter: "Leakmark letter",
  letterLang: "en",
  nextSteps: [],
  recheck: null,
};

test("for a person with a tie, in whatever role, nothing they can read changes when the firm applies, is reviewed and decided", async () => {
  const before = await Promise.all(tied.map(readings));
  const applicant = await givenApplicant(platform, { name: "Lea Leakmark", email: "lea@leakmark.example" });
  const unchanged = async (step: string) => {
    for (const [at, ctx] of tied.entries()) {
      const who = `${step}: ${ctx.actor.role} of ${ctx.actor.organisationKind}`;
      expect([who, difference(before[at]!, await readings(ctx))]).toEqual([who, null]);
    }
  };
  const { id } = await givenApplication(platform, callId, { firmName: "Leakmark Systems", applicant });
  expect((await listApplications(hostManager, applicationQuery.parse({ q: "leakmark" }))).items.map((row) => row.id)).toEqual([
    id,
  ]);
  await unchanged("handed in");
  for (const ctx of tied) {
    await expect(getApplication(ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(declareConflict(ctx, id, { kind: "other", note: "" })).rejects.toMatchObject({ code: "not_found" });
    await expect(giveReview(hostManager, id, { phaseId, personId: ctx.actor.personId!, dueOn: null })).rejects.toMatchObject({
      code: "conflict",
    });
  }
  await beginReview(hostManager, id);
  const { id: reviewId } = await giveReview(hostManager, id, { phaseId, personId: free.actor.personId!, dueOn: "2026-03-01" });
  await writeReview(free, reviewId, {
    version: 1,
    scores: { fit: 3 },
    recommendation: "accept",
    comment: "Leakmark comment",
    feedback: "Leakmark feedback",
    isHandedIn: true,
  });
  await unchanged("reviewed");
  await proposeDecision(hostManager, id, decision);
  await proposeDecision(cloudManager, id, decision);
  await unchanged("decided");
  await beginReview(hostManager, id);
  await reopenApplication(hostManager, id, { reason: "Leakmark reason", until: null });
  await submitApplication(applicant, id);
  await withdrawApplication(applicant, id, { reason: "Leakmark again" });
  await unchanged("withdrawn");
});

test("what a person read before they declared a tie is gone everywhere from that moment", async () => {
  const late = await givenSeat(platform, { role: "administrator", organisationId: host, name: "Late Word" });
  const { id } = await givenApplication(platform, callId, { firmName: "Markedlate Ltd" });
  await beginReview(hostManager, id);
  expect(await readings(late)).toContain(id);
  await declareConflict(late, id, { kind: "invested", note: "Shares" });
  expect(await readings(late)).not.toContain(id);
});
