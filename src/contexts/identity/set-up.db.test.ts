import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "#platform/config.ts";
import { contextFor, visitor } from "#platform/context.ts";
import { prepareBase } from "#server/prepare-base.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { authSecret } from "./auth/auth-secret.ts";
import { acceptInvitation } from "./commands/accept-invitation.ts";
import { isSetUpOpen, setUpBase } from "./commands/set-up.ts";
import { listDemoPeople } from "./queries/demo-people.ts";
import { getOfferedSeat } from "./queries/invitation.ts";

const platform = await openTestPlatform();
const stranger = contextFor(platform, visitor, { origin: "192.0.2.7" });
const codeIn = (greeting: string) => greeting.match(/[A-Z0-9]{4}(-[A-Z0-9]{4}){2}/)![0];
const answers = {
  baseName: "Example base",
  timeZone: "Europe/Berlin",
  hostName: "Example Motors",
  cloudName: "Example Cloud",
  side: "host" as const,
  name: "Ada Berger",
  email: "ada@motors.example",
  password: "seven bridges and a ferry",
  locale: "de" as const,
  otherName: "Liu Fang",
  otherEmail: "fang@cloud.example",
};

test("an empty base waits for its wizard over restarts, never turns into a demo, and only the newest code founds it, once", async () => {
  const firstCode = codeIn((await prepareBase(platform, { empty: true })).greeting);
  const code = codeIn((await prepareBase(platform, { empty: false })).greeting);
  expect(await isSetUpOpen(stranger)).toBe(true);
  for (const wrong of [firstCode, "AAAA-AAAA-AAAA"]) {
    await expect(setUpBase(stranger, { ...answers, code: wrong })).rejects.toMatchObject({
      fields: { code: "identity.errors.setUpCodeWrong" },
    });
  }
  await expect(setUpBase(stranger, { ...answers, code, otherEmail: answers.email })).rejects.toMatchObject({
    fields: { otherEmail: "identity.errors.sameAddress" },
  });
  const { invitationLink } = await setUpBase(stranger, { ...answers, code });
  const base = await platform.database.kysely.selectFrom("base").select(["name", "mode", "timeZone"]).executeTakeFirst();
  expect(base).toEqual({ name: "Example base", mode: "real", timeZone: "Europe/Berlin" });
  expect(await isSetUpOpen(stranger)).toBe(false);
  await expect(setUpBase(stranger, { ...answers, code })).rejects.toMatchObject({ code: "not_found" });
  expect(await prepareBase(platform, { empty: false })).toEqual({ timeZone: "Europe/Berlin", greeting: "" });
  expect(await listDemoPeople(stranger)).toEqual([]);

  const secret = invitationLink.split("/").at(-1)!;
  expect(await getOfferedSeat(stranger, secret)).toMatchObject({
    role: "administrator",
    organisationName: "Example Cloud",
    reader: "new",
  });
  await acceptInvitation(stranger, secret, { password: "a quiet harbour at noon" });
  const seats = await platform.database.kysely
    .selectFrom("seat")
    .innerJoin("organisation", "organisation.id", "seat.organisationId")
    .innerJoin("person", "person.id", "seat.personId")
    .select(["person.name", "organisation.kind", "seat.role"])
    .orderBy("organisation.kind", "desc")
    .execute();
  expect(seats).toEqual([
    { name: "Ada Berger", kind: "host", role: "administrator" },
    { name: "Liu Fang", kind: "cloud_partner", role: "administrator" },
  ]);
});

test("guessing the set-up code is slowed down", async () => {
  const guess = () =>
    setUpBase(contextFor(platform, visitor, { origin: "198.51.100.9" }), { ...answers, code: "guess" }).catch(({ code }) => code);
  const outcomes: unknown[] = [];
  for (let index = 0; index < 11; index++) outcomes.push(await guess());
  expect(outcomes).toEqual([...Array(10).fill("not_found"), "too_many_requests"]);
});

test("the signing key is made once and kept for the owner's eyes; with a server database it is demanded", () => {
  const directory = mkdtempSync(join(tmpdir(), "jinqiao-secret-"));
  const secret = authSecret(readConfig({ DATA_DIR: directory }));
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect(authSecret(readConfig({ DATA_DIR: directory }))).toBe(secret);
  expect(statSync(join(directory, "auth-secret")).mode & 0o777).toBe(0o600);
  const onServer = { DATA_DIR: join(directory, "none"), DATABASE_URL: "postgres://db.example/jinqiao" };
  expect(() => authSecret(readConfig(onServer))).toThrow(/^AUTH_SECRET is missing\./);
  expect(existsSync(onServer.DATA_DIR)).toBe(false);
  rmSync(directory, { recursive: true });
});
