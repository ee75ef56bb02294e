import { useLocale } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { type Answers, hasAnswer } from "../form/answer.ts";
import type { Form } from "../form/form.ts";
import type { AnswerFile } from "../own-views.ts";
import { readWording } from "../wording.ts";
import classes from "./applications.module.css";
import { GivenAnswer } from "./given-answer.tsx";

/** The questions of a form with what was answered; what was left open is left out. */
export function AnswerList({ fields, answers, files }: { fields: Form; answers: Answers; files?: AnswerFile[] }) {
  const locale = useLocale() as Locale;
  return (
    <dl className={classes.answers}>
      {fields
        .filter((field) => hasAnswer(field, answers[field.key]))
        .map((field) => (
          <div key={field.key}>
            <dt>{readWording(field.label, locale).text}</dt>
            <dd dir="auto">
              <GivenAnswer field={field} value={answers[field.key]} files={files} />
            </dd>
          </div>
        ))}
    </dl>
  );
}
