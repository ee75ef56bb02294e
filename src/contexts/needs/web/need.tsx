import { Button } from "@mantine/core";
import { IconCopy, IconPencil } from "@tabler/icons-react";
import { Form, Link, Outlet, redirect } from "react-router";
import { useTranslations } from "use-intl";
import { LinkTabs } from "#ui/link-tabs.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { ctxOf } from "#web/context.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { duplicateNeed } from "../commands.ts";
import { getNeed } from "../queries.ts";
import type { NeedView } from "../schema.ts";
import type { Route } from "./+types/need";
import { ClockText, NeedStateBadge, NeedTitle, useUnitName } from "./labels.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ need: await getNeed(ctx, params.needId) }), request);
}

/** Copies the need; its own page is the only one with a form above the tabs. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  return submission(
    ctx,
    async () => redirect(`/needs/${(await duplicateNeed(ctx, params.needId)).id}/edit`),
    await submittedForm(ctx, request),
  );
}

export default function Need({ loaderData: { need } }: Route.ComponentProps) {
  const t = useTranslations("needs");
  const unitName = useUnitName();
  const path = `/needs/${need.id}`;
  const tabs = [
    { label: t("tabs.overview"), to: path, end: true },
    { label: t("tabs.matches"), to: `${path}/matches` },
    { label: t("tabs.shortlist"), to: `${path}/shortlist` },
    { label: t("tabs.pilots"), to: `${path}/pilots` },
    { label: t("tabs.history"), to: `${path}/history` },
  ];
  return (
    <>
      <PageHeader
        crumbs={[{ label: t("list.title"), to: "/needs" }]}
        title={<NeedTitle title={need.title} lang={need.lang} />}
        tabTitle={need.title || t("untitled")}
        badge={<NeedStateBadge state={need.state} />}
        meta={
          <>
            <span>{unitName(need.unit)}</span>
            <span>{need.owner.name}</span>
            <ClockText clock={need.clock} />
          </>
        }
        actions={<Actions need={need} path={path} />}
      />
      <LinkTabs label={t("tabs.label")} tabs={tabs} />
      <Outlet />
    </>
  );
}

function Actions({ need, path }: { need: NeedView; path: string }) {
  const t = useTranslations("needs");
  return (
    <>
      {need.can.duplicate && (
        <Form method="post" action={path}>
          <Button type="submit" variant="default" leftSection={<IconCopy size={16} />}>
            {t("actions.duplicate")}
          </Button>
        </Form>
      )}
      {need.can.revise && (
        <Button
          component={Link}
          to={`${path}/edit`}
          variant={need.state === "draft" ? "filled" : "default"}
          leftSection={<IconPencil size={16} />}
        >
          {t("actions.edit")}
        </Button>
      )}
    </>
  );
}
