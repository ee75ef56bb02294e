import { expect, test } from "vitest";
import { givenApplicant, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { contextFor, visitor } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { removeCallImage, setCallImage } from "./commands/call-image.ts";
import {
  askSubscriber,
  confirmSubscription,
  endSubscription,
  forgetUnconfirmed,
  getSubscription,
  subscribeToCalls,
  tellOfCall,
} from "./commands/call-subscribers.ts";
import { inviteJuror } from "./commands/guest-jurors.ts";
import { writeLetter } from "./commands/letters.ts";
import { moveCall } from "./commands/move-call.ts";
import { openCall, reviseCall } from "./commands/open-call.ts";
import { setReviewer } from "./commands/phase-reviewers.ts";
import { planPhases } from "./commands/plan-phases.ts";
import { draftForm, publishForm } from "./commands/revise-form.ts";
import { startApplication } from "./commands/start-application.ts";
import { listFormVersions } from "./queries/call-forms.ts";
import { readCallImage } from "./queries/call-image.ts";
import { checkSelf } from "./queries/check-eligibility.ts";
import { getCall } from "./queries/get-call.ts";
import { listPhases } from "./queries/list-phases.ts";
import { formDraft, openedCall, phasePlan } from "./schema.ts";
import { givenApplication, givenCall, givenOperators, givenPhase, shortForm } from "./testing.ts";

const platform = await openTestPlatform();
const { host, cloud, hostManager, cloudManager } = await givenOperators(platform);
const db = platform.database.kysely;
const anybody = contextFor(platform, visitor);

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const streamOf = (bytes: Uint8Array) => new Blob([bytes as BlobPart]).stream() as ReadableStream<Uint8Array>;
const anchors = [{ en: "No" }, { en: "Yes" }];
const phase = (values: Record<string, unknown> = {}) => ({
  kind: "review",
  opensAt: null,
  closesAt: null,
  isBlind: false,
  otherReviews: "afterOwn",
  otherScores: "afterOwn",
  reviewerNames: "never",
  rubrics: { default: [{ key: "fit", label: { en: "Fit" }, weight: 2, anchors }] },
  reviewsWanted: 3,
  ...values,
});
const plan = (...phases: unknown[]) => parse(phasePlan, { phases });

async function givenDraft(slug: string, isJoint: boolean): Promise<string> {
  const texts = { title: { en: "A" }, teaser: { en: "B" }, description: { en: "C" } };
  const { id } = await openCall(hostManager, parse(openedCall, { slug, ...texts, mode: "rolling", isJoint }));
  await draftForm(hostManager, id, { fields: shortForm.slice(0, 3) });
  await publishForm(hostManager, id);
  return id;
}

test("a call in two languages is published once everything is written in both, and stays complete afterwards", async () => {
  const callId = await givenCall(hostManager);
  const { version } = await getCall(hostManager, callId);
  await expect(reviseCall(hostManager, callId, { version, langs: ["en", "zh-CN"] })).rejects.toMatchObject({
    code: "invalid",
    fields: { languages: "applications.missing.languages" },
  });
  await expect(reviseCall(hostManager, callId, { version, teaser: {} })).rejects.toMatchObject({
    fields: { teaser: "applications.missing.teaser" },
  });
  const draft = await openCall(
    hostManager,
    parse(openedCall, { slug: "two-languages", title: { en: "A", "zh-CN": "甲" }, langs: ["en", "zh-CN"], teaser: { en: "B" } }),
  );
  expect(draft.untranslated).toEqual([
    { lang: "en", parts: ["description"] },
    { lang: "zh-CN", parts: ["teaser", "description"] },
  ]);
  expect((await getCall(anybody, callId)).untranslated).toEqual([]);
});

test("whoever publishes says which version they have read; one that changed meanwhile is not published by it", async () => {
  const callId = await givenCall(hostManager);
  const { version } = await moveCall(hostManager, callId, { to: "closed" });
  await reviseCall(hostManager, callId, { version, teaser: { en: "Other words" } });
  await expect(moveCall(hostManager, callId, { to: "published", version })).rejects.toMatchObject({ code: "conflict" });
  await moveCall(hostManager, callId, { to: "published", version: version + 1 });
});

test("both managers agree at the same moment: the joint call is published", async () => {
  const callId = await givenDraft("at-once", true);
  await Promise.all([hostManager, cloudManager].map((manager) => moveCall(manager, callId, { to: "published" })));
  expect((await getCall(hostManager, callId)).state).toBe("published");
});

test("an agreement ends with another plan of phases and with another form", async () => {
  const callId = await givenDraft("asks-again", true);
  const waitsAfter = async (change: () => Promise<unknown>) => {
    const agreed = await moveCall(hostManager, callId, { to: "published" });
    expect(agreed.waitsFor.map(({ id }) => id)).toEqual([cloud]);
    await change();
    return (await getCall(hostManager, callId)).waitsFor.length;
  };
  expect(await waitsAfter(() => planPhases(cloudManager, callId, plan(phase())))).toBe(2);
  expect(await waitsAfter(() => draftForm(cloudManager, callId, { fields: shortForm.slice(0, 2) }))).toBe(2);
  expect(await waitsAfter(() => publishForm(cloudManager, callId))).toBe(2);
});

test("a draft run together or alone again takes its letters, reviewers and guests along; only who opened it goes on alone", async () => {
  const base = { slug: "b", name: "B", mode: "real" as const, names: json({}), settings: json({}) };
  await db
    .insertInto("base")
    .values({ id: newId(), ...base, createdAt: platform.now() })
    .execute();
  const callId = await givenDraft("moves-house", false);
  const [review] = await planPhases(hostManager, callId, plan(phase()));
  const phaseId = review!.id;
  const expert = await givenSeat(platform, { organisationId: host, role: "expert" });
  await setReviewer(hostManager, phaseId, expert.actor.personId!, { least: 0, most: 5, tracks: [] });
  await inviteJuror(hostManager, phaseId, {
    name: "Guest",
    email: "guest@jury.example",
    locale: "en",
    untilOn: "2099-01-01",
    most: 3,
  });
  await writeLetter(hostManager, callId, { outcome: "declined", lang: "en" }, { text: "No.", version: 0 });
  const seen = () =>
    cloudManager.transact(async (tx) => [
      (await tx.selectFrom("callLetter").select("text").where("callId", "=", callId).execute()).length,
      (await tx.selectFrom("reviewerLoad").select("name").where("phaseId", "=", phaseId).execute()).length,
      (await tx.selectFrom("guestJuror").select("email").where("phaseId", "=", phaseId).execute()).length,
    ]);
  expect(await seen()).toEqual([0, 0, 0]);
  const { version } = await getCall(hostManager, callId);
  const joint = await reviseCall(hostManager, callId, { version, isJoint: true });
  expect(await seen()).toEqual([1, 1, 1]);
  await expect(reviseCall(cloudManager, callId, { version: joint.version, isJoint: false })).rejects.toMatchObject({
    code: "forbidden",
  });
  await reviseCall(hostManager, callId, { version: joint.version, isJoint: false });
  expect(await seen()).toEqual([0, 0, 0]);
});

test("a call links to needs its manager reads; links to needs hidden from them stay and are not shown", async () => {
  const unit = await givenUnit(platform, host, "Battery");
  const owner = await givenSeat(platform, { role: "need_owner", organisationId: host, unitId: unit });
  const needs = await Promise.all(
    ["Seen", "Other"].map(async (title) => {
      const id = newId();
      const at = platform.now();
      await db
        .insertInto("need")
        .values({
          id,
          ownerOrgId: host,
          unitId: unit,
          ownerPersonId: owner.actor.personId!,
          title,
          lang: "en",
          state: "draft",
          stateChangedAt: at,
          visibility: "people",
          createdAt: at,
          createdBy: owner.actor.personId!,
          updatedBy: owner.actor.personId!,
          updatedAt: at,
        } as never)
        .execute();
      return id;
    }),
  );
  const call = await openCall(
    hostManager,
    parse(openedCall, { slug: "needs", title: { en: "N" }, isJoint: true, needIds: needs }),
  );
  expect(call.needs.map(({ title }) => title)).toEqual(["Other", "Seen"]);
  expect((await getCall(cloudManager, call.id)).needs).toEqual([]);
  const taken = reviseCall(cloudManager, call.id, { version: call.version, needIds: [needs[0]!] });
  await expect(taken).rejects.toMatchObject({ fields: { needIds: "applications.errors.needUnknown" } });
  await reviseCall(cloudManager, call.id, { version: call.version, needIds: [] });
  expect((await getCall(hostManager, call.id)).needs).toHaveLength(2);
  await reviseCall(hostManager, call.id, { version: call.version + 1, needIds: [needs[1]!] });
  expect((await getCall(hostManager, call.id)).needs.map(({ title }) => title)).toEqual(["Other"]);
});

test("an address names one call, and no page of ours", async () => {
  const draft = (slug: string) => openCall(hostManager, parse(openedCall, { slug, title: { en: "A" } }));
  await draft("taken");
  const refused = { code: "invalid", fields: { slug: "applications.errors.slugUsed" } };
  await expect(draft("taken")).rejects.toMatchObject(refused);
  const other = await draft("free");
  await expect(reviseCall(hostManager, other.id, { version: 1, slug: "taken" })).rejects.toMatchObject(refused);
  expect(() => parse(openedCall, { slug: "new", title: { en: "A" } })).toThrow();
});

test("the picture of a call is what its bytes are; a renamed program is refused and leaves nothing behind", async () => {
  const callId = await givenCall(hostManager, {}, { agreeing: cloudManager });
  const program = new TextEncoder().encode("MZ\0\0 a program");
  await expect(setCallImage(hostManager, callId, { name: "nice.png", content: streamOf(program) })).rejects.toMatchObject({
    fields: { file: "applications.errors.imageKind" },
  });
  await expect(readCallImage(anybody, callId)).rejects.toMatchObject({ code: "not_found" });
  const { imageId } = await setCallImage(cloudManager, callId, { name: "x.exe", content: streamOf(png) });
  expect(imageId).not.toBeNull();
  const shown = await readCallImage(anybody, callId);
  expect([shown.headers.get("content-type"), new Uint8Array(await shown.arrayBuffer())]).toEqual(["image/png", png]);
  const founder = await givenApplicant(platform);
  await expect(setCallImage(founder, callId, { name: "x.png", content: streamOf(png) })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect((await removeCallImage(hostManager, callId)).imageId).toBeNull();
  expect(await db.selectFrom("file").select("id").where("subjectId", "=", callId).execute()).toEqual([]);
});

test("two managers draft a form at once: the later one is told, and overwrites nothing", async () => {
  const callId = await givenCall(hostManager, {}, { agreeing: cloudManager });
  const published = (await listFormVersions(hostManager, callId)).versions[0]!.id;
  const first = await draftForm(hostManager, callId, { fields: shortForm.slice(0, 3), basedOn: published });
  await expect(draftForm(cloudManager, callId, { fields: shortForm, basedOn: published })).rejects.toMatchObject({
    code: "conflict",
  });
  await draftForm(cloudManager, callId, { fields: shortForm.slice(0, 2), basedOn: first.draft!.id });
});

test("versions of a form tell what each changed, and how many begun applications a new one touches", async () => {
  const callId = await givenCall(hostManager);
  await startApplication(await givenApplicant(platform), callId, { firmName: "Writes GmbH" });
  await givenApplication(platform, callId);
  await draftForm(hostManager, callId, { fields: shortForm.filter(({ privateTo }) => privateTo === null).slice(1) });
  const { versions, draftsTouched } = await listFormVersions(hostManager, callId);
  expect(draftsTouched).toBe(1);
  expect(versions.map(({ version, added, removed }) => [version, added.length, removed.map(({ key }) => key)])).toEqual([
    [2, 0, ["pitch", "price"]],
    [1, 5, []],
  ]);
  await expect(listFormVersions(cloudManager, callId)).rejects.toMatchObject({ code: "forbidden" });
  await draftForm(hostManager, callId, parse(formDraft, { fields: [] }));
  await expect(publishForm(hostManager, callId)).rejects.toMatchObject({ messageKey: "applications.errors.formEmpty" });
});

test("a phase that has begun stays with what its scores mean; its words and dates may change", async () => {
  const callId = await givenCall(hostManager);
  const [first] = await planPhases(hostManager, callId, plan(phase()));
  const id = first!.id;
  await expect(planPhases(hostManager, callId, plan())).rejects.toMatchObject({ code: "conflict" });
  const otherWeight = { default: [{ key: "fit", label: { en: "Fit" }, weight: 5, anchors }] };
  await expect(planPhases(hostManager, callId, plan(phase({ id, rubrics: otherWeight })))).rejects.toMatchObject({
    messageKey: "applications.errors.phaseInUse",
  });
  const otherWords = { default: [{ key: "fit", label: { en: "How well does it fit?" }, weight: 2, anchors }] };
  const upcoming = phase({ kind: "jury", opensAt: "2099-01-01T00:00:00Z" });
  await planPhases(hostManager, callId, plan(phase({ id, rubrics: otherWords, reviewsWanted: 2 }), upcoming));
  expect((await listPhases(hostManager, callId)).map(({ kind, reviewsWanted }) => [kind, reviewsWanted])).toEqual([
    ["review", 2],
    ["jury", 3],
  ]);
  await planPhases(hostManager, callId, plan(phase({ id, rubrics: otherWords })));
});

test("a plan names what is wrong by its place, and one made on an older call is refused", async () => {
  const callId = await givenCall(hostManager);
  const { version } = await getCall(hostManager, callId);
  const faulty = phase({
    opensAt: "2027-02-01T00:00:00Z",
    closesAt: "2027-01-01T00:00:00Z",
    rubrics: { default: [], expert: [{ key: "fit", label: {}, weight: 1, anchors }] },
  });
  await expect(planPhases(hostManager, callId, plan(phase(), faulty))).rejects.toMatchObject({
    fields: {
      "phases.1.closesAt": "applications.missing.closesBeforeOpening",
      "phases.1.rubrics.default": "applications.errors.rubricFaulty",
      "phases.1.rubrics.expert": "applications.errors.rubricFaulty",
    },
  });
  await expect(planPhases(hostManager, callId, { ...plan(phase()), version: version - 1 })).rejects.toMatchObject({
    code: "conflict",
  });
  await givenPhase(hostManager, callId);
  await expect(planPhases(cloudManager, callId, plan(phase()))).rejects.toMatchObject({ code: "forbidden" });
});

test("a founder who does not fit is offered calls that take applications and that the answers do not rule out", async () => {
  const rule = (kind: string, values: Record<string, unknown>) => ({
    id: crypto.randomUUID(),
    kind,
    reason: { en: "R" },
    ...values,
  });
  const calls = async (rules: unknown[]) => givenCall(hostManager, { rules: JSON.stringify(rules) as never });
  await db.updateTable("call").set({ state: "closed" }).execute();
  const strict = await calls([rule("age", { maximum: 3 })]);
  const alsoStrict = await calls([rule("age", { maximum: 5 })]);
  const open = await calls([]);
  const unsure = await calls([rule("legalEntity", {})]);
  const told = await checkSelf(anybody, strict, { foundedYear: 2000 });
  expect(told.outcome).toBe("notEligible");
  expect(told.otherCalls.map(({ id, fit }) => [id, fit])).toEqual([
    [open, "eligible"],
    [unsure, "incomplete"],
  ]);
  expect(told.otherCalls.map(({ id }) => id)).not.toContain(alsoStrict);
  expect((await checkSelf(anybody, open, { foundedYear: 2000 })).otherCalls).toEqual([]);
});

test("an address hears of a call only after it was confirmed, once, and can leave with the link of each mail", async () => {
  const mails = (to: string) =>
    db.selectFrom("mailMessage").select(["subject", "textBody", "orgId", "unsubscribeUrl"]).where("toAddress", "=", to).execute();
  const link = await askSubscriber(platform, { email: "wants@startup.example", locale: "en" });
  const key = link.split("/").at(-1)!;
  await askSubscriber(platform, { email: "never@startup.example", locale: "de" });
  expect(await getSubscription(anybody, key)).toEqual({ isConfirmed: false });
  await confirmSubscription(anybody, key);
  await confirmSubscription(anybody, key);
  const callId = await givenCall(hostManager);
  await tellOfCall(platform, callId);
  await tellOfCall(platform, callId);
  const told = await mails("wants@startup.example");
  expect(told.map(({ subject, orgId, unsubscribeUrl }) => [subject, orgId, unsubscribeUrl])).toEqual([
    ["Please confirm: news of calls", null, null],
    ["A call for you: Battery call", null, link],
  ]);
  expect(await mails("never@startup.example")).toHaveLength(1);
  await endSubscription(anybody, key);
  await expect(getSubscription(anybody, key)).rejects.toMatchObject({ code: "not_found" });
  await expect(endSubscription(anybody, key)).rejects.toMatchObject({ code: "not_found" });
});

test("an address nobody confirmed is forgotten after a week, and nobody changes the language of one that is", async () => {
  const key = (await askSubscriber(platform, { email: "stays@startup.example", locale: "de" })).split("/").at(-1)!;
  await confirmSubscription(anybody, key);
  await askSubscriber(platform, { email: "stays@startup.example", locale: "ru" });
  await askSubscriber(platform, { email: "goes@startup.example", locale: "en" });
  const eightDaysAgo = new Date(platform.now().getTime() - 8 * 86_400_000);
  const both = ["stays@startup.example", "goes@startup.example"];
  await db.updateTable("callSubscriber").set({ askedAt: eightDaysAgo }).where("email", "in", both).execute();
  await forgetUnconfirmed(platform);
  expect(await db.selectFrom("callSubscriber").select(["email", "locale"]).where("email", "in", both).execute()).toEqual([
    { email: "stays@startup.example", locale: "de" },
  ]);
});

test("asking to hear of calls tells nobody whether an address is known", async () => {
  await askSubscriber(platform, { email: "known@startup.example", locale: "en" });
  const answers = await Promise.all(
    ["known@startup.example", "unknown@startup.example"].map((email) => subscribeToCalls(anybody, { email })),
  );
  expect(answers).toEqual([{ demoLink: null }, { demoLink: null }]);
  await expect(anybody.transact((tx) => tx.selectFrom("callSubscriber").selectAll().execute())).resolves.toEqual([]);
});
