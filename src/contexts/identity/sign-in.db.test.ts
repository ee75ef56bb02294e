import { createHmac } from "node:crypto";
import { sql } from "kysely";
import { expect, test, vi } from "vitest";
import { demoOrganisationId } from "#db/seeds/demo/base.ts";
import { demoPersonId, demoSeatId } from "#db/seeds/demo/people.ts";
import { contextFor, system, visitor } from "#platform/context.ts";
import type { DomainError } from "#platform/errors.ts";
import { createApp } from "#server/app.ts";
import { prepareBase } from "#server/prepare-base.ts";
import { routePages } from "#server/testing/route-pages.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { hashPassword } from "./auth/password.ts";
import { publicUrl } from "./auth/settings.ts";
import { addPerson, giveSeat, setPassword } from "./commands/founding.ts";
import { mailSignInLink, signInWithPassword } from "./commands/sign-in.ts";
import * as addressPage from "./web/address.tsx";
import * as invitationPage from "./web/invitation.tsx";
import * as peoplePage from "./web/people.tsx";
import * as seatPage from "./web/seat.ts";
import * as securityPage from "./web/security.tsx";
import * as signInPage from "./web/sign-in.tsx";
import * as signInCodePage from "./web/sign-in-code.tsx";
import * as signInLinkPage from "./web/sign-in-link.tsx";
import * as signOutPage from "./web/sign-out.ts";
import * as tokensPage from "./web/tokens.tsx";

const platform = await openTestPlatform();
await prepareBase(platform, { empty: false });
const pages = routePages({
  "sign-in": signInPage,
  "sign-in/code": signInCodePage,
  "sign-in/link": signInLinkPage,
  "sign-out": signOutPage,
  "invitation/:secret": invitationPage,
  "account/seat": seatPage,
  "account/security": securityPage,
  "account/address": addressPage,
  "account/tokens": tokensPage,
  "administration/people": peoplePage,
});
const app = createApp(platform, pages, "test");
const root = contextFor(platform, system);
const password = "a lantern above the river";
// Hashing is slow on purpose; the tests' own people get cheap hashes.
const quick = { N: 1024, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

class Browser {
  readonly cookies = new Map<string, string>();

  async get(path: string): Promise<Response> {
    return this.keep(await app.request(`${publicUrl(platform)}${path}`, { headers: { cookie: this.cookie() } }));
  }

  async post(path: string, form: Record<string, string | string[]>): Promise<Response> {
    const body = new URLSearchParams(Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one])));
    const url = `${publicUrl(platform)}${path}`;
    return this.keep(
      await app.request(url, { method: "POST", headers: { cookie: this.cookie(), origin: publicUrl(platform) }, body }),
    );
  }

  cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  private keep(response: Response): Response {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (/max-age=0/i.test(cookie) || value === "") this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return response;
  }

  async me(): Promise<{ personId: string | null; role: string | null }> {
    const { personId, role } = (await (await this.get("/api/v1/me")).json()) as { personId: string | null; role: string | null };
    return { personId, role };
  }
}

let count = 0;
async function givenScout(withPassword = true): Promise<{ personId: string; seatId: string; email: string }> {
  const email = `scout${++count}@host.example`;
  const passwordHash = withPassword ? await hashPassword(password, quick) : null;
  return root.transact(async (tx) => {
    const personId = await addPerson(tx, root, { name: "Wenhao Qiu", email, passwordHash, isAddressProven: true });
    const seatId = await giveSeat(tx, root, { personId, organisationId: demoOrganisationId("host"), role: "scout" });
    return { personId, seatId, email };
  });
}

const signIn = (browser: Browser, email: string, given = password) =>
  browser.post("/sign-in", { intent: "password", email, password: given });
const forgetLimits = () => sql`delete from auth.rate_limit`.execute(platform.database.kysely);
const lastMail = async (to: string) =>
  platform.database.kysely
    .selectFrom("mailMessage")
    .selectAll()
    .where("toAddress", "=", to)
    .orderBy("id", "desc")
    .executeTakeFirst();
