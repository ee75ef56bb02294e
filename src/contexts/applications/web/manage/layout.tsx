import { Button } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { Link, Outlet } from "react-router";
import { useLocale, useTranslations } from "use-intl";
import { allow } from "#platform/errors.ts";
import type { Locale } from "#platform/i18n/locales.ts";
import { LinkTabs } from "#ui/link-tabs.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { getCall } from "../../queries/get-call.ts";
import { readWording } from "../../wording.ts";
import { CallDates, OpennessBadge } from "../call-words.tsx";
import type { Route } from "./+types/layout";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const call = await getCall(ctx, params.slug!);
      allow(call.can.revise);
      return { call };
    },
    request,
  );
}

/** Around the pages on which a call is run. */
export default function ManageCall({ loaderData: { call } }: Route.ComponentProps) {
  const t = useTranslations("calls.manage");
  const locale = useLocale() as Locale;
  const title = readWording(call.title, locale);
  const path = `/calls/${call.slug}`;
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("calls"), to: "/calls" }]}
        title={<span lang={title.lang}>{title.text}</span>}
        tabTitle={title.text}
        badge={<OpennessBadge openness={call.openness} />}
        meta={<CallDates call={call} />}
        actions={
          <Button component={Link} to={path} variant="default" leftSection={<IconExternalLink size={17} />}>
            {call.state === "draft" ? t("preview") : t("public")}
          </Button>
        }
      />
      <LinkTabs
        label={t("tabs")}
        tabs={[
          { label: t("tab.call"), to: `${path}/edit` },
          { label: t("tab.form"), to: `${path}/form` },
          { label: t("tab.phases"), to: `${path}/phases` },
          { label: t("tab.assignment"), to: `${path}/assignment` },
          { label: t("tab.progress"), to: `${path}/progress` },
          { label: t("tab.decisions"), to: `${path}/decisions` },
          { label: t("tab.times"), to: `${path}/response-times` },
        ]}
      />
      <Outlet />
    </>
  );
}
