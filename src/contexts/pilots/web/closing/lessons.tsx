import { Button } from "@mantine/core";
import { Form } from "react-router";
import { useTranslations } from "use-intl";
import { RelativeTime } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { CheckboxField, SelectField } from "#ui/form/choice-fields.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import type { LessonView, ResultView } from "../../closing-views.ts";
import { lessonKinds } from "../../running-schema.ts";
import classes from "./closing.module.css";

/** What each side learned; a stopped pilot keeps it for the next similar need. */
export function Lessons({ result: { lessons, side } }: { result: ResultView }) {
  const t = useTranslations("evaluation.lessons");
  return (
    <Section title={t("title")} hint={t("hint")}>
      {lessons.length === 0 && <p className={classes.facts}>{t("none")}</p>}
      <ul className={classes.lessons}>
        {lessons.map((lesson) => (
          <Lesson key={lesson.id} lesson={lesson} isOwn={lesson.side === side} />
        ))}
      </ul>
      <FormDisclosure intent="lesson" className={classes.disclosure} open={lessons.length === 0}>
        <summary>{t("add")}</summary>
        <LessonForm key={lessons.length} />
      </FormDisclosure>
    </Section>
  );
}

function Lesson({
  lesson: { id, kind, text, side, personName, isShared, writtenAt, can },
  isOwn,
}: {
  lesson: LessonView;
  isOwn: boolean;
}) {
  const t = useTranslations("evaluation");
  return (
    <li data-kind={kind}>
      <strong>{t(`lessonKinds.${kind}`)}</strong>
      <p>{text}</p>
      <span className={classes.facts}>
        {personName || t(`sides.${side}`)} ({t(`sides.${side}`)}) · <RelativeTime value={writtenAt} />
        {isOwn && ` · ${t(isShared ? "lessons.shared" : "lessons.own")}`}
      </span>
      {can.share && (
        <Form method="post">
          <input type="hidden" name="intent" value={`${isShared ? "unshare" : "share"}.${id}`} />
          <Button type="submit" size="compact-sm" variant="subtle">
            {t(isShared ? "lessons.unshare" : "lessons.share")}
          </Button>
        </Form>
      )}
    </li>
  );
}

function LessonForm() {
  const t = useTranslations("evaluation");
  return (
    <ActionForm intent="lesson" label={t("lessons.add")}>
      <SelectField
        name="kind"
        label={t("lessons.kind")}
        required
        choices={lessonKinds.map((kind) => ({ value: kind, label: t(`lessonKinds.${kind}`) }))}
      />
      <TextAreaField name="text" label={t("lessons.text")} maxLength={3000} required mt="sm" />
      <CheckboxField name="isShared" label={t("lessons.shareNow")} mt="sm" />
      <FormActions>
        <SubmitButton variant="default">{t("lessons.add")}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
