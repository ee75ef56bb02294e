import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { z } from "zod";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { needOpenedPayload } from "../events.ts";
import { baseToday } from "./record-contact.ts";

/**
 * Marks passes whose trigger has come: the date reached, more funding or a certificate than on the day of the pass.
 * With `companyIds` only these companies are looked at. Returns how many became due; one that is due stays due.
 */
export async function makeDueRechecks(platform: Platform, companyIds?: readonly string[]): Promise<number> {
  const ctx = contextFor(platform, system);
  return ctx.transact(async (tx) => {
    const today = await baseToday(tx, ctx);
    const came = sql<SqlBool>`(
      pass.recheck_kind = 'date' and pass.recheck_on <= ${today}::date
      or pass.recheck_kind = 'funding' and company.funding_total_fen > coalesce((pass.recheck_baseline ->> 'fundingTotalFen')::bigint, 0)
      or pass.recheck_kind = 'certificate' and exists (
        select from unnest(company.certificates) certificate
        where not coalesce(pass.recheck_baseline -> 'certificates', '[]') ? certificate
          and (pass.recheck_detail is null or position(lower(pass.recheck_detail) in lower(certificate)) > 0)))`;
    const chosen = companyIds ? sql<SqlBool>`company.id = any (${companyIds}::uuid[])` : sql<SqlBool>`true`;
    return markDue(tx, ctx, sql`${came} and ${chosen}`);
  });
}

/**
 * Marks passes that wait for a new need: of the organisation that opened it, on companies of the need's field or topics.
 * Passes of the other operator stay untouched, so a confidential need does not show through them.
 */
export async function makeRechecksDueForNeed(platform: Platform, need: z.output<typeof needOpenedPayload>): Promise<number> {
  const ctx = contextFor(platform, system);
  return ctx.transact((tx) =>
    markDue(
      tx,
      ctx,
      sql<SqlBool>`pass.recheck_kind = 'new_need' and pass.owner_org_id = ${need.ownerOrgId}::uuid and pass.need_id is distinct from ${need.needId}::uuid
        and (company.field = ${need.field ?? null} or company.topics && ${need.topics}::text[])`,
    ),
  );
}

async function markDue(tx: Transaction, ctx: Context, condition: RawBuilder<SqlBool>): Promise<number> {
  const { numAffectedRows } = await sql`
    update app.company_pass pass set recheck_due_at = ${ctx.now().toISOString()}::timestamptz
    from app.company
    where company.id = pass.company_id and company.erased_at is null and company.archived_at is null
      and pass.withdrawn_at is null and pass.recheck_due_at is null and ${condition}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
