import { sql } from "kysely";
import { expect } from "vitest";
import { visiblePilots } from "../policy.ts";
import { isFixed, isOver, type Model, reads, sideOfWho, type Who } from "./model.ts";
import { modelPlatform, type Real } from "./world.ts";

const db = modelPlatform.database.kysely;

/** Tables below a pilot, found in the database: a new one is watched from its first day. */
const { rows: found } = await sql<{ name: string }>`select table_name as name from information_schema.columns
  where table_schema = 'app' and column_name = 'pilot_id' order by 1`.execute(db);
const tables = found.map(({ name }) => name);

/** What the start-up reads of its pilot in the walls of the database; everything else is the host's alone. */
const ofBothSides = new Set([
  "agreement",
  "agreement_signature",
  "invoice",
  "order_milestone",
  "pilot_criterion",
  "pilot_file",
  "pilot_gate",
  "pilot_lesson",
  "pilot_measurement",
  "pilot_message",
  "pilot_pulse",
  "pilot_risk",
  "pilot_message_seen",
  "pilot_term",
  "purchase_order",
  "readiness_item",
  "readiness_move",
]);

/** Everything stored of a pilot as one digest for each table: a refused move leaves no trace. */
export async function digestOf({ pilotId }: Real): Promise<string> {
  const parts = [...tables.map((name) => [name, "pilot_id"] as const), ["pilot", "id"] as const].map(
    ([
      name,
      column,
    ]) => sql`select ${name}::text as name, md5(coalesce(string_agg(row::text, '' order by row::text), '')) as digest
      from ${sql.table(`app.${name}`)} row where ${sql.ref(`row.${column}`)} = ${pilotId}`,
  );
  const { rows } = await sql<{ name: string; digest: string }>`${sql.join(parts, sql` union all `)} order by 1`.execute(db);
  return rows.map(({ name, digest }) => `${name}:${digest}`).join("\n");
}

