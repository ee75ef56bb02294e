import { sql } from "kysely";
import type { Transaction } from "#platform/db/database.ts";
import { mondayOf } from "../due.ts";
import { isOver } from "../pilot.ts";
import type { TaskView } from "../views.ts";
import type { PilotRow } from "./pilot-row.ts";

/** What each side of a pilot has to do next, as far as the reader's walls show it; nobody's when the pilot is over. */
export async function tasksOf(tx: Transaction, { id, state, offeredAt }: PilotRow, today: string): Promise<TaskView[]> {
  const { rows } = await sql<TaskView>`
    select kind, side, count(*)::integer as count, min(due_on) as due_on, coalesce(min(due_on) < ${today}::date, false) as is_overdue from (
      select case when state = 'provided' then 'judgeReadiness' else 'readiness' end as kind,
        case when state = 'provided' then 'host' else 'startup' end as side, due_on
        from app.readiness_item where pilot_id = ${id} and state in ('waiting', 'returned', 'provided')
      union all
      select 'sendAgreement', 'host', null from app.agreement where pilot_id = ${id} and state = 'drafted'
      union all
      select 'signAgreement', side, null from app.agreement cross join (values ('host'), ('startup')) as sides (side)
        where pilot_id = ${id} and state = 'sent' and not exists (
          select from app.agreement_signature where agreement_id = agreement.id and agreement_signature.side = sides.side)
      union all
      select case state when 'requested' then 'approveOrder' when 'approved' then 'sendOrder' else 'confirmOrder' end,
        case state when 'sent' then 'startup' else 'host' end, null
        from app.purchase_order where pilot_id = ${id} and state in ('requested', 'approved', 'sent')
      union all
      select case when milestone.state = 'delivered' then 'acceptDelivery' else 'deliver' end,
        case when milestone.state = 'delivered' then 'host' else 'startup' end, milestone.due_on
        from app.order_milestone as milestone join app.purchase_order as purchase on purchase.id = milestone.order_id
        where milestone.pilot_id = ${id} and purchase.state = 'confirmed' and milestone.state in ('planned', 'delivered', 'returned')
      union all
      select case state when 'received' then 'approveInvoice' else 'payInvoice' end, 'host', due_on
        from app.invoice where pilot_id = ${id} and state in ('received', 'approved')
      union all
      select 'answerTerm', case side when 'host' then 'startup' else 'host' end, null from app.pilot_term
        where pilot_id = ${id} and ended_at is null and (host_agreed_at is null or startup_agreed_at is null)
      union all
      select 'pulse', side, null from (values ('host'), ('startup')) as sides (side)
        where ${state} = 'running' and not exists (select from app.pilot_pulse
          where pilot_id = ${id} and week_on = ${mondayOf(today)}::date and pilot_pulse.side = sides.side)
      union all
      select 'offer', 'host', null where ${offeredAt === null}
    ) as task group by kind, side order by due_on nulls last, kind, side`.execute(tx);
  const isMoney = ({ kind }: TaskView) => kind === "approveInvoice" || kind === "payInvoice";
  return rows.filter((task) => !isOver(state) || isMoney(task));
}
