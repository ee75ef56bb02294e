import { audit } from "#platform/audit/audit.ts";
import { baseToday } from "#platform/base-calendar.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, found } from "#platform/errors.ts";
import { eraseFileLater, type StoredFile } from "#platform/files/attachments.ts";
import { newId } from "#platform/ids.ts";
import { parse } from "#platform/parse.ts";
import type { AgreementKind } from "../agreement/agreement.ts";
import { type Amendment, type Basis, changesFrom, isOutdated, refusalOfAmendment } from "../agreement/amendment.ts";
import type { AskedValues } from "../agreement/fields.ts";
import { type AgreementTexts, fieldsOf } from "../agreement/template-text.ts";
import {
  type AgreementParams,
  amendmentInput,
  type DispatchInput,
  type DraftInput,
  type RedraftInput,
  type WithdrawalInput,
} from "../agreement-schema.ts";
import { canRunPilot, canWithdrawAgreement } from "../policy.ts";
import {
  type AgreementFacts,
  agreedPartsOf,
  agreementFactsIn,
  basisOf,
  measuredCriteria,
  publishedTemplateIn,
  signedAgreementIn,
} from "../queries/agreement-facts.ts";
import { agreementPdf } from "../queries/agreement-pdf.ts";
import { fillAgreement, type MissingField } from "../queries/agreement-values.ts";
import { type PilotRow, pilotRowIn, wallsOf } from "../queries/pilot-row.ts";
import { heldAgreementIn, heldPilotIn, tellAgreement } from "./agreement-row.ts";
import { keepPilotFileIn, withStoredFile } from "./keep-file.ts";

/**
 * Makes a document from the host's published template: filled from the pilot and from what is asked for, set as PDF and kept with its hash.
 * Refused while anything is missing, which is named. The start-up reads nothing of it before it is sent.
 */
export async function draftAgreement(ctx: Context, pilotId: string, input: DraftInput): Promise<{ id: string }> {
  const plan = await ctx.transact((tx) => planIn(tx, ctx, pilotId, input));
  return withDocument(ctx, plan, async (tx, stored) => {
    const pilot = await heldPilotIn(tx, ctx, pilotId);
    demandUnchanged(plan, await planIn(tx, ctx, pilotId, input));
    const { id: fileId } = await keepOwnFile(tx, ctx, pilot, stored);
    const id = newId();
    await tx
      .insertInto("agreement")
      .values({
        ...wallsOf(pilot),
        ...columnsOf(plan),
        id,
        kind: input.kind,
        version: plan.facts.version,
        fileId,
        sha256: stored.sha256,
        createdBy: ctx.actor.personId!,
        createdAt: ctx.now(),
      })
      .execute();
    await record(tx, ctx, "pilot.agreement_drafted", id, { kind: input.kind, sha256: stored.sha256 });
    return { id };
  });
}

/** Makes a draft again from other values, or from a pilot that says something else by now. */
export async function redraftAgreement(
  ctx: Context,
  params: AgreementParams,
  { sha256, values, changes }: RedraftInput,
): Promise<void> {
  const read = (tx: Transaction, kind: AgreementKind, version: number) =>
    planIn(tx, ctx, params.pilotId, { kind, values, changes }, version);
  const plan = await ctx.transact(async (tx) => {
    const { agreement } = await draftedIn(tx, ctx, params, sha256);
    return read(tx, agreement.kind, agreement.version);
  });
  await withDocument(ctx, plan, async (tx, stored) => {
    const { pilot, agreement } = await draftedIn(tx, ctx, params, sha256);
    demandUnchanged(plan, await read(tx, agreement.kind, agreement.version));
    const { id: fileId } = await keepOwnFile(tx, ctx, pilot, stored);
    await tx
      .updateTable("agreement")
      .set({ ...columnsOf(plan), fileId, sha256: stored.sha256 })
      .where("id", "=", agreement.id)
      .execute();
    await dropFile(tx, ctx, agreement.fileId);
    await record(tx, ctx, "pilot.agreement_redrafted", agreement.id, { sha256: stored.sha256 });
  });
}

/** Sends a draft: from now on the start-up reads it and both sides can sign. Refused where the pilot says something else by now. */
export async function sendAgreement(ctx: Context, params: AgreementParams, { sha256 }: DispatchInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, agreement } = await draftedIn(tx, ctx, params, sha256);
    if (!pilot.offeredAt) throw new DomainError("conflict", "pilots.errors.notOffered");
    if (isOutdated(agreement.basis as Basis, await basisOf(tx, pilot)))
      throw new DomainError("conflict", "agreements.errors.draftOutdated");
    if (agreement.kind === "amendment") await demandAmendable(tx, ctx, pilot, agreement.changes as Amendment);
    await tx.updateTable("agreement").set({ state: "sent", sentAt: ctx.now() }).where("id", "=", agreement.id).execute();
    await tx.updateTable("pilotFile").set({ readerOrgIds: pilot.partyOrgIds }).where("id", "=", agreement.fileId).execute();
    await tellAgreement(tx, ctx, pilot, agreement, "sent");
    await record(tx, ctx, "pilot.agreement_sent", agreement.id, { sha256 });
  });
}

/** Takes a document back before both have signed it, or turns it down; the reason is read by both. A draft leaves nothing behind. */
export async function withdrawAgreement(ctx: Context, params: AgreementParams, { reason }: WithdrawalInput): Promise<void> {
  await ctx.transact(async (tx) => {
    const { pilot, agreement } = await heldAgreementIn(tx, ctx, params);
    allow(canWithdrawAgreement(ctx.actor, pilot));
    if (agreement.state !== "sent" && agreement.state !== "drafted")
      throw new DomainError("conflict", "agreements.errors.notOpen");
    await tx
      .updateTable("agreement")
      .set({ state: "withdrawn", withdrawnAt: ctx.now(), withdrawnReason: reason })
      .where("id", "=", agreement.id)
      .execute();
    if (agreement.sentAt) await tellAgreement(tx, ctx, pilot, agreement, "withdrawn");
    await audit(tx, ctx, { action: "pilot.agreement_withdrawn", subjectType: "agreement", subjectId: agreement.id, reason });
  });
}

