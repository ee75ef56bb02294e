import { Alert, Button } from "@mantine/core";
import { IconDeviceFloppy } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { copiesOf } from "#ui/form/local-copy.ts";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { answerText } from "../../form/answer-text.ts";
import type { OwnApplicationView } from "../../own-views.ts";
import { readWording } from "../../wording.ts";
import { AnswerList } from "../answer-list.tsx";
import { GivenAnswer } from "../given-answer.tsx";
import type { WrittenCopy } from "./answer-store.ts";
import { noteClasses } from "./note-classes.ts";
import { copySubject } from "./use-answers.ts";
import classes from "./writing.module.css";

/** What was handed in, as it can be read now, with the way to take it back. */
export function HandedIn({ application, personId }: { application: OwnApplicationView; personId: string }) {
  const t = useTranslations("writing.handedIn");
  const answers = Object.fromEntries(application.answers.map(({ key, value }) => [key, value]));
  return (
    <>
      <Leftovers application={application} personId={personId} />
      <Section title={t("answers")}>
        <AnswerList fields={application.fields} answers={answers} files={application.files} />
      </Section>
      {application.can.withdraw && (
        <details className={classes.more}>
          <summary>{t("withdraw")}</summary>
          <p>{t("withdrawText")}</p>
          <ActionForm intent="withdraw" label={t("withdraw")}>
            <TextAreaField name="reason" label={t("reason")} maxLength={2000} mb="sm" maw={560} />
            <SubmitButton variant="default">{t("withdrawNow")}</SubmitButton>
          </ActionForm>
        </details>
      )}
    </>
  );
}

/** Words typed on this device that came too late for the server; shown until their writer lets them go. */
function Leftovers({ application: { id, fields, answers }, personId }: { application: OwnApplicationView; personId: string }) {
  const t = useTranslations("writing.handedIn");
  const locale = useLocale() as Locale;
  const [left, setLeft] = useState<Record<string, WrittenCopy>>({});
  const copies = copiesOf<WrittenCopy>(personId, copySubject(id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the device is read once for each application.
  useEffect(() => {
    const stored = new Map(answers.map(({ key, value }) => [key, answerText(value)]));
    setLeft(Object.fromEntries(Object.entries(copies.all()).filter(([key, { value }]) => stored.get(key) !== answerText(value))));
  }, [id, personId]);
  const found = fields.filter(({ key }) => key in left);
  if (found.length === 0) return null;
  return (
    <Alert
      classNames={noteClasses}
      color="orange"
      icon={<IconDeviceFloppy size={20} />}
      title={t("leftTitle")}
      mb="md"
      role="status"
    >
      <p>{t("leftText")}</p>
      <dl className={classes.left}>
        {found.map((field) => (
          <div key={field.key}>
            <dt>{readWording(field.label, locale).text}</dt>
            <dd dir="auto">
              <GivenAnswer field={field} value={left[field.key]!.value} />
            </dd>
          </div>
        ))}
      </dl>
      <Button
        size="xs"
        variant="default"
        onClick={() => {
          for (const key of Object.keys(left)) copies.drop(key);
          setLeft({});
        }}
      >
        {t("leftForget")}
      </Button>
    </Alert>
  );
}
