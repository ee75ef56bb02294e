import { expect, test } from "vitest";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { contextFor, system } from "#platform/context.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { resetTwoStep } from "./user.ts";

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
