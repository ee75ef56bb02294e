import type { Context } from "#platform/context.ts";
import { type AgreementKind, documentNumber } from "../agreement/agreement.ts";
import { canSeePilots, canSignAgreement } from "../policy.ts";
import { pilotRows } from "./pilot-row.ts";

export interface WaitingAgreement {
  agreementId: string;
  pilotId: string;
  kind: AgreementKind;
  number: string;
  /** Of the pilot. */
  title: string;
  href: string;
  sentAt: Date;
}

/** Documents that wait for the person's own signature, the oldest first. */
export async function listAgreementsWaiting(ctx: Context, limit = 30): Promise<WaitingAgreement[]> {
  if (!canSeePilots(ctx.actor) || ctx.actor.kind !== "person") return [];
  return ctx.transact(async (tx) => {
    const rows = await pilotRows(tx, ctx.actor)
      .innerJoin("agreement", "agreement.pilotId", "pilot.id")
      .select(["agreement.id as agreementId", "agreement.kind", "agreement.version as documentVersion", "agreement.sentAt"])
      .select((eb) =>
        eb
          .selectFrom("agreementSignature")
          .select((inner) => inner.fn.agg<string[]>("array_agg", ["agreementSignature.side"]).as("signed"))
          .whereRef("agreementSignature.agreementId", "=", "agreement.id")
          .as("signed"),
      )
      .where("agreement.state", "=", "sent")
      .orderBy("agreement.sentAt")
      .limit(200)
      .execute();
    const side = ctx.actor.organisationKind === "startup" ? "startup" : "host";
    return rows
      .filter((row) => canSignAgreement(ctx.actor, row) && !(row.signed ?? []).includes(side))
      .slice(0, limit)
      .map(({ agreementId, id, kind, number, documentVersion, title, sentAt }) => ({
        agreementId,
        pilotId: id,
        kind,
        number: documentNumber(number, kind, documentVersion),
        title,
        href: `/pilots/${id}/agreements/${agreementId}`,
        sentAt: sentAt!,
      }));
  });
}
