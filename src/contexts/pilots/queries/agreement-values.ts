import { createFormatter } from "use-intl/core";
import { nameIn } from "#contexts/identity/index.ts";
import { dayInWords } from "#platform/i18n/day-in-words.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { translator } from "#platform/i18n/translate.ts";
import { fillTemplate, type TemplateValue } from "#platform/template/template.ts";
import { type AgreedCriterion, type AgreedParts, type Amendment, agreedPartNames } from "../agreement/amendment.ts";
import {
  type AskedValues,
  anyLanguage,
  askedIn,
  type FieldName,
  fieldNames,
  type ListName,
  ruleOf,
  type ValueLanguage,
} from "../agreement/fields.ts";
import { type AgreementTexts, fieldsOf, languagesOf, listsThatMayBeEmpty } from "../agreement/template-text.ts";
import type { AgreementFacts } from "./agreement-facts.ts";

type Values = Record<FieldName, TemplateValue>;
type Translate = Awaited<ReturnType<typeof translator>>;
type Formatter = ReturnType<typeof createFormatter>;

interface Words {
  lang: Locale;
  t: Translate;
  format: Formatter;
}

export interface MissingField {
  field: FieldName;
  /** "any" where one value serves all languages. */
  lang: ValueLanguage;
}

export interface FilledAgreement {
  texts: AgreementTexts;
  missing: MissingField[];
}

/** The texts of a template with every field filled, or what is missing for it, by field and language. */
export async function fillAgreement(
  texts: AgreementTexts,
  facts: AgreementFacts,
  asked: AskedValues,
  changes: Amendment = {},
): Promise<FilledAgreement> {
  const fields = fieldsOf(texts);
  const mayBeEmpty = listsThatMayBeEmpty(texts);
  const filled: AgreementTexts = {};
  const missing: MissingField[] = [];
  for (const lang of languagesOf(texts)) {
    const values = await valuesIn(lang, facts, asked, changes);
    filled[lang] = fillTemplate(texts[lang]!, values);
    for (const field of fields) {
      if (values[field].length > 0 || mayBeEmpty.has(field)) continue;
      const of = ruleOf(field).isWording ? lang : anyLanguage;
      if (!missing.some((each) => each.field === field && each.lang === of)) missing.push({ field, lang: of });
    }
  }
  return { texts: filled, missing };
}

/** Every field as one language writes it. */
export async function valuesIn(lang: Locale, facts: AgreementFacts, asked: AskedValues, changes: Amendment): Promise<Values> {
  const words: Words = { lang, t: await translator(lang), format: createFormatter({ locale: lang, timeZone: "UTC" }) };
  const known = knownValues(words, facts, changes);
  const values = fieldNames.map((name) => [name, typed(words, name, asked) || (known[name] ?? "")]);
  return Object.fromEntries(values) as Values;
}

function typed({ lang, format }: Words, name: FieldName, asked: AskedValues): string {
  const { ask } = ruleOf(name);
  const value = ask ? askedIn(asked, name, lang) : "";
  if (ask !== "money" || value === "") return value;
  const [amount, currency] = value.split(" ");
  return format.number(Number(amount), { style: "currency", currency: currency ?? "CNY" });
}

function knownValues(words: Words, facts: AgreementFacts, changes: Amendment): Partial<Values> {
  const { lang } = words;
  const { pilot, host, unit, startup, agreed, terms, signedAgreement, number, today } = facts;
  const day = (value: string | null) => dayInWords(lang, value);
  return {
    "host.name": nameIn(lang, host.name, host.names),
    "host.unit": nameIn(lang, unit.name, unit.names),
    "startup.name": nameIn(lang, startup.name, startup.names),
    "pilot.number": pilot.number,
    "pilot.title": pilot.title,
    "pilot.scope": pilot.scope,
    "pilot.owner": pilot.problemOwnerName,
    "pilot.startsOn": day(agreed.startsOn),
    "pilot.endsOn": day(agreed.endsOn),
    "pilot.decisionOn": day(agreed.decisionOn),
    "consequence.nextOrder": agreed.nextOrder,
    "consequence.days": agreed.consequenceWithinDays === null ? "" : String(agreed.consequenceWithinDays),
    "document.number": number,
    "document.date": day(today),
    "agreement.number": signedAgreement?.number ?? "",
    "agreement.signedOn": signedAgreement ? day(signedAgreement.signedOn.toISOString().slice(0, 10)) : "",
    criteria: numbered<"criteria">(agreed.criteria.map((criterion) => criterionWords(words, criterion))),
    terms: numbered<"terms">(
      terms.map(({ kind, subject, belongsTo, useByOther }) => ({
        kind: words.t(`agreements.termKind.${kind}`),
        subject,
        belongsTo: words.t(`agreements.belongsTo.${belongsTo}`),
        use: useByOther,
      })),
    ),
    changes: numbered<"changes">(changesInWords(words, agreed, changes)),
  };
}

const numbered = <_Name extends ListName>(entries: readonly Record<string, string>[]) =>
  entries.map((entry, at) => ({ position: String(at + 1), ...entry }));

function criterionWords({ t, format }: Words, criterion: AgreedCriterion): Record<string, string> {
  const { metric, unit, comparison, baseline, target, method, measuredBy } = criterion;
  const isYesOrNo = comparison === "exactly" && unit === "" && (target === 0 || target === 1);
  const number = (value: number) =>
    isYesOrNo
      ? t(value === 1 ? "agreements.words.yes" : "agreements.words.no")
      : `${format.number(value, { maximumFractionDigits: 6 })}${unit ? ` ${unit}` : ""}`;
  return {
    metric,
    baseline: baseline === null ? t("agreements.words.notMeasured") : number(baseline),
    target: isYesOrNo ? number(target) : `${t(`pilots.comparison.${comparison}`)} ${number(target)}`,
    method,
    measuredBy: t(`agreements.measuredBy.${measuredBy}`),
  };
}

/** What an amendment changes, before and after, as a language writes it. */
export function changesInWords(words: Words, agreed: Partial<AgreedParts>, changes: Amendment) {
  return agreedPartNames
    .filter((part) => changes[part] !== undefined)
    .map((part) => ({
      part: words.t(`agreements.part.${part}`),
      before: partInWords(words, part, agreed[part]),
      after: partInWords(words, part, changes[part]),
    }));
}

function partInWords(words: Words, part: (typeof agreedPartNames)[number], value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (part === "criteria")
    return (value as AgreedCriterion[])
      .map((criterion, at) => {
        const { metric, target, baseline, measuredBy, method } = criterionWords(words, criterion);
        return words.t("agreements.words.criterion", {
          position: String(at + 1),
          metric: metric!,
          target: target!,
          baseline: baseline!,
          measuredBy: measuredBy!,
          method: method!,
        });
      })
      .map((line) => `\n${line}`)
      .join("");
  if (part === "consequenceWithinDays") return words.t("agreements.words.days", { days: Number(value) });
  return part === "startsOn" || part === "endsOn" || part === "decisionOn" ? dayInWords(words.lang, value as string) : `${value}`;
}
