import { expect, test } from "vitest";
import { acceptInvitation } from "#contexts/identity/commands/accept-invitation.ts";
import { addSeat } from "#contexts/identity/commands/seats.ts";
import { foundBase } from "#contexts/identity/index.ts";
import { givenSeat } from "#contexts/identity/testing.ts";
import { contextFor, system, visitor } from "#platform/context.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { followSeat, inviteJuror, revokeJuror } from "./commands/guest-jurors.ts";
import { giveReview } from "./commands/reviews.ts";
import { applicationQuery } from "./list-schema.ts";
import { getAssignment } from "./queries/get-assignment.ts";
import { listApplications } from "./queries/list-applications.ts";
import { getOwnReview, listOwnReviews } from "./queries/own-reviews.ts";
import { givenApplication, givenCall, givenOperators, givenPhase } from "./testing.ts";

const platform = await openTestPlatform();
const { host, hostManager } = await givenOperators(platform);
const db = platform.database.kysely;
const root = contextFor(platform, system);
await root.transact((tx) => foundBase(tx, root, { slug: "test", name: "Base", mode: "real", timeZone: "Asia/Shanghai" }));
const day = (days: number) => new Date(platform.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** A guest who has just taken the seat they were offered by mail; no job has run yet. */
async function accepted(phaseId: string, name: string, email: string) {
  const { id } = await inviteJuror(hostManager, phaseId, { name, email, locale: "en", untilOn: day(7), most: 5 });
  const mail = await db
    .selectFrom("mailMessage")
    .select("textBody")
    .where("toAddress", "=", email)
    .orderBy("createdAt", "desc")
    .executeTakeFirstOrThrow();
  const secret = /invitation\/([\w-]+)/.exec(mail.textBody)![1]!;
  const { seatId } = await acceptInvitation(contextFor(platform, visitor), secret, {
    name,
    password: "a lantern above the river",
  });
  const { personId } = await db.selectFrom("seat").select("personId").where("id", "=", seatId).executeTakeFirstOrThrow();
  return { id, personId, seatId };
}

async function joined(phaseId: string, name: string, email: string) {
  const guest = await accepted(phaseId, name, email);
  await followSeat(platform, guest);
  const { personId, seatId } = guest;
  const actor = { ...hostManager.actor, personId, seatId, role: "reviewer", personName: name };
  return { ...guest, ctx: contextFor(platform, actor) };
}

const endOf = async (seatId: string) =>
  (await db.selectFrom("seat").select("endedAt").where("id", "=", seatId).executeTakeFirstOrThrow()).endedAt;

test("a guest asked by mail reviews in that phase alone, reads only what is given there, and the access ends by hand at once", async () => {
  const callId = await givenCall(hostManager);
  const [phaseId, jury] = [
    await givenPhase(hostManager, callId),
    await givenPhase(hostManager, callId, { kind: "jury", position: 1 }),
  ];
  const [one, other] = [
    await givenApplication(platform, callId, { firmName: "Given to the guest" }),
    await givenApplication(platform, callId, { firmName: "Not for the guest" }),
  ];
  const guest = await joined(phaseId, "Greta Guest", "greta@jury.example");
  const view = await getAssignment(hostManager, phaseId);
  expect(view.guests).toMatchObject([{ name: "Greta Guest", state: "joined", untilOn: day(7), canRevoke: true }]);
  expect(view.reviewers).toMatchObject([{ name: "Greta Guest", most: 5, guestUntil: day(7) }]);
  const given = await giveReview(hostManager, one.id, { phaseId, personId: guest.personId, dueOn: null });
  await expect(giveReview(hostManager, other.id, { phaseId: jury, personId: guest.personId, dueOn: null })).rejects.toMatchObject(
    {
      messageKey: "applications.errors.guestOfOtherPhase",
    },
  );
  expect((await listApplications(guest.ctx, applicationQuery.parse({}))).items.map(({ id }) => id)).toEqual([one.id]);
  expect((await getOwnReview(guest.ctx, given.id)).firmName).toBe("Given to the guest");
  const stranger = await givenSeat(platform, { role: "expert", organisationId: host });
  await expect(revokeJuror(stranger, guest.id)).rejects.toMatchObject({ code: "forbidden" });
  await revokeJuror(hostManager, guest.id);
  expect(await listOwnReviews(guest.ctx)).toEqual([]);
  expect(await endOf(guest.seatId)).not.toBeNull();
  expect((await getAssignment(hostManager, phaseId)).guests).toMatchObject([{ state: "revoked", canRevoke: false }]);
});

test("access ends at once also in the moment after it was accepted, and the job that follows gives nothing back", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId);
  const guest = await accepted(phaseId, "Gesa Guest", "gesa@jury.example");
  await revokeJuror(hostManager, guest.id);
  expect(await endOf(guest.seatId)).not.toBeNull();
  await followSeat(platform, guest);
  expect((await getAssignment(hostManager, phaseId)).reviewers).toEqual([]);
});

test("a last day that is over is refused by its own field", async () => {
  const phaseId = await givenPhase(hostManager, await givenCall(hostManager));
  const guest = { name: "Late Guest", email: "late@jury.example", locale: "en" as const, untilOn: day(-3), most: 5 };
  await expect(inviteJuror(hostManager, phaseId, guest)).rejects.toMatchObject({
    fields: { untilOn: "identity.errors.dayOver" },
  });
});

test("a guest with a tie is shut out before anything can be given to them, and a seat has its last day", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId);
  const { id } = await givenApplication(platform, callId, { firmName: "Jury Firm", answers: { founders: "Gustav Guestmann" } });
  const guest = await joined(phaseId, "Gustav Guestmann", "gustav@jury.example");
  await expect(giveReview(hostManager, id, { phaseId, personId: guest.personId, dueOn: null })).rejects.toMatchObject({
    messageKey: "applications.errors.reviewerConflicted",
  });
  const { endsAt } = await db.selectFrom("seat").select("endsAt").where("id", "=", guest.seatId).executeTakeFirstOrThrow();
  const days = (endsAt!.getTime() - platform.now().getTime()) / 86_400_000;
  expect([days > 6, days < 8.1]).toEqual([true, true]);
});

test("whoever takes a seat never reads what their tie shuts, not even before any job has run", async () => {
  const callId = await givenCall(hostManager);
  const phaseId = await givenPhase(hostManager, callId);
  const { id } = await givenApplication(platform, callId, {
    firmName: "Seat Firm",
    answers: { founders: "Sigrid Seatmann, Silvan Sesselmann" },
  });
  const excluded = async () =>
    (await db.selectFrom("application").select("excludedPersonIds").where("id", "=", id).executeTakeFirstOrThrow())
      .excludedPersonIds;
  const guest = await accepted(phaseId, "Sigrid Seatmann", "sigrid@jury.example");
  expect(await excluded()).toEqual([guest.personId]);
  const administrator = await givenSeat(platform, { role: "administrator", organisationId: host });
  const known = await givenSeat(platform, { role: "expert", organisationId: host, name: "Silvan Sesselmann" });
  const seat = { personId: known.actor.personId!, role: "base_manager" as const };
  await addSeat(administrator, seat);
  expect((await excluded()).toSorted()).toEqual([guest.personId, known.actor.personId!].toSorted());
  await expect(addSeat(administrator, seat)).rejects.toMatchObject({ messageKey: "identity.errors.alreadySeated" });
});
