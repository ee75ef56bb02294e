import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { closeReasons, isStepBack, type MissingPart, type NeedState } from "../../need.ts";
import type { NeedView } from "../../schema.ts";
import { ClockText } from "../labels.tsx";
import classes from "../needs.module.css";

/** Whose turn it is, what is still missing, and the moves the reader may make. */
export function NextSteps({ need }: { need: NeedView }) {
  const t = useTranslations("needs");
  const { moveTo } = need.can;
  const forward = moveTo.filter((to) => to !== "closed" && !isStepBack(need.state, to));
  const explained = moveTo.filter((to) => to === "closed" || isStepBack(need.state, to));
  const blocks = need.state === "draft" || need.state === "confirmed";
  return (
    <Section title={t("steps.title")} hint={<ClockText clock={need.clock} />}>
      {need.closedReason && <p>{t("steps.closedBecause", { reason: t(`closeReason.${need.closedReason}`) })}</p>}
      {blocks && need.missing.length > 0 && <Missing need={need} />}
      {forward.map((to) => (
        <ActionForm key={to} intent={`move-${to}`} className={classes.step}>
          <input type="hidden" name="to" value={to} />
          <SubmitButton fullWidth disabled={blocks && need.missing.length > 0}>
            {t(`move.${to}`)}
          </SubmitButton>
        </ActionForm>
      ))}
      {explained.map((to) => (
        <ExplainedMove key={to} from={need.state} to={to} />
      ))}
      {moveTo.length === 0 && <p className={classes.quiet}>{t("steps.none")}</p>}
    </Section>
  );
}

function Missing({ need }: { need: NeedView }) {
  const t = useTranslations("needs");
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} />} title={t("steps.missing")} mb="sm">
      <ul className={classes.missing}>
        {need.missing.map((part) => (
          <li key={part}>{t(`missing.${part as MissingPart}`)}</li>
        ))}
      </ul>
      {need.can.revise && <Link to={`/needs/${need.id}/edit`}>{t("steps.complete")}</Link>}
    </Alert>
  );
}

/** A move that needs its reason: closing, going back, reopening. */
function ExplainedMove({ from, to }: { from: NeedState; to: NeedState }) {
  const t = useTranslations("needs");
  const label =
    from === "closed" ? t("move.reopen") : to === "closed" ? t("move.closed") : t("move.back", { state: t(`state.${to}`) });
  return (
    <details className={classes.disclosure}>
      <summary>{label}</summary>
      <ActionForm intent={`move-${to}`} label={label}>
        <input type="hidden" name="to" value={to} />
        {to === "closed" && (
          <SelectField
            name="closeReason"
            label={t("steps.closeReason")}
            empty={t("steps.choose")}
            choices={closeReasons.map((value) => ({ value, label: t(`closeReason.${value}`) }))}
            required
          />
        )}
        <TextAreaField name="note" label={t("steps.note")} required={to !== "closed"} maxLength={2000} mt="sm" minRows={2} />
        <FormActions>
          <SubmitButton variant="default">{label}</SubmitButton>
        </FormActions>
      </ActionForm>
    </details>
  );
}
