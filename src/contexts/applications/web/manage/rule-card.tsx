import { MultiSelect, NativeSelect, Stack, TagsInput, TextInput } from "@mantine/core";
import { useLocale, useTranslations } from "use-intl";
import { countryChoices } from "#contexts/companies/countries.ts";
import { fields, stages } from "#contexts/companies/fields.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import type { Alternative, EligibilityRule } from "../../eligibility.ts";
import classes from "./manage.module.css";
import { RowTools } from "./row-tools.tsx";
import { errorAt } from "./section-props.ts";
import { WordingInput } from "./wording-input.tsx";

interface RuleCardProps {
  rule: EligibilityRule;
  at: number;
  count: number;
  calls: { id: string; title: string }[];
  errors: Record<string, string>;
  onChange(rule: EligibilityRule): void;
  onMove(to: number): void;
  onRemove(): void;
}

/** One rule: its condition, why it is there, and what a founder on whom it closes the door is offered. */
export function RuleCard({ rule, at, count, calls, errors, onChange, onMove, onRemove }: RuleCardProps) {
  const t = useTranslations("calls.rules");
  const name = t(`kind.${rule.kind}`);
  const path = `rules.${at}`;
  return (
    <li className={classes.card} data-faulty={errorAt(errors, path) ? true : undefined}>
      <div className={classes.cardHead}>
        <strong>{name}</strong>
        <RowTools name={name} at={at} count={count} onMove={onMove} onRemove={onRemove} />
      </div>
      <Stack gap="xs">
        <Condition rule={rule} onChange={onChange} errorOf={(part) => errorAt(errors, `${path}.${part}`)} />
        <WordingInput
          label={t("reason")}
          description={t("reasonHint")}
          value={rule.reason}
          onChange={(reason) => onChange({ ...rule, reason })}
          longest={500}
          lines={2}
          error={errorAt(errors, `${path}.reason`)}
        />
        <Otherwise
          value={rule.alternative}
          calls={calls}
          onChange={(alternative) => onChange({ ...rule, alternative })}
          error={errorAt(errors, `${path}.alternative`)}
        />
      </Stack>
    </li>
  );
}

interface ConditionProps {
  rule: EligibilityRule;
  onChange(rule: EligibilityRule): void;
  errorOf(part: string): string | undefined;
}

const numberOrNull = (text: string): number | null => (text === "" ? null : Number(text));

function Condition({ rule, onChange, errorOf }: ConditionProps) {
  const t = useTranslations("calls.rules");
  const taxonomy = useTranslations("taxonomy");
  const companies = useTranslations("companies");
  const locale = useLocale() as Locale;
  switch (rule.kind) {
    case "age":
      return (
        <TextInput
          type="number"
          min={0}
          max={100}
          label={t("years")}
          value={rule.maximum}
          onChange={(event) => onChange({ ...rule, maximum: Number(event.currentTarget.value) })}
          error={errorOf("maximum")}
        />
      );
    case "legalEntity":
      return <p className={classes.hint}>{t("legalEntityText")}</p>;
    case "region":
      return (
        <MultiSelect
          label={t("countries")}
          data={countryChoices(locale)}
          value={rule.countries}
          onChange={(countries) => onChange({ ...rule, countries })}
          searchable
          error={errorOf("countries")}
        />
      );
    case "field":
      return (
        <MultiSelect
          label={t("fields")}
          data={fields.map((value) => ({ value, label: taxonomy(`fields.${value}`) }))}
          value={rule.fields}
          onChange={(chosen) => onChange({ ...rule, fields: fields.filter((each) => chosen.includes(each)) })}
          error={errorOf("fields")}
        />
      );
    case "stage":
      return (
        <MultiSelect
          label={t("stages")}
          data={stages.map((value) => ({ value, label: companies(`stages.${value}`) }))}
          value={rule.stages}
          onChange={(chosen) => onChange({ ...rule, stages: stages.filter((each) => chosen.includes(each)) })}
          error={errorOf("stages")}
        />
      );
    case "teamSize":
      return <TeamSize rule={rule} onChange={onChange} errorOf={errorOf} />;
    case "certificate":
      return (
        <TagsInput
          label={t("certificates")}
          description={t("certificatesHint")}
          value={rule.anyOf}
          onChange={(anyOf) => onChange({ ...rule, anyOf })}
          error={errorOf("anyOf")}
        />
      );
    case "statement":
      return <Statement rule={rule} onChange={onChange} errorOf={errorOf} />;
  }
}

type Of<Kind extends EligibilityRule["kind"]> = Omit<ConditionProps, "rule"> & { rule: Extract<EligibilityRule, { kind: Kind }> };

function TeamSize({ rule, onChange, errorOf }: Of<"teamSize">) {
  const t = useTranslations("calls.rules");
  return (
    <div className={classes.two}>
      {(["minimum", "maximum"] as const).map((bound) => (
        <TextInput
          key={bound}
          type="number"
          min={0}
          label={t(bound)}
          value={rule[bound] ?? ""}
          onChange={(event) => onChange({ ...rule, [bound]: numberOrNull(event.currentTarget.value) })}
          error={errorOf(bound)}
        />
      ))}
    </div>
  );
}

function Statement({ rule, onChange, errorOf }: Of<"statement">) {
  const t = useTranslations("calls.rules");
  return (
    <>
      <WordingInput
        label={t("statement")}
        description={t("statementHint")}
        value={rule.statement}
        onChange={(statement) => onChange({ ...rule, statement })}
        longest={300}
        lines={2}
        error={errorOf("statement")}
      />
      <NativeSelect
        label={t("expected")}
        data={[
          { value: "yes", label: t("yes") },
          { value: "no", label: t("no") },
        ]}
        value={rule.expected ? "yes" : "no"}
        onChange={(event) => onChange({ ...rule, expected: event.currentTarget.value === "yes" })}
      />
    </>
  );
}

interface OtherwiseProps {
  value: Alternative | null;
  calls: { id: string; title: string }[];
  onChange(value: Alternative | null): void;
  error: string | undefined;
}

/** Where a founder may go instead. */
function Otherwise({ value, calls, onChange, error }: OtherwiseProps) {
  const t = useTranslations("calls.rules");
  const kinds = ["none", "newsletter", "page", ...(calls.length > 0 ? (["call"] as const) : [])] as const;
  const choose = (kind: string) => {
    if (kind === "call") onChange({ kind, callId: calls[0]!.id });
    else if (kind === "page") onChange({ kind, url: "https://", label: {} });
    else onChange(kind === "newsletter" ? { kind } : null);
  };
  return (
    <>
      <div className={classes.two}>
        <NativeSelect
          label={t("otherwise")}
          data={kinds.map((kind) => ({ value: kind, label: t(`offer.${kind}`) }))}
          value={value?.kind ?? "none"}
          onChange={(event) => choose(event.currentTarget.value)}
        />
        {value?.kind === "call" && (
          <NativeSelect
            label={t("offeredCall")}
            data={calls.map(({ id, title }) => ({ value: id, label: title }))}
            value={value.callId}
            onChange={(event) => onChange({ kind: "call", callId: event.currentTarget.value })}
          />
        )}
        {value?.kind === "page" && (
          <TextInput
            type="url"
            label={t("offeredAddress")}
            value={value.url}
            onChange={(event) => onChange({ ...value, url: event.currentTarget.value })}
            error={error}
          />
        )}
      </div>
      {value?.kind === "page" && (
        <WordingInput
          label={t("offeredName")}
          value={value.label}
          onChange={(label) => onChange({ ...value, label })}
          longest={120}
        />
      )}
    </>
  );
}
