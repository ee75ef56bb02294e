import { Alert } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { useDateText } from "#ui/dates.tsx";
import { Section } from "#ui/section.tsx";
import type { ResultView } from "../../closing-views.ts";
import classes from "./closing.module.css";

/** "If met, then": said loudly when its day has passed and nothing was done. */
export function Consequence({ result: { consequence, can } }: { result: ResultView }) {
  const t = useTranslations("evaluation.consequence");
  const date = useDateText();
  if (!consequence) return null;
  const { nextOrder, dueOn, doneAt, isOverdue } = consequence;
  if (isOverdue)
    return (
      <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle size={20} />} title={t("title")}>
        <p className={classes.loud}>{t("overdue", { day: date(dueOn!) })}</p>
        {nextOrder && <p className={classes.promise}>{nextOrder}</p>}
        {can.adopt && <a href="#adoption">{t("how")}</a>}
      </Alert>
    );
  return (
    <Section title={t("title")}>
      <p className={classes.promise}>{nextOrder || t("none")}</p>
      {doneAt ? (
        <p className={classes.done}>
          <IconCircleCheck size={18} aria-hidden /> {t("done", { day: date(doneAt) })}
        </p>
      ) : (
        <p className={classes.facts}>
          {dueOn ? t("due", { day: date(dueOn) }) : t("notDue")} {dueOn && can.adopt && t("how")}
        </p>
      )}
    </Section>
  );
}
