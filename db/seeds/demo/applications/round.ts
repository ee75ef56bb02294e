import { formDraft, openedCall, phasePlan } from "#contexts/applications/call-schema.ts";
import { planAssignment } from "#contexts/applications/commands/assign-reviewers.ts";
import { declareConflict } from "#contexts/applications/commands/conflicts.ts";
import { applyAssignment } from "#contexts/applications/commands/edit-assignment.ts";
import { followSeat, inviteJuror } from "#contexts/applications/commands/guest-jurors.ts";
import { moveCall } from "#contexts/applications/commands/move-call.ts";
import { openCall } from "#contexts/applications/commands/open-call.ts";
import { stateExpertise, tellTie } from "#contexts/applications/commands/own-expertise.ts";
import { setReviewer } from "#contexts/applications/commands/phase-reviewers.ts";
import { planPhases } from "#contexts/applications/commands/plan-phases.ts";
import { giveReview, returnReview, writeReview } from "#contexts/applications/commands/reviews.ts";
import { draftForm, publishForm } from "#contexts/applications/commands/revise-form.ts";
import { beginReview, withdrawApplication } from "#contexts/applications/commands/run-application.ts";
import { guestInput, loadInput } from "#contexts/applications/review-schema.ts";
import { acceptInvitation } from "#contexts/identity/commands/accept-invitation.ts";
import { addPerson } from "#contexts/identity/index.ts";
import { type Context, contextFor, type Platform, visitor } from "#platform/context.ts";
import { parse } from "#platform/parse.ts";
import { demoSystem } from "../clock.ts";
import { demoPersonId, demoPersonIn } from "../people.ts";
import { addApplicant, applicantIn, apply, type DemoFirm, demoFirms } from "./applicants.ts";
import { connectedCarCall } from "./connected-car.ts";
import { connectedCarForm } from "./connected-car-form.ts";
import { connectedCarPhases, reviewRubric } from "./connected-car-phases.ts";
import { reviewOf } from "./review-texts.ts";
import { demoExpert, demoGuest, demoReviewers } from "./reviewers.ts";

const reviewers = [demoExpert, ...demoReviewers];
/** Reads a date of the round's year: "10-14" in the morning of the base. */
const on = (day: string): string => `2026-${day}T02:00:00Z`;

/** Opened by the host, agreed to by the cloud partner. */
export async function openJointCall(platform: Platform): Promise<string> {
  const host = demoPersonIn(platform, "host-manager", on("08-31"));
  const { id } = await openCall(host, parse(openedCall, connectedCarCall));
  await draftForm(host, id, parse(formDraft, { fields: connectedCarForm }));
  await publishForm(host, id);
  await planPhases(host, id, parse(phasePlan, { phases: connectedCarPhases }));
  await moveCall(demoPersonIn(platform, "host-manager", on("09-03")), id, { to: "published" });
  await moveCall(demoPersonIn(platform, "cloud-manager", on("09-07")), id, { to: "published" });
  return id;
}

/** Adds the applications of the firms that hand in on time, or of the last ones, which come while the others are reviewed. */
export async function receiveApplications(
  platform: Platform,
  callId: string,
  { ids, isLast }: { ids: Map<string, string>; isLast: boolean },
): Promise<void> {
  for (const { firm, at, place } of inOrder()) {
    if (place >= untouched !== isLast) continue;
    await addApplicant(platform, firm, at);
    ids.set(firm.key, await apply(applicantIn(platform, firm, at), callId, { firmName: firm.name, answers: answersOf(firm) }));
  }
}

/** The last to hand in; nobody has looked at them yet. */
const untouched = 36;

/** Firms in the order in which they hand in, the last ones after the first deadline. */
function inOrder(): { firm: DemoFirm; at: string; place: number }[] {
  return demoFirms
    .map((firm, index) => ({ firm, place: (index * 17 + 5) % demoFirms.length }))
    .sort((a, b) => a.place - b.place)
    .map(({ firm, place }) => ({
      firm,
      place,
      at: place < untouched ? after("09-22", place) : after("11-09", place - untouched),
    }));
}

const dayMs = 86_400_000;
const after = (day: string, days: number): string => new Date(Date.parse(on(day)) + days * 0.92 * dayMs).toISOString();

function answersOf({ name, website, country, city, foundedYear, teamSize, track, ...firm }: DemoFirm): Record<string, unknown> {
  const { oneLiner, solution, proof, compute, founders, investors, advisers: advisors } = firm;
  const profile = { name, website, country, city, foundedYear, teamSize, track, oneLiner };
  const price = { minor: firm.price * 100, currency: "CNY" };
  return { ...profile, solution, proof, price, compute, founders, investors, advisors, consent: true };
}

/** What reviewers know and whom they are tied to, told by themselves before anybody applied. */
export async function tellAboutReviewers(platform: Platform): Promise<void> {
  for (const { key, expertise, topics } of reviewers)
    await stateExpertise(demoPersonIn(platform, key, on("09-10")), { text: expertise, topics });
  for (const { key, ties = [] } of demoReviewers)
    for (const tie of ties) await tellTie(demoPersonIn(platform, key, on("09-10")), tie);
}

/** Each operator names its own reviewers. */
function ownManager(platform: Platform, reviewer: string, day: string): Context {
  const { organisationKind } = demoPersonIn(platform, reviewer).actor;
  return demoPersonIn(platform, organisationKind === "host" ? "host-manager" : "cloud-manager", on(day));
}

const leavesEarly = "touchgrain";

