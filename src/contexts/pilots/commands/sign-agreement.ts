import { confirmPerson, type PersonProof } from "#contexts/identity/index.ts";
import { audit } from "#platform/audit/audit.ts";
import type { Context } from "#platform/context.ts";
import { json, type Transaction } from "#platform/db/database.ts";
import { allow, DomainError, forbidden } from "#platform/errors.ts";
import { translator } from "#platform/i18n/translate.ts";
import { newId } from "#platform/ids.ts";
import { documentNumber, isSigned, refusalOfSignature, type SigningWay } from "../agreement/agreement.ts";
import { type Basis, isOutdated } from "../agreement/amendment.ts";
import type { AgreementParams, NewOutsideInput, OutsideInput, SignatureInput } from "../agreement-schema.ts";
import { canSignAgreement, sideOf } from "../policy.ts";
import { basisOf, signedAgreementIn } from "../queries/agreement-facts.ts";
import { type PilotRow, wallsOf } from "../queries/pilot-row.ts";
import { isIntact } from "../queries/stored-document.ts";
import { type AgreementRow, heldAgreementIn, heldPilotIn, signaturesOf, tellAgreement } from "./agreement-row.ts";
import { completeAgreementIn } from "./complete-agreement.ts";
import { keepPilotFileIn, type Upload, withStoredFile } from "./keep-file.ts";

/**
 * Signs for the own side by click: the person proves once more who they are, and signs the very bytes they read. With the second signature
 * the agreement stands and everything that follows from it happens at once. Also confirms a document that was signed outside.
 */
export async function signAgreement(
  ctx: Context,
  request: Request,
  params: AgreementParams,
  input: SignatureInput,
): Promise<void> {
  if (ctx.actor.kind !== "person") throw forbidden("agreements.errors.personSigns");
  demandOwnName(ctx, input.name);
  const proof = await confirmPerson(ctx, request, input.password ?? null);
  await signAs(ctx, params, input, { proof, userAgent: request.headers.get("user-agent") ?? "" });
}

/** However somebody writes their name, a part of it is a part of the name they are known by here. */
function demandOwnName({ actor: { personName } }: Context, name: string): void {
  const known = new Set(namePartsOf(personName ?? ""));
  if (namePartsOf(name).some((part) => known.has(part))) return;
  throw new DomainError("invalid", "errors.invalid", {
    fields: { name: "agreements.errors.otherName" },
    values: { name: personName ?? "" },
  });
}

/** Words of at least two letters; a single Chinese character counts, as in a surname. */
const namePartsOf = (name: string): string[] =>
  (name
    .normalize("NFKC")
    .toLowerCase()
    .match(/\p{Script=Han}|[\p{L}\p{M}]{2,}/gu) ?? []) as string[];

interface SignedHow {
  proof: PersonProof | null;
  userAgent: string;
}

/** The signature of somebody who proved to be themselves. */
export async function signAs(
  ctx: Context,
  params: AgreementParams,
  { sha256, name, title }: Pick<SignatureInput, "sha256" | "name" | "title">,
  how: SignedHow,
): Promise<void> {
  if ((await isIntact(ctx, params.pilotId, sha256)) === false)
    throw new DomainError("conflict", "agreements.errors.documentDamaged");
  await ctx.transact(async (tx) => {
    const { pilot, agreement } = await heldAgreementIn(tx, ctx, params);
    const [first] = await signaturesOf(tx, agreement.id);
    const way = first?.way ?? (agreement.templateId ? "click" : "outside");
    await signIn(tx, ctx, { pilot, agreement }, { way, sha256, name, title, fileId: first?.fileId ?? null, ...how });
  });
}

interface Signing extends SignedHow {
  way: SigningWay;
  sha256: string;
  name: string;
  title: string;
  fileId: string | null;
}

async function signIn(
  tx: Transaction,
  ctx: Context,
  { pilot, agreement }: { pilot: PilotRow; agreement: AgreementRow },
  { way, sha256, name, title, fileId, proof, userAgent }: Signing,
): Promise<void> {
  allow(canSignAgreement(ctx.actor, pilot), "agreements.errors.mayNotSign");
  const side = sideOf(ctx.actor, pilot)!;
  const signatures = await signaturesOf(tx, agreement.id);
  const refusal = refusalOfSignature(agreement, signatures, { side, way, sha256 });
  if (refusal) throw new DomainError("conflict", refusal);
  if (isOutdated(agreement.basis as Basis, await basisOf(tx, pilot)))
    throw new DomainError("conflict", "agreements.errors.documentOutdated");
  const t = await translator(ctx.locale);
  const number = documentNumber(pilot.number, agreement.kind, agreement.version);
  await tx
    .insertInto("agreementSignature")
    .values({
      ...wallsOf(pilot),
      id: newId(),
      agreementId: agreement.id,
      side,
      way,
      personId: ctx.actor.personId!,
      personName: ctx.actor.personName ?? "",
      writtenName: name,
      personTitle: title,
      sha256,
      origin: ctx.origin,
      userAgent: userAgent.slice(0, 500),
      fileId,
      consent: t(way === "click" ? "agreements.consent.click" : "agreements.consent.outside", { number }),
      lang: ctx.locale,
      proof,
      signedAt: ctx.now(),
    })
    .execute();
  const isComplete = isSigned([...signatures, { side, way, sha256 }]);
  if (isComplete) await completeAgreementIn(tx, ctx, pilot, agreement, fileId);
  await tellAgreement(tx, ctx, pilot, agreement, side === "host" ? "signedByHost" : "signedByStartup");
  if (isComplete) await tellAgreement(tx, ctx, pilot, agreement, "signed");
  await audit(tx, ctx, {
    action: "pilot.agreement_signed",
    subjectType: "agreement",
    subjectId: agreement.id,
    detail: { side, way, sha256, isComplete },
  });
}

