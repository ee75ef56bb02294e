import { sql } from "kysely";
import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { DomainError, found } from "#platform/errors.ts";
import { type AgreementKind, documentNumber } from "../agreement/agreement.ts";
import type { AgreedParts, Basis } from "../agreement/amendment.ts";
import { decimalOf } from "../money/typed-amount.ts";
import { criteriaOf, type PilotRow } from "./pilot-row.ts";
import { termsInForce } from "./terms.ts";

/** What a document is filled from, beside what is asked for. */
export interface AgreementFacts {
  pilot: PilotRow;
  host: Named;
  unit: Named;
  startup: Named;
  agreed: AgreedParts;
  /** Who owns what, as both sides agreed. */
  terms: Awaited<ReturnType<typeof termsInForce>>;
  /** The signed pilot agreement, for an amendment. */
  signedAgreement: { number: string; signedOn: Date } | null;
  /** Number and day of the document that is made. */
  number: string;
  version: number;
  today: string;
}

interface Named {
  name: string;
  names: unknown;
}

/** What both sides agreed on, as the pilot says it now. */
export async function agreedPartsOf(tx: Transaction, pilot: PilotRow): Promise<AgreedParts> {
  const { scope, startsOn, endsOn, decisionOn, nextOrder, consequenceWithinDays } = pilot;
  const criteria = (await criteriaOf(tx, pilot.id)).map(
    ({ id, metric, unit, comparison, baseline, target, method, measuredBy }) => ({
      id,
      metric,
      unit,
      comparison,
      baseline,
      target,
      method,
      measuredBy,
    }),
  );
  return { scope, startsOn, endsOn, decisionOn, nextOrder, consequenceWithinDays, criteria };
}

/** What a document is made from now, its terms included. */
export const basisOf = async (tx: Transaction, pilot: PilotRow): Promise<Basis> => ({
  ...(await agreedPartsOf(tx, pilot)),
  terms: await termsInForce(tx, pilot.id),
});

/** Criteria something was measured against, or that were judged. */
export async function measuredCriteria(tx: Transaction, pilotId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom("pilotMeasurement")
    .select("criterionId as id")
    .where("pilotId", "=", pilotId)
    .union(tx.selectFrom("pilotCriterion").select("id").where("pilotId", "=", pilotId).where("judgement", "is not", null))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** All that a document of the kind is filled from; `version` is given for one that exists. */
export async function agreementFactsIn(
  tx: Transaction,
  ctx: Context,
  pilot: PilotRow,
  kind: AgreementKind,
  version?: number,
): Promise<AgreementFacts> {
  const next = version ?? (await nextVersion(tx, pilot.id, kind));
  const organisation = (id: string) =>
    tx.selectFrom("organisation").select(["name", "names"]).where("id", "=", id).executeTakeFirst();
  const unit = await tx.selectFrom("unit").select(["name", "names"]).where("id", "=", pilot.unitId).executeTakeFirst();
  const company = await tx.selectFrom("company").select("name").where("id", "=", pilot.companyId).executeTakeFirst();
  const startup = pilot.startupOrgId ? await organisation(pilot.startupOrgId) : undefined;
  return {
    pilot,
    host: found(await organisation(pilot.ownerOrgId)),
    unit: found(unit),
    startup: startup ?? { name: company?.name ?? "", names: {} },
    agreed: await agreedPartsOf(tx, pilot),
    terms: await termsInForce(tx, pilot.id),
    signedAgreement: await signedAgreementIn(tx, pilot),
    number: documentNumber(pilot.number, kind, next),
    version: next,
    today: await baseToday(tx, ctx),
  };
}

async function nextVersion(tx: Transaction, pilotId: string, kind: AgreementKind): Promise<number> {
  const { last } = await tx
    .selectFrom("agreement")
    .select(sql<number>`coalesce(max(version), 0)`.as("last"))
    .where("pilotId", "=", pilotId)
    .where("kind", "=", kind)
    .executeTakeFirstOrThrow();
  return last + 1;
}

/** The pilot agreement both sides signed, or null. */
export async function signedAgreementIn(tx: Transaction, { id, number }: Pick<PilotRow, "id" | "number">) {
  const row = await tx
    .selectFrom("agreement")
    .select(["version", "signedAt"])
    .where("pilotId", "=", id)
    .where("kind", "=", "pilotAgreement")
    .where("state", "=", "signed")
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.signedAt ? { number: documentNumber(number, "pilotAgreement", row.version), signedOn: row.signedAt } : null;
}

/** Price of the order that was approved, which an agreement repeats; null where none was yet. */
export async function orderedAmountIn(tx: Transaction, pilotId: string): Promise<string | null> {
  const rows = await tx
    .selectFrom("purchaseOrder")
    .select(["amountMinor", "currency"])
    .where("pilotId", "=", pilotId)
    .where("state", "in", ["approved", "sent", "confirmed", "completed"])
    .execute();
  const [first] = rows;
  if (!first || rows.some(({ currency }) => currency !== first.currency)) return null;
  return `${decimalOf(rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0))} ${first.currency}`;
}

/** The version of a template that documents are made from. */
export async function publishedTemplateIn(tx: Transaction, ownerOrgId: string, kind: AgreementKind) {
  const template = await tx
    .selectFrom("agreementTemplate")
    .select(["id", "name", "version", "texts", "rulingLang"])
    .where("ownerOrgId", "=", ownerOrgId)
    .where("kind", "=", kind)
    .where("publishedAt", "is not", null)
    .where("retiredAt", "is", null)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!template) throw new DomainError("conflict", "agreements.errors.noTemplate");
  return template;
}
