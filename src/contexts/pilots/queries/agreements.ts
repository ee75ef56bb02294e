import { createFormatter } from "use-intl/core";
import { nameIn } from "#contexts/identity/index.ts";
import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { forbidden, found, notFound } from "#platform/errors.ts";
import { translator } from "#platform/i18n/translate.ts";
import { isId } from "#platform/ids.ts";
import { documentNumber, refusalOfSignature } from "../agreement/agreement.ts";
import { type AgreedParts, type Amendment, type Basis, isOutdated } from "../agreement/amendment.ts";
import { areParallel, partsOf } from "../agreement/document.ts";
import { type AgreementTexts, languagesOf } from "../agreement/template-text.ts";
import type { AgreementParams } from "../agreement-schema.ts";
import type { AgreementListView, AgreementView } from "../agreement-views.ts";
import { isOver } from "../pilot.ts";
import { canRunPilot, canSignAgreement, canWithdrawAgreement, canWriteTemplates, sideOf } from "../policy.ts";
import type { Side } from "../readiness.ts";
import { basisOf, signedAgreementIn } from "./agreement-facts.ts";
import { changesInWords } from "./agreement-values.ts";
import { type PilotRow, pilotRowIn } from "./pilot-row.ts";

/** The documents of a pilot as the own side reads them: the start-up from the day they were sent. */
export async function listAgreements(ctx: Context, pilotId: string): Promise<AgreementListView> {
  return ctx.transact(async (tx) => {
    const { pilot, side } = await partyIn(tx, ctx, pilotId);
    const rows = await tx
      .selectFrom("agreement")
      .selectAll()
      .where("pilotId", "=", pilotId)
      .orderBy("createdAt", "desc")
      .orderBy("id", "desc")
      .execute();
    const signatures = await signaturesIn(tx, pilotId);
    const run = side === "host" && canRunPilot(ctx.actor, pilot) && !isOver(pilot.state);
    const templates = await tx
      .selectFrom("agreementTemplate")
      .select("kind")
      .where("ownerOrgId", "=", pilot.ownerOrgId)
      .where("publishedAt", "is not", null)
      .where("retiredAt", "is", null)
      .execute();
    const isAmendable = ["contracting", "ordered", "running"].includes(pilot.state);
    return {
      agreements: rows.map((row) => ({
        ...rowOf(pilot, row),
        signedBy: signatures
          .filter(({ agreementId }) => agreementId === row.id)
          .map(({ side: of, personName, signedAt }) => ({ side: of, personName, signedAt })),
      })),
      side,
      can: {
        draft: run,
        amend: run && isAmendable && (await signedAgreementIn(tx, pilot)) !== null,
        addSigned: pilot.offeredAt !== null && canSignAgreement(ctx.actor, pilot),
        writeTemplates: canWriteTemplates(ctx.actor),
      },
      templates: [...new Set(templates.map(({ kind }) => kind))],
      isOffered: pilot.offeredAt !== null,
    };
  });
}

/** One document with its text, signatures and what the reader can do with it. */
export async function getAgreement(ctx: Context, { pilotId, agreementId }: AgreementParams): Promise<AgreementView> {
  return ctx.transact(async (tx) => {
    const { pilot, side } = await partyIn(tx, ctx, pilotId);
    const row = await agreementIn(tx, pilotId, agreementId);
    const signatures = (await signaturesIn(tx, pilotId)).filter((each) => each.agreementId === row.id);
    const texts = row.texts as AgreementTexts;
    const languages = languagesOf(texts)
      .toSorted((one, other) => Number(other === row.rulingLang) - Number(one === row.rulingLang))
      .map((lang) => ({ lang, parts: partsOf(texts[lang]!) }));
    const t = await translator(ctx.locale);
    const [first] = signatures;
    const way = first?.way ?? (row.templateId ? "click" : "outside");
    const signs = way === "outside" ? (first?.sha256 ?? null) : row.sha256;
    const shown = rowOf(pilot, row);
    const outdated = isOutdated(row.basis as Basis, await basisOf(tx, pilot)) && row.state !== "signed";
    return {
      ...shown,
      pilotId,
      parties: await partiesOf(tx, ctx, pilot),
      rulingLang: row.rulingLang,
      languages,
      isParallel: languages.length === 2 && areParallel(languages[0]!.parts, languages[1]!.parts),
      changes: changesInWords(
        { lang: ctx.locale, t, format: createFormatter({ locale: ctx.locale, timeZone: "UTC" }) },
        row.basis as Partial<AgreedParts>,
        row.changes as Amendment,
      ),
      signatures,
      consent: t(way === "click" ? "agreements.consent.click" : "agreements.consent.outside", { number: shown.number }),
      way,
      signs,
      side,
      me: { name: ctx.actor.personName ?? "" },
      isOutdated: outdated,
      can: verdictsOn(ctx, pilot, { row, signatures, side, way, signs }),
    };
  });
}

