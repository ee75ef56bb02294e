import { expect, test, vi } from "vitest";
import { foundBase } from "#contexts/identity/index.ts";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { contextFor, system } from "#platform/context.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { invite, resetTwoStep } from "./user.ts";

const platform = await openTestPlatform();
const ctx = contextFor(platform, system);

test("whoever holds the machine can turn a person's lost second step off, and the audit log says so", async () => {
  const organisationId = await givenOrganisation(platform, "host");
  const { personId } = (await givenSeat(platform, { role: "scout", organisationId })).actor;
  const { pool, kysely } = platform.database;
  const email = `${personId}@example.test`;
  await pool.query(`insert into auth."user" (id, name, email, two_factor_enabled) values ($1, 'Ada', $2, true)`, [
    personId,
    email,
  ]);
  await pool.query("insert into auth.two_factor (id, user_id, secret, backup_codes) values ('1', $1, 'x', 'y')", [personId]);
  await resetTwoStep(ctx, email.toUpperCase());
  const { rows } = await pool.query(
    `select two_factor_enabled as "isOn", (select count(*) from auth.two_factor) as secrets from auth."user"`,
  );
  expect(rows).toEqual([{ isOn: false, secrets: 0 }]);
  expect(await kysely.selectFrom("auditEntry").select(["action", "subjectId"]).execute()).toEqual([
    { action: "two-step.reset", subjectId: personId },
  ]);
  await expect(resetTwoStep(ctx, "nobody@example.test")).rejects.toThrow("Nobody has the address nobody@example.test.");
});

test("an invitation from the command line goes to the address as sign-in knows it, and wrong input is refused", async () => {
  await givenOrganisation(platform, "host");
  await ctx.transact((tx) => foundBase(tx, ctx, { slug: "test", name: "Test", mode: "real", timeZone: "UTC" }));
  const line = vi.spyOn(console, "log").mockImplementation(() => {});
  const input = { organisation: "host", role: "scout", name: " Anna Lind ", email: "Anna@Host.Example ", locale: "de" };
  await invite(ctx, input);
  expect(line.mock.calls[0]![0]).toMatch(/^Invitation for Anna Lind: http.*\/invitation\/[\w-]{43}$/);
  const { kysely } = platform.database;
  expect(await kysely.selectFrom("invitation").select(["email", "name", "isLinkPrivate"]).execute()).toEqual([
    { email: "anna@host.example", name: "Anna Lind", isLinkPrivate: false },
  ]);
  await expect(invite(ctx, { ...input, email: "nobody" })).rejects.toThrow("Please enter an address like name@example.com.");
  await expect(invite(ctx, { ...input, locale: "fr" })).rejects.toThrow("locale: Choose one of these: en, zh-CN, de, ru.");
  await expect(invite(ctx, { ...input, organisation: "zone", role: "zone_reporter" })).rejects.toThrow(
    "This base has no zone yet.",
  );
});
