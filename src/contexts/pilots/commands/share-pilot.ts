import { currentSeat } from "#contexts/identity/index.ts";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { allow, DomainError } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import { pilotEvents } from "../events.ts";
import { canBindSide, sideOf } from "../policy.ts";
import { pilotRowIn } from "../queries/pilot-row.ts";
import type { ContactInput, SharingInput } from "../schema.ts";
import { changePilotIn } from "./revise-pilot.ts";

/**
 * One side says that the cloud partner may read along, or takes it back. The cloud partner reads from the moment both said so until either
 * takes it back.
 */
export async function sharePilot(ctx: Context, pilotId: string, { isShared, version }: SharingInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    allow(canBindSide(ctx.actor, pilot));
    if (!pilot.offeredAt) throw new DomainError("conflict", "pilots.errors.notOffered");
    const side = sideOf(ctx.actor, pilot);
    const at = isShared ? ctx.now() : null;
    const said = side === "host" ? { sharedByHostAt: at } : { sharedByStartupAt: at };
    const { sharedByHostAt, sharedByStartupAt } = { ...pilot, ...said };
    const partners = await tx.selectFrom("organisation").select("id").where("kind", "=", "cloud_partner").execute();
    const readers = sharedByHostAt && sharedByStartupAt ? partners.map(({ id }) => id) : [];
    const readerOrgIds = [...new Set([...pilot.partyOrgIds, ...readers])];
    await changePilotIn(tx, ctx, pilot, version, { ...said, readerOrgIds });
    const isOpen = readers.length > 0;
    await publish(tx, ctx, pilotEvents.sharingChanged, { pilotId, ownerOrgId: pilot.ownerOrgId, side, isShared, isOpen });
    const detail = { side, isShared, isOpen };
    await audit(tx, ctx, { action: pilotEvents.sharingChanged, subjectType: "pilot", subjectId: pilotId, detail });
  });
}

/** Names who of its people speaks for the start-up in the pilot; said by the start-up itself. */
export async function nameContact(ctx: Context, pilotId: string, { personId, version }: ContactInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    allow(sideOf(ctx.actor, pilot) === "startup");
    const person = await tx
      .selectFrom("person")
      .innerJoin("seat", "seat.personId", "person.id")
      .select("person.name")
      .where("person.id", "=", personId)
      .where("seat.organisationId", "=", pilot.startupOrgId)
      .where(currentSeat(ctx.now()))
      .executeTakeFirst();
    if (!person) throw new DomainError("invalid", "errors.invalid", { fields: { personId: "pilots.errors.notYourColleague" } });
    await changePilotIn(tx, ctx, pilot, version, { startupContactPersonId: personId, startupContactName: person.name });
    const detail = { personId };
    await audit(tx, ctx, { action: "pilot.contact_named", subjectType: "pilot", subjectId: pilotId, detail });
  });
}