/** Does what the queue's worker does with the links asked for since. */
async function mailLinks(): Promise<string[]> {
  const { rows } = await sql<{ data: { email: string } }>`delete from pgboss.job where name = 'identity.mail-sign-in-link'
    returning data`.execute(platform.database.kysely);
  for (const { data } of rows) await mailSignInLink(platform, data.email);
  return rows.map(({ data }) => data.email);
}
const actionsOf = async (personId: string) =>
  (
    await platform.database.kysely
      .selectFrom("auditEntry")
      .select("action")
      .where("subjectId", "=", personId)
      .orderBy("id")
      .execute()
  ).map(({ action }) => action);

test("a person signs in by password, is known to the API, and signs out", async () => {
  const { personId, email } = await givenScout();
  const browser = new Browser();
  const answer = await signIn(browser, email.toUpperCase());
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/"]);
  expect(answer.headers.getSetCookie()[0]).toMatch(/^jinqiao\.session_token=.*HttpOnly.*SameSite=Lax/);
  expect(await browser.me()).toEqual({ personId, role: "scout" });
  expect(await actionsOf(personId)).toEqual(["session.started"]);
  const session = new Map(browser.cookies);
  await browser.post("/sign-out", {});
  for (const [name, value] of session) browser.cookies.set(name, value);
  expect(await browser.me()).toEqual({ personId: null, role: null });
});

test("a wrong password and an unknown address get the same answer", async () => {
  await forgetLimits();
  const { email } = await givenScout();
  const answerOf = async (address: string) => {
    const answer = await signIn(new Browser(), address, "not the password at all");
    const { actionData } = (await answer.json()) as { actionData: { formError: string; values: object } };
    return { status: answer.status, formError: actionData.formError };
  };
  expect(await answerOf(email)).toEqual({ status: 422, formError: "Address or password is not right." });
  expect(await answerOf("nobody@host.example")).toEqual(await answerOf(email));
});

test("the eleventh try in a minute from one address waits, and so does the account from everywhere", async () => {
  await forgetLimits();
  const { email } = await givenScout();
  const statuses: number[] = [];
  for (let index = 0; index < 11; index++) statuses.push((await signIn(new Browser(), email, "not the password at all")).status);
  expect(statuses).toEqual([...Array(10).fill(422), 429]);
  await sql`update auth.rate_limit set count = 26 where key = ${`account|${email}`}`.execute(platform.database.kysely);
  await sql`delete from auth.rate_limit where key not like 'account|%'`.execute(platform.database.kysely);
  expect((await signIn(new Browser(), email)).status).toBe(429);
  await forgetLimits();
});

test("guesses from one address, however many, do not lock the account's owner out", async () => {
  await forgetLimits();
  const { email } = await givenScout();
  const page = new Request(`${publicUrl(platform)}/sign-in`);
  const tryFrom = (origin: string, given: string) =>
    signInWithPassword(contextFor(platform, visitor, { origin }), page, { email, password: given }).then(
      () => "in",
      (error: DomainError) => error.code,
    );
  const answers: string[] = [];
  for (let minute = 0; minute < 3; minute++) {
    for (let index = 0; index < 12; index++) answers.push(await tryFrom("203.0.113.7", "not the password at all"));
    await sql`delete from auth.rate_limit where key not like '%account|%'`.execute(platform.database.kysely);
  }
  expect(answers).toEqual([...Array(10).fill("invalid"), ...Array(26).fill("too_many_requests")]);
  expect(await tryFrom("198.51.100.2", password)).toBe("in");
  await forgetLimits();
});

test("a deactivated person and one whose seat has ended are refused, also with a running session", async () => {
  await forgetLimits();
  const { personId, seatId, email } = await givenScout();
  const browser = new Browser();
  await signIn(browser, email);
  await root.transact((tx) => tx.updateTable("seat").set({ endsAt: platform.now() }).where("id", "=", seatId).execute());
  expect(await browser.me()).toEqual({ personId: null, role: null });
  expect((await signIn(new Browser(), email)).status).toBe(403);
  await root.transact((tx) => tx.updateTable("seat").set({ endsAt: null }).where("id", "=", seatId).execute());
  expect(await browser.me()).toEqual({ personId, role: "scout" });
  await root.transact((tx) =>
    tx.updateTable("person").set({ deactivatedAt: platform.now() }).where("id", "=", personId).execute(),
  );
  expect(await browser.me()).toEqual({ personId: null, role: null });
  expect((await signIn(new Browser(), email)).status).toBe(403);
});

