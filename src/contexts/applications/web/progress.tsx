import { Button, Stack } from "@mantine/core";
import { IconBellRinging, IconChecklist } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { formObject, parse } from "#platform/parse.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { ActionForm } from "#ui/form/action-form.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { redirectWithNotice } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { remindReviewers } from "../commands/remind-reviewers.ts";
import { getProgress } from "../queries/progress.ts";
import { reminderInput } from "../review-schema.ts";
import type { ProgressView } from "../review-views.ts";
import type { Route } from "./+types/progress";
import classes from "./progress.module.css";
import { ApplicationProgress, PhaseTally, ReviewerProgress } from "./progress-rows.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => getProgress(ctx, params.slug), request);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const input = formObject(form);
      const { mails } = await remindReviewers(ctx, String(input.phaseId), parse(reminderInput, { personIds: input.personIds }));
      return redirectWithNotice(ctx, `/calls/${params.slug}/progress`, {
        messageKey: "reviews.notices.reminded",
        values: { mails },
      });
    },
    form,
  );
}

/** How far the reviews of a call are, and who waits for whom. */
export default function Progress({ loaderData: { phases, canRun } }: Route.ComponentProps) {
  const t = useTranslations("reviews.progress");
  const begun = phases.filter(({ tally }) => tally.assigned + tally.started + tally.submitted > 0);
  if (begun.length === 0) return <EmptyState icon={<IconChecklist size={26} />} title={t("empty")} text={t("emptyText")} />;
  return (
    <Stack gap="lg">
      {begun.map((phase) => (
        <PhaseProgress key={phase.id} phase={phase} canRun={canRun} />
      ))}
    </Stack>
  );
}

function PhaseProgress({ phase, canRun }: { phase: ProgressView["phases"][number]; canRun: boolean }) {
  const t = useTranslations("reviews.progress");
  const phaseName = useTranslations("reviews.phase");
  const isOpen = phase.tally.assigned + phase.tally.started > 0;
  return (
    <Section
      title={phaseName(phase.kind)}
      actions={
        canRun &&
        isOpen && (
          <ActionForm intent="remind" label={t("remindAll")}>
            <input type="hidden" name="phaseId" value={phase.id} />
            <Button type="submit" variant="default" size="sm" leftSection={<IconBellRinging size={16} />}>
              {t("remindAll")}
            </Button>
          </ActionForm>
        )
      }
    >
      <PhaseTally tally={phase.tally} closesAt={phase.closesAt} />
      <div className={classes.board}>
        <div>
          <h3>{t("byReviewer")}</h3>
          <ReviewerProgress phase={phase} canRun={canRun} />
        </div>
        <div>
          <h3>{t("byApplication")}</h3>
          <ApplicationProgress applications={phase.applications} />
        </div>
      </div>
    </Section>
  );
}
