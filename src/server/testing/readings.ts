import { sql } from "kysely";
import type { Context } from "#platform/context.ts";

/** What was asked, to tell where two readings part, and what was answered. */
export interface Reading {
  what: string;
  answer: string;
}

/** Where rows are counted that everybody may count: what somebody else did anywhere, without a word of what it was. */
const openTables = new Set(["audit_head", "outbox_event", "idempotency_key"]);

/** For tests: the rows of each table, as the walls of the database show them to a person. */
export async function readableTables(ctx: Context): Promise<Reading[]> {
  return ctx.transact(async (tx) => {
    const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = 'app' and table_type = 'BASE TABLE' order by 1`.execute(tx);
    const readings = [];
    for (const { name } of rows.filter((table) => !openTables.has(table.name))) {
      const allowed = await sql<{ may: boolean }>`select has_table_privilege(${`app.${name}`}, 'select') as may`.execute(tx);
      if (!allowed.rows[0]!.may) continue;
      const read = await sql<{ answer: string }>`select
        coalesce(string_agg(each::text, chr(10) order by each::text), '') as answer from ${sql.table(`app.${name}`)} each`.execute(
        tx,
      );
      readings.push({ what: `table ${name}`, answer: read.rows[0]!.answer });
    }
    return readings;
  });
}

/** Where two readings part, with what stands there; also what only one of them has. */
export function differences(before: readonly Reading[], now: readonly Reading[]): string[] {
  const [known, found] = [before, now].map((all) => new Map(all.map(({ what, answer }) => [what, answer])));
  return [...new Set([...known!.keys(), ...found!.keys()])].flatMap((what) => {
    const [was, answer] = [known!.get(what) ?? "", found!.get(what) ?? ""];
    if (was === answer) return [];
    const at = [...answer].findIndex((letter, index) => letter !== was[index]);
    const from = Math.max(0, at - 120);
    return [`${what}: … ${was.slice(from, at + 120)} … is now … ${answer.slice(from, at + 120)}`];
  });
}
