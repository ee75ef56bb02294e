import { sql } from "kysely";
import { beforeEach, expect, test } from "vitest";
import { demoOrganisationId } from "#db/seeds/demo/base.ts";
import { demoPersonId } from "#db/seeds/demo/people.ts";
import { type Context, contextFor, type Platform, system, visitor } from "#platform/context.ts";
import { createApp } from "#server/app.ts";
import { prepareBase } from "#server/prepare-base.ts";
import { routePages } from "#server/testing/route-pages.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { resolveActor } from "./auth/actor.ts";
import { publicUrl } from "./auth/settings.ts";
import { acceptInvitation } from "./commands/accept-invitation.ts";
import { forgetUnprovenApplicants } from "./commands/erase-applicant.ts";
import { addPerson, foundBase, giveSeat } from "./commands/founding.ts";
import { inviteInto } from "./commands/invitations.ts";
import { type AskedApplicant, bringInApplicant, registerApplicant } from "./commands/register-applicant.ts";
import { mailSignInLink, signInWithLink } from "./commands/sign-in.ts";
import { createToken } from "./commands/tokens.ts";
import * as signInLinkPage from "./web/sign-in-link.tsx";

const platform = await openTestPlatform();
await prepareBase(platform, { empty: false });
const db = platform.database.kysely;
const root = contextFor(platform, system);
const asVisitor = contextFor(platform, visitor, { locale: "de" });
const page = new Request(`${publicUrl(platform)}/sign-in/link`);
const withoutMail: Platform = { ...platform, mailer: { send: null } };

const forgetLimits = () => sql`delete from auth.rate_limit`.execute(db);
beforeEach(forgetLimits);

const personOf = (email: string) => db.selectFrom("person").selectAll().where("email", "=", email).executeTakeFirst();
const mailsTo = (email: string) =>
  db.selectFrom("mailMessage").selectAll().where("toAddress", "=", email).orderBy("id").execute();
const apply = (email: string, name = "Fiona Founder", returnTo = "/calls/battery?step=2") =>
  registerApplicant(asVisitor, { name, email, returnTo });

/** Does what the queue's worker does with those who asked since. */
async function bringIn(): Promise<AskedApplicant[]> {
  const { rows } = await sql<{ data: AskedApplicant }>`with taken as (
      delete from pgboss.job where name = 'identity.bring-in-applicant' returning data, created_on
    ) select data from taken order by created_on`.execute(db);
  for (const { data } of rows) await bringInApplicant(platform, data);
  return rows.map(({ data }) => data);
}

const linkIn = (text: string): URL => new URL(/https?:\S+\/sign-in\/link\?\S+/.exec(text)![0]);
const cookieOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

async function openLink(link: URL): Promise<Context> {
  const { headers } = await signInWithLink(asVisitor, page, link.searchParams.get("token")!);
  const { actor } = await resolveActor(platform, new Headers({ cookie: cookieOf(headers) }));
  return contextFor(platform, actor);
}

test("an unknown person is mailed a link that works once, proves the address and leads back to where they were", async () => {
  const email = "fiona@cellsight.example";
  expect(await apply(email)).toEqual({ demoLink: null });
  expect([await personOf(email), await mailsTo(email)]).toEqual([undefined, []]);
  await bringIn();
  const person = await personOf(email);
  expect(person).toMatchObject({ name: "Fiona Founder", locale: "de", organisationIds: [], applicantSince: platform.now() });
  const [mail] = await mailsTo(email);
  expect([mail!.subject, mail!.holdsSecret, mail!.orgId]).toEqual(["Weiter mit Ihrer Bewerbung", true, null]);
  expect(mail!.textBody).not.toContain("Fiona");
  const link = linkIn(mail!.textBody);
  expect(link.searchParams.get("next")).toBe("/calls/battery?step=2");
  const isProven = async () =>
    (await sql<{ proven: boolean }>`select email_verified as proven from auth."user" where id = ${person!.id}`.execute(db))
      .rows[0]!.proven;
  expect(await isProven()).toBe(false);
  const { actor } = await openLink(link);
  expect(actor).toEqual({ ...visitor, kind: "person", personId: person!.id, personName: "Fiona Founder" });
  expect(await isProven()).toBe(true);
  await expect(openLink(link)).rejects.toMatchObject({ messageKey: "identity.errors.linkUsed" });
});

