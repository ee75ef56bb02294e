import { IconCalendarPlus, IconPlayerPause, IconSquareX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, TextAreaField } from "#ui/form/text-fields.tsx";
import { holdReasons, stopReasons } from "../../pilot.ts";
import type { PilotView } from "../../views.ts";
import classes from "./overview.module.css";

/** Go where nothing is missing; hold, stop and, once, extend beside it. Each says what it asks for. */
export function GateForms({ pilot }: { pilot: PilotView }) {
  const t = useTranslations("pilots.gate");
  const { missing, nextState, can, version } = pilot;
  const states = useTranslations("pilots.state");
  return (
    <div className={classes.verdicts}>
      {missing.length === 0 && nextState && (
        <ActionForm intent="go" label={t("go")}>
          <input type="hidden" name="version" value={version} />
          <Words />
          <SubmitButton fullWidth>{t("goTo", { state: states(nextState) })}</SubmitButton>
        </ActionForm>
      )}
      <Verdict intent="hold" icon={<IconPlayerPause size={16} aria-hidden />} title={t("hold")}>
        <ActionForm intent="hold" label={t("hold")}>
          <input type="hidden" name="version" value={version} />
          <Reason reasons={holdReasons} />
          <DateField name="until" label={t("until")} description={t("untilHint")} required />
          <Words />
          <SubmitButton variant="default">{t("hold")}</SubmitButton>
        </ActionForm>
      </Verdict>
      {can.extend && (
        <Verdict intent="extend" icon={<IconCalendarPlus size={16} aria-hidden />} title={t("extend")}>
          <ExtensionForm pilot={pilot} />
        </Verdict>
      )}
      <Verdict intent="stop" icon={<IconSquareX size={16} aria-hidden />} title={t("stop")}>
        <ActionForm intent="stop" label={t("stop")}>
          <input type="hidden" name="version" value={version} />
          <p className={classes.quiet}>{t("stopHint")}</p>
          <Reason reasons={stopReasons} />
          <Words />
          <SubmitButton color="red">{t("stop")}</SubmitButton>
        </ActionForm>
      </Verdict>
    </div>
  );
}

interface VerdictProps {
  intent: string;
  icon: ReactNode;
  title: string;
  children: ReactNode;
}

function Verdict({ intent, icon, title, children }: VerdictProps) {
  return (
    <FormDisclosure intent={intent} className={classes.verdict} name="verdict">
      <summary>
        {icon} {title}
      </summary>
      {children}
    </FormDisclosure>
  );
}

function ExtensionForm({ pilot: { version, endsOn, decisionOn } }: { pilot: PilotView }) {
  const t = useTranslations("pilots");
  return (
    <ActionForm intent="extend" label={t("gate.extend")}>
      <input type="hidden" name="version" value={version} />
      <p className={classes.quiet}>{t("gate.extendHint")}</p>
      <DateField name="endsOn" label={t("form.endsOn")} min={endsOn ?? undefined} required />
      <DateField name="decisionOn" label={t("form.decisionOn")} min={decisionOn ?? undefined} required />
      <TextAreaField
        name="told"
        label={t("gate.why")}
        description={t("gate.toldHint")}
        minRows={2}
        maxLength={2000}
        required
        dir="auto"
      />
      <SubmitButton variant="default">{t("gate.extend")}</SubmitButton>
    </ActionForm>
  );
}

function Reason({ reasons }: { reasons: readonly (typeof holdReasons | typeof stopReasons)[number][] }) {
  const t = useTranslations("pilots");
  return (
    <SelectField
      name="reason"
      label={t("gate.reason")}
      empty={t("gate.chooseReason")}
      choices={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
      required
    />
  );
}

/** What both sides read of a verdict, and what stays with the host. */
function Words() {
  const t = useTranslations("pilots.gate");
  return (
    <>
      <TextAreaField name="told" label={t("told")} description={t("toldHint")} minRows={2} maxLength={2000} dir="auto" />
      <TextAreaField name="note" label={t("note")} description={t("noteHint")} minRows={1} maxLength={2000} dir="auto" />
    </>
  );
}
