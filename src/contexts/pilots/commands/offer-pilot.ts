import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { pilotEvents } from "../events.ts";
import { canRunPilot } from "../policy.ts";
import { pilotRowIn } from "../queries/pilot-row.ts";
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
    const known = await tx
      .updateTable("startupDocument")
      .set({ readerOrgIds: partyOrgIds, startupOrgId: startup.id })
      .where("companyId", "=", pilot.companyId)
      .where("startupOrgId", "is", null)
      .returning("fileId")
      .execute();
    const fileIds = known.flatMap(({ fileId }) => fileId ?? []);
    if (fileIds.length > 0)
      await tx.updateTable("pilotFile").set({ readerOrgIds: partyOrgIds }).where("id", "in", fileIds).execute();
    await publish(tx, ctx, pilotEvents.offered, { pilotId, ownerOrgId: pilot.ownerOrgId, startupOrgId: startup.id });
    await audit(tx, ctx, { action: pilotEvents.offered, subjectType: "pilot", subjectId: pilotId });
  });
}
