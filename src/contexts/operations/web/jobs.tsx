import { Button, Group } from "@mantine/core";
import { IconStack2 } from "@tabler/icons-react";
import { Form, Link, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { parse } from "#platform/parse.ts";
import { DateText } from "#ui/dates.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { SubmitButton } from "#ui/form/submit-button.tsx";
import { DataTable } from "#ui/list/data-table.tsx";
import { Pagination } from "#ui/list/pagination.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { retryJob } from "../commands.ts";
import { listJobs } from "../queries.ts";
import { JobParams, JobsQuery, type JobView } from "../schema.ts";
import type { Route } from "./+types/jobs";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return page(ctx, () => listJobs(ctx, parse(JobsQuery, query)), request);
}

export async function action({ context, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    () => retryJob(ctx, parse(JobParams, Object.fromEntries(form)).jobId).then(() => ({ ok: true as const })),
    form,
  );
}

const toneOf: Record<JobView["state"], Tone> = {
  created: "idle",
  retry: "warn",
  active: "info",
  completed: "good",
  cancelled: "idle",
  failed: "bad",
};

export default function Jobs({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations("operations.jobs");
  const [params] = useSearchParams();
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <JobTabs current={params.get("state")} />
      {actionData && !actionData.ok && <p role="alert">{actionData.formError}</p>}
      {actionData?.ok && <p role="status">{t("retried")}</p>}
      <DataTable
        label={t("title")}
        rows={loaderData.items}
        rowId={({ id }) => id}
        dense
        columns={[
          { id: "name", label: t("name"), cell: ({ name }) => <code>{name}</code> },
          {
            id: "state",
            label: t("stateColumn"),
            cell: ({ state }) => <StateBadge tone={toneOf[state]}>{t(`state.${state}`)}</StateBadge>,
          },
          { id: "attempts", label: t("attempts"), align: "end", cell: ({ attempts }) => attempts },
          { id: "created", label: t("created"), cell: ({ createdAt }) => <DateText value={createdAt} withTime /> },
          { id: "failure", label: t("failure"), cell: ({ failure }) => failure ?? "" },
          { id: "retry", label: "", cell: (job) => <RetryButton job={job} /> },
        ]}
        empty={<EmptyState icon={<IconStack2 size={26} />} title={t("empty")} text={t("emptyText")} />}
      />
      <Pagination cursor={loaderData.cursor} shown={loaderData.items.length} />
    </>
  );
}

const shownStates = ["failed", "retry", "active", "created", "completed"] as const;

function JobTabs({ current }: { current: string | null }) {
  const t = useTranslations("operations.jobs");
  const choices = [null, ...shownStates];
  return (
    <Group component="nav" gap="xs" mb="md" aria-label={t("stateColumn")}>
      {choices.map((state) => (
        <Button
          key={state}
          component={Link}
          to={state ? `?state=${state}` : "/administration/jobs"}
          size="xs"
          radius="xl"
          variant={state === current ? "filled" : "default"}
          aria-current={state === current ? "page" : undefined}
        >
          {state ? t(`state.${state}`) : t("all")}
        </Button>
      ))}
    </Group>
  );
}

function RetryButton({ job }: { job: JobView }) {
  const t = useTranslations("operations.jobs");
  if (!job.can.retry) return null;
  return (
    <Form method="post">
      <input type="hidden" name="jobId" value={job.id} />
      <SubmitButton size="xs" variant="default">
        {t("retry")}
      </SubmitButton>
    </Form>
  );
}
