import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import type { Choice } from "#ui/form/choice-fields.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TagsField } from "#ui/form/tags-field.tsx";
import { Section } from "#ui/section.tsx";
import type { NeedView } from "../../schema.ts";
import { useUnitName } from "../labels.tsx";
import classes from "../needs.module.css";

/** Who reads the need beside those its visibility lets in, and the form to change that. */
export function Readers({ need, people, units }: { need: NeedView; people: Choice[]; units: Choice[] }) {
  const t = useTranslations("needs.readers");
  const unitName = useUnitName();
  const names = [...need.readerUnits.map(unitName), ...need.readerPeople.map(({ name }) => name)];
  return (
    <Section title={t("title")} hint={t("hint")}>
      {names.length === 0 ? (
        <p className={classes.quiet}>{t("none")}</p>
      ) : (
        <ul className={classes.plainList}>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
      {need.can.share && (
        <details className={classes.disclosure}>
          <summary>{t("change")}</summary>
          <ActionForm intent="share">
            <TagsField
              name="personIds[]"
              label={t("people")}
              choices={people}
              defaultValue={need.readerPeople.map(({ id }) => id)}
            />
            <div className={classes.gap} />
            <TagsField name="unitIds[]" label={t("units")} choices={units} defaultValue={need.readerUnits.map(({ id }) => id)} />
            <FormActions>
              <SubmitButton variant="default">{t("save")}</SubmitButton>
            </FormActions>
          </ActionForm>
        </details>
      )}
    </Section>
  );
}
