import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCloudCheck, IconCloudUpload } from "@tabler/icons-react";
import { useRef } from "react";
import { redirect } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import { unauthenticated } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { withdrawApplication } from "../commands/run-application.ts";
import { submitApplication } from "../commands/submit-application.ts";
import { writeAnswers } from "../commands/write-answers.ts";
import { getOwnApplication } from "../queries/own-application.ts";
import type { OwnApplicationView } from "../views.ts";
import { readWording } from "../wording.ts";
import type { Route } from "./+types/my-application";
import { AnswerField } from "./answer-field.tsx";
import { AnswerList } from "./answer-list.tsx";
import { answersOfForm } from "./answers-of-form.ts";
import classes from "./applications.module.css";
import { type SaveState, useAnswerAutosave } from "./use-answer-autosave.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      if (ctx.actor.personId === null) throw unauthenticated();
      return getOwnApplication(ctx, params.applicationId);
    },
    request,
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  const id = params.applicationId;
  return submission(
    ctx,
    async () => {
      if (form.get("intent") === "withdraw") {
        await withdrawApplication(ctx, id, { reason: String(form.get("reason") ?? "") });
        return redirect(`/my-applications/${id}`);
      }
      const { fields, answers } = await getOwnApplication(ctx, id);
      const version = new Map(answers.map((each) => [each.key, each.version]));
      const typed = Object.entries(answersOfForm(fields, form)).map(([key, value]) => ({
        key,
        value,
        version: version.get(key) ?? 0,
      }));
      if (typed.length > 0) await writeAnswers(ctx, id, typed);
      if (form.get("intent") === "submit") await submitApplication(ctx, id);
      return redirect(`/my-applications/${id}`);
    },
    form,
  );
}

/** An application for those who write it: what is asked, how far it is, whose turn it is, and what was decided. */
export default function MyApplication({ loaderData: application }: Route.ComponentProps) {
  const t = useTranslations("applications.writing");
  const locale = useLocale() as Locale;
  const call = readWording(application.call.title, locale);
  return (
    <>
      <PageHeader
        title={application.firmName}
        crumbs={[
          { label: t("mine"), to: "/my-applications" },
          { label: call.text, to: `/calls/${application.call.slug}` },
        ]}
        meta={
          <>
            <span>{t("reference", { reference: application.reference })}</span>
            <span>{t(`state.${application.outcome ?? application.state}`)}</span>
            <ClockLine application={application} />
          </>
        }
      />
      {application.decision && <Decision decision={application.decision} />}
      {application.can.write ? <Writing application={application} /> : <HandedIn application={application} />}
    </>
  );
}

function ClockLine({ application: { clock } }: { application: OwnApplicationView }) {
  const t = useTranslations("applications.writing");
  return (
    <span>
      {t(`turn.${clock.turn}`)}
      {clock.until && (
        <>
          {" · "}
          {t("until")} <DateText value={clock.until} />
        </>
      )}
    </span>
  );
}

function Writing({ application }: { application: OwnApplicationView }) {
  const t = useTranslations("applications.writing");
  const frame = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const { state, aside, onInput } = useAnswerAutosave(form, application.id, application.fields, application.answers);
  const { answered, required } = application.progress;
  const answerOf = new Map(application.answers.map(({ key, value }) => [key, value]));
  const findForm = () => {
    form.current = frame.current?.querySelector("form") ?? null;
    onInput();
  };
  return (
    <div className={classes.columns}>
      <div ref={frame} onInput={findForm}>
        {application.formChanges.length > 0 && (
          <Alert color="blue" mb="md" role="status">
            {t("formChanged", { count: application.formChanges.length })}
          </Alert>
        )}
        <ActionForm intent="submit" label={t("form")}>
          <Stack gap="lg">
            {application.fields.map((field) => (
              <AnswerField key={field.key} field={field} value={answerOf.get(field.key)} />
            ))}
            <Group>
              <SubmitButton>{t("submit")}</SubmitButton>
              <Button type="submit" name="intent" value="save" variant="default">
                {t("saveDraft")}
              </Button>
            </Group>
          </Stack>
        </ActionForm>
      </div>
      <aside className={classes.panel}>
        <h2>{t("progress", { answered, required })}</h2>
        <Progress
          value={required === 0 ? 100 : (100 * answered) / required}
          aria-label={t("progress", { answered, required })}
          mb="sm"
        />
        <SaveLine state={state} />
        {aside.length > 0 && (
          <Alert color="orange" mt="sm" icon={<IconAlertTriangle size={18} />} role="alert">
            {t("aside", { count: aside.length })}
          </Alert>
        )}
        {application.authors.length > 1 && (
          <ul>
            {application.authors.map(({ personId, name, editing }) => (
              <li key={personId}>
                {name}
                {editing && ` – ${t("editing")}`}
              </li>
            ))}
          </ul>
        )}
      </aside>
    </div>
  );
}

function SaveLine({ state }: { state: SaveState }) {
  const t = useTranslations("applications.writing");
  const Icon = state === "saved" ? IconCloudCheck : IconCloudUpload;
  return (
    <Text size="sm" c="dimmed" role="status">
      <Icon size={16} aria-hidden style={{ verticalAlign: "-3px" }} /> {t(`save.${state}`)}
    </Text>
  );
}

function HandedIn({ application }: { application: OwnApplicationView }) {
  const t = useTranslations("applications.writing");
  return (
    <div className={classes.columns}>
      <AnswerList
        fields={application.fields}
        answers={Object.fromEntries(application.answers.map(({ key, value }) => [key, value]))}
      />
      {application.can.withdraw && (
        <aside className={classes.panel}>
          <h2>{t("withdraw")}</h2>
          <p>{t("withdrawText")}</p>
          <ActionForm intent="withdraw" label={t("withdraw")}>
            <SubmitButton variant="default">{t("withdraw")}</SubmitButton>
          </ActionForm>
        </aside>
      )}
    </div>
  );
}

function Decision({ decision }: { decision: NonNullable<OwnApplicationView["decision"]> }) {
  const t = useTranslations("applications.writing");
  return (
    <Section title={t(`state.${decision.outcome}`)}>
      <p className={classes.text} lang={decision.letterLang}>
        {decision.letter}
      </p>
      {decision.feedback.length > 0 && (
        <>
          <h3>{t("feedback")}</h3>
          <ul>
            {decision.feedback.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
