import { Button } from "@mantine/core";
import { IconBan, IconListCheck, IconThumbDown, IconThumbUp } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { FetcherWithComponents } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import { feedbackReasons } from "../../shortlist-stage.ts";
import type { MatchPage, MatchView } from "../../views.ts";
import classes from "../matching.module.css";
import { PassFields } from "../pass-fields.tsx";

interface Props {
  match: MatchView;
  can: MatchPage["can"];
  fetcher: FetcherWithComponents<unknown>;
}

/** Shortlist, pass with a reason, judge: one key each; plain forms without JavaScript. */
export function MatchActions({ match, can, fetcher }: Props) {
  const t = useTranslations("matching.actions");
  const { company, entry, feedback } = match;
  const hidden = (
    <>
      <input type="hidden" name="companyId" value={company.id} />
      <input type="hidden" name="companyName" value={company.name} />
    </>
  );
  return (
    <div className={classes.actions}>
      {can.curate && !entry && (
        <fetcher.Form method="post">
          {hidden}
          <Button
            type="submit"
            name="intent"
            value="shortlist"
            size="xs"
            leftSection={<IconListCheck size={15} />}
            data-key="shortlist"
          >
            {t("shortlist")} <kbd className={classes.key}>s</kbd>
          </Button>
        </fetcher.Form>
      )}
      {can.curate && entry?.stage !== "passed" && (
        <Panel label={t("pass")} shortcut="p" icon={<IconBan size={15} aria-hidden />} dataKey="pass" closesOn={fetcher}>
          <ActionForm intent="pass" fetcher={fetcher} label={t("passOn", { name: company.name })}>
            {hidden}
            <PassFields />
            <SubmitButton size="xs">{t("pass")}</SubmitButton>
          </ActionForm>
        </Panel>
      )}
      {can.judge && (
        <Panel
          label={feedback.mine ? t(feedback.mine.verdict === "good" ? "saidGood" : "saidBad") : t("judge")}
          shortcut="f"
          icon={
            feedback.mine?.verdict === "bad" ? <IconThumbDown size={15} aria-hidden /> : <IconThumbUp size={15} aria-hidden />
          }
          dataKey="feedback"
          closesOn={fetcher}
        >
          <Judgement mine={feedback.mine} fetcher={fetcher} hidden={hidden} />
        </Panel>
      )}
    </div>
  );
}

function Judgement({
  mine,
  fetcher,
  hidden,
}: {
  mine: MatchView["feedback"]["mine"];
  fetcher: Props["fetcher"];
  hidden: React.ReactNode;
}) {
  const t = useTranslations("matching");
  return (
    <ActionForm intent="judge" fetcher={fetcher} label={t("actions.judge")}>
      {hidden}
      <p className={classes.quiet}>{t("actions.judgeHint")}</p>
      <SelectField
        name="reasonCode"
        label={t("actions.becauseBad")}
        empty={t("actions.noReason")}
        choices={feedbackReasons.map((value) => ({ value, label: t(`feedbackReasons.${value}`) }))}
        defaultValue={mine?.reasonCode}
      />
      <TextAreaField name="note" label={t("actions.note")} minRows={2} defaultValue={mine?.note} />
      <div className={classes.panelButtons}>
        <SubmitButton size="xs" variant="default" name="verdict" value="good" leftSection={<IconThumbUp size={15} />}>
          {t("actions.good")}
        </SubmitButton>
        <SubmitButton size="xs" variant="default" name="verdict" value="bad" leftSection={<IconThumbDown size={15} />}>
          {t("actions.bad")}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}

interface PanelProps {
  label: string;
  shortcut: string;
  icon: React.ReactNode;
  dataKey: string;
  /** The form inside; the panel closes when it was accepted. */
  closesOn: Props["fetcher"];
  children: React.ReactNode;
}

function Panel({ label, shortcut, icon, dataKey, closesOn, children }: PanelProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const isDone = closesOn.state === "idle" && (closesOn.data as { ok?: boolean } | undefined)?.ok === true;
  useEffect(() => {
    if (isDone && details.current) details.current.open = false;
  }, [isDone]);
  return (
    <details ref={details} name="match-panel" className={classes.panel}>
      <summary data-key={dataKey}>
        {icon} {label} <kbd className={classes.key}>{shortcut}</kbd>
      </summary>
      <div className={classes.panelBody}>{children}</div>
    </details>
  );
}
