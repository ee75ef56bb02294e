import { Alert, Button, Group, Loader } from "@mantine/core";
import { IconCheck, IconSparkles, IconTrash } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "use-intl";
import { ActionForm } from "#ui/form/action-form.tsx";
import { CheckboxField, SelectField } from "#ui/form/choice-fields.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DateField } from "#ui/form/text-fields.tsx";
import { usePolling } from "#ui/live/use-polling.ts";
import { Section } from "#ui/section.tsx";
import { assignmentMethods } from "../../review-schema.ts";
import type { AssignmentPlan, AssignmentView, NamedShortage } from "../../review-views.ts";
import { usePercent } from "../review-words.tsx";
import classes from "./assignment.module.css";

/** Asks for a proposal, says in plain words how good it is or which limit fails, and applies it. */
export function ProposalPanel({ view }: { view: AssignmentView }) {
  const t = useTranslations("reviews.assignment");
  const { run, phase } = view;
  const reviews = view.applications.flatMap((application) => application.reviews);
  const proposed = reviews.filter(({ state }) => state === "proposed").length;
  const leaving = reviews.filter(({ isLeaving }) => isLeaving).length;
  const given = reviews.filter(({ state }) => state !== "proposed").length;
  const isRunning = run?.state === "running";
  usePolling(isRunning, 1500);
  return (
    <>
      <Section title={t("title")} hint={t("hint", { applications: view.applications.length, wanted: phase.reviewsWanted })}>
        <Figures view={view} given={given} />
        <ActionForm intent="propose" label={t("propose")} className={classes.propose}>
          <input type="hidden" name="phaseId" value={phase.id} />
          <SelectField
            name="method"
            label={t("method")}
            choices={assignmentMethods.map((value) => ({ value, label: t(`methods.${value}`) }))}
            defaultValue={run?.method ?? "expertise"}
          />
          <SubmitButton leftSection={<IconSparkles size={17} />} disabled={isRunning}>
            {t(given > 0 ? "proposeAgain" : "propose")}
          </SubmitButton>
          {given > 0 && <CheckboxField name="mayMove" label={t("mayMove")} description={t("mayMoveHint")} />}
        </ActionForm>
      </Section>
      {isRunning && (
        <output className={classes.running}>
          <Loader size="sm" /> {t("running")}
        </output>
      )}
      {run?.state === "failed" && (
        <Alert color="red" variant="light">
          {t(`failure.${run.failure ?? "error"}`)}
        </Alert>
      )}
      {run?.plan?.kind === "unsolvable" && <Shortages shortages={run.plan.shortages} />}
      {!isRunning && proposed + leaving > 0 && (
        <div className={classes.decide}>
          <div className={classes.verdict}>
            <h2>{t("waiting", { proposed, leaving })}</h2>
            {run?.plan?.kind === "proposed" && <PlanWords plan={run.plan} method={run.method} />}
          </div>
          <Group gap="sm" align="end">
            <ActionForm intent="apply" label={t("apply")} className={classes.apply}>
              <input type="hidden" name="phaseId" value={phase.id} />
              <DateField name="dueOn" label={t("dueOn")} />
              <SubmitButton leftSection={<IconCheck size={17} />}>{t("apply")}</SubmitButton>
            </ActionForm>
            <ActionForm intent="discard" label={t("discard")}>
              <input type="hidden" name="phaseId" value={phase.id} />
              <Button type="submit" variant="subtle" color="gray" leftSection={<IconTrash size={16} />}>
                {t("discard")}
              </Button>
            </ActionForm>
          </Group>
        </div>
      )}
    </>
  );
}

function Figures({ view, given }: { view: AssignmentView; given: number }) {
  const t = useTranslations("reviews.assignment.figures");
  const format = useFormatter();
  const here = view.reviewers.filter(({ leftAt }) => leftAt === null);
  const room = here.reduce((sum, { most }) => sum + most, 0);
  const wanted = view.applications.length * view.phase.reviewsWanted;
  const figures: [string, number][] = [
    [t("applications"), view.applications.length],
    [t("wanted"), wanted],
    [t("given"), given],
    [t("reviewers"), here.length],
    [t("room"), room],
  ];
  return (
    <dl className={classes.figures}>
      {figures.map(([label, value]) => (
        <div key={label} data-short={label === t("room") && room < wanted ? true : undefined}>
          <dt>{label}</dt>
          <dd>{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How good a proposal is, and how much better any could be. */
function PlanWords({ plan, method }: { plan: AssignmentPlan; method: "expertise" | "track" }) {
  const t = useTranslations("reviews.assignment.plan");
  const percent = usePercent();
  const format = useFormatter();
  if (method === "track") return <p>{t("track")}</p>;
  const { worstShare, worstShareBound, total, totalBound } = plan;
  const gap = totalBound > 0 ? Math.max(0, (totalBound - total) / totalBound) : 0;
  const isFairest = worstShareBound - worstShare < 0.006;
  return (
    <>
      <p>
        {t("worst", { share: percent(worstShare) })}{" "}
        {isFairest ? t("worstProven") : t("worstBound", { bound: percent(worstShareBound) })}
      </p>
      <p>
        {t("total", { total: format.number(total, { maximumFractionDigits: 1 }) })}{" "}
        {gap < 0.0001
          ? t("totalProven")
          : t("totalGap", { gap: format.number(gap, { style: "percent", maximumFractionDigits: 2 }) })}
      </p>
    </>
  );
}

function Shortages({ shortages }: { shortages: NamedShortage[] }) {
  const t = useTranslations("reviews.assignment.shortage");
  const format = useFormatter();
  return (
    <Alert color="yellow" variant="light" title={t("title")}>
      <ul className={classes.shortages}>
        {shortages.map((shortage) => (
          <li key={JSON.stringify(shortage)}>
            {shortage.kind === "tooFewReviewers" &&
              t("tooFewReviewers", { application: shortage.application, wanted: shortage.wanted, free: shortage.free })}
            {shortage.kind === "tooLittleRoom" &&
              t("tooLittleRoom", {
                applications: shortage.applications.length,
                names: format.list(shortage.applications.slice(0, 6)),
                reviewers: format.list(shortage.reviewers.slice(0, 8)),
                wanted: shortage.wanted,
                room: shortage.room,
                missing: shortage.wanted - shortage.room,
              })}
            {shortage.kind === "leastTooHigh" &&
              t("leastTooHigh", { owed: shortage.owed, wanted: shortage.wanted, over: shortage.owed - shortage.wanted })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
