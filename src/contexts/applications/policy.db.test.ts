import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { givenApplicant, givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { type Context, contextFor, system, visitor } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { type ApplicationState, applicationStates } from "./application.ts";
import { callStates } from "./call.ts";
import {
  type ApplicationWalls,
  type CallWalls,
  canReadApplication,
  canReadCall,
  canRunApplication,
  canRunCall,
  isAuthor,
  ownApplications,
  visibleApplications,
  visibleCalls,
} from "./policy.ts";

const platform = await openTestPlatform();
const db = platform.database.kysely;
const actors: Context[] = [];
const calls: (CallWalls & { id: string })[] = [];
const applications: ApplicationWalls[] = [];
const reviews: { applicationId: string; personId: string; state: string }[] = [];
let operators: string[];

beforeAll(async () => {
  const host = await givenOrganisation(platform, "host");
  const cloud = await givenOrganisation(platform, "cloud_partner");
  const unit = await givenUnit(platform, host);
  operators = [host, cloud];
  for (const role of ["scout", "need_owner", "expert", "reviewer", "base_manager", "steering_member", "administrator"] as const)
    actors.push(await givenSeat(platform, { role, organisationId: host, unitId: role === "need_owner" ? unit : null }));
  for (const role of ["cloud_steward", "expert", "reviewer", "base_manager", "steering_member", "administrator"] as const)
    actors.push(await givenSeat(platform, { role, organisationId: cloud }));
  actors.push(await givenSeat(platform, { role: "zone_reporter", organisationId: await givenOrganisation(platform, "zone") }));
  actors.push(await givenSeat(platform, { role: "founder", organisationId: await givenOrganisation(platform, "startup") }));
  actors.push(await givenSeat(platform, { role: "investor", organisationId: await givenOrganisation(platform, "investor") }));
  actors.push(await givenApplicant(platform), contextFor(platform, visitor), contextFor(platform, system));
  await generateCalls();
  await generateApplications();
});

const people = () => actors.map(({ actor }) => actor.personId).filter((id) => id !== null);

async function generateCalls(): Promise<void> {
  const shape = fc.record({
    state: fc.constantFrom(...callStates),
    operatorOrgIds: fc.constantFrom([operators[0]!], [operators[1]!], [...operators]),
  });
  for (const walls of fc.sample(shape, { numRuns: 24, seed: 11 })) {
    const id = newId();
    calls.push({ id, ...walls });
    await db
      .insertInto("call")
      .values({
        id,
        ...walls,
        operatorOrgIds: [...walls.operatorOrgIds],
        slug: `call-${id}`,
        ownerOrgId: walls.operatorOrgIds[0]!,
        title: json({ en: "A secret call" }),
        teaser: json({}),
        description: json({}),
        faq: json([]),
        rules: json([]),
        tracks: json([]),
        promisedDays: json({ screening: 10, review: 30, waitlist: 90 }),
        createdBy: people()[0]!,
        createdAt: platform.now(),
        updatedAt: platform.now(),
      })
      .execute();
  }
}

/** Rows no command would write are among them: the walls must agree on those too. */
async function generateApplications(): Promise<void> {
  const person = fc.constantFrom(...people());
  const shape = fc.record({
    call: fc.constantFrom(...calls),
    state: fc.constantFrom(...applicationStates),
    isHandedIn: fc.boolean(),
    authorPersonIds: fc.uniqueArray(person, { minLength: 1, maxLength: 3 }),
    excludedPersonIds: fc.uniqueArray(person, { maxLength: 6 }),
    reviewers: fc.uniqueArray(person, { maxLength: 6 }),
    reviewState: fc.constantFrom("proposed", "assigned", "started", "submitted", "returned"),
  });
  for (const drawn of fc.sample(shape, { numRuns: 160, seed: 12 })) await insertApplication(drawn);
}

interface Drawn {
  call: (typeof calls)[number];
  state: ApplicationState;
  isHandedIn: boolean;
  authorPersonIds: string[];
  excludedPersonIds: string[];
  reviewers: string[];
  reviewState: string;
}

async function insertApplication({ call, state, isHandedIn, reviewers, reviewState, ...people }: Drawn): Promise<void> {
  const id = newId();
  const at = platform.now();
  const { operatorOrgIds } = call;
  const submittedAt = isHandedIn || state !== "draft" ? at : null;
  applications.push({ id, state, submittedAt, operatorOrgIds, ...people });
  const formId = await formOf(call);
  await db
    .insertInto("application")
    .values({
      id,
      reference: id,
      callId: call.id,
      operatorOrgIds: [...operatorOrgIds],
      ...people,
      firmName: "A secret firm",
      formId,
      seenFormId: formId,
      state,
      outcome: state === "decided" ? "declined" : null,
      stage: 1,
      turnSince: at,
      createdBy: newId(),
      createdAt: at,
      updatedAt: at,
      submittedAt,
    })
    .execute();
  const phaseId = await phaseOf(call);
  const { excludedPersonIds } = people;
  for (const personId of reviewers) {
    reviews.push({ applicationId: id, personId, state: reviewState });
    await db
      .insertInto("applicationReview")
      .values({
        id: newId(),
        applicationId: id,
        phaseId,
        operatorOrgIds: [...operatorOrgIds],
        excludedPersonIds,
        reviewerPersonId: personId,
        state: reviewState as "assigned",
        scores: json({}),
        grounds: json({}),
        assignedAt: at,
      })
      .execute();
  }
}

const formIds = new Map<string, string>();
async function formOf({ id: callId, operatorOrgIds }: CallWalls & { id: string }): Promise<string> {
  const known = formIds.get(callId);
  if (known) return known;
  const id = newId();
  formIds.set(callId, id);
  const made = { createdBy: people()[0]!, createdAt: platform.now() };
  await db
    .insertInto("callForm")
    .values({ id, callId, operatorOrgIds: [...operatorOrgIds], version: 1, fields: json([]), ...made })
    .execute();
  return id;
}

const phaseIds = new Map<string, string>();
async function phaseOf({ id: callId, operatorOrgIds }: CallWalls & { id: string }): Promise<string> {
  const known = phaseIds.get(callId);
  if (known) return known;
  const id = newId();
  phaseIds.set(callId, id);
  const phase = {
    id,
    callId,
    operatorOrgIds: [...operatorOrgIds],
    kind: "review" as const,
    position: 0,
    rubrics: json({ default: [] }),
  };
  await db.insertInto("reviewPhase").values(phase).execute();
  return id;
}

const sorted = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id).sort();
const reviewedBy = (personId: string | null): Set<string> =>
  new Set(
    reviews
      .filter((review) => review.personId === personId && !["proposed", "returned"].includes(review.state))
      .map(({ applicationId }) => applicationId),
  );

