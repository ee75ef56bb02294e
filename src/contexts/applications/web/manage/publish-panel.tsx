import { Alert, Button } from "@mantine/core";
import { IconAlertCircle, IconCircleCheck, IconCircleDashed } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useRevalidator } from "react-router";
import { useTranslations } from "use-intl";
import { isLocale, localeNames } from "#platform/i18n/locales.ts";
import { Section } from "#ui/section.tsx";
import type { CallView } from "../../views.ts";
import classes from "./manage.module.css";
import { send } from "./send.ts";

const placeOf: Record<string, string> = {
  title: "#texts",
  teaser: "#texts",
  description: "#texts",
  languages: "#texts",
  form: "form",
};

/** What is missing, who has agreed, and the way to the public and back. */
export function PublishPanel({ call, hasChanges }: { call: CallView; hasChanges: boolean }) {
  const t = useTranslations("calls.publish");
  const missing = useTranslations("applications.missing");
  const isComplete = call.missing.length === 0;
  return (
    <Section title={t("title")}>
      {call.missing.length > 0 && (
        <>
          <p className={classes.hint}>{t("missing")}</p>
          <ul className={classes.checklist}>
            {call.missing.map((part) => (
              <li key={part}>
                <IconCircleDashed size={18} aria-hidden />
                <Link to={placeOf[part] === "form" ? `/calls/${call.slug}/form` : (placeOf[part] ?? "#dates")}>
                  {missing(part as "title")}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <Gaps call={call} />
      {isComplete && call.state === "draft" && (
        <p className={classes.ready}>
          <IconCircleCheck size={18} aria-hidden /> {t("complete")}
        </p>
      )}
      {call.state === "draft" && call.operators.length > 1 && <Agreement call={call} />}
      <Moves call={call} hasChanges={hasChanges} isComplete={isComplete} />
    </Section>
  );
}

/** Which parts are not written in which language. */
function Gaps({ call }: { call: CallView }) {
  const t = useTranslations("calls.edit.part");
  if (call.untranslated.length === 0) return null;
  return (
    <dl className={classes.gaps}>
      {call.untranslated.map(({ lang, parts }) => (
        <div key={lang}>
          <dt lang={lang}>{isLocale(lang) ? localeNames[lang] : lang}</dt>
          <dd>{parts.map((part) => t(part)).join(", ")}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A joint call goes out when a manager of each operator agreed to it as it is. */
function Agreement({ call }: { call: CallView }) {
  const t = useTranslations("calls.publish");
  const waiting = new Set(call.waitsFor.map(({ id }) => id));
  return (
    <>
      <p className={classes.hint}>{t("joint")}</p>
      <ul className={classes.checklist}>
        {call.operators.map(({ id, name }) => (
          <li key={id} data-done={!waiting.has(id) || undefined}>
            {waiting.has(id) ? <IconCircleDashed size={18} aria-hidden /> : <IconCircleCheck size={18} aria-hidden />}
            <span>
              {name} – {waiting.has(id) ? t("waits") : t("agreed")}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Moves({ call, hasChanges, isComplete }: { call: CallView; hasChanges: boolean; isComplete: boolean }) {
  const t = useTranslations("calls.publish");
  const save = useTranslations("calls.save");
  const { revalidate, state } = useRevalidator();
  const [problem, setProblem] = useState<string | null>(null);
  const move = async (to: "published" | "closed") => {
    const answer = await send("POST", `/calls/${call.id}/state-changes`, { to, version: call.version });
    setProblem(answer.outcome === "saved" ? null : "message" in answer ? answer.message : save(`state.${answer.outcome}`));
    await revalidate();
  };
  const isJointDraft = call.state === "draft" && call.operators.length > 1;
  const isLast = call.waitsFor.length <= 1;
  return (
    <div className={classes.moves}>
      {problem && (
        <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle size={18} />}>
          {problem}
        </Alert>
      )}
      {call.can.publish && (
        <Button
          fullWidth
          disabled={hasChanges || !isComplete}
          loading={state === "loading"}
          onClick={() => void move("published")}
        >
          {call.state === "closed" ? t("reopen") : isJointDraft ? (isLast ? t("agreeAndPublish") : t("agree")) : t("publish")}
        </Button>
      )}
      {call.can.close && (
        <Button fullWidth variant="default" disabled={hasChanges} onClick={() => void move("closed")}>
          {t("close")}
        </Button>
      )}
      <p className={classes.hint}>{hasChanges ? t("saveFirst") : t(`state.${call.state}`)}</p>
    </div>
  );
}
