import type { Context } from "#platform/context.ts";
import type { Transaction } from "#platform/db/database.ts";
import { allow } from "#platform/errors.ts";
import { parse } from "#platform/parse.ts";
import type { AgreementKind } from "../agreement/agreement.ts";
import type { Amendment } from "../agreement/amendment.ts";
import { type AskedValues, anyLanguage, type FieldName, ruleOf } from "../agreement/fields.ts";
import { type AgreementTexts, fieldsOf, languagesOf } from "../agreement/template-text.ts";
import { amendmentInput } from "../agreement-schema.ts";
import type { AgreementFormView } from "../agreement-views.ts";
import { canRunPilot } from "../policy.ts";
import { agreementFactsIn, measuredCriteria, orderedAmountIn, publishedTemplateIn } from "./agreement-facts.ts";
import { valuesIn } from "./agreement-values.ts";
import { agreementIn } from "./agreements.ts";
import { pilotRowIn } from "./pilot-row.ts";

/** What a document of the kind is filled from and what is asked for it; with `agreementId` as the draft has it now. */
export async function getAgreementForm(
  ctx: Context,
  pilotId: string,
  { kind: wanted, agreementId }: { kind?: AgreementKind; agreementId?: string },
): Promise<AgreementFormView> {
  return ctx.transact(async (tx) => {
    const pilot = await pilotRowIn(tx, ctx, pilotId);
    allow(canRunPilot(ctx.actor, pilot));
    const draft = agreementId ? await agreementIn(tx, pilotId, agreementId) : null;
    const kind = draft?.kind ?? wanted!;
    const template = await publishedTemplateIn(tx, pilot.ownerOrgId, kind);
    const facts = await agreementFactsIn(tx, ctx, pilot, kind, draft?.version);
    const texts = template.texts as AgreementTexts;
    const langs = languagesOf(texts);
    const fields = fieldsOf(texts);
    const values = (draft?.values as AskedValues | undefined) ?? (await suggestedIn(tx, pilot.ownerOrgId, pilotId, kind));
    const known = await valuesIn(ctx.locale, facts, {}, {});
    return {
      kind,
      template: { name: template.name, version: template.version },
      langs,
      rulingLang: template.rulingLang,
      known: fields
        .filter((field) => ruleOf(field).from !== "asked" && field !== "changes")
        .map((field) => knownOf(field, known)),
      asked: fields.flatMap((field) => askedOf(field, langs, values, known, pilot.lang)),
      agreed: kind === "amendment" ? parse(amendmentInput, withoutNulls(facts.agreed)) : null,
      wanted: parse(amendmentInput, (draft?.changes as Amendment | undefined) ?? {}),
      measured: [...(await measuredCriteria(tx, pilotId))],
      sha256: draft?.sha256 ?? null,
      values,
    };
  });
}

type Known = Awaited<ReturnType<typeof valuesIn>>;

function knownOf(field: FieldName, known: Known) {
  const value = known[field];
  if (typeof value === "string") return { field, value: value || null };
  const lines = value.map((entry) => Object.values(entry).slice(0, 3).join(" · "));
  return { field, value: lines.join("\n") || null };
}

function askedOf(
  field: FieldName,
  langs: readonly AgreementFormView["langs"][number][],
  values: AskedValues,
  known: Known,
  pilotLang: string,
): AgreementFormView["asked"] {
  const { ask, from, isWording } = ruleOf(field);
  if (!ask) return [];
  const isOptional = from === "pilot";
  // The pilot's own words need no wording in the language they are written in.
  const wanted = isWording ? langs.filter((lang) => !isOptional || !lang.startsWith(pilotLang)) : ([anyLanguage] as const);
  if (isOptional && known[field] === "") return [];
  return wanted.map((lang) => ({ field, ask, lang, value: values[field]?.[lang] ?? "", isOptional }));
}

/** Addresses and law as the host's last document had them, and the price of the order. */
async function suggestedIn(tx: Transaction, ownerOrgId: string, pilotId: string, kind: AgreementKind): Promise<AskedValues> {
  const last = await tx
    .selectFrom("agreement")
    .select(["pilotId", "values"])
    .where("ownerOrgId", "=", ownerOrgId)
    .where((eb) => eb.or([eb("pilotId", "=", pilotId), eb("kind", "=", kind)]))
    .orderBy((eb) => eb("pilotId", "=", pilotId), "desc")
    .orderBy("createdAt", "desc")
    .limit(1)
    .executeTakeFirst();
  const amount = await orderedAmountIn(tx, pilotId);
  const before = (last?.values ?? {}) as AskedValues;
  const lasting = Object.entries(before).filter(
    ([field]) => (last?.pilotId === pilotId && !field.startsWith("pilot.")) || ownFields.includes(field),
  );
  return { ...Object.fromEntries(lasting), ...(amount ? { amount: { [anyLanguage]: amount } } : {}) };
}

/** What a host says the same way in all its documents; the rest another pilot said of its own start-up. */
const ownFields = ["host.address", "payment.days", "confidentiality.years", "law.name", "law.court"];

const withoutNulls = (parts: object) => Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null));
