import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { RadioField } from "#ui/form/choice-fields.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { FormActions } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField } from "#ui/form/text-fields.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { judgements } from "../../criterion.ts";
import type { MeasuredCriterion } from "../../running-views.ts";
import { useValueText } from "../running/criterion-card.tsx";
import classes from "./closing.module.css";
import { judgementTone } from "./judgement-tone.ts";

/** One criterion with what was measured and what is said of it. */
export function JudgedCriterion({ criterion, mayJudge }: { criterion: MeasuredCriterion; mayJudge: boolean }) {
  const t = useTranslations("evaluation");
  const value = useValueText();
  const { metric, unit, last, target, comparison, judgement, isMetSoFar } = criterion;
  return (
    <li>
      <div className={classes.criterionHead}>
        <h3>{metric}</h3>
        {judgement ? (
          <StateBadge tone={judgementTone[judgement]}>{t(`judgement.${judgement}`)}</StateBadge>
        ) : (
          <StateBadge tone="idle">{t("report.unjudged")}</StateBadge>
        )}
      </div>
      <p className={classes.facts}>
        {t(`comparison.${comparison}`, { value: value(target, unit) })} ·{" "}
        {last ? (
          <>
            {t("judging.last", { value: value(last.value, unit) })} (<DateText value={last.measuredOn} />) ·{" "}
            {t(isMetSoFar ? "judging.saysMet" : "judging.saysNotMet")}
          </>
        ) : (
          t("soFar.unmeasured")
        )}
      </p>
      {judgement && <Said criterion={criterion} />}
      {mayJudge && (
        <FormDisclosure intent={`judge.${criterion.id}`} className={classes.disclosure} open={judgement === null}>
          <summary>{t(judgement ? "judging.again" : "judging.judge")}</summary>
          <JudgementForm criterion={criterion} />
        </FormDisclosure>
      )}
    </li>
  );
}

function Said({ criterion: { judgementReason, judgedByName, judgedAt } }: { criterion: MeasuredCriterion }) {
  return (
    <p className={classes.said}>
      {judgementReason && <q>{judgementReason}</q>}{" "}
      <span>
        {judgedByName} <DateText value={judgedAt} />
      </span>
    </p>
  );
}

function JudgementForm({ criterion: { id, metric, isMetSoFar, judgement, judgementReason } }: { criterion: MeasuredCriterion }) {
  const t = useTranslations("evaluation");
  const proposed = judgement ?? (isMetSoFar === null ? undefined : isMetSoFar ? "met" : "missed");
  return (
    <ActionForm intent={`judge.${id}`} label={metric}>
      <RadioField
        name="judgement"
        label={t("report.verdict")}
        required
        choices={judgements.map((each) => ({ value: each, label: t(`judgement.${each}`) }))}
        defaultValue={proposed}
      />
      <TextAreaField
        name="reason"
        label={t("judging.reason")}
        description={t("judging.reasonHint")}
        minRows={2}
        maxLength={2000}
        defaultValue={judgementReason}
        mt="sm"
      />
      <FormActions>
        <SubmitButton variant="default">{t("judging.save")}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
