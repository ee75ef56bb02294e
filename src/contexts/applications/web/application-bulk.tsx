import { Button, Modal, Stack } from "@mantine/core";
import { IconBell, IconGavel, IconListDetails, IconPlayerPlay, IconUserCheck } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useFetcher, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField, TextAreaField } from "#ui/form/text-fields.tsx";
import type { ApplicationRowView, BulkResult } from "../list-views.ts";
import classes from "./application-bulk.module.css";
import { ApplicationExports } from "./application-exports.tsx";

type Step = "beginReview" | "remindReviewers" | "askForSecondStage" | "giveToResponsible";

/** A step somebody wants to take for some applications; they stay named when the list no longer holds them. */
export interface AskedStep {
  step: Step;
  rows: ApplicationRowView[];
  clear: () => void;
}

interface BulkProps {
  rows: ApplicationRowView[];
  mayRun: boolean;
  onStep: (step: Step) => void;
}

/** What can be done with the chosen applications. */
export function ApplicationBulk({ rows, mayRun, onStep }: BulkProps) {
  const t = useTranslations("applications.bulk");
  const [params] = useSearchParams();
  const ids = rows.map(({ id }) => id);
  const slugs = new Set(rows.map(({ call }) => call.slug));
  const steps: [Step, ReactNode][] = [
    ["giveToResponsible", <IconUserCheck key="0" size={16} />],
    ["beginReview", <IconPlayerPlay key="1" size={16} />],
    ["askForSecondStage", <IconListDetails key="2" size={16} />],
    ["remindReviewers", <IconBell key="3" size={16} />],
  ];
  return (
    <>
      {mayRun &&
        steps.map(([step, icon]) => (
          <Button key={step} size="xs" variant="default" leftSection={icon} onClick={() => onStep(step)}>
            {t(step)}
          </Button>
        ))}
      {mayRun && slugs.size === 1 && (
        <Button
          component={Link}
          to={`/calls/${[...slugs][0]}/decisions?ids=${ids.join(",")}`}
          size="xs"
          variant="default"
          leftSection={<IconGavel size={16} />}
        >
          {t("decide")}
        </Button>
      )}
      <ApplicationExports params={new URLSearchParams({ columns: params.get("columns") ?? "" })} ids={ids} />
    </>
  );
}

/** A step first says what would happen, and to which applications not; then what did. */
export function StepDialog({
  asked,
  people,
  close,
}: {
  asked: AskedStep | null;
  people: StepFormProps["people"];
  close: () => void;
}) {
  const t = useTranslations("applications.bulk");
  return (
    <Modal opened={asked !== null} onClose={close} title={asked && t(asked.step)} size="lg">
      {asked && (
        <StepForm
          step={asked.step}
          rows={asked.rows}
          people={people}
          close={() => {
            asked.clear();
            close();
          }}
        />
      )}
    </Modal>
  );
}

interface StepFormProps {
  step: Step;
  rows: ApplicationRowView[];
  people: { id: string; name: string }[];
  close: () => void;
}

function StepForm({ step, rows, people, close }: StepFormProps) {
  const t = useTranslations("applications.bulk");
  const [ids] = useState(() => rows.map(({ id }) => id));
  const [personId, setPersonId] = useState(people[0]?.id ?? "nobody");
  const rehearsal = useRehearsal(step, ids, personId);
  const fetcher = useFetcher<BulkResult>();
  const done = fetcher.data?.rows ? fetcher.data : null;
  if (done)
    return (
      <Stack gap="md">
        <Outcome result={done} chosen={rows} />
        <Button onClick={close}>{t("close")}</Button>
      </Stack>
    );
  const doable = rehearsal?.rows.filter(({ isDone }) => isDone).map(({ id }) => id) ?? [];
  return (
    <ActionForm intent={step} fetcher={fetcher} action="/applications" label={t(step)}>
      <Stack gap="md">
        {doable.map((id) => (
          <input key={id} type="hidden" name="ids[]" value={id} />
        ))}
        {step === "giveToResponsible" && (
          <SelectField
            name="personId"
            label={t("person")}
            choices={people.map(({ id, name }) => ({ value: id, label: name }))}
            value={personId}
            onChange={(event) => setPersonId(event.currentTarget.value)}
            required
          />
        )}
        {step === "askForSecondStage" && (
          <>
            <TextAreaField name="reason" label={t("message")} maxLength={2000} minRows={4} required />
            <DateField name="until" label={t("until")} />
          </>
        )}
        {rehearsal ? <Outcome result={rehearsal} chosen={rows} /> : <output>{t("checking")}</output>}
        {doable.length > 0 && <SubmitButton>{t("now", { count: doable.length })}</SubmitButton>}
      </Stack>
    </ActionForm>
  );
}

/** Asks when the step is opened, and for each person chosen, what it would do. */
function useRehearsal(step: Step, ids: string[], personId: string): BulkResult | null {
  const fetcher = useFetcher<BulkResult>();
  const asked = useRef<string>(null);
  useEffect(() => {
    if (asked.current === personId) return;
    asked.current = personId;
    const form = new FormData();
    for (const [name, value] of Object.entries({ intent: step, isRehearsal: "true", personId })) form.set(name, value);
    for (const id of ids) form.append("ids[]", id);
    fetcher.submit(form, { method: "post", action: "/applications" });
  }, [step, ids, personId, fetcher]);
  return fetcher.state === "idle" && fetcher.data?.rows ? fetcher.data : null;
}

function Outcome({ result: { rows, isRehearsal }, chosen }: { result: BulkResult; chosen: ApplicationRowView[] }) {
  const t = useTranslations("applications.bulk");
  const names = new Map(chosen.map(({ id, firmName }) => [id, firmName]));
  const refused = rows.filter(({ isDone }) => !isDone);
  const count = rows.length - refused.length;
  return (
    <div role="status">
      <p className={classes.outcome}>{isRehearsal ? t("would", { count }) : t("done", { count })}</p>
      {refused.length > 0 && (
        <>
          <p>{t("refused", { count: refused.length })}</p>
          <ul className={classes.refusals}>
            {refused.map(({ id, reference, refusal }) => (
              <li key={id}>
                <strong>{names.get(id) ?? reference ?? "–"}</strong> {refusal}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
