import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { translator } from "#platform/i18n/translate.ts";
import { newId } from "#platform/ids.ts";
import { documentNumber } from "../agreement/agreement.ts";
import type { AgreedCriterion, Amendment } from "../agreement/amendment.ts";
import { openWallsOf, type PilotRow } from "../queries/pilot-row.ts";
import { isDone, type ReadinessKind } from "../readiness.ts";
import type { AgreementRow } from "./agreement-row.ts";
import { demandAmendable } from "./agreements.ts";
import { keepDocumentIn } from "./documents.ts";
import { keepPilotFileIn } from "./keep-file.ts";
import { moveItemIn, openItemsIn } from "./readiness-items.ts";
import { recordGate } from "./record-gate.ts";
import { changePilotIn } from "./revise-pilot.ts";

/** What readiness asks for and an agreement of the kind gives. */
const readinessOf: Partial<Record<AgreementRow["kind"], ReadinessKind>> = { nda: "nda", dataTerms: "dataProtection" };

/** Both have signed: the agreement stands, the one before it is superseded, and what follows from it takes effect in the same transaction. */
export async function completeAgreementIn(
  tx: Transaction,
  ctx: Context,
  pilot: PilotRow,
  agreement: AgreementRow,
  signedFileId: string | null,
): Promise<void> {
  const { id, kind } = agreement;
  await tx.updateTable("agreement").set({ state: "signed", signedAt: ctx.now() }).where("id", "=", id).execute();
  if (kind !== "amendment")
    await tx
      .updateTable("agreement")
      .set({ supersededAt: ctx.now() })
      .where("pilotId", "=", pilot.id)
      .where("kind", "=", kind)
      .where("state", "=", "signed")
      .where("id", "!=", id)
      .where("supersededAt", "is", null)
      .execute();
  if (kind === "amendment") await amendIn(tx, ctx, pilot, agreement);
  // A revision somebody writes at this moment is refused: what was signed is fixed.
  else if (kind === "pilotAgreement") await changePilotIn(tx, ctx, pilot, pilot.version, {});
  const item = readinessOf[kind];
  if (item) await acceptInReadiness(tx, ctx, pilot, item, signedFileId ?? agreement.fileId!);
}

/** Applies what an amendment changes, as it was shown before and after, and keeps it in the pilot's history. */
async function amendIn(tx: Transaction, ctx: Context, pilot: PilotRow, agreement: AgreementRow): Promise<void> {
  const changes = agreement.changes as Amendment;
  await demandAmendable(tx, ctx, pilot, changes);
  const { criteria, ...columns } = changes;
  const isExtended = pilot.state === "running" && changes.endsOn !== undefined;
  await changePilotIn(tx, ctx, pilot, pilot.version, {
    ...columns,
    ...(isExtended ? { extendedFromOn: pilot.endsOn } : {}),
  });
  if (criteria) await amendCriteria(tx, pilot, criteria);
  const t = await translator(ctx.locale);
  const parts = Object.keys(changes).map((part) => t(`agreements.part.${part as keyof Amendment}`));
  const number = documentNumber(pilot.number, "amendment", agreement.version);
  await recordGate(tx, ctx, pilot, {
    from: pilot.state,
    to: pilot.state,
    verdict: isExtended ? "extend" : "amend",
    told: t("agreements.told", { number, parts: parts.join(", ") }),
    until: isExtended ? changes.endsOn : null,
  });
}

async function amendCriteria(tx: Transaction, pilot: PilotRow, criteria: readonly AgreedCriterion[]): Promise<void> {
  const kept = criteria.flatMap(({ id }) => id ?? []);
  await tx.deleteFrom("pilotCriterion").where("pilotId", "=", pilot.id).where("id", "not in", kept).execute();
  for (const [position, { id, ...criterion }] of criteria.entries()) {
    const values = { ...criterion, position };
    if (id) await tx.updateTable("pilotCriterion").set(values).where("id", "=", id).where("pilotId", "=", pilot.id).execute();
    else
      await tx
        .insertInto("pilotCriterion")
        .values({ ...openWallsOf(pilot), ...values, id: newId() })
        .execute();
  }
}

/** The item of the readiness lane is done with the document both have signed. */
async function acceptInReadiness(
  tx: Transaction,
  ctx: Context,
  pilot: PilotRow,
  kind: ReadinessKind,
  fileId: string,
): Promise<void> {
  const { items } = await openItemsIn(tx, ctx, pilot.id);
  const calendar = await baseCalendar(tx, ctx);
  const item = items.find((each) => each.kind === kind);
  if (!item || isDone(item, calendar.today)) return;
  const file = await tx
    .selectFrom("pilotFile")
    .select(["storageKey", "name", "mediaType", "sizeBytes", "sha256"])
    .where("id", "=", fileId)
    .executeTakeFirstOrThrow();
  const { id: pilotId, partyOrgIds: readerOrgIds } = pilot;
  const { id: copyId } = await keepPilotFileIn(tx, ctx, file, { pilotId, readerOrgIds, purpose: "document" });
  const details = { signedBy: ctx.actor.personName ?? "", signedOn: calendar.today };
  const documentId = await keepDocumentIn(tx, ctx, pilot, kind, {
    details: kind === "nda" ? details : {},
    validUntil: null,
    fileId: copyId,
  });
  await moveItemIn(tx, ctx, { pilot, items, calendar }, item, {
    state: "accepted",
    documentId,
    isReused: false,
    providedOn: item.providedOn ?? calendar.today,
    acceptedOn: calendar.today,
    validUntil: null,
    dueOn: calendar.today,
  });
}
