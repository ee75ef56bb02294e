import { type Context, contextFor, system } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { hashOfToken } from "../auth/actor.ts";
import { nameIn } from "../names.ts";
import type { Role } from "../roles.ts";
import { invitationState } from "../seat.ts";

export interface OfferedSeat {
  name: string;
  email: string;
  role: Role;
  organisationName: string;
  unitName: string | null;
  baseName: string;
  expiresAt: string;
  /** new: gives a password; signedIn: just accepts; known: signs in first. */
  reader: "new" | "signedIn" | "known";
}

/** What the holder of an invitation's link may know; anything but an open invitation is "not found". */
export async function getOfferedSeat(ctx: Context, secret: string): Promise<OfferedSeat> {
  return contextFor(ctx.platform, system, ctx).transact(async (tx) => {
    const row = await tx
      .selectFrom("invitation")
      .innerJoin("organisation", "organisation.id", "invitation.organisationId")
      .leftJoin("unit", "unit.id", "invitation.unitId")
      .selectAll("invitation")
      .select([
        "organisation.name as organisationName",
        "organisation.names as organisationNames",
        "unit.name as unitName",
        "unit.names as unitNames",
      ])
      .where("invitation.secretHash", "=", hashOfToken(secret))
      .executeTakeFirst();
    if (!row || invitationState(row, ctx.now()) !== "open") throw new DomainError("not_found", "identity.invitation.gone");
    const base = await tx.selectFrom("base").select(["name", "names"]).executeTakeFirstOrThrow();
    const known = await tx.selectFrom("person").select("id").where("email", "=", row.email).executeTakeFirst();
    return {
      name: row.name,
      email: row.email,
      role: row.role as Role,
      organisationName: nameIn(ctx.locale, row.organisationName, row.organisationNames),
      unitName: row.unitName === null ? null : nameIn(ctx.locale, row.unitName, row.unitNames),
      baseName: nameIn(ctx.locale, base.name, base.names),
      expiresAt: row.expiresAt.toISOString(),
      reader: !known ? "new" : known.id === ctx.actor.personId ? "signedIn" : "known",
    };
  });
}
