import { Button } from "@mantine/core";
import { IconCalendarPlus, IconPencil } from "@tabler/icons-react";
import { Link, Outlet } from "react-router";
import { useTranslations } from "use-intl";
import { LinkTabs } from "#ui/link-tabs.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { revalidateOnConflict } from "#web/revalidate.ts";
import { getPilot } from "../queries/get-pilot.ts";
import type { Route } from "./+types/pilot";
import { PilotStateBadge } from "./labels.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ pilot: await getPilot(ctx, params.pilotId) }), request);
}

export const shouldRevalidate = revalidateOnConflict;

export default function Pilot({ loaderData: { pilot } }: Route.ComponentProps) {
  const t = useTranslations("pilots");
  const tEvaluation = useTranslations("evaluation");
  const tReadiness = useTranslations("readiness");
  const tOrders = useTranslations("orders");
  const tAgreements = useTranslations("agreements");
  const path = `/pilots/${pilot.id}`;
  const tabs = [
    { label: t("tabs.overview"), to: path, end: true },
    { label: tReadiness("tab"), to: `${path}/readiness` },
    ...(pilot.side
      ? [
          { label: tAgreements("tab"), to: `${path}/agreements` },
          { label: tOrders("tabs.orders"), to: `${path}/orders` },
          { label: tOrders("tabs.terms"), to: `${path}/terms` },
        ]
      : []),
    { label: tEvaluation("tabs.running"), to: `${path}/running` },
    { label: tEvaluation("tabs.result"), to: `${path}/result` },
    { label: t("tabs.history"), to: `${path}/history` },
  ];
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("list.title"), to: "/pilots" }]}
        title={pilot.title}
        badge={<PilotStateBadge state={pilot.state} />}
        meta={
          <>
            <span>{pilot.number}</span>
            <span>{pilot.company.name}</span>
            <span>{pilot.problemOwner.name}</span>
          </>
        }
        actions={
          <>
            <Button
              component="a"
              href={`${path}/calendar.ics`}
              download
              variant="default"
              leftSection={<IconCalendarPlus size={16} />}
            >
              {t("addToCalendar")}
            </Button>
            {(pilot.can.note || pilot.can.namePeople) && (
              <Button component={Link} to={`${path}/edit`} variant="default" leftSection={<IconPencil size={16} />}>
                {t("edit")}
              </Button>
            )}
          </>
        }
      />
      <LinkTabs label={t("tabs.label")} tabs={tabs} />
      <Outlet />
    </>
  );
}