test("a session idle for three days is over", async () => {
  const { personId, email } = await givenScout();
  const browser = new Browser();
  await signIn(browser, email);
  await sql`update auth.session set updated_at = now() - interval '3 days 1 second' where user_id = ${personId}`.execute(
    platform.database.kysely,
  );
  expect((await browser.me()).personId).toBeNull();
});

test("a mailed link signs in once, after the button was pressed", async () => {
  await forgetLimits();
  const { personId, email } = await givenScout(false);
  const asked = await new Browser().post("/sign-in", { intent: "link", email });
  expect(await asked.json()).toMatchObject({ actionData: { linkMinutes: 15 } });
  expect(await lastMail(email)).toBeUndefined();
  await mailLinks();
  const mail = await lastMail(email);
  expect(mail?.subject).toBe("Your sign-in link for Jinqiao");
  const path = mail!.textBody.match(/\/sign-in\/link\?token=\S+/)![0];
  const browser = new Browser();
  await browser.get(path);
  expect((await browser.me()).personId).toBeNull();
  expect((await browser.post(path, {})).status).toBe(302);
  expect((await browser.me()).personId).toBe(personId);
  expect((await new Browser().post(path, {})).status).toBe(422);
});

test("asking a link for an unknown address does the same as for a known one until the answer is out, and mails nothing", async () => {
  const asked = await new Browser().post("/sign-in", { intent: "link", email: "stranger@host.example" });
  expect(await asked.json()).toMatchObject({ actionData: { linkMinutes: 15 } });
  expect(await mailLinks()).toEqual(["stranger@host.example"]);
  expect(await lastMail("stranger@host.example")).toBeUndefined();
});

function totp(secret: string, at = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const bits = [...secret]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const offset = mac[19]! & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("with two-step sign-in a password alone opens nothing; a code or, once, a backup code does", async () => {
  await forgetLimits();
  const { personId, email } = await givenScout();
  const browser = new Browser();
  await signIn(browser, email);
  const started = (await (await browser.post("/account/security", { intent: "twoStepStart", password })).json()) as {
    actionData: { twoStep: { key: string; backupCodes: string[] } };
  };
  const { key, backupCodes } = started.actionData.twoStep;
  expect(backupCodes.length).toBe(10);
  expect((await browser.post("/account/security", { intent: "twoStepConfirm", code: totp(key) })).status).toBe(302);
  expect(await actionsOf(personId)).toContain("two-step.enabled");

  const other = new Browser();
  const first = await signIn(other, email);
  expect(first.headers.get("location")).toBe("/sign-in/code?next=%2F");
  expect((await other.me()).personId).toBeNull();
  expect((await other.post("/sign-in/code", { code: "000000" })).status).toBe(422);
  expect((await other.post("/sign-in/code", { code: totp(key) })).status).toBe(302);
  expect((await other.me()).personId).toBe(personId);

  const third = new Browser();
  await signIn(third, email);
  expect((await third.post("/sign-in/code", { code: backupCodes[0]! })).status).toBe(302);
  const fourth = new Browser();
  await signIn(fourth, email);
  expect((await fourth.post("/sign-in/code", { code: backupCodes[0]! })).status).toBe(422);

  await new Browser().post("/sign-in", { intent: "link", email });
  await mailLinks();
  expect((await lastMail(email))!.textBody).not.toContain("/sign-in/link");
});

test("changing the password signs out everywhere else, and well-known or own-name passwords are refused", async () => {
  await forgetLimits();
  const { email } = await givenScout();
  const here = new Browser();
  const there = new Browser();
  await signIn(here, email);
  await signIn(there, email);
  const change = (newPassword: string) =>
    here.post("/account/security", { intent: "password", currentPassword: password, newPassword });
  const problemOf = async (newPassword: string) =>
    ((await (await change(newPassword)).json()) as { actionData: { fieldErrors: object } }).actionData.fieldErrors;
  expect(await problemOf("short")).toEqual({ newPassword: "Please use at least 8 characters." });
  expect(await problemOf("Password123")).toEqual({
    newPassword: "This password is on the lists attackers try first. Choose another.",
  });
  expect(await problemOf("Wenhao2024")).toEqual({
    newPassword: "Please do not build the password from your name, your address or the base.",
  });
  expect((await change("another lantern, further down")).status).toBe(302);
  expect((await here.me()).personId).not.toBeNull();
  expect((await there.me()).personId).toBeNull();
});

test("sessions are listed and ended one by one; nobody ends another person's", async () => {
  await forgetLimits();
  const [mine, theirs] = [await givenScout(), await givenScout()];
  const [here, there, stranger] = [new Browser(), new Browser(), new Browser()];
  await signIn(here, mine.email);
  await signIn(there, mine.email);
  await signIn(stranger, theirs.email);
  const sessionsOf = async (browser: Browser) =>
    (
      (await (await browser.get("/account/security")).json()) as {
        loaderData: { sessions: { id: string; isCurrent: boolean }[] };
      }
    ).loaderData.sessions;
  const sessions = await sessionsOf(here);
  expect(sessions.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true]);
  const [foreign] = await sessionsOf(stranger);
  await here.post("/account/security", { intent: "session", sessionId: foreign!.id });
  expect((await stranger.me()).personId).toBe(theirs.personId);
  await here.post("/account/security", { intent: "session", sessionId: sessions.find(({ isCurrent }) => !isCurrent)!.id });
  expect((await there.me()).personId).toBeNull();
  expect((await here.me()).personId).toBe(mine.personId);
});

