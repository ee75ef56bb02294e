import { Alert } from "@mantine/core";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { DecisionDesk, Voice } from "../decision-views.ts";
import type { ApplicationView } from "../views.ts";
import classes from "./decisions/decisions.module.css";
import letterClasses from "./decisions/letters.module.css";
import { OutcomeBadge } from "./decisions/outcome-badge.tsx";
import { WantedFields } from "./decisions/wanted-fields.tsx";

/** What a manager can do next with an application: begin its review, decide it, agree to what the other operator wants. */
export function DecisionPanel({ application, desk }: { application: ApplicationView; desk: DecisionDesk }) {
  const t = useTranslations("decisions");
  const begin = useTranslations("applications.review");
  // Told and not called into question again: the decision speaks for itself.
  const isBeingDecided = application.state !== "decided" || desk.voices.some(({ said }) => said !== null);
  return (
    <aside className={classes.panel} aria-label={t("panel.title")}>
      <h2>{t("panel.title")}</h2>
      {desk.place !== null && <p className={classes.hint}>{t("panel.place", { place: desk.place })}</p>}
      {desk.voices.length > 1 && isBeingDecided && <Voices voices={desk.voices} />}
      {desk.decisions.length > 0 && <Decisions desk={desk} />}
      {application.state === "submitted" && (
        <ActionForm intent="begin" label={begin("begin")}>
          <SubmitButton fullWidth variant="default" mb="md">
            {begin("begin")}
          </SubmitButton>
        </ActionForm>
      )}
      {desk.canDecide ? desk.isCorrection ? <Correction desk={desk} /> : <Deciding desk={desk} /> : null}
      <p className={classes.round}>
        <Link to={`/calls/${desk.slug}/decisions`}>{t("panel.round")}</Link>
      </p>
      <Responsible desk={desk} />
    </aside>
  );
}

/** Who answers for it at home and in the morning's mail; of the other operator only that it is theirs. */
function Responsible({ desk: { responsible, responsibleChoices } }: { desk: DecisionDesk }) {
  const t = useTranslations("decisions.panel");
  const choices = responsibleChoices.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <details className={classes.more}>
      <summary>{t("responsible", { name: responsible?.name ?? t("nobody") })}</summary>
      <ActionForm intent="responsible" label={t("giveTo")}>
        <div className={classes.fields}>
          <SelectField
            name="personId"
            label={t("giveTo")}
            choices={choices}
            defaultValue={responsible?.isOurs ? responsible.id : null}
            required
          />
          <SubmitButton variant="default">{t("give")}</SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}

function Correction({ desk }: { desk: DecisionDesk }) {
  const t = useTranslations("decisions.panel");
  return (
    <details className={classes.more}>
      <summary>{t("correct")}</summary>
      <p className={classes.hint}>{t("correctHint")}</p>
      <Deciding desk={desk} />
    </details>
  );
}

function Deciding({ desk }: { desk: DecisionDesk }) {
  const t = useTranslations("decisions.panel");
  return (
    <ActionForm intent="preview" action={`/calls/${desk.slug}/decisions`} label={t("title")}>
      <input type="hidden" name="applicationIds[]" value={desk.applicationId} />
      <WantedFields
        otherCalls={desk.otherCalls}
        mayAgree={desk.voices.some(({ isOurs, said }) => !isOurs && said !== null)}
        isCorrection={desk.isCorrection}
        hasOnlyReview={desk.feedback.withheld === "onlyReview"}
      />
      <SubmitButton fullWidth mt="md">
        {t("write")}
      </SubmitButton>
      <p className={classes.hint}>{t("writeHint")}</p>
    </ActionForm>
  );
}

/** Who has said what, and who waits for whom. */
function Voices({ voices }: { voices: Voice[] }) {
  const t = useTranslations("decisions");
  const awaited = voices.filter(({ said }) => said === null);
  const isSaid = awaited.length < voices.length;
  const isDisputed = isSaid && new Set(voices.flatMap(({ said }) => said?.outcome ?? [])).size > 1;
  return (
    <>
      <ul className={classes.voices}>
        {voices.map(({ operator, isOurs, said }) => (
          <li key={operator.id} data-awaited={said === null || undefined}>
            <strong>
              {operator.name}
              {said ? (
                <OutcomeBadge outcome={said.outcome} />
              ) : (
                <StateBadge tone={isOurs && isSaid ? "accent" : "idle"}>
                  {t(isOurs ? "panel.oursOpen" : "panel.theirsOpen")}
                </StateBadge>
              )}
            </strong>
            {said && <Said said={said} />}
          </li>
        ))}
      </ul>
      {isSaid && awaited.length > 0 && (
        <Alert color={awaited.some(({ isOurs }) => isOurs) ? "yellow" : "blue"} mb="md">
          {t("panel.waitsFor", { operator: awaited.map(({ operator }) => operator.name).join(", ") })}
        </Alert>
      )}
      {isDisputed && (
        <Alert color="red" mb="md">
          {t("panel.disputed")}
        </Alert>
      )}
    </>
  );
}

function Said({ said }: { said: NonNullable<Voice["said"]> }) {
  const t = useTranslations("decisions");
  return (
    <>
      <span className={classes.hint}>
        {said.person ?? t("panel.manager")} · <DateText value={said.proposedAt} />
        {said.reasonCodes.length > 0 && ` · ${said.reasonCodes.map((code) => t(`reason.${code as "other"}`)).join(", ")}`}
      </span>
      {said.note && <span dir="auto">{said.note}</span>}
      <details className={classes.more}>
        <summary>{t("panel.letter")}</summary>
        <p className={letterClasses.letterText} lang={said.letterLang}>
          {said.letter}
        </p>
      </details>
    </>
  );
}

function Decisions({ desk: { decisions } }: { desk: DecisionDesk }) {
  const t = useTranslations("decisions");
  return (
    <ul className={classes.voices}>
      {decisions.map(({ id, outcome, decidedAt, deciders, correction, followed, letter, letterLang }) => (
        <li key={id}>
          <strong>
            <DateText value={decidedAt} />
            <OutcomeBadge outcome={outcome} />
          </strong>
          {deciders.length > 0 && <span className={classes.hint}>{deciders.join(", ")}</span>}
          {correction && <span>{t("panel.corrects", { reason: correction })}</span>}
          {followed?.organisation && (
            <span className={classes.hint}>
              {t("panel.admitted", { firm: followed.organisation.name, seats: followed.seats })}
            </span>
          )}
          {followed && followed.passes > 0 && (
            <span className={classes.hint}>{t("panel.passed", { passes: followed.passes })}</span>
          )}
          <details className={classes.more}>
            <summary>{t("panel.letter")}</summary>
            <p className={letterClasses.letterText} lang={letterLang}>
              {letter}
            </p>
          </details>
        </li>
      ))}
    </ul>
  );
}