interface Plan {
  facts: AgreementFacts;
  kind: AgreementKind;
  templateId: string;
  rulingLang: string;
  basis: Basis;
  texts: AgreementTexts;
  values: AskedValues;
  changes: Amendment;
}

/** What a document will say, or a refusal that names what is missing. */
async function planIn(
  tx: Transaction,
  ctx: Context,
  pilotId: string,
  { kind, values, changes }: DraftInput,
  version?: number,
): Promise<Plan> {
  const pilot = await pilotRowIn(tx, ctx, pilotId);
  allow(canRunPilot(ctx.actor, pilot));
  const facts = await agreementFactsIn(tx, ctx, pilot, kind, version);
  if (kind === "pilotAgreement" && facts.signedAgreement) throw new DomainError("conflict", "agreements.errors.amendInstead");
  const changed = kind === "amendment" ? changesFrom(facts.agreed, changes) : {};
  if (kind === "amendment") await demandAmendable(tx, ctx, pilot, changed);
  const template = await publishedTemplateIn(tx, pilot.ownerOrgId, kind);
  const { texts, missing } = await fillAgreement(template.texts as AgreementTexts, facts, values, changed);
  if (missing.length > 0) throw withHoles(missing);
  const basis = {
    ...(kind === "pilotAgreement" || kind === "amendment" ? facts.agreed : {}),
    ...(fieldsOf(template.texts as AgreementTexts).includes("terms") ? { terms: facts.terms } : {}),
  };
  return { facts, kind, templateId: template.id, rulingLang: template.rulingLang, basis, texts, values, changes: changed };
}

const withHoles = (missing: readonly MissingField[]) =>
  new DomainError("invalid", "agreements.errors.fieldsMissing", {
    values: { fields: missing.map(({ field }) => field).join(", ") },
    fields: Object.fromEntries(missing.map(({ field, lang }) => [`values.${field}.${lang}`, "agreements.errors.fieldMissing"])),
  });

/** An amendment needs something to amend; also at the second signature, in the same transaction in which it takes effect. */
export async function demandAmendable(tx: Transaction, ctx: Context, pilot: PilotRow, changes: Amendment): Promise<void> {
  if (!(await signedAgreementIn(tx, pilot))) throw new DomainError("conflict", "agreements.errors.notAmendable");
  // Whoever measures now waits, so that nothing is measured against a criterion while it changes.
  await tx.selectFrom("pilotCriterion").select("id").where("pilotId", "=", pilot.id).forUpdate().execute();
  const amended = {
    state: pilot.state,
    isExtended: pilot.extendedFromOn !== null,
    measured: await measuredCriteria(tx, pilot.id),
  };
  const refusal = refusalOfAmendment(amended, await agreedPartsOf(tx, pilot), changes, await baseToday(tx, ctx));
  if (refusal) throw new DomainError("conflict", refusal);
}

function columnsOf({ templateId, rulingLang, basis, texts, values, changes }: Plan) {
  return {
    templateId,
    rulingLang,
    texts: json(texts),
    values: json(values),
    basis: json(basis),
    changes: json(parse(amendmentInput, changes)),
  };
}

async function withDocument<Result>(
  ctx: Context,
  { facts, kind, rulingLang, texts }: Plan,
  keep: (tx: Transaction, stored: StoredFile) => Promise<Result>,
): Promise<Result> {
  const bytes = await agreementPdf({ kind, number: facts.number, texts, rulingLang, madeAt: ctx.now() });
  const content = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  const upload = { name: `${facts.number}.pdf`, content: content as ReadableStream<Uint8Array> };
  return withStoredFile(ctx, upload, (stored) => ctx.transact((tx) => keep(tx, stored)));
}

function demandUnchanged(before: Plan, now: Plan): void {
  if (before.facts.version !== now.facts.version || JSON.stringify(before.texts) !== JSON.stringify(now.texts))
    throw new DomainError("conflict", "pilots.errors.changedMeanwhile");
}

const keepOwnFile = (tx: Transaction, ctx: Context, { id: pilotId, ownerOrgId }: PilotRow, stored: StoredFile) =>
  keepPilotFileIn(tx, ctx, stored, { pilotId, readerOrgIds: [ownerOrgId], purpose: "agreement" });

async function dropFile(tx: Transaction, ctx: Context, fileId: string | null): Promise<void> {
  const file = await tx.deleteFrom("pilotFile").where("id", "=", fileId).returning("storageKey").executeTakeFirst();
  await eraseFileLater(tx, ctx, found(file).storageKey, ctx.actor.organisationId ?? undefined);
}

async function draftedIn(tx: Transaction, ctx: Context, params: AgreementParams, sha256: string) {
  const held = await heldAgreementIn(tx, ctx, params);
  allow(canRunPilot(ctx.actor, held.pilot));
  if (held.agreement.state !== "drafted") throw new DomainError("conflict", "agreements.errors.sentAlready");
  if (held.agreement.sha256 !== sha256) throw new DomainError("conflict", "pilots.errors.changedMeanwhile");
  return held;
}

const record = (tx: Transaction, ctx: Context, action: string, subjectId: string, detail: Record<string, unknown>) =>
  audit(tx, ctx, { action, subjectType: "agreement", subjectId, detail });