test("the button on the link's page goes back to the wanted page, and never to another site", async () => {
  const app = createApp(platform, routePages({ "sign-in/link": signInLinkPage }), "test");
  const press = async (email: string, change: (link: URL) => void) => {
    await apply(email);
    await bringIn();
    const link = linkIn((await mailsTo(email)).at(-1)!.textBody);
    change(link);
    const headers = { origin: publicUrl(platform) };
    return (await app.request(link.href, { method: "POST", headers, body: new URLSearchParams() })).headers.get("location");
  };
  expect(await press("one@cellsight.example", () => {})).toBe("/calls/battery?step=2");
  expect(await press("two@cellsight.example", ({ searchParams }) => searchParams.set("next", "//evil.example/x"))).toBe("/");
  await apply("three@cellsight.example", "Fiona Founder", "https://evil.example/x");
  expect((await bringIn()).map(({ next }) => next)).toEqual(["/"]);
});

test("for a known address the answer and the queue look the same; only the mail's reader learns more", async () => {
  const known = "lin.applies@host.example";
  const personId = await root.transact(async (tx) => {
    const id = await addPerson(tx, root, { name: "Lin Applies", email: known, isAddressProven: true });
    await giveSeat(tx, root, { personId: id, organisationId: demoOrganisationId("host"), role: "scout" });
    return id;
  });
  const answers = [await apply(known, "Somebody Else"), await apply("nobody@cellsight.example", "Somebody Else")];
  expect(answers).toEqual([{ demoLink: null }, { demoLink: null }]);
  const asked = await bringIn();
  expect(asked.map(({ name, locale, next }) => ({ name, locale, next }))).toEqual(
    Array(2).fill({ name: "Somebody Else", locale: "de", next: "/calls/battery?step=2" }),
  );
  expect(await personOf(known)).toMatchObject({
    id: personId,
    name: "Lin Applies",
    locale: "en",
    applicantSince: null,
  });
  expect((await openLink(linkIn((await mailsTo(known))[0]!.textBody))).actor).toMatchObject({ personId, role: "scout" });
  await db.updateTable("seat").set({ endedAt: platform.now() }).where("personId", "=", personId).execute();
  await apply(known);
  await bringIn();
  expect(await personOf(known)).toMatchObject({ applicantSince: platform.now() });
});

test("nobody else's typing renames a person who has proven the address, nor undoes their sign-in", async () => {
  const email = "mia@cellsight.example";
  await apply(email, "Typo");
  await apply(email, "Mia Maker");
  await bringIn();
  expect((await personOf(email))?.name).toBe("Mia Maker");
  await openLink(linkIn((await mailsTo(email))[0]!.textBody));
  await apply(email, "Mallory");
  await bringIn();
  expect((await personOf(email))?.name).toBe("Mia Maker");
});

test("who never opened the link is forgotten after two weeks, with the mail; who did stays", async () => {
  await apply("never@cellsight.example");
  await apply("opened@cellsight.example");
  await apply("writes@cellsight.example");
  await bringIn();
  const writer = (await personOf("writes@cellsight.example"))!;
  // Stands for whatever of theirs points to them.
  await sql`create table app.left_behind (person_id uuid references app.person)`.execute(db);
  await sql`insert into app.left_behind values (${writer.id})`.execute(db);
  await openLink(linkIn((await mailsTo("opened@cellsight.example"))[0]!.textBody));
  const known = async () =>
    (await Promise.all(["never@cellsight.example", "opened@cellsight.example"].map(personOf))).map((person) => person?.email);
  const now = platform.now();
  const later = (days: number) => ({ ...platform, now: () => new Date(now.getTime() + days * 24 * 3600 * 1000) });
  await forgetUnprovenApplicants(later(13));
  expect(await known()).toEqual(["never@cellsight.example", "opened@cellsight.example"]);
  await forgetUnprovenApplicants(later(15));
  expect([await known(), await mailsTo("never@cellsight.example")]).toEqual([[undefined, "opened@cellsight.example"], []]);
  expect(await personOf("writes@cellsight.example")).toBeDefined();
  await sql`drop table app.left_behind`.execute(db);
});

test("deactivated people and accounts of programs are neither mailed nor marked", async () => {
  const email = "gone@host.example";
  const personId = await root.transact((tx) => addPerson(tx, root, { name: "Gone", email, isAddressProven: true }));
  await db.updateTable("person").set({ deactivatedAt: platform.now() }).where("id", "=", personId).execute();
  const service = `${personId}@service.invalid`;
  await root.transact((tx) => addPerson(tx, root, { kind: "service", name: "Program", email: service }));
  await apply(email);
  await apply(service);
  await bringIn();
  expect([(await personOf(email))?.applicantSince, (await personOf(service))?.applicantSince]).toEqual([null, null]);
  expect([await mailsTo(email), (await mailsTo(service)).map(({ textBody }) => /sign-in\/link/.test(textBody))]).toEqual([
    [],
    [],
  ]);
});