type Row = Awaited<ReturnType<typeof agreementIn>>;
type Signature = Awaited<ReturnType<typeof signaturesIn>>[number];

function verdictsOn(
  ctx: Context,
  pilot: PilotRow,
  {
    row,
    signatures,
    side,
    way,
    signs,
  }: { row: Row; signatures: readonly Signature[]; side: Side; way: "click" | "outside"; signs: string | null },
): AgreementView["can"] {
  const isWriter = side === "host" && canRunPilot(ctx.actor, pilot) && row.state === "drafted" && !isOver(pilot.state);
  const maySign = canSignAgreement(ctx.actor, pilot);
  return {
    sign: maySign && signs !== null && refusalOfSignature(row, signatures, { side, way, sha256: signs }) === null,
    send: isWriter && pilot.offeredAt !== null,
    redraft: isWriter,
    withdraw: canWithdrawAgreement(ctx.actor, pilot) && (row.state === "sent" || isWriter),
    uploadSigned: maySign && row.state === "sent" && signatures.length === 0,
    seeEvidence: signatures.length > 0,
  };
}

/** A pilot as one of its two sides reads it. */
export async function partyIn(tx: Transaction, ctx: Context, pilotId: string): Promise<{ pilot: PilotRow; side: Side }> {
  const pilot = await pilotRowIn(tx, ctx, pilotId);
  const side = sideOf(ctx.actor, pilot);
  if (side === null) throw forbidden();
  return { pilot, side };
}

export async function agreementIn(tx: Transaction, pilotId: string, agreementId: string) {
  if (!isId(agreementId)) throw notFound();
  return found(
    await tx.selectFrom("agreement").selectAll().where("id", "=", agreementId).where("pilotId", "=", pilotId).executeTakeFirst(),
  );
}

export const signaturesIn = (tx: Transaction, pilotId: string) =>
  tx
    .selectFrom("agreementSignature")
    .select(["agreementId", "side", "way", "personName", "writtenName", "personTitle as title", "sha256", "origin"])
    .select(["userAgent", "proof", "consent", "lang", "signedAt", "fileId"])
    .where("pilotId", "=", pilotId)
    .orderBy("signedAt")
    .execute();

export async function partiesOf(tx: Transaction, ctx: Context, { ownerOrgId, startupOrgId }: PilotRow) {
  const rows = await tx
    .selectFrom("organisation")
    .select(["id", "name", "names"])
    .where("id", "in", startupOrgId ? [ownerOrgId, startupOrgId] : [ownerOrgId])
    .execute();
  const named = (id: string | null) => {
    const row = rows.find((each) => each.id === id);
    return row ? nameIn(ctx.locale, row.name, row.names) : "";
  };
  return { host: named(ownerOrgId), startup: named(startupOrgId) };
}

const rowOf = (pilot: PilotRow, row: Row) => ({
  id: row.id,
  number: documentNumber(pilot.number, row.kind, row.version),
  kind: row.kind,
  version: row.version,
  state: row.state,
  createdAt: row.createdAt,
  sentAt: row.sentAt,
  signedAt: row.signedAt,
  withdrawnAt: row.withdrawnAt,
  withdrawnReason: row.withdrawnReason,
  supersededAt: row.supersededAt,
  sha256: row.sha256,
});
