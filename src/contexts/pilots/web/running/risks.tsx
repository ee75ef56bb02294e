import { Button } from "@mantine/core";
import { Form } from "react-router";
import { useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { SelectField } from "#ui/form/choice-fields.tsx";
import { FormDisclosure } from "#ui/form/form-disclosure.tsx";
import { FormActions, FormGrid, FormWide } from "#ui/form/form-grid.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { TextAreaField, TextField } from "#ui/form/text-fields.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { RiskView, RunningView } from "../../running-views.ts";
import classes from "./running.module.css";

/** What could go wrong, the worst first, and what is done about it. */
export function Risks({ running: { risks, can } }: { running: RunningView }) {
  const t = useTranslations("evaluation.risks");
  const open = risks.filter(({ closedAt }) => closedAt === null);
  const closed = risks.filter(({ closedAt }) => closedAt !== null);
  return (
    <Section id="risks" title={t("title")}>
      {open.length === 0 && <p className={classes.quiet}>{t("none")}</p>}
      <RiskList risks={open} mayChange={can.take} />
      {closed.length > 0 && (
        <details className={classes.disclosure}>
          <summary>{t("closed", { count: closed.length })}</summary>
          <RiskList risks={closed} mayChange={can.take} />
        </details>
      )}
      {can.take && (
        <FormDisclosure intent="nameRisk" className={classes.disclosure}>
          <summary>{t("add")}</summary>
          <RiskForm />
        </FormDisclosure>
      )}
    </Section>
  );
}

const toneOf = ({ likelihood, impact }: RiskView): Tone =>
  likelihood * impact >= 6 ? "bad" : likelihood * impact >= 3 ? "warn" : "info";

function RiskList({ risks, mayChange }: { risks: RiskView[]; mayChange: boolean }) {
  const t = useTranslations("evaluation");
  return (
    <ul className={classes.risks}>
      {risks.map((risk) => (
        <li key={risk.id}>
          <div className={classes.riskHead}>
            <strong>{risk.title}</strong>
            <StateBadge tone={risk.closedAt ? "idle" : toneOf(risk)}>
              {t("risks.level", { level: risk.likelihood * risk.impact })}
            </StateBadge>
          </div>
          <p className={classes.quiet}>
            {t("risks.degrees", {
              likelihood: t(`degrees.${degrees[risk.likelihood - 1]!}`),
              impact: t(`degrees.${degrees[risk.impact - 1]!}`),
            })}{" "}
            · {risk.personName || t(`sides.${risk.side}`)}
          </p>
          {risk.answer && <p className={classes.note}>{risk.answer}</p>}
          {mayChange && <RiskSteps risk={risk} />}
        </li>
      ))}
    </ul>
  );
}

function RiskSteps({ risk }: { risk: RiskView }) {
  const t = useTranslations("evaluation.risks");
  return (
    <div className={classes.steps}>
      {!risk.closedAt && (
        <FormDisclosure intent={`reviseRisk.${risk.id}`} className={classes.inner}>
          <summary>{t("revise")}</summary>
          <RiskForm risk={risk} />
        </FormDisclosure>
      )}
      <Form method="post">
        <input type="hidden" name="intent" value={risk.closedAt ? "reopenRisk" : "closeRisk"} />
        <input type="hidden" name="riskId" value={risk.id} />
        <Button type="submit" size="compact-sm" variant="subtle">
          {risk.closedAt ? t("reopen") : t("close")}
        </Button>
      </Form>
    </div>
  );
}

const degrees = ["low", "middle", "high"] as const;

function RiskForm({ risk }: { risk?: RiskView }) {
  const t = useTranslations("evaluation");
  const choices = degrees.map((degree, at) => ({ value: String(at + 1), label: t(`degrees.${degree}`) }));
  return (
    <ActionForm intent={risk ? `reviseRisk.${risk.id}` : "nameRisk"} label={t(risk ? "risks.revise" : "risks.add")}>
      {risk && <input type="hidden" name="riskId" value={risk.id} />}
      <FormGrid columns={2}>
        <FormWide>
          <TextField name="title" label={t("risks.name")} maxLength={200} required defaultValue={risk?.title} />
        </FormWide>
        <SelectField
          name="likelihood"
          label={t("risks.likelihood")}
          choices={choices}
          required
          defaultValue={String(risk?.likelihood ?? 2)}
        />
        <SelectField
          name="impact"
          label={t("risks.impact")}
          choices={choices}
          required
          defaultValue={String(risk?.impact ?? 2)}
        />
        <FormWide>
          <TextAreaField name="answer" label={t("risks.answer")} minRows={2} maxLength={2000} defaultValue={risk?.answer} />
        </FormWide>
      </FormGrid>
      <FormActions>
        <SubmitButton variant="default">{t(risk ? "risks.save" : "risks.add")}</SubmitButton>
      </FormActions>
    </ActionForm>
  );
}
