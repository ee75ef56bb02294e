import { baseCalendar } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { newId } from "#platform/ids.ts";
import { type PilotRow, wallsOf } from "../queries/pilot-row.ts";
import { templateIn } from "../queries/readiness-template.ts";

/**
 * Opens the readiness lane of a scoped pilot as its unit asks for it. What the host was given for an earlier pilot and is still valid
 * counts as provided at once.
 */
export async function startReadinessIn(tx: Transaction, ctx: Context, pilot: PilotRow): Promise<void> {
  const { today, workdaysAfter } = await baseCalendar(tx, ctx);
  const documents = await documentsIn(tx, pilot, today);
  const known = new Map(documents.map((document) => [document.kind, document]));
  const asked = (await templateIn(tx, pilot.unitId)).filter(({ isNeeded }) => isNeeded);
  await tx
    .insertInto("readinessItem")
    .values(
      asked.map(({ kind, after, startupDays, hostDays, hostPersonId, hostPersonName }) => {
        const document = known.get(kind);
        return {
          ...wallsOf(pilot),
          id: newId(),
          kind,
          after: after.filter((other) => asked.some((item) => item.kind === other)),
          startupDays,
          hostDays,
          hostPersonId: hostPersonId ?? pilot.problemOwnerPersonId,
          hostPersonName: hostPersonId ? hostPersonName : pilot.problemOwnerName,
          startupPersonId: pilot.startupContactPersonId,
          startupPersonName: pilot.startupContactName ?? "",
          startedOn: today,
          turnSince: ctx.now(),
          dueOn: workdaysAfter(today, document ? hostDays : startupDays),
          ...(document
            ? {
                state: "provided" as const,
                documentId: document.id,
                isReused: true,
                providedOn: today,
                validUntil: document.validUntil,
              }
            : {}),
        };
      }),
    )
    .onConflict((conflict) => conflict.constraint("readiness_item_once").doNothing())
    .execute();
}

/** What the firm gave this host and is still valid. */
const documentsIn = (tx: Transaction, { companyId, ownerOrgId }: PilotRow, today: string) =>
  tx
    .selectFrom("startupDocument")
    .select(["id", "kind", "validUntil"])
    .where("companyId", "=", companyId)
    .where("replacedAt", "is", null)
    .where((eb) => eb(eb.val(ownerOrgId), "=", eb.fn.any("readerOrgIds")))
    .where((eb) => eb.or([eb("validUntil", "is", null), eb("validUntil", ">=", today)]))
    .execute();
