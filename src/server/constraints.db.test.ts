import { expect, test } from "vitest";
import { givenOrganisation, givenSeat, givenUnit } from "#contexts/identity/testing.ts";
import { json } from "#platform/db/database.ts";
import { translateKey } from "#platform/i18n/translate.ts";
import { newId } from "#platform/ids.ts";
import { constraints } from "./contexts.ts";
import { openTestPlatform } from "./testing/test-platform.ts";

const platform = await openTestPlatform();
const organisationId = await givenOrganisation(platform, "host");
const administrator = await givenSeat(platform, { role: "administrator", organisationId });

test("what two people did at one moment is a conflict in words, from the constraint that stopped the second", async () => {
  await givenUnit(platform, organisationId, "Shenyang");
  const second = { id: newId(), organisationId, name: "Shenyang", names: json({}), createdAt: platform.now() };
  await expect(administrator.transact((tx) => tx.insertInto("unit").values(second).execute())).rejects.toMatchObject({
    code: "conflict",
    messageKey: "identity.errors.unitNameTaken",
  });
});

test("a violation nobody has words for stays an unexpected error with its cause", async () => {
  const shouting = {
    id: newId(),
    name: "Ada",
    email: "ADA@EXAMPLE.TEST",
    organisationIds: [organisationId],
    createdAt: platform.now(),
  };
  await expect(administrator.transact((tx) => tx.insertInto("person").values(shouting).execute())).rejects.toMatchObject({
    code: "23514",
    constraint: "person_email_lower",
  });
});

test("every constraint with a sentence exists, and so does the sentence", async () => {
  const { rows } = await platform.database.pool.query<{ name: string }>(
    `select conname as name from pg_constraint where connamespace = 'app'::regnamespace
     union select relname from pg_class where relnamespace = 'app'::regnamespace and relkind = 'i'
     union select tgname from pg_trigger where not tgisinternal`,
  );
  const known = new Set(rows.map(({ name }) => name));
  expect(Object.keys(constraints).filter((name) => !known.has(name))).toEqual([]);
  for (const key of Object.values(constraints)) expect(await translateKey("en", key)).not.toBe(key);
});