test("the sixth link to one address in a quarter of an hour waits", async () => {
  const codes: string[] = [];
  for (let index = 0; index < 6; index++) {
    await sql`delete from auth.rate_limit where key like 'links|%'`.execute(db);
    codes.push(
      await apply("often@cellsight.example").then(
        () => "asked",
        (error: { code: string }) => error.code,
      ),
    );
  }
  expect(codes).toEqual([...Array(5).fill("asked"), "too_many_requests"]);
  await bringIn();
});

test("an applicant keeps the session with and without a seat, and loses it when deactivated", async () => {
  const email = "comes@cellsight.example";
  await apply(email);
  await bringIn();
  const { headers } = await signInWithLink(
    asVisitor,
    page,
    linkIn((await mailsTo(email))[0]!.textBody).searchParams.get("token")!,
  );
  const actor = async () => (await resolveActor(platform, new Headers({ cookie: cookieOf(headers) }))).actor;
  const applicant = contextFor(platform, await actor());
  expect(applicant.actor).toMatchObject({ kind: "person", seatId: null, organisationId: null });
  await expect(createToken(applicant, { name: "x", scopes: ["identity:read"], days: 1 })).rejects.toMatchObject({
    code: "forbidden",
  });
  const invited = { name: "Comes", email, role: "expert", locale: "en" } as const;
  const { link } = await root.transact((tx) => inviteInto(tx, root, demoOrganisationId("host"), invited));
  const { seatId } = await acceptInvitation(applicant, link.split("/").at(-1)!, {});
  expect(await actor()).toMatchObject({ seatId, role: "expert", organisationId: demoOrganisationId("host") });
  await db.updateTable("seat").set({ endedAt: platform.now() }).where("id", "=", seatId).execute();
  expect(await actor()).toEqual(applicant.actor);
  await db.updateTable("person").set({ deactivatedAt: platform.now() }).where("email", "=", email).execute();
  expect(await actor()).toEqual(visitor);
});

test("a person whose last seat has ended and who never applied gets no session", async () => {
  const email = "left@host.example";
  await root.transact((tx) => addPerson(tx, root, { name: "Left", email, isAddressProven: true }));
  await mailSignInLink(platform, email);
  await expect(openLink(linkIn((await mailsTo(email))[0]!.textBody))).rejects.toMatchObject({
    messageKey: "identity.errors.noSeat",
  });
});

test("a demo base without a mail server hands the link over, though none that leads into a seat", async () => {
  const ctx = contextFor(withoutMail, visitor);
  const ask = (email: string) => registerApplicant(ctx, { name: "Demo Visitor", email, returnTo: "/calls/battery" });
  const { demoLink } = await ask("visitor@demo.example");
  const { actor } = await openLink(new URL(demoLink!));
  expect(actor).toMatchObject({ kind: "person", personName: "Demo Visitor", seatId: null });
  const scout = await db.selectFrom("person").select("email").where("id", "=", demoPersonId("scout")).executeTakeFirstOrThrow();
  expect(await ask(scout.email)).toEqual({ demoLink: null });
  expect(await registerApplicant(asVisitor, { name: "V", email: "visitor@demo.example", returnTo: "/" })).toEqual({
    demoLink: null,
  });
  await bringIn();
});

test("a real base never hands the link over, with or without a mail server", async () => {
  const real = await openTestPlatform();
  const own = contextFor(real, system);
  await own.transact((tx) => foundBase(tx, own, { slug: "real", name: "Base", mode: "real", timeZone: "Asia/Shanghai" }));
  for (const mailer of [real.mailer, { send: null }]) {
    const ctx = contextFor({ ...real, mailer }, visitor);
    const answer = await registerApplicant(ctx, { name: "V", email: "visitor@real.example", returnTo: "/" });
    expect(answer).toEqual({ demoLink: null });
  }
  const { rows } = await sql`select data from pgboss.job where name = 'identity.bring-in-applicant'`.execute(
    real.database.kysely,
  );
  expect([rows.length, await real.database.kysely.selectFrom("mailMessage").select("id").execute()]).toEqual([2, []]);
});
