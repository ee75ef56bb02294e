import { createFormatter } from "use-intl/core";
import { getBase } from "#contexts/identity/index.ts";
import { type Context, contextFor, system } from "#platform/context.ts";
import { DomainError } from "#platform/errors.ts";
import { downloadHeaders } from "#platform/files/attachments.ts";
import { translator } from "#platform/i18n/translate.ts";
import { type Block, writePdf } from "#platform/pdf/page-writer.ts";
import type { AgreementParams } from "../agreement-schema.ts";
import type { AgreementView, SignatureView } from "../agreement-views.ts";
import { getAgreement } from "./agreements.ts";

const quiet = "#4a5b68";

interface Words {
  t: Awaited<ReturnType<typeof translator>>;
  /** An instant in the zone of the base and in UTC. */
  when(instant: Date): string;
}

/** Who signed what and when, as a document of its own: both signatures with times, hashes and the entries of the audit log that hold them. */
export async function agreementEvidence(ctx: Context, params: AgreementParams): Promise<Response> {
  const agreement = await getAgreement(ctx, params);
  if (agreement.signatures.length === 0) throw new DomainError("conflict", "agreements.errors.nobodySigned");
  const entries = await auditEntriesOf(ctx, agreement.id);
  const { timeZone = "UTC" } = (await getBase(ctx)) ?? {};
  const [local, utc] = [timeZone, "UTC"].map((zone) => createFormatter({ locale: ctx.locale, timeZone: zone }));
  const t = await translator(ctx.locale);
  const style = { dateStyle: "long", timeStyle: "medium" } as const;
  const when = (instant: Date) => `${local!.dateTime(instant, style)} (${timeZone})  ·  ${utc!.dateTime(instant, style)} (UTC)`;
  const bytes = await writePdf(blocksOf(agreement, entries, { t, when }), {
    title: t("agreements.evidence.title", { number: agreement.number }),
    author: "Jinqiao",
    language: ctx.locale,
    // The same page whenever it is asked for.
    createdAt: agreement.signatures.at(-1)!.signedAt,
    footer: (page, pages) => `${agreement.number}  ·  ${page} / ${pages}`,
  });
  const headers = downloadHeaders(`${agreement.number}-${t("agreements.evidence.file")}.pdf`, "application/pdf");
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers });
}

/** Entries of both sides: each side's log is its own, but what it holds of a signature both made is both's. */
const auditEntriesOf = (ctx: Context, agreementId: string) =>
  contextFor(ctx.platform, system, ctx).transact((tx) =>
    tx
      .selectFrom("auditEntry")
      .select(["id", "at", "action", "hash"])
      .where("subjectType", "=", "agreement")
      .where("subjectId", "=", agreementId)
      .where("action", "in", ["pilot.agreement_sent", "pilot.agreement_signed", "pilot.agreement_withdrawn"])
      .orderBy("id")
      .execute(),
  );

type Entry = Awaited<ReturnType<typeof auditEntriesOf>>[number];

function blocksOf(agreement: AgreementView, entries: readonly Entry[], { t, when }: Words): Block[] {
  const { number, kind, state, parties, sha256, signatures, sentAt } = agreement;
  return [
    { kind: "text", text: t("agreements.evidence.title", { number }), size: 18, weight: "bold", after: 4 },
    { kind: "text", text: `${t(`agreements.kind.${kind}`)}  ·  ${t(`agreements.state.${state}`)}`, size: 11, after: 2 },
    { kind: "text", text: `${parties.host}  ·  ${parties.startup}`, colour: quiet, after: 8 },
    { kind: "rule" },
    ...fact(t("agreements.evidence.hash"), sha256 ?? "–"),
    ...(sentAt ? fact(t("agreements.evidence.sent"), when(sentAt)) : []),
    ...signatures.flatMap((signature) => signatureBlocks(signature, { t, when })),
    heading(t("agreements.evidence.log")),
    { kind: "text", text: t("agreements.evidence.logText"), size: 8.5, colour: quiet, after: 4 },
    ...entries.flatMap(({ id, at, hash, action }) => [
      ...fact(`${t("agreements.evidence.entry", { id: String(id) })}  ·  ${action}`, when(at)),
      { kind: "text" as const, text: hash, size: 8, colour: quiet, after: 3 },
    ]),
    heading(t("agreements.evidence.check")),
    { kind: "text", text: t("agreements.evidence.checkText"), size: 9 },
  ];
}

function signatureBlocks(signature: SignatureView, { t, when }: Words): Block[] {
  const { side, way, writtenName, personName, title, signedAt, sha256, origin, userAgent, proof, consent, lang } = signature;
  const written = writtenName && writtenName !== personName ? [t("agreements.evidence.writtenAs", { name: writtenName })] : [];
  return [
    heading(t(`agreements.pdf.${side}`)),
    { kind: "text", text: personName, size: 15, after: 1 },
    { kind: "text", text: [title, ...written].join("  ·  "), colour: quiet, after: 5 },
    ...fact(t("agreements.evidence.when"), when(signedAt)),
    ...fact(t("agreements.evidence.how"), t(`agreements.way.${way}`)),
    ...(proof ? fact(t("agreements.evidence.proof"), t(`agreements.proof.${proof}`)) : []),
    ...fact(t("agreements.evidence.consent", { lang }), consent),
    ...fact(t("agreements.evidence.signedHash"), sha256),
    ...fact(t("agreements.evidence.origin"), [origin ?? "–", userAgent].filter(Boolean).join("  ·  ")),
  ];
}

const heading = (text: string): Block => ({ kind: "text", text, size: 11.5, weight: "bold", before: 12, after: 4 });

const fact = (name: string, value: string): Block[] => [
  { kind: "space", height: 0, keep: 32 },
  { kind: "text", text: name, size: 8, weight: "bold", colour: quiet },
  { kind: "text", text: value, size: 9.5, after: 4 },
];