test("a person switches among the own seats only", async () => {
  const browser = new Browser();
  await browser.post("/sign-in", { intent: "demo", personId: demoPersonId("cloud-manager") });
  expect((await browser.me()).role).toBe("base_manager");
  expect((await browser.post("/account/seat", { seatId: demoSeatId("cloud-manager", "administrator") })).status).toBe(302);
  expect((await browser.me()).role).toBe("administrator");
  expect((await browser.post("/account/seat", { seatId: demoSeatId("scout", "scout") })).status).toBe(404);
  browser.cookies.set("jinqiao-seat", demoSeatId("scout", "scout"));
  expect((await browser.me()).role).toBe("base_manager");
});

test("an action sent from another site is refused", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const answer = await app.request(`${publicUrl(platform)}/sign-in`, {
    method: "POST",
    headers: { origin: "https://evil.example" },
    body: new URLSearchParams({ intent: "demo", personId: demoPersonId("scout") }),
  });
  expect(answer.status).toBe(400);
  expect(answer.headers.getSetCookie()).toEqual([]);
  vi.restoreAllMocks();
});

test("of the sign-in engine only the passkey addresses are open", async () => {
  const statusOf = async (path: string, init?: RequestInit) =>
    (await app.request(`${publicUrl(platform)}/api/auth${path}`, init)).status;
  const post = {
    method: "POST",
    headers: { "content-type": "application/json", origin: publicUrl(platform) },
    body: JSON.stringify({ personId: demoPersonId("scout") }),
  };
  expect(await statusOf("/sign-in/demo", post)).toBe(404);
  expect(await statusOf("/sign-up/email", post)).toBe(404);
  expect(await statusOf("/update-user", post)).toBe(404);
  expect(await statusOf("/passkey/generate-authenticate-options")).toBe(200);
  expect(await statusOf("/passkey/generate-register-options")).toBe(401);
});

