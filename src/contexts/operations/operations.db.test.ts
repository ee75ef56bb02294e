import { afterAll, expect, test } from "vitest";
import { givenOrganisation, givenSeat } from "#contexts/identity/testing.ts";
import { audit } from "#platform/audit/audit.ts";
import { contextFor, type Platform, system } from "#platform/context.ts";
import { queueMail } from "#platform/mail/outbox.ts";
import { encodeCursor } from "#platform/pages.ts";
import { openTestPlatform } from "#server/testing/test-platform.ts";
import { retryJob } from "./commands.ts";
import { countDeadJobs, listAuditEntries, listJobs, listMails, verifyAuditChain } from "./queries.ts";

const platform = await openTestPlatform();
const host = await givenSeat(platform, {
  role: "administrator",
  organisationId: await givenOrganisation(platform, "host"),
  name: "Host admin",
});
const cloud = await givenSeat(platform, {
  role: "administrator",
  organisationId: await givenOrganisation(platform, "cloud_partner"),
});
const scout = await givenSeat(platform, { role: "scout", organisationId: host.actor.organisationId! });
let attempts = 0;
platform.jobs.define({
  name: "test.breaks-twice",
  queue: { retryLimit: 0 },
  run: async () => {
    attempts += 1;
    if (attempts < 2) throw new Error("not yet");
  },
});
platform.jobs.define({
  name: "test.is-refused",
  queue: { retryLimit: 0 },
  run: async () => {
    throw new Error("550 no such mailbox <li.na@host.example> (li.na@host.example)");
  },
});
await platform.jobs.start("Asia/Shanghai");
await platform.jobs.boss.createQueue("test.waits");
afterAll(() => platform.jobs.stop());

test("only administrators of the operators see jobs, mails and the audit log", async () => {
  const page = { limit: 10 };
  for (const read of [
    listJobs(scout, page),
    listMails(scout, page),
    listAuditEntries(scout, page),
    verifyAuditChain(scout),
    retryJob(scout, "x"),
  ]) {
    await expect(read).rejects.toMatchObject({ code: "forbidden" });
  }
});

test("an administrator sees the mails and audit entries of its own organisation and not of the other", async () => {
  await host.transact(async (tx) => {
    await queueMail(tx, host, { to: "a@host.test", subject: "Secret of the host", text: "…" });
    await audit(tx, host, { action: "secret.kept", subjectType: "secret", subjectId: "1", reason: "host only" });
  });
  expect((await listMails(host, { limit: 10 })).items.map(({ subject }) => subject)).toEqual(["Secret of the host"]);
  expect((await listMails(cloud, { limit: 10 })).items).toEqual([]);
  expect((await listAuditEntries(host, { limit: 10 })).items).toMatchObject([
    { action: "secret.kept", person: { name: "Host admin" } },
  ]);
  expect((await listAuditEntries(cloud, { limit: 10 })).items).toEqual([]);
});

test("a job that failed for good is listed as dead and succeeds when an administrator retries it", async () => {
  const own = contextFor(platform, system);
  await own.transact((tx) => platform.jobs.enqueue(tx, "test.breaks-twice", {}));
  await expect.poll(() => countDeadJobs(host), { timeout: 60_000 }).toBe(1);
  const [dead] = (await listJobs(host, { state: "failed", limit: 10 })).items;
  expect(dead).toMatchObject({ name: "test.breaks-twice", failure: "not yet", can: { retry: true } });
  await retryJob(host, dead!.id);
  await expect
    .poll(async () => (await listJobs(host, { state: "completed", limit: 10 })).items.map(({ id }) => id), { timeout: 60_000 })
    .toContain(dead!.id);
  await expect(retryJob(host, dead!.id)).rejects.toMatchObject({ code: "conflict", messageKey: "operations.errors.jobNotDead" });
});

test("a job that concerns one operator is seen and retried there alone, and what failed names no address", async () => {
  const own = contextFor(platform, system);
  const { organisationId } = host.actor;
  await own.transact((tx) => platform.jobs.enqueue(tx, "test.is-refused", { ownerOrgId: organisationId }));
  await expect.poll(() => countDeadJobs(host), { timeout: 60_000 }).toBe(1);
  expect(await countDeadJobs(cloud)).toBe(0);
  const [dead] = (await listJobs(host, { state: "failed", limit: 10 })).items;
  expect(dead).toMatchObject({ name: "test.is-refused", failure: "550 no such mailbox <…> (…)" });
  expect((await listJobs(cloud, { state: "failed", limit: 10 })).items).toEqual([]);
  await expect(retryJob(cloud, dead!.id)).rejects.toMatchObject({ code: "not_found" });
});

test("jobs of one moment fill pages without a gap, and a forged cursor is refused", async () => {
  const own = contextFor(platform, system);
  await own.transact(async (tx) => {
    for (let count = 0; count < 3; count++) await platform.jobs.enqueue(tx, "test.waits", { count });
  });
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listJobs(host, { state: "created", limit: 1, ...(cursor ? { cursor } : {}) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  }
  expect(new Set(ids).size).toBe(3);
  await platform.database.pool.query("delete from pgboss.job where name = 'test.waits'");
  for (const position of [["now", ids[0]], ["2026-03-02T09:00:00.000000Z", "x"], "x", 1.5]) {
    const page = { limit: 1, cursor: encodeCursor(position) };
    for (const read of [listJobs(host, page), listMails(host, page), listAuditEntries(host, page)])
      await expect(read).rejects.toMatchObject({ code: "invalid" });
  }
});

test("a job enqueued in a transaction that is rolled back never exists", async () => {
  const own = contextFor(platform, system);
  await expect(
    own.transact(async (tx) => {
      await platform.jobs.enqueue(tx, "test.breaks-twice", {});
      throw new Error("changed my mind");
    }),
  ).rejects.toThrow("changed my mind");
  expect((await listJobs(host, { state: "created", limit: 10 })).items).toEqual([]);
});

test("the audit chain is intact until somebody with the owner's rights changes an entry", async () => {
  const { database } = platform;
  const busy: Platform = {
    ...platform,
    database: {
      ...database,
      transact: async (scope, run) => {
        const result = await database.transact(scope, run);
        await host.transact((tx) => audit(tx, host, { action: "meanwhile", subjectType: "thing", subjectId: null }));
        return result;
      },
    },
  };
  expect(await verifyAuditChain(contextFor(busy, host.actor))).toMatchObject({ intact: true });
  const entry = await platform.database.kysely
    .selectFrom("auditEntry")
    .select("id")
    .orderBy("id")
    .limit(1)
    .executeTakeFirstOrThrow();
  await platform.database.kysely.updateTable("auditEntry").set({ reason: "forged" }).where("id", "=", entry.id).execute();
  expect(await verifyAuditChain(host)).toEqual({ entries: 0, intact: false, brokenAt: entry.id });
});