export async function auditedOf({ pilotId }: Real): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from app.audit_entry
    where subject_id = ${pilotId}`.execute(db);
  return rows[0]!.count;
}

/** Rows that are written once: an id, and what stands in it but for its walls. */
export async function historyOf({ pilotId }: Real): Promise<Map<string, string>> {
  const parts = ["pilot_gate", "pilot_gate_note", "pilot_measurement", "adoption", "readiness_move"].map(
    (name) => sql`select md5((to_jsonb(row) - 'party_org_ids' - 'reader_org_ids')::text) as digest,
      ${name}::text || coalesce(to_jsonb(row) ->> 'id', to_jsonb(row) ->> 'gate_id') as id
      from ${sql.table(`app.${name}`)} row where pilot_id = ${pilotId}`,
  );
  const { rows } = await sql<{ id: string; digest: string }>`${sql.join(parts, sql` union all `)}`.execute(db);
  return new Map(rows.map(({ id, digest }) => [id, digest]));
}

/** Sums, duties and states asked of the rows themselves, each by one sentence; only what is broken comes back. */
async function broken({ pilotId }: Real): Promise<string[]> {
  const rules: Record<string, ReturnType<typeof sql>> = {
    "milestones do not add up": sql`select 1 from app.purchase_order o where pilot_id = ${pilotId} and state not in ('drafted', 'cancelled')
      and amount_minor <> (select sum(amount_minor) from app.order_milestone where order_id = o.id)`,
    "more invoiced than ordered": sql`select 1 from app.purchase_order o where pilot_id = ${pilotId}
      and amount_minor < (select sum(amount_minor) from app.invoice where order_id = o.id and state <> 'rejected')`,
    "more ordered than the budget": sql`select 1 from app.pilot_internal i where pilot_id = ${pilotId} and coalesce(budget_minor, 0) <
      (select sum(amount_minor * rate) from app.purchase_order where pilot_id = ${pilotId} and state not in ('drafted', 'cancelled'))`,
    "one hand asked and approved": sql`select 1 from app.purchase_order where pilot_id = ${pilotId} and approved_by = requested_by`,
    "approved by nobody": sql`select 1 from app.purchase_order where pilot_id = ${pilotId}
      and state in ('approved', 'sent', 'confirmed', 'completed') and (approved_by is null or requested_by is null)`,
    "paid by who approved": sql`select 1 from app.invoice where pilot_id = ${pilotId} and state = 'paid'
      and (approved_by is null or paid_by is null or paid_by in (approved_by, second_approved_by))`,
    "approved by who received": sql`select 1 from app.invoice where pilot_id = ${pilotId}
      and received_by in (approved_by, second_approved_by)`,
    "invoiced in another currency": sql`select 1 from app.invoice i join app.purchase_order o on o.id = i.order_id
      where i.pilot_id = ${pilotId} and i.currency <> o.currency`,
    "ordered without what it takes": sql`select 1 from app.pilot p join app.pilot_internal i on i.pilot_id = p.id
      where p.id = ${pilotId} and state in ('ordered', 'running', 'evaluated', 'adopted') and (budget_minor is null
        or decision_on is null or ends_on is null or starts_on is null or p.next_order = '' or p.scope = ''
        or (select count(*) from app.pilot_criterion where pilot_id = p.id) not between 3 and 5
        or not exists (select from app.agreement where pilot_id = p.id and kind = 'pilotAgreement' and state = 'signed'))`,
    "evaluated without judgements": sql`select 1 from app.pilot p join app.pilot_criterion c on c.pilot_id = p.id
      where p.id = ${pilotId} and state in ('evaluated', 'adopted') and (c.judgement is null or p.result is null)`,
    "held without a day": sql`select 1 from app.pilot where id = ${pilotId} and (held_until is null) <> (hold_reason is null)`,
    "reversed twice": sql`select 1 from app.adoption where pilot_id = ${pilotId} and reverses_id is not null
      group by reverses_id having count(*) > 1`,
    "a wall stayed behind": sql`select 1 from app.pilot p join app.pilot_criterion c on c.pilot_id = p.id
      where p.id = ${pilotId} and (c.party_org_ids <> p.party_org_ids or c.reader_org_ids <> p.reader_org_ids)`,
  };
  const parts = Object.entries(rules).map(([name, rule]) => sql`select ${name}::text as name where exists (${rule})`);
  const { rows } = await sql<{ name: string }>`${sql.join(parts, sql` union all `)}`.execute(db);
  return rows.map(({ name }) => name);
}

/** The pilot is where the model says, and no rule is broken. */
export async function expectSound(m: Model, real: Real): Promise<void> {
  const row = await db
    .selectFrom("pilot")
    .select([
      "state",
      "offeredAt",
      "heldUntil",
      "endsOn",
      "decisionOn",
      "extendedFromOn",
      "consequenceDueOn",
      "consequenceDoneAt",
    ])
    .where("id", "=", real.pilotId)
    .executeTakeFirstOrThrow();
  expect({
    state: row.state,
    isOffered: row.offeredAt !== null,
    isHeld: row.heldUntil !== null,
    endsOn: row.endsOn,
    decisionOn: row.decisionOn,
    isExtended: row.extendedFromOn !== null,
    isConsequenceDue: row.consequenceDueOn !== null,
    isConsequenceDone: row.consequenceDoneAt !== null,
  }).toEqual({
    state: m.state,
    isOffered: m.isOffered,
    isHeld: m.isHeld,
    endsOn: m.endsOn,
    decisionOn: m.decisionOn,
    isExtended: m.isExtended,
    isConsequenceDue: m.isConsequenceDue,
    isConsequenceDone: m.isConsequenceDone,
  });
  expect(await broken(real)).toEqual([]);
  const orders = await db
    .selectFrom("purchaseOrder")
    .select(["id", "state"])
    .where("pilotId", "=", real.pilotId)
    .orderBy("id")
    .execute();
  expect(orders).toEqual(m.orders.map(({ id, state }) => ({ id, state })));
  const invoices = await db
    .selectFrom("invoice")
    .select(["id", "state"])
    .where("pilotId", "=", real.pilotId)
    .orderBy("id")
    .execute();
  expect(invoices).toEqual(m.invoices.map(({ id, state }) => ({ id, state })));
}

/** Somebody reads the pilot and its rows exactly as far as their wall lets them. */
export async function expectWalls(m: Model, real: Real, who: Who): Promise<void> {
  const ctx = real.people[who];
  const { seen, rows } = await ctx.transact(async (tx) => {
    const parts = tables.map(
      (name) =>
        sql`select ${name}::text as name, count(*)::integer as count from ${sql.table(`app.${name}`)} where pilot_id = ${real.pilotId}`,
    );
    const counted = await sql<{ name: string; count: number }>`${sql.join(parts, sql` union all `)}`.execute(tx);
    const seen = await visiblePilots(tx, ctx.actor).select("id").where("id", "=", real.pilotId).execute();
    return { seen: seen.length > 0, rows: counted.rows.filter(({ count }) => count > 0) };
  });
  expect([who, seen]).toEqual([who, reads(m, who)]);
  const side = sideOfWho(m, who);
  if (side === "startup") {
    expect(rows.map(({ name }) => name).filter((name) => !ofBothSides.has(name))).toEqual([]);
    expect(rows.find(({ name }) => name === "purchase_order")?.count ?? 0).toBe(m.orders.filter(({ isSent }) => isSent).length);
  }
  if (["founder", "member", "rival", "cloud", "zone", "investor"].includes(who) && side === null)
    expect([who, rows]).toEqual([who, []]);
}

/** What both sides agreed on: from the order on it stays as it is. */
export async function agreedOf({ pilotId }: Real, m: Model): Promise<string | null> {
  if (!isFixed(m) || isOver(m)) return null;
  const { rows } = await sql<{ agreed: string }>`select md5(p.scope || p.next_order || p.starts_on::text || coalesce(
    (select string_agg(metric || unit || comparison || coalesce(baseline::text, '') || target || method || measured_by, '' order by position)
      from app.pilot_criterion where pilot_id = p.id), '')) as agreed from app.pilot p where id = ${pilotId}`.execute(db);
  return rows[0]!.agreed;
}
