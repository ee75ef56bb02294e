import { expect, test } from "vitest";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { audit, auditAll, hashOf } from "./audit.ts";

const platform = await openTestPlatform();

test("each audit entry seals the one before it, and a changed entry no longer fits its hash", async () => {
  const scout = await givenSeat(platform, { role: "scout", organisationId: await givenOrganisation(platform, "host") });
  await scout.transact((tx) =>
    audit(tx, scout, { action: "thing.made", subjectType: "thing", subjectId: "1", detail: { b: 1, a: [2] } }),
  );
  await scout.transact((tx) =>
    audit(tx, scout, { action: "thing.changed", subjectType: "thing", subjectId: "1", reason: "because" }),
  );
  const entries = await platform.database.kysely.selectFrom("auditEntry").selectAll().orderBy("id").execute();
  expect(entries).toHaveLength(2);
  expect(entries[0]!.previousHash).toBe("");
  expect(entries[1]!.previousHash).toBe(entries[0]!.hash);
  for (const entry of entries) expect(hashOf(entry.previousHash, entry)).toBe(entry.hash);
  expect(hashOf(entries[1]!.previousHash, { ...entries[1]!, reason: "another reason" })).not.toBe(entries[1]!.hash);
});

test("several facts of one command are appended in their order and sealed one by one", async () => {
  const scout = await givenSeat(platform, { role: "scout", organisationId: await givenOrganisation(platform, "host") });
  const facts = ["1", "2", "3"].map((subjectId) => ({ action: "thing.tagged", subjectType: "thing", subjectId }));
  await scout.transact((tx) => auditAll(tx, scout, facts));
  await scout.transact((tx) => auditAll(tx, scout, []));
  await scout.transact((tx) => audit(tx, scout, { action: "thing.closed", subjectType: "thing", subjectId: "1" }));
  const entries = await platform.database.kysely.selectFrom("auditEntry").selectAll().orderBy("id").execute();
  expect(entries.slice(-4).map(({ action, subjectId }) => [action, subjectId])).toEqual([
    ["thing.tagged", "1"],
    ["thing.tagged", "2"],
    ["thing.tagged", "3"],
    ["thing.closed", "1"],
  ]);
  let previousHash = "";
  for (const entry of entries) {
    expect(entry.previousHash).toBe(previousHash);
    expect(hashOf(previousHash, entry)).toBe(entry.hash);
    previousHash = entry.hash;
  }
});

test("nobody can change or delete an audit entry", async () => {
  const scout = await givenSeat(platform, { role: "scout", organisationId: await givenOrganisation(platform, "host") });
  await expect(scout.transact((tx) => tx.deleteFrom("auditEntry").execute())).rejects.toThrow(/permission denied/);
  await expect(scout.transact((tx) => tx.updateTable("auditEntry").set({ action: "x" }).execute())).rejects.toThrow(
    /permission denied/,
  );
});

test("a transaction inside a transaction is refused instead of hanging", async () => {
  const scout = await givenSeat(platform, { role: "scout", organisationId: await givenOrganisation(platform, "host") });
  await expect(scout.transact(() => scout.transact(async () => 1))).rejects.toThrow(/pass `tx`/);
});