test("predicate and list scope agree on every call for every seat, and row-level security shows none of another operator", async () => {
  let read = 0;
  for (const ctx of actors) {
    const { scoped, behindWall } = await ctx.transact(async (tx) => ({
      scoped: await visibleCalls(tx, ctx.actor).select("call.id").execute(),
      behindWall: await tx.selectFrom("call").select("id").execute(),
    }));
    const allowed = calls.filter((call) => canReadCall(ctx.actor, call));
    const own = calls.filter(
      ({ state, operatorOrgIds }) =>
        ctx.actor.kind === "system" || state !== "draft" || operatorOrgIds.includes(ctx.actor.organisationId ?? ""),
    );
    expect(sorted(scoped)).toEqual(sorted(allowed));
    expect(sorted(behindWall)).toEqual(sorted(own));
    read += allowed.length;
  }
  expect(read).toBeGreaterThan(calls.length);
  expect(read).toBeLessThan(calls.length * actors.length);
});

test("predicate, list scopes and row-level security agree on every application for every person", async () => {
  let read = 0;
  for (const ctx of actors) {
    const { actor } = ctx;
    const { scoped, own, behindWall } = await ctx.transact(async (tx) => ({
      scoped: await visibleApplications(tx, actor).select("application.id").execute(),
      own: await ownApplications(tx, actor).select("application.id").execute(),
      behindWall: await tx.selectFrom("application").select("id").execute(),
    }));
    const reviewed = reviewedBy(actor.personId);
    const allowed = applications.filter((application) => canReadApplication(actor, application, reviewed));
    expect([...new Set([...sorted(scoped), ...sorted(own)])].sort()).toEqual(sorted(allowed));
    const open = applications.filter(
      (each) =>
        actor.kind === "system" ||
        isAuthor(actor, each) ||
        (each.submittedAt !== null &&
          each.operatorOrgIds.includes(actor.organisationId ?? "") &&
          !each.excludedPersonIds.includes(actor.personId ?? "")),
    );
    expect(sorted(behindWall)).toEqual(sorted(open));
    read += allowed.length;
  }
  // Enough on both sides of the wall for the comparison to mean something.
  expect(read).toBeGreaterThan(applications.length);
  expect(read).toBeLessThan(applications.length * actors.length * 0.7);
});

test("no role, review or wall lets a person with a conflict read an application they do not write", () => {
  for (const { actor } of actors) {
    const shut = applications.filter(
      (each) => each.excludedPersonIds.includes(actor.personId ?? "") && !isAuthor(actor, each) && actor.kind !== "system",
    );
    expect(shut.filter((each) => canReadApplication(actor, each, reviewedBy(actor.personId)))).toEqual([]);
  }
});

test("who may run a call or an application may read it", () => {
  for (const { actor } of actors) {
    for (const call of calls) if (canRunCall(actor, call)) expect(canReadCall(actor, call)).toBe(true);
    for (const each of applications) {
      if (canRunApplication(actor, each)) expect(canReadApplication(actor, each, reviewedBy(actor.personId))).toBe(true);
    }
  }
});
