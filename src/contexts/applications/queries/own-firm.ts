import { z } from "zod";
import { companyPartsOf } from "#contexts/companies/index.ts";
import { currentSeat } from "#contexts/identity/index.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { found } from "#platform/errors.ts";

export const ownFirm = z.object({
  name: z.string(),
  /** What the base's file says of the firm; null until there is one. */
  file: z
    .object({
      oneLiner: z.string(),
      website: z.string().nullable(),
      country: z.string().nullable(),
      city: z.string().nullable(),
      foundedYear: z.number().nullable(),
      teamSize: z.number().nullable(),
      field: z.string().nullable(),
    })
    .nullable(),
  people: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.enum(["founder", "team_member"]) })),
  applications: z.array(
    z.object({ id: z.uuid(), firmName: z.string(), call: z.record(z.string(), z.string()), isOwn: z.boolean() }),
  ),
  pilots: z.array(z.object({ title: z.string(), lang: z.string(), href: z.string() })),
});
export type OwnFirm = z.output<typeof ownFirm>;

/** The firm of somebody who sits in a start-up: its file as the base keeps it, who sits there, what brought it in, and its pilots. */
export async function getOwnFirm(ctx: Context): Promise<OwnFirm> {
  const { organisationId, organisationKind, personId } = ctx.actor;
  found(organisationKind === "startup" ? organisationId : null);
  const own = contextFor(ctx.platform, system, ctx);
  // Past the walls: the scouting universe is no start-up's to read, but for what it says of itself.
  const { companyId, ...firm } = await own.transact(async (tx) => {
    const organisation = await tx
      .selectFrom("organisation")
      .select(["name", "companyId"])
      .where("id", "=", organisationId!)
      .executeTakeFirstOrThrow();
    const file = organisation.companyId
      ? await tx
          .selectFrom("company")
          .select(["oneLiner", "website", "country", "city", "foundedYear", "teamSize", "field"])
          .where("id", "=", organisation.companyId)
          .where("erasedAt", "is", null)
          .executeTakeFirst()
      : undefined;
    const people = await tx
      .selectFrom("seat")
      .innerJoin("person", "person.id", "seat.personId")
      .select(["person.id", "person.name", "seat.role"])
      .where("seat.organisationId", "=", organisationId!)
      .where("seat.role", "in", ["founder", "team_member"])
      .where(currentSeat(ctx.now()))
      .orderBy("seat.role")
      .orderBy("person.name")
      .orderBy("seat.id")
      .execute();
    const applications = await tx
      .selectFrom("application")
      .innerJoin("call", "call.id", "application.callId")
      .select(["application.id", "application.firmName", "application.authorPersonIds", "call.title"])
      .where("application.companyId", "=", organisation.companyId)
      .where("application.outcome", "=", "accepted")
      .orderBy("application.decidedAt")
      .orderBy("application.id")
      .execute();
    return {
      companyId: organisation.companyId,
      name: organisation.name,
      file: file ?? null,
      people: people as OwnFirm["people"],
      applications: applications.map(({ id, firmName, authorPersonIds, title }) => ({
        id,
        firmName,
        call: title as Record<string, string>,
        isOwn: authorPersonIds.includes(personId ?? ""),
      })),
    };
  });
  return { ...firm, pilots: companyId ? await companyPartsOf(ctx.platform).pilots(ctx, companyId) : [] };
}
