import { Alert, Button, Text } from "@mantine/core";
import { IconCircleCheck, IconListCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, TextAreaField } from "#ui/form/text-fields.tsx";
import type { PilotRowView } from "../../board-views.ts";
import { holdReasons, stopReasons, type Verdict } from "../../pilot.ts";
import classes from "./boards.module.css";

/** Go asks for nothing but what is missing, hold for a reason and a day, stop for a reason. */
export function VerdictForm({ pilot, verdict, children }: { pilot: PilotRowView; verdict: Verdict; children: ReactNode }) {
  const t = useTranslations("pipeline.board");
  const state = useTranslations("pilots.state");
  const { id, version, nextState, missing } = pilot;
  const isHeldUp = verdict === "go" && missing !== null && missing.length > 0;
  return (
    <ActionForm intent="decide">
      <input type="hidden" name="pilotId" value={id} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="verdict" value={verdict} />
      <div className={classes.fields}>
        {verdict === "go" && <Missing pilot={pilot} />}
        {verdict !== "go" && <Reason verdict={verdict} />}
        {verdict === "hold" && <DateField name="until" label={t("until")} description={t("untilHint")} required />}
        {!isHeldUp && (
          <>
            <TextAreaField name="told" label={t("told")} description={t("toldHint")} minRows={2} />
            <TextAreaField name="note" label={t("note")} description={t("noteHint")} minRows={2} />
          </>
        )}
      </div>
      <FormActions>
        {children}
        {isHeldUp ? (
          <Button component={Link} to={`/pilots/${id}`}>
            {t("openPilot")}
          </Button>
        ) : (
          <SubmitButton color={verdict === "stop" ? "red" : undefined}>
            {verdict === "go" && nextState ? t("goTo", { state: state(nextState) }) : t(`say.${verdict}`)}
          </SubmitButton>
        )}
      </FormActions>
    </ActionForm>
  );
}

function Missing({ pilot: { missing, nextState } }: { pilot: PilotRowView }) {
  const t = useTranslations("pipeline.board");
  const parts = useTranslations("pilots.missing");
  const state = useTranslations("pilots.state");
  if (!missing || missing.length === 0)
    return (
      <Text c="var(--jq-good-text)" className={classes.marked} component="p" m={0}>
        <IconCircleCheck size={18} aria-hidden />
        <span>{t("nothingMissing")}</span>
      </Text>
    );
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconListCheck size={18} />}
      title={t("missingFor", { state: nextState ? state(nextState) : "" })}
    >
      <ul className={classes.missing}>
        {missing.map((part) => (
          <li key={part}>{parts(part)}</li>
        ))}
      </ul>
    </Alert>
  );
}

function Reason({ verdict }: { verdict: "hold" | "stop" }) {
  const t = useTranslations("pipeline.board");
  const reason = useTranslations("pilots.reason");
  const choices = (verdict === "hold" ? holdReasons : stopReasons).map((value) => ({ value, label: reason(value) }));
  return <SelectField name="reason" label={t("reason")} choices={choices} empty={t("choose")} required />;
}
