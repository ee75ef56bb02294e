import { type RawBuilder, sql } from "kysely";
import { audit } from "#platform/audit/audit.ts";
import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { pilotEvents } from "../events.ts";
import { canRunPilot } from "../policy.ts";
import { type PilotRow, pilotRowIn } from "../queries/pilot-row.ts";
import { changePilotIn } from "./revise-pilot.ts";

/**
 * Lets the start-up read and run its side of the pilot from now on. Refused while the company has no organisation in the base: it joins by
 * an application or an invitation first.
 */
export async function offerPilot(ctx: Context, pilotId: string, { version }: { version: number }): Promise<void> {
  await ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    allow(canRunPilot(ctx.actor, pilot));
    if (pilot.offeredAt) throw new DomainError("conflict", "pilots.errors.offeredBefore");
    const startup = await tx
      .selectFrom("organisation")
      .select("id")
      .where("companyId", "=", pilot.companyId)
      .where("kind", "=", "startup")
      .executeTakeFirst();
    if (!startup) throw new DomainError("conflict", "pilots.errors.notInTheBase");
    const partyOrgIds = [pilot.ownerOrgId, startup.id];
    await changePilotIn(tx, ctx, pilot, version, {
      offeredAt: ctx.now(),
      startupOrgId: startup.id,
      partyOrgIds,
      readerOrgIds: partyOrgIds,
    });
    await openDocumentsIn(tx, pilot, startup.id);
    await restartClocksIn(tx, ctx, pilotId);
    await publish(tx, ctx, pilotEvents.offered, { pilotId, ownerOrgId: pilot.ownerOrgId, startupOrgId: startup.id });
    await audit(tx, ctx, { action: pilotEvents.offered, subjectType: "pilot", subjectId: pilotId });
  });
}

/** Nobody is on the clock for what they could not see: what waits for the start-up waits from today. */
async function restartClocksIn(tx: Transaction, ctx: Context, pilotId: string): Promise<void> {
  const { today, workdaysAfter } = await baseCalendar(tx, ctx);
  const items = await tx
    .selectFrom("readinessItem")
    .select(["id", "startupDays"])
    .where("pilotId", "=", pilotId)
    .where("state", "=", "waiting")
    .execute();
  for (const { id, startupDays } of items)
    await tx
      .updateTable("readinessItem")
      .set({ startedOn: today, turnSince: ctx.now(), dueOn: workdaysAfter(today, startupDays) })
      .where("id", "=", id)
      .execute();
}

/** What the host kept of the firm before is the start-up's, too: it reads and replaces it. */
async function openDocumentsIn(tx: Transaction, { companyId, ownerOrgId }: PilotRow, startupOrgId: string): Promise<void> {
  const readerOrgIds: RawBuilder<string[]> = sql`array_append(reader_org_ids, ${startupOrgId}::uuid)`;
  const known = await tx
    .updateTable("startupDocument")
    .set({ readerOrgIds, startupOrgId })
    .where("companyId", "=", companyId)
    .where(sql<boolean>`${ownerOrgId}::uuid = any (reader_org_ids)`)
    .where(sql<boolean>`${startupOrgId}::uuid <> all (reader_org_ids)`)
    .returning("fileId")
    .execute();
  const fileIds = known.flatMap(({ fileId }) => fileId ?? []);
  if (fileIds.length > 0) await tx.updateTable("pilotFile").set({ readerOrgIds }).where("id", "in", fileIds).execute();
}