test("a token is shown once, works within its scopes, and dies when revoked or expired", async () => {
  await forgetLimits();
  const { email, personId } = await givenScout();
  const browser = new Browser();
  await signIn(browser, email);
  const made = await browser.post("/account/tokens", {
    intent: "create",
    name: "script",
    days: "30",
    "scopes[]": ["identity:read"],
  });
  const { token } = ((await made.json()) as { actionData: { token: string } }).actionData;
  expect(token).toMatch(/^jq_[\w-]{43}$/);
  const kept = await platform.database.kysely.selectFrom("apiToken").selectAll().where("personId", "=", personId).execute();
  expect(JSON.stringify(kept)).not.toContain(token.slice(7));
  const call = (method: string, path: string, given = token) =>
    app.request(`${publicUrl(platform)}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${given}`, "content-type": "application/json" },
      ...(method === "POST" ? { body: "{}" } : {}),
    });
  expect(await (await call("GET", "/me")).json()).toMatchObject({ personId, kind: "token", scopes: ["identity:read"] });
  expect((await call("GET", "/units")).status).toBe(200);
  expect((await call("POST", "/units")).status).toBe(403);
  expect((await call("GET", "/units", "jq_forged")).status).toBe(401);
  platform.setNow("2026-04-02T09:00:00Z");
  expect((await call("GET", "/me")).status).toBe(401);
  platform.setNow("2026-03-02T09:00:00Z");
  expect((await call("GET", "/me")).status).toBe(200);
  await browser.post("/account/tokens", { intent: "revoke", tokenId: kept[0]!.id });
  expect((await call("GET", "/me")).status).toBe(401);
});

