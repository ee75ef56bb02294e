import { expect, test } from "vitest";
import { openTestPlatform } from "#server/testing/test-platform.ts";

const platform = await openTestPlatform();

/** Tables without row-level security, each with its reason; a new one needs a line here. */
const openTables: Record<string, string> = {
  base: "one row of public facts",
  audit_head: "holds one hash",
  company: "the universe is open to the operators; policy decides who may read it; RLS would block text indexes",
  company_edit: "part of the universe: the values an edit replaced, for its undo",
  company_translation: "part of the universe",
  company_source: "part of the universe",
  duplicate_suggestion: "part of the universe",
  company_merge: "part of the universe",
};

test("every table is behind row-level security or on the named list of open tables", async () => {
  const { rows } = await platform.database.pool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') and not relrowsecurity order by relname",
  );
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(openTables).sort());
});

test("every protected table lets the system through and names a rule for people or is closed to them", async () => {
  const { rows } = await platform.database.pool.query<{ name: string }>(
    `select relname as name from pg_class c where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') and relrowsecurity
       and not exists (select from pg_policy p where p.polrelid = c.oid and 'app_system'::regrole = any (p.polroles))`,
  );
  expect(rows).toEqual([]);
});

test("policies read no other table, so that a distributed PostgreSQL takes them", async () => {
  const { rows } = await platform.database.pool.query<{ name: string; expression: string }>(
    "select tablename as name, coalesce(qual, '') || ' ' || coalesce(with_check, '') as expression from pg_policies where schemaname = 'app'",
  );
  expect(rows.filter(({ expression }) => /\bselect\b/i.test(expression))).toEqual([]);
});
