import { Alert, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import { declineReasons } from "../review/decision.ts";
import type { ApplicationView } from "../views.ts";
import classes from "./applications.module.css";

/** What a manager can do next with an application: begin its review, decide it. */
export function DecisionPanel({ application }: { application: ApplicationView }) {
  const t = useTranslations("applications.review");
  const words = useTranslations("applications.writing");
  const reasons = declineReasons.map((value) => ({ value, label: t(`declineReason.${value}`) }));
  const outcomes = (["accepted", "waitlisted", "declined"] as const).map((value) => ({ value, label: words(`state.${value}`) }));
  if (application.state === "submitted")
    return (
      <aside className={classes.panel}>
        <ActionForm intent="begin" label={t("begin")}>
          <SubmitButton fullWidth>{t("begin")}</SubmitButton>
        </ActionForm>
      </aside>
    );
  if (application.state !== "in_review") return null;
  return (
    <aside className={classes.panel}>
      <h2>{t("decide")}</h2>
      {application.proposals.length > 0 && (
        <Alert color="blue" mb="sm">
          {t("proposed", { outcome: words(`state.${application.proposals[0]!.outcome}`) })}
        </Alert>
      )}
      <ActionForm intent="decide" label={t("decide")}>
        <Stack gap="sm">
          <SelectField name="outcome" label={t("outcome")} choices={outcomes} required />
          <SelectField name="reasonCode" label={t("reason")} choices={reasons} empty={t("noReason")} />
          <TextAreaField name="letter" label={t("letter")} description={t("letterHint")} required />
          <SubmitButton fullWidth>{t("decideNow")}</SubmitButton>
        </Stack>
      </ActionForm>
    </aside>
  );
}
