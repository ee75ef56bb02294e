import { expect, test } from "vitest";
import { demoOrganisationId } from "#db/seeds/demo/base.ts";
import { demoPersonId, demoSeatId } from "#db/seeds/demo/people.ts";
import { contextFor, visitor } from "#platform/context.ts";
import { json } from "#platform/db/database.ts";
import { prepareBase } from "#server/prepare-base.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { resolveActor } from "./actor.ts";
import { callAuth } from "./call-auth.ts";

const platform = await openTestPlatform();
await prepareBase(platform, { empty: false });
const asVisitor = contextFor(platform, visitor);
const page = new Request("http://localhost:3000/sign-in");

async function cookieOf(personId: string): Promise<string> {
  const answer = await callAuth(asVisitor, page, "/sign-in/demo", { personId });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

test("a demo person signs in with one click and holds the first seat", async () => {
  const cookie = await cookieOf(demoPersonId("scout"));
  const { actor, locale } = await resolveActor(platform, new Headers({ cookie }));
  expect(actor).toEqual({
    kind: "person",
    personId: demoPersonId("scout"),
    personName: "林悦 Lin Yue",
    seatId: demoSeatId("scout", "scout"),
    role: "scout",
    organisationId: demoOrganisationId("host"),
    organisationKind: "host",
    unitId: null,
    scopes: null,
  });
  expect(locale).toBe("zh-CN");
});

test("a cookie with a forged signature is a visitor's", async () => {
  const cookie = await cookieOf(demoPersonId("scout"));
  const forged = cookie.replace(/session_token=(.)/, (_, first) => `session_token=${first === "x" ? "y" : "x"}`);
  expect((await resolveActor(platform, new Headers({ cookie: forged }))).actor).toEqual(visitor);
});

test("whoever holds several seats chooses by cookie, and only among the own ones", async () => {
  const cookie = await cookieOf(demoPersonId("cloud-manager"));
  const roleWith = async (seatId: string) =>
    (await resolveActor(platform, new Headers({ cookie: `${cookie}; jinqiao-seat=${seatId}` }))).actor.role;
  expect(await roleWith(demoSeatId("cloud-manager", "administrator"))).toBe("administrator");
  expect(await roleWith(demoSeatId("cloud-manager", "base_manager"))).toBe("base_manager");
  expect(await roleWith(demoSeatId("scout", "scout"))).toBe("base_manager");
});

test("a demo base whose first start was interrupted says so instead of opening half a world", async () => {
  await prepareBase(platform, { empty: false });
  await platform.database.kysely
    .updateTable("base")
    .set({ settings: json({}) })
    .execute();
  await expect(prepareBase(platform, { empty: false })).rejects.toThrow(/loaded only in part.*Delete .* and start again/);
});
