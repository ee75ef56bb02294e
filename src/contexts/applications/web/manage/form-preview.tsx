import { Stack } from "@mantine/core";
import { use, useRef, useState } from "react";
import { IntlProvider, useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import type { Answers } from "../../form/answer.ts";
import { formStages } from "../../form/field.ts";
import { type Form, shownFields } from "../../form/form.ts";
import { AnswerField } from "../answer-field.tsx";
import { answersOfForm } from "../answers-of-form.ts";
import classes from "./manage.module.css";
import { WritingLanguage } from "./wording-input.tsx";

/** The form as an applicant meets it, in the language being written; what is typed here goes nowhere. */
export function FormPreview({ fields }: { fields: Form }) {
  const t = useTranslations("calls.form");
  const { lang } = use(WritingLanguage);
  const box = useRef<HTMLFormElement>(null);
  const [answers, setAnswers] = useState<Answers>({});
  const [stage, setStage] = useState<1 | 2>(1);
  const shown = shownFields(fields, answers, stage).filter((field) => field.stage === stage);
  const look = () => {
    if (box.current) setAnswers((now) => ({ ...now, ...answersOfForm(fields, new FormData(box.current!)) }));
  };
  return (
    <Section
      title={t("preview")}
      hint={t("previewHint")}
      actions={
        <div className={classes.stages} role="radiogroup" aria-label={t("stageLabel")}>
          {formStages.map((each) => (
            <label key={each} data-chosen={each === stage || undefined}>
              <input type="radio" name="preview-stage" checked={each === stage} onChange={() => setStage(each)} />
              {t(`stage.${each}`)}
            </label>
          ))}
        </div>
      }
    >
      <form
        ref={box}
        onInput={look}
        onChange={look}
        onSubmit={(event) => event.preventDefault()}
        aria-label={t("preview")}
        lang={lang}
      >
        {shown.length === 0 && <p className={classes.hint}>{t("nothingAsked")}</p>}
        <IntlProvider locale={lang}>
          <Stack gap="md">
            {shown.map((field) => (
              <AnswerField key={`${field.key}:${field.kind}`} field={field} value={answers[field.key]} />
            ))}
          </Stack>
        </IntlProvider>
      </form>
    </Section>
  );
}
