import { Button, Group } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useRevalidator, useSubmit } from "react-router";
import { useFormatter, useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { usePolling } from "#ui/live/use-polling.ts";
import type { FormField } from "../../form/field.ts";
import { missingFields, progressOf, shownFields } from "../../form/form.ts";
import type { OwnApplicationView } from "../../own-views.ts";
import { readWording } from "../../wording.ts";
import { AsideChoice } from "./aside-choice.tsx";
import { FileAnswer, uploadFormId } from "./file-answer.tsx";
import { MissingPanel } from "./missing-panel.tsx";
import { Question } from "./question.tsx";
import { questionId } from "./question-id.ts";
import { SaveLine } from "./save-line.tsx";
import { SignedOutNotice } from "./signed-out-notice.tsx";
import { useAnswers } from "./use-answers.ts";
import { useTogether } from "./use-together.ts";
import classes from "./writing.module.css";

interface WritingDeskProps {
  application: OwnApplicationView;
  personId: string;
}

/** Where an application is written: the questions, and beside them how far it is and where what was typed stands. */
export function WritingDesk({ application, personId }: WritingDeskProps) {
  const t = useTranslations("writing.desk");
  const frame = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const desk = useAnswers(form, application, personId);
  const { revalidate } = useRevalidator();
  const authors = useTogether(application, (told) => {
    const isOver = told.state !== application.state;
    const isOther = told.authors.length !== application.authors.length;
    if (isOver || isOther || desk.store.isNewer(told.versions)) void revalidate();
  });
  useEffect(() => {
    form.current = frame.current?.querySelector<HTMLFormElement>("form#answers") ?? null;
  }, []);
  const submit = useHandingIn(desk.flush);
  usePolling(
    application.files.some(({ scanState }) => scanState === "waiting"),
    4000,
  );
  const { fields, stage } = application;
  const fileValues = Object.fromEntries(
    application.answers
      .filter(({ key }) => fields.some((field) => field.key === key && field.kind === "file"))
      .map(({ key, value }) => [key, value]),
  );
  const values = { ...desk.values, ...fileValues };
  const shown = new Set(shownFields(fields, values, stage).map(({ key }) => key));
  return (
    <div className={classes.desk}>
      <div ref={frame} onInput={desk.onInput} onChange={desk.onInput}>
        {desk.status.kind === "signedOut" && <SignedOutNotice applicationId={application.id} />}
        {desk.restored.length > 0 && (
          <p className={classes.restored} role="status">
            {t("restored", { count: desk.restored.length })}
          </p>
        )}
        <ActionForm intent="submit" label={t("form")} id="answers" onSubmit={submit}>
          <div className={classes.questions}>
            {fields.map((field) => (
              <OneQuestion
                key={`${field.key}.${desk.turns[field.key] ?? 0}`}
                field={field}
                application={application}
                desk={desk}
                isShown={shown.has(field.key)}
                authors={authors}
                personId={personId}
              />
            ))}
          </div>
          <Group mt="lg">
            <SubmitButton size="md">{t(application.isReopened ? "submitAgain" : "submit")}</SubmitButton>
            <Button type="submit" name="intent" value="save" variant="default" size="md" className={classes.unscripted}>
              {t("save")}
            </Button>
          </Group>
        </ActionForm>
        <form id={uploadFormId} method="post" encType="multipart/form-data">
          <input type="hidden" name="intent" value="files" />
        </form>
      </div>
      <aside className={classes.panel}>
        <MissingPanel missing={missingFields(fields, values, stage)} progress={progressOf(fields, values, stage)} />
        <SaveLine status={desk.status} />
        <Together authors={authors.filter((author) => author.personId !== personId)} fields={fields} />
      </aside>
      <div className={classes.dock}>
        <SaveLine status={desk.status} />
        <strong>{t("dock", { ...progressOf(fields, values, stage) })}</strong>
      </div>
    </div>
  );
}

/** With a script the answers are sent one by one before, so that nobody's newer words are written over by this page's. */
function useHandingIn(flush: () => Promise<boolean>) {
  const submit = useSubmit();
  return (event: FormEvent<HTMLFormElement>) => {
    const button = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
    if (button?.value === "save") return;
    event.preventDefault();
    void flush().then((isKept) => {
      if (isKept) void submit({ intent: "submit" }, { method: "post" });
      else document.querySelector<HTMLElement>("[data-kind]")?.scrollIntoView({ block: "center" });
    });
  };
}

interface OneQuestionProps {
  field: FormField;
  application: OwnApplicationView;
  desk: ReturnType<typeof useAnswers>;
  isShown: boolean;
  authors: OwnApplicationView["authors"];
  personId: string;
}

function OneQuestion({ field, application, desk, isShown, authors, personId }: OneQuestionProps) {
  const t = useTranslations("writing.desk");
  const locale = useLocale() as Locale;
  const format = useFormatter();
  const choice = desk.choices[field.key];
  // What it begins with; from then on the input knows better.
  const [initial] = useState(desk.values[field.key]);
  const stored = application.answers.find(({ key }) => key === field.key);
  const refusal = desk.refusals[field.key];
  const writer =
    choice && authors.find((each) => each.personId !== personId && [each.personId, each.name].includes(choice.writtenBy));
  const editors = authors.filter((each) => each.editing === field.key && each.personId !== personId);
  return (
    <div className={classes.question} data-key={field.key} id={questionId(field)} hidden={!isShown}>
      {choice && (
        <AsideChoice
          key={choice.asideId}
          applicationId={application.id}
          field={field}
          label={readWording(field.label, locale).text}
          choice={choice}
          writer={writer?.name ?? ""}
          onSettled={(value, version) => desk.store.settle(field.key, value, version)}
        />
      )}
      <div hidden={choice !== undefined}>
        {field.kind === "file" ? (
          <FileAnswer
            applicationId={application.id}
            field={field}
            files={application.files.filter(({ id }) => Array.isArray(stored?.value) && (stored.value as unknown[]).includes(id))}
          />
        ) : (
          <Question field={field} value={initial} version={stored?.version ?? 0} stored={stored?.value} />
        )}
      </div>
      {refusal && (
        <p className={classes.refusal} role="alert">
          {refusal}
        </p>
      )}
      {editors.length > 0 && (
        <p className={classes.editing} role="status">
          {t("editing", { names: format.list(editors.map(({ name }) => name)), count: editors.length })}
        </p>
      )}
    </div>
  );
}

/** The other writers, and what each is at just now. */
function Together({ authors, fields }: { authors: OwnApplicationView["authors"]; fields: readonly FormField[] }) {
  const t = useTranslations("writing.desk");
  const locale = useLocale() as Locale;
  const present = authors.filter(({ editing }) => editing !== null);
  if (present.length === 0) return null;
  return (
    <ul className={classes.present}>
      {present.map(({ personId, name, editing }) => {
        const field = fields.find(({ key }) => key === editing);
        return <li key={personId}>{t("editsField", { name, question: field ? readWording(field.label, locale).text : "" })}</li>;
      })}
    </ul>
  );
}
