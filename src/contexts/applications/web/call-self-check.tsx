import { Stack } from "@mantine/core";
import { IconCircleCheck, IconCircleX, IconHelpCircle } from "@tabler/icons-react";
import { Link, useActionData } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import { countryChoices } from "#contexts/companies/countries.ts";
import { fields, stages } from "#contexts/companies/fields.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { RadioField, SelectField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { NumberField, TextField } from "#ui/form/text-fields.tsx";
import type { EligibilityKind, EligibilityRule } from "../eligibility.ts";
import type { CallView, SelfCheckResult } from "../views.ts";
import { readWording } from "../wording.ts";
import classes from "./applications.module.css";
import { NewsForm } from "./call-news-form.tsx";
import { CallDates } from "./call-words.tsx";

/** The self-check alone, as managers try it before a call is public. */
export function CheckPanel({ call, asked }: { call: CallView; asked: EligibilityKind[] }) {
  const t = useTranslations("applications.apply");
  const answer = useActionData() as { checked?: SelfCheckResult } | undefined;
  return (
    <aside className={classes.panel}>
      <h2>{asked.length > 0 ? t("check") : t("start")}</h2>
      {answer?.checked ? <Verdicts result={answer.checked} /> : <p>{t("checkText", { count: asked.length })}</p>}
      {asked.length > 0 && <CheckForm call={call} asked={asked} />}
    </aside>
  );
}

/** What the self-check says of each rule, with the reason of those not met and where to go instead. */
export function Verdicts({ result: { outcome, verdicts, otherCalls } }: { result: SelfCheckResult }) {
  const t = useTranslations("applications.apply");
  const news = useTranslations("calls.news");
  const locale = useLocale() as Locale;
  const icons = { met: IconCircleCheck, failed: IconCircleX, unanswered: IconHelpCircle };
  return (
    <div role="status">
      <p>
        <strong>{t(`outcome.${outcome}`)}</strong>
      </p>
      <ul className={classes.verdicts}>
        {verdicts.map(({ rule, verdict }) => {
          const Icon = icons[verdict];
          const reason = readWording(rule.reason, locale);
          return (
            <li key={rule.id} data-verdict={verdict}>
              <Icon size={20} aria-label={t(`verdict.${verdict}`)} />
              <RuleText rule={rule} />
              {verdict === "failed" && (
                <span className={classes.why} lang={reason.lang}>
                  {reason.text} <AlternativeText rule={rule} />
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {otherCalls.length > 0 && (
        <ul className={classes.offers}>
          {otherCalls.map((call) => {
            const title = readWording(call.title, locale);
            return (
              <li key={call.id}>
                <span>{call.fit === "eligible" ? news("fits") : t("tryOther")}</span>
                <Link to={`/calls/${call.slug}`} lang={title.lang}>
                  {title.text}
                </Link>
                <CallDates call={call} />
              </li>
            );
          })}
        </ul>
      )}
      {outcome === "notEligible" && <NewsForm />}
    </div>
  );
}

function AlternativeText({ rule: { alternative } }: { rule: EligibilityRule }) {
  const locale = useLocale() as Locale;
  if (alternative?.kind !== "page") return null;
  return <a href={alternative.url}>{readWording(alternative.label, locale).text || alternative.url}</a>;
}

/** What a rule asks, as a sentence. */
function RuleText({ rule }: { rule: EligibilityRule }) {
  const t = useTranslations("applications.rules");
  const taxonomy = useTranslations("taxonomy");
  const companies = useTranslations("companies");
  const locale = useLocale() as Locale;
  const list = new Intl.ListFormat(locale, { type: "disjunction" });
  switch (rule.kind) {
    case "age":
      return <span>{t("age", { years: rule.maximum })}</span>;
    case "legalEntity":
      return <span>{t("legalEntity")}</span>;
    case "region": {
      const names = new Map(countryChoices(locale).map(({ value, label }) => [value, label]));
      return <span>{t("region", { countries: list.format(rule.countries.map((code) => names.get(code) ?? code)) })}</span>;
    }
    case "field":
      return <span>{t("field", { fields: list.format(rule.fields.map((field) => taxonomy(`fields.${field}`))) })}</span>;
    case "stage":
      return <span>{t("stage", { stages: list.format(rule.stages.map((stage) => companies(`stages.${stage}`))) })}</span>;
    case "teamSize":
      return (
        <span>
          {t("teamSize", { least: rule.minimum ?? 0, most: rule.maximum ?? 0, has: rule.maximum === null ? "no" : "yes" })}
        </span>
      );
    case "certificate":
      return <span>{t("certificate", { names: list.format(rule.anyOf) })}</span>;
    case "statement": {
      const statement = readWording(rule.statement, locale);
      return (
        <span lang={statement.lang}>
          {statement.text} – {rule.expected ? t("yes") : t("no")}
        </span>
      );
    }
  }
}

export function CheckForm({ call, asked }: { call: CallView; asked: EligibilityKind[] }) {
  const t = useTranslations("applications.apply");
  const facts = useTranslations("applications.facts");
  const taxonomy = useTranslations("taxonomy");
  const companies = useTranslations("companies");
  const locale = useLocale() as Locale;
  const yesNo = [
    { value: "yes", label: t("yes") },
    { value: "no", label: t("no") },
  ];
  const news = useTranslations("calls.news");
  const answer = useActionData() as { checked?: SelfCheckResult } | undefined;
  return (
    // After a no, what else there is comes first; the answers stay to be changed.
    <details open={answer?.checked?.outcome !== "notEligible"} className={classes.again}>
      <summary hidden={!answer?.checked}>{news("again")}</summary>
      <ActionForm intent="check" label={t("check")}>
        <Stack gap="sm">
          {asked.includes("age") && (
            <NumberField name="foundedYear" label={facts("foundedYear")} min={1800} max={2200} required />
          )}
          {asked.includes("legalEntity") && (
            <RadioField name="isRegistered" label={facts("isRegistered")} choices={yesNo} required />
          )}
          {asked.includes("region") && (
            <SelectField name="country" label={facts("country")} choices={countryChoices(locale)} empty={t("choose")} required />
          )}
          {asked.includes("field") && (
            <SelectField
              name="field"
              label={facts("field")}
              choices={fields.map((value) => ({ value, label: taxonomy(`fields.${value}`) }))}
              empty={t("choose")}
              required
            />
          )}
          {asked.includes("stage") && (
            <SelectField
              name="stage"
              label={facts("stage")}
              choices={stages.map((value) => ({ value, label: companies(`stages.${value}`) }))}
              empty={t("choose")}
              required
            />
          )}
          {asked.includes("teamSize") && <NumberField name="teamSize" label={facts("teamSize")} min={0} required />}
          {asked.includes("certificate") && (
            <TextField name="certificates" label={facts("certificates")} description={facts("certificatesHint")} />
          )}
          {call.rules.flatMap((rule) =>
            rule.kind === "statement"
              ? [
                  <RadioField
                    key={rule.id}
                    name={`statement.${rule.id}`}
                    label={readWording(rule.statement, locale).text}
                    choices={yesNo}
                    required
                  />,
                ]
              : [],
          )}
          <SubmitButton fullWidth>{t("checkNow")}</SubmitButton>
        </Stack>
      </ActionForm>
    </details>
  );
}