/** Gives the document both have signed on paper or elsewhere, for one that was sent; the other side confirms it. */
export async function uploadSigned(
  ctx: Context,
  request: Request,
  params: AgreementParams,
  { name, signer, title }: OutsideInput,
  content: Upload["content"],
): Promise<void> {
  const how = await demandSigner(ctx, request, params.pilotId);
  await withStoredPdf(ctx, { name, content }, (stored) =>
    ctx.transact(async (tx) => {
      const { pilot, agreement } = await heldAgreementIn(tx, ctx, params);
      const { id: fileId } = await keepSigned(tx, ctx, pilot, stored);
      const { sha256 } = stored;
      await signIn(tx, ctx, { pilot, agreement }, { way: "outside", sha256, name: signer, title, fileId, ...how });
    }),
  );
}

/** Gives a document both have signed outside and that was never drafted here, such as an NDA of last year; the other side confirms it. */
export async function addSigned(
  ctx: Context,
  request: Request,
  pilotId: string,
  { name, signer, title, kind }: NewOutsideInput,
  content: Upload["content"],
): Promise<{ id: string }> {
  const how = await demandSigner(ctx, request, pilotId);
  return withStoredPdf(ctx, { name, content }, (stored) =>
    ctx.transact(async (tx) => {
      const pilot = await heldPilotIn(tx, ctx, pilotId);
      if (!pilot.offeredAt) throw new DomainError("conflict", "pilots.errors.notOffered");
      const { id: fileId } = await keepSigned(tx, ctx, pilot, stored);
      const { sha256 } = stored;
      const agreement = await insertSigned(tx, ctx, pilot, { kind, fileId, sha256 });
      await tellAgreement(tx, ctx, pilot, agreement, "sent");
      await signIn(tx, ctx, { pilot, agreement }, { way: "outside", sha256, name: signer, title, fileId, ...how });
      return { id: agreement.id };
    }),
  );
}

async function insertSigned(
  tx: Transaction,
  ctx: Context,
  pilot: PilotRow,
  { kind, fileId, sha256 }: { kind: NewOutsideInput["kind"]; fileId: string; sha256: string },
): Promise<AgreementRow> {
  if (kind === "pilotAgreement" && (await signedAgreementIn(tx, pilot)))
    throw new DomainError("conflict", "agreements.errors.amendInstead");
  const { last } = await tx
    .selectFrom("agreement")
    .select((eb) => eb.fn.coalesce(eb.fn.max("version"), eb.lit(0)).as("last"))
    .where("pilotId", "=", pilot.id)
    .where("kind", "=", kind)
    .executeTakeFirstOrThrow();
  return tx
    .insertInto("agreement")
    .values({
      ...wallsOf(pilot),
      id: newId(),
      kind,
      version: Number(last) + 1,
      values: json({}),
      texts: json({}),
      basis: json(kind === "pilotAgreement" ? await basisOf(tx, pilot) : {}),
      changes: json({}),
      fileId,
      sha256,
      state: "sent",
      createdBy: ctx.actor.personId!,
      createdAt: ctx.now(),
      sentAt: ctx.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Asked before anything is stored; a document from outside asks for no password, as the other side looks at it. */
async function demandSigner(ctx: Context, request: Request, pilotId: string): Promise<SignedHow> {
  if (ctx.actor.kind !== "person") throw forbidden("agreements.errors.personSigns");
  await ctx.transact(async (tx) =>
    allow(canSignAgreement(ctx.actor, await heldPilotIn(tx, ctx, pilotId)), "agreements.errors.mayNotSign"),
  );
  return { proof: null, userAgent: request.headers.get("user-agent") ?? "" };
}

const withStoredPdf: typeof withStoredFile = (ctx, upload, keep) =>
  withStoredFile(ctx, upload, (stored) => {
    if (stored.mediaType === "application/pdf") return keep(stored);
    throw new DomainError("invalid", "agreements.errors.notPdf", { fields: { file: "agreements.errors.notPdf" } });
  });

const keepSigned = (tx: Transaction, ctx: Context, pilot: PilotRow, stored: Parameters<typeof keepPilotFileIn>[2]) =>
  keepPilotFileIn(tx, ctx, stored, { pilotId: pilot.id, readerOrgIds: pilot.partyOrgIds, purpose: "agreement" });
