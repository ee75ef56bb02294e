import { Button, Stack } from "@mantine/core";
import { IconChecklist, IconUserEdit } from "@tabler/icons-react";
import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { allowToSee } from "#platform/errors.ts";
import { EmptyState } from "#ui/empty-state.tsx";
import { type Column, DataTable } from "#ui/list/data-table.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { canSeeApplications } from "../policy.ts";
import { listOwnReviews } from "../queries/own-reviews.ts";
import type { OwnReviewRow } from "../review-views.ts";
import type { Route } from "./+types/reviews";
import { DueText, OwnReviewBadge, useWording } from "./review-words.tsx";

export async function loader({ context, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      allowToSee(canSeeApplications(ctx.actor));
      return { reviews: await listOwnReviews(ctx) };
    },
    request,
  );
}

/** What the reader has to review, what is due first on top, and what they handed in. */
export default function Reviews({ loaderData: { reviews } }: Route.ComponentProps) {
  const t = useTranslations("reviews");
  const columns = useColumns();
  const open = reviews.filter(({ state }) => state !== "submitted");
  const done = reviews.filter(({ state }) => state === "submitted");
  const shared = {
    columns,
    rowId: ({ id }: OwnReviewRow) => id,
    rowHref: ({ id }: OwnReviewRow) => `/reviews/${id}`,
    rowLabel: ({ reference }: OwnReviewRow) => reference,
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          <Button component={Link} to="/reviews/expertise" variant="default" leftSection={<IconUserEdit size={17} />}>
            {t("expertise.title")}
          </Button>
        }
      />
      <Stack gap="lg">
        <Section title={t("open", { count: open.length })} plain>
          <DataTable
            {...shared}
            label={t("open", { count: open.length })}
            rows={open}
            empty={<EmptyState icon={<IconChecklist size={26} />} title={t("nothingOpen")} text={t("nothingOpenText")} />}
          />
        </Section>
        {done.length > 0 && (
          <Section title={t("done", { count: done.length })} plain>
            <DataTable {...shared} label={t("done", { count: done.length })} rows={done} />
          </Section>
        )}
      </Stack>
    </>
  );
}

function useColumns(): Column<OwnReviewRow>[] {
  const t = useTranslations("reviews");
  const format = useFormatter();
  const word = useWording();
  return [
    {
      id: "application",
      label: t("application"),
      width: "34%",
      cell: ({ firmName, reference }) => firmName ?? t("blindName", { reference }),
    },
    { id: "call", label: t("call"), cell: ({ call, phase }) => `${word(call.title)} · ${t(`phase.${phase}`)}` },
    { id: "state", label: t("stateLabel"), cell: ({ state }) => <OwnReviewBadge state={state} /> },
    { id: "due", label: t("due"), cell: (row) => (row.state === "submitted" ? null : <DueText {...row} />) },
    {
      id: "score",
      label: t("score"),
      align: "end",
      cell: ({ score }) => score !== null && format.number(score, { maximumFractionDigits: 0 }),
    },
  ];
}
