import { MultiSelect, NativeSelect } from "@mantine/core";
import { use } from "react";
import { useTranslations } from "use-intl";
import type { FormField } from "../../form/field.ts";
import { readWording } from "../../wording.ts";
import type { FieldCardProps } from "./field-card.tsx";
import { answersOf, conditionTargets } from "./field-docs.ts";
import classes from "./manage.module.css";
import { WritingLanguage } from "./wording-input.tsx";

/** A question may be asked only of those who answered an earlier one in a certain way. */
export function ConditionEditor({ fields, field, at, onChange }: Pick<FieldCardProps, "fields" | "field" | "at" | "onChange">) {
  const t = useTranslations("calls.form");
  const { lang } = use(WritingLanguage);
  const targets = conditionTargets(fields, at);
  const asked = fields.find(({ key }) => key === field.showIf?.key);
  if (targets.length === 0 && !asked) return <p className={classes.hint}>{t("noCondition")}</p>;
  const nameOf = (each: FormField) => readWording(each.label, lang).text || each.key;
  const known = asked && !targets.includes(asked) ? [...targets, asked] : targets;
  const choose = (key: string) => {
    const target = fields.find((each) => each.key === key);
    onChange({ ...field, showIf: target ? { key, values: [answersOf(target)[0]!] } : null });
  };
  return (
    <div className={classes.two}>
      <NativeSelect
        label={t("showIf")}
        data={[{ value: "", label: t("always") }, ...known.map((each) => ({ value: each.key, label: nameOf(each) }))]}
        value={field.showIf?.key ?? ""}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {field.showIf && asked && (
        <MultiSelect
          label={t("showIfAnswer")}
          data={answersOf(asked).map((value) => ({ value, label: answerName(asked, value, lang, t) }))}
          value={field.showIf.values}
          onChange={(values) => values.length > 0 && onChange({ ...field, showIf: { key: asked.key, values } })}
        />
      )}
    </div>
  );
}

type Translate = ReturnType<typeof useTranslations<"calls.form">>;

function answerName(asked: FormField, value: string, lang: Parameters<typeof readWording>[1], t: Translate): string {
  if (!("options" in asked)) return value === "true" ? t("consented") : t("notConsented");
  const option = asked.options.find((each) => each.value === value);
  return (option && readWording(option.label, lang).text) || value;
}
