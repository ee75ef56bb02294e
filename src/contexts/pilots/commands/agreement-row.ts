import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError, forbidden, found } from "#platform/errors.ts";
import { publish } from "#platform/events.ts";
import type { AgreementParams } from "../agreement-schema.ts";
import { pilotEvents } from "../events.ts";
import { isOver } from "../pilot.ts";
import { sideOf } from "../policy.ts";
import { type PilotRow, pilotRowIn } from "../queries/pilot-row.ts";

/** A pilot that still goes on, held until the end of the transaction: its documents move one at a time. */
export async function heldPilotIn(tx: Transaction, ctx: Context, pilotId: string): Promise<PilotRow> {
  const { id } = await pilotRowIn(tx, ctx, pilotId);
  await tx.selectFrom("pilot").select("id").where("id", "=", id).forUpdate().execute();
  const pilot = await pilotRowIn(tx, ctx, pilotId);
  if (sideOf(ctx.actor, pilot) === null && ctx.actor.kind !== "system") throw forbidden();
  if (isOver(pilot.state)) throw new DomainError("conflict", "pilots.errors.isOver");
  return pilot;
}

/** An agreement of such a pilot. */
export async function heldAgreementIn(tx: Transaction, ctx: Context, { pilotId, agreementId }: AgreementParams) {
  const pilot = await heldPilotIn(tx, ctx, pilotId);
  const agreement = found(
    await tx
      .selectFrom("agreement")
      .selectAll()
      .where("id", "=", agreementId)
      .where("pilotId", "=", pilotId)
      .forUpdate()
      .executeTakeFirst(),
  );
  return { pilot, agreement };
}

export type AgreementRow = Awaited<ReturnType<typeof heldAgreementIn>>["agreement"];

export const signaturesOf = (tx: Transaction, agreementId: string) =>
  tx.selectFrom("agreementSignature").selectAll().where("agreementId", "=", agreementId).orderBy("signedAt").execute();

/** Tells that an agreement was sent, signed by a side or by both, or withdrawn by the side of the actor. */
export const tellAgreement = (
  tx: Transaction,
  ctx: Context,
  pilot: PilotRow,
  { id: agreementId, kind }: Pick<AgreementRow, "id" | "kind">,
  to: "sent" | "signedByHost" | "signedByStartup" | "signed" | "withdrawn",
) => {
  const { id: pilotId, ownerOrgId } = pilot;
  return publish(tx, ctx, pilotEvents.agreementMoved, {
    pilotId,
    ownerOrgId,
    agreementId,
    kind,
    to,
    side: sideOf(ctx.actor, pilot),
  });
};