test("a token cannot manage the account: no new tokens, no seats", async () => {
  const visitorCtx = contextFor(platform, {
    ...visitor,
    kind: "token",
    personId: demoPersonId("scout"),
    seatId: demoSeatId("scout", "scout"),
    scopes: ["identity:write"],
  });
  const { createToken } = await import("./commands/tokens.ts");
  await expect(createToken(visitorCtx, { name: "x", scopes: ["identity:read"], days: 1 })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("an invited person accepts once and sits in the seat; the link is dead afterwards", async () => {
  await forgetLimits();
  const admin = new Browser();
  await admin.post("/sign-in", { intent: "demo", personId: demoPersonId("administrator") });
  const email = "anna.lindner@host.example";
  const sent = await admin.post("/administration/people", {
    intent: "invite",
    name: "Anna Lindner",
    email,
    role: "scout",
    locale: "de",
  });
  expect(sent.status).toBe(302);
  const mail = await lastMail(email);
  expect(mail?.subject).toBe(
    "Einladung zu „Gemeinsame Innovationsbasis von Alibaba Cloud Innovation Center und BMW Startup Garage“",
  );
  const path = mail!.textBody.match(/\/invitation\/\S+/)![0];
  const browser = new Browser();
  const offer = (await (await browser.get(path)).json()) as { loaderData: object };
  expect(offer.loaderData).toMatchObject({
    name: "Anna Lindner",
    email,
    role: "scout",
    organisationName: "BMW Startup Garage China",
    reader: "new",
  });
  expect((await browser.post(path, { name: "Anna Lindner" })).status).toBe(422);
  expect((await browser.post(path, { name: "Anna Lindner", password })).status).toBe(302);
  expect((await browser.me()).role).toBe("scout");
  expect((await new Browser().get(path)).status).toBe(404);
  expect((await new Browser().post(path, { name: "Mallory", password })).status).toBe(404);
});

test("an expired or revoked invitation is not found, and somebody else cannot take a known person's", async () => {
  await forgetLimits();
  const admin = new Browser();
  await admin.post("/sign-in", { intent: "demo", personId: demoPersonId("administrator") });
  const invite = async (email: string, role: string) => {
    await admin.post("/administration/people", { intent: "invite", name: "Guest", email, role, locale: "en" });
    return (await lastMail(email))!.textBody.match(/\/invitation\/\S+/)![0];
  };
  const expiring = await invite("late@guest.example", "reviewer");
  platform.setNow("2026-03-16T09:00:00Z");
  expect((await new Browser().get(expiring)).status).toBe(404);
  platform.setNow("2026-03-02T09:00:00Z");
  const { id } = await platform.database.kysely
    .selectFrom("invitation")
    .select("id")
    .where("email", "=", "late@guest.example")
    .executeTakeFirstOrThrow();
  await admin.post("/administration/people", { intent: "revoke", invitationId: id });
  expect((await new Browser().get(expiring)).status).toBe(404);

  const { email, personId } = await givenScout();
  const path = await invite(email, "expert");
  const stranger = new Browser();
  expect((await stranger.post(path, { name: "Mallory", password: "mallory's own secret" })).status).toBe(403);
  const known = new Browser();
  await signIn(known, email);
  expect((await known.post(path, {})).status).toBe(302);
  expect(await known.me()).toEqual({ personId, role: "expert" });
});

test("the demo's sign-in answers 404 or 403 on a real base, even to a forged request with a real person's id", async () => {
  const { personId } = await givenScout();
  expect((await new Browser().post("/sign-in", { intent: "demo", personId })).status).toBe(403);
  const mode = (value: string) => sql`update app.base set mode = ${value}`.execute(platform.database.kysely);
  await expect(mode("real")).rejects.toMatchObject({ constraint: "base_mode_fixed" });
  // Only by taking the trigger away can the test see what a real base answers.
  await sql`alter table app.base disable trigger base_mode_fixed`.execute(platform.database.kysely);
  await mode("real");
  const offered = (await (await new Browser().get("/sign-in")).json()) as { loaderData: object };
  expect(offered.loaderData).toEqual({ demoPeople: [] });
  const browser = new Browser();
  expect((await browser.post("/sign-in", { intent: "demo", personId: demoPersonId("scout") })).status).toBe(403);
  expect((await browser.me()).personId).toBeNull();
  await mode("demo");
  await sql`alter table app.base enable trigger base_mode_fixed`.execute(platform.database.kysely);
});

test("setting a password anew replaces the old one", async () => {
  await forgetLimits();
  const { personId, email } = await givenScout();
  const passwordHash = await hashPassword("quite another sentence", quick);
  await root.transact((tx) => setPassword(tx, personId, passwordHash));
  expect((await signIn(new Browser(), email)).status).toBe(422);
  expect((await signIn(new Browser(), email, "quite another sentence")).status).toBe(302);
});

test("an account taken by a link somebody else saw falls to whoever reads the mail: password, session, second step, passkey and tokens end", async () => {
  await forgetLimits();
  const email = "steward@cloud.example";
  const { send } = platform.mailer;
  platform.mailer.send = null;
  const founder = new Browser();
  await founder.post("/sign-in", { intent: "demo", personId: demoPersonId("founder") });
  const answer = await app.request(`${publicUrl(platform)}/api/v1/invitations`, {
    method: "POST",
    headers: { cookie: founder.cookie(), origin: publicUrl(platform) },
    body: JSON.stringify({ name: "Steward", email, role: "team_member" }),
  });
  expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([201, ["id"]]);
  // Without a mail server the mail can be read on the outbox page, so this link proves nothing.
  platform.mailer.send = send;
  const path = (await lastMail(email))!.textBody.match(/\/invitation\/\S+/)![0];
  const thief = new Browser();
  await thief.post(path, { name: "Steward", password });
  const { personId } = await thief.me();
  expect(personId).not.toBeNull();
  const started = await thief.post("/account/security", { intent: "twoStepStart", password });
  const { key } = ((await started.json()) as { actionData: { twoStep: { key: string } } }).actionData.twoStep;
  await thief.post("/account/security", { intent: "twoStepConfirm", code: totp(key) });
  await thief.post("/account/tokens", { intent: "create", name: "back door", days: "30", "scopes[]": ["identity:read"] });
  await sql`insert into auth.passkey (id, user_id, public_key, credential_id, counter, device_type, backed_up)
    values ('back-door', ${personId}, 'key', 'credential', 0, 'singleDevice', false)`.execute(platform.database.kysely);

  await new Browser().post("/sign-in", { intent: "link", email });
  await mailLinks();
  const owner = new Browser();
  await owner.post((await lastMail(email))!.textBody.match(/\/sign-in\/link\?token=\S+/)![0], {});
  expect((await owner.me()).personId).toBe(personId);
  expect((await thief.me()).personId).toBeNull();
  expect((await signIn(new Browser(), email)).status).toBe(422);
  const { rows } = await sql<Record<string, number>>`select
    (select count(*) from auth.passkey where user_id = ${personId}) as passkeys,
    (select count(*) from auth.two_factor where user_id = ${personId}) as second_steps,
    (select count(*) from app.api_token where person_id = ${personId} and revoked_at is null) as tokens`.execute(
    platform.database.kysely,
  );
  expect(rows[0]).toEqual({ passkeys: 0, secondSteps: 0, tokens: 0 });
});

test("a link only the mailbox got proves the address, so its owner keeps the password after signing in by link", async () => {
  await forgetLimits();
  const email = "newcomer@host.example";
  const admin = new Browser();
  await admin.post("/sign-in", { intent: "demo", personId: demoPersonId("administrator") });
  await admin.post("/administration/people", { intent: "invite", name: "Newcomer", email, role: "scout", locale: "en" });
  await new Browser().post((await lastMail(email))!.textBody.match(/\/invitation\/\S+/)![0], { name: "Newcomer", password });
  await new Browser().post("/sign-in", { intent: "link", email });
  await mailLinks();
  await new Browser().post((await lastMail(email))!.textBody.match(/\/sign-in\/link\?token=\S+/)![0], {});
  expect((await signIn(new Browser(), email)).status).toBe(302);
});

test("a person changes the own address by password and a link to the new one; the old one is told and opens nothing more", async () => {
  await forgetLimits();
  const { email, personId } = await givenScout();
  const taken = await givenScout();
  const newEmail = "wenhao.qiu@host.example";
  const browser = new Browser();
  await signIn(browser, email);
  const ask = (address: string, given = password) =>
    browser.post("/account/security", { intent: "address", email: address, password: given });
  const problemOf = async (answer: Response) =>
    ((await answer.json()) as { actionData: { fieldErrors: object } }).actionData.fieldErrors;
  expect(await problemOf(await ask(newEmail, "not the password at all"))).toEqual({
    password: "This is not your present password.",
  });
  expect(await problemOf(await ask(email))).toEqual({ email: "This is your present address." });
  expect((await ask(taken.email)).status).toBe(302);
  expect(await lastMail(taken.email)).toBeUndefined();
  expect((await ask(newEmail.toUpperCase())).status).toBe(302);
  const mail = (await lastMail(newEmail))!;
  expect([mail.subject, mail.holdsSecret, mail.orgId]).toEqual(["Confirm your new address for Jinqiao", true, null]);
  const path = mail.textBody.match(/\/account\/address\?token=\S+/)![0];

  await browser.get(path);
  const stranger = new Browser();
  await signIn(stranger, taken.email);
  expect((await stranger.post(path, {})).status).toBe(422);
  expect((await signIn(new Browser(), newEmail)).status).toBe(422);
  expect((await browser.post(path, {})).status).toBe(302);
  expect((await browser.post(path, {})).status).toBe(422);
  expect((await browser.me()).personId).toBe(personId);
  expect((await signIn(new Browser(), email)).status).toBe(422);
  expect((await signIn(new Browser(), newEmail)).status).toBe(302);
  expect((await lastMail(email))!.subject).toBe("Your sign-in to Jinqiao has changed");
  const person = platform.database.kysely.selectFrom("person").select("email").where("id", "=", personId);
  expect(await person.executeTakeFirst()).toEqual({ email: newEmail });
  expect((await actionsOf(personId)).filter((action) => action.startsWith("address."))).toEqual([
    "address.change-requested",
    "address.change-requested",
    "address.changed",
  ]);
});

test("somebody without a password sets a first one, once, under the same rules, and is told by mail", async () => {
  await forgetLimits();
  const { email, personId } = await givenScout(false);
  await mailSignInLink(platform, email);
  const browser = new Browser();
  await browser.post((await lastMail(email))!.textBody.match(/\/sign-in\/link\?token=\S+/)![0], {});
  const set = (newPassword: string) => browser.post("/account/security", { intent: "firstPassword", newPassword });
  const refused = (await (await set("short")).json()) as { actionData: { fieldErrors: object } };
  expect(refused.actionData.fieldErrors).toEqual({ newPassword: "Please use at least 8 characters." });
  expect((await set(password)).status).toBe(302);
  expect((await signIn(new Browser(), email)).status).toBe(302);
  expect((await lastMail(email))!.textBody).toContain("a password was set");
  expect(await actionsOf(personId)).toContain("password.set");
  expect((await set("another lantern, further down")).status).toBe(409);
  expect((await signIn(new Browser(), email)).status).toBe(302);
});
