import type { Transaction } from "#platform/db/database.ts";
import { isDone, type ReadinessItem } from "../readiness.ts";

type OpenItem = Pick<ReadinessItem, "kind" | "state" | "validUntil"> & { documentId: string | null };

/** Documents the actor can read that fit open items of a pilot and were not given for them before. */
export async function offersIn<Item extends OpenItem>(
  tx: Transaction,
  { companyId }: { companyId: string },
  items: readonly Item[],
  today: string,
) {
  const documents = await tx
    .selectFrom("startupDocument")
    .select(["id", "kind", "validUntil", "givenAt", "fileId", "readerOrgIds"])
    .where("companyId", "=", companyId)
    .where("replacedAt", "is", null)
    .where((eb) => eb.or([eb("validUntil", "is", null), eb("validUntil", ">=", today)]))
    .execute();
  return items.flatMap((item) => {
    const isOpen = item.state !== "provided" && !isDone(item, today);
    const document = documents.find(({ id, kind }) => kind === item.kind && (item.documentId !== id || item.state === "waiting"));
    return isOpen && document ? [{ item, document }] : [];
  });
}

/** Documents the host accepted for another of its pilots. */
export async function acceptedBeforeIn(tx: Transaction, pilotId: string, ownerOrgId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom("readinessItem")
    .select("documentId")
    .where("pilotId", "!=", pilotId)
    .where("ownerOrgId", "=", ownerOrgId)
    .where("state", "=", "accepted")
    .where("documentId", "is not", null)
    .execute();
  return new Set(rows.map(({ documentId }) => documentId!));
}