/** Looked at one by one by the two managers; the last to arrive still wait. */
export async function screen(platform: Platform, phaseId: string, ids: Map<string, string>): Promise<void> {
  const screeners = reviewers.filter(({ key }) => key === "reviewer-growth" || key === "reviewer-purchase");
  for (const { key } of screeners)
    await setReviewer(ownManager(platform, key, "09-14"), phaseId, demoPersonId(key), parse(loadInput, { most: 40 }));
  for (const [at, { firm, at: handedInAt }] of inOrder().slice(0, untouched).entries()) {
    const id = ids.get(firm.key)!;
    if (firm.key === leavesEarly) {
      const founder = applicantIn(platform, firm, on("10-20"));
      await withdrawApplication(founder, id, { reason: "Our first customer took all of us for the winter." });
      continue;
    }
    const instant = new Date(Math.max(Date.parse(on("10-08")), Date.parse(handedInAt) + 4 * dayMs)).toISOString();
    const manager = demoPersonIn(platform, at % 2 === 0 ? "host-manager" : "cloud-manager", instant);
    await beginReview(manager, id);
    const screener = screeners[at % screeners.length]!;
    const personId = demoPersonId(screener.key);
    const { id: reviewId } = await giveReview(manager, id, { phaseId, personId, dueOn: "2026-11-06" });
    const isWeak = firm.quality < 2 || firm.key === "xingmu";
    await writeReview(demoPersonIn(platform, screener.key, instant), reviewId, {
      version: 1,
      scores: { complete: 3, fits: isWeak ? 1 : firm.quality < 3 ? 2 : 3 },
      recommendation: isWeak ? "decline" : "accept",
      comment: isWeak ? firm.minus : firm.plus,
      feedback: "",
      isHandedIn: true,
    });
  }
}

/** Three reviewers for each, as the solver proposes them. */
export async function assign(platform: Platform, phaseId: string): Promise<void> {
  const manager = demoPersonIn(platform, "host-manager", on("11-03"));
  for (const { key, most } of reviewers)
    await setReviewer(ownManager(platform, key, "11-02"), phaseId, demoPersonId(key), parse(loadInput, { most, least: 4 }));
  await seatGuest(platform, phaseId);
  await planAssignment(manager, phaseId);
  await applyAssignment(manager, phaseId, { dueOn: "2026-11-20" });
}

/** Asked by mail and come; where a mail server is configured the invitation stays open, because nobody reads the guest's mail. */
async function seatGuest(platform: Platform, phaseId: string): Promise<void> {
  const { key, name, mail: email, until: untilOn, most } = demoGuest;
  const manager = demoPersonIn(platform, "host-manager", on("10-28"));
  const guest = parse(guestInput, { name, email, untilOn, most, locale: "zh-CN" });
  const { demoLink } = await inviteJuror(manager, phaseId, guest);
  if (!demoLink) return;
  const system = demoSystem(platform, on("10-29"));
  const personId = await system.transact((tx) => addPerson(tx, system, { id: demoPersonId(key), name, email, locale: "zh-CN" }));
  const actor = { ...visitor, kind: "person" as const, personId, personName: name };
  const ctx = contextFor({ ...platform, now: system.now }, actor, { requestId: "demo-seed" });
  await acceptInvitation(ctx, new URL(demoLink).pathname.split("/").at(-1)!, {});
  await followSeat({ ...platform, now: system.now }, { personId });
}

/** Six of ten reviews are handed in, one is begun; one reviewer hands back, one tells of a tie. */
export async function review(platform: Platform, phaseId: string, ids: Map<string, string>): Promise<void> {
  const firmOf = new Map([...ids].map(([key, id]) => [id, demoFirms.find((firm) => firm.key === key)!]));
  const reviewerOf = new Map(reviewers.map((reviewer) => [demoPersonId(reviewer.key), reviewer]));
  const given = await reviewsOf(platform, phaseId);
  const criteria = reviewRubric.map(({ key }) => key);
  for (const [at, { id, applicationId, reviewerPersonId }] of given.entries()) {
    const [firm, reviewer] = [firmOf.get(applicationId)!, reviewerOf.get(reviewerPersonId)!];
    const turn = (at * 7) % 10;
    if (turn > 6) continue;
    const written = reviewOf(firm, reviewer, criteria);
    const ctx = demoPersonIn(platform, reviewer.key, on(`11-${String(5 + (at % 11)).padStart(2, "0")}`));
    const isHandedIn = turn < 6;
    const scores = isHandedIn ? written.scores : { fit: written.scores.fit! };
    await writeReview(ctx, id, { ...written, scores, version: 1, isHandedIn, feedback: isHandedIn ? written.feedback : "" });
  }
  const left = (key: string) =>
    given.find(({ reviewerPersonId }, at) => reviewerPersonId === demoPersonId(key) && (at * 7) % 10 > 6);
  const [back, tied] = [left("reviewer-purchase"), left("reviewer")];
  if (back)
    await returnReview(demoPersonIn(platform, "reviewer-purchase", on("11-12")), back.id, {
      reason: "Ab Montag drei Wochen im Urlaub.",
    });
  if (tied)
    await declareConflict(demoPersonIn(platform, "reviewer", on("11-13")), tied.applicationId, {
      kind: "family",
      note: "My brother-in-law joined their sales team in October.",
    });
}

async function reviewsOf(platform: Platform, phaseId: string) {
  const rows = await demoSystem(platform).transact((tx) =>
    tx
      .selectFrom("applicationReview")
      .select(["id", "applicationId", "reviewerPersonId"])
      .where("phaseId", "=", phaseId)
      .where("state", "=", "assigned")
      .orderBy("applicationId")
      .orderBy("reviewerPersonId")
      .execute(),
  );
  return rows;
}
