import { useTranslations } from "use-intl";
import { FactList } from "#ui/fact-list.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { RadioField } from "#ui/form/choice-fields.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { Section } from "#ui/section.tsx";
import type { ResultView } from "../../closing-views.ts";
import { sides } from "../../readiness.ts";
import classes from "./closing.module.css";

const permissions = ["no", "named", "quoted"] as const;

/** Whether each side lets the other name it. */
export function References({ result: { references, side, can } }: { result: ResultView }) {
  const t = useTranslations("evaluation");
  if (!references || !side) return null;
  return (
    <Section title={t("references.title")} hint={t("references.hint")}>
      <FactList
        facts={sides.map((each) => ({ label: t(`sides.${each}`), value: t(`permissions.${references[each] ?? "open"}`) }))}
      />
      {can.permit && (
        <FormDisclosure intent="reference" className={classes.disclosure} open={references[side] === null}>
          <summary>{t("references.own")}</summary>
          <ActionForm intent="reference" label={t("references.title")}>
            <RadioField
              name="permission"
              label={t("references.own")}
              required
              choices={permissions.map((each) => ({ value: each, label: t(`permissions.${each}`) }))}
              defaultValue={references[side] ?? undefined}
            />
            <FormActions>
              <SubmitButton variant="default">{t("references.save")}</SubmitButton>
            </FormActions>
          </ActionForm>
        </FormDisclosure>
      )}
    </Section>
  );
}
