import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { prepareBase } from "./prepare-base.ts";
import { openTestPlatform } from "./testing/test-platform.ts";

const platform = await openTestPlatform();

test("companies without a base never get the demo loaded around them, only a base of their own", async () => {
  const { pool, kysely } = platform.database;
  const company =
    "insert into app.company (id, name, created_at, updated_at) values ($1, 'Imported before founding', now(), now())";
  await pool.query(company, [newId()]);
  await expect(prepareBase(platform, { empty: false })).rejects.toThrow(
    /holds companies but no base, so the demo base is not loaded into it\. Found a base around them with "npm start -- --empty"/,
  );
  expect((await prepareBase(platform, { empty: true })).greeting).toContain("one-time set-up code");
  expect((await prepareBase(platform, { empty: false })).greeting).toContain("one-time set-up code");
  expect(await kysely.selectFrom("company").select("name").execute()).toEqual([{ name: "Imported before founding" }]);
  expect(await kysely.selectFrom("base").select("id").execute()).toEqual([]);
});
