import { Button, Menu } from "@mantine/core";
import { IconArchive, IconArchiveOff, IconDots, IconEraser, IconPencil } from "@tabler/icons-react";
import { Form, Link, Outlet, redirect } from "react-router";
import { useTranslations } from "use-intl";
import { LinkTabs } from "#ui/link-tabs.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import { ctxOf } from "#web/context.ts";
import { noticed } from "#web/notice.ts";
import { page, submission } from "#web/respond.ts";
import { submittedForm } from "#web/submitted-form.ts";
import { setArchived } from "../commands/edit-company.ts";
import { companyPartsOf } from "../company-parts.ts";
import { getCompany } from "../queries/get-company.ts";
import type { CompanyView } from "../views.ts";
import type { Route } from "./+types/company";
import { CompanyName } from "./company-name.tsx";
import { PassBanners } from "./pass-banners.tsx";
import { useCompanyWords } from "./words.ts";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(
    ctx,
    async () => {
      const company = await getCompany(ctx, params.companyId);
      if (company.mergedIntoId) throw redirect(`/companies/${company.mergedIntoId}`);
      return { company, added: await companyPartsOf(ctx.platform).tabs(ctx, company.id) };
    },
    request,
  );
}

/** Archives the company or brings it back; the tabs have their own forms. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const ctx = ctxOf(context);
  const form = await submittedForm(ctx, request);
  return submission(
    ctx,
    async () => {
      const isArchived = form.get("intent") === "archive";
      await setArchived(ctx, params.companyId, isArchived);
      const undo = { action: "/companies/undo", fields: { kind: "archival", id: params.companyId } };
      return isArchived
        ? noticed(ctx, { ok: true }, { messageKey: "companies.notices.archived", undo })
        : noticed(ctx, { ok: true }, { messageKey: "companies.notices.unarchived" });
    },
    form,
  );
}

export default function Company({ loaderData: { company, added } }: Route.ComponentProps) {
  const t = useTranslations("companies");
  const words = useCompanyWords();
  const path = `/companies/${company.id}`;
  const place = [company.city && words.city(company.city), company.country ? words.country(company.country) : null]
    .filter(Boolean)
    .join(", ");
  const tabs = [
    { label: t("tabs.overview"), to: path, end: true },
    { label: t("tabs.contacts"), to: `${path}/contacts` },
    { label: t("tabs.needs"), to: `${path}/needs` },
    ...added.map((tab) => ({ label: t(`tabs.${tab}`), to: `${path}/${tab}` })),
    { label: t("tabs.files"), to: `${path}/files` },
    { label: t("tabs.history"), to: `${path}/history` },
  ];
  return (
    <>
      <title>{company.name}</title>
      <PageHeader
        crumbs={[{ label: t("list.title"), to: "/companies" }]}
        title={<CompanyName company={company} />}
        badge={<Badges company={company} />}
        meta={
          <>
            {company.field && <span>{words.field(company.field)}</span>}
            {place && <span>{place}</span>}
            {company.website && (
              <span>
                <a href={company.website} target="_blank" rel="noopener noreferrer">
                  {company.domain ?? company.website.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "")}
                </a>
              </span>
            )}
          </>
        }
        actions={<Actions company={company} path={path} />}
      />
      <PassBanners passes={company.passes} path={path} />
      <LinkTabs label={t("tabs.label")} tabs={tabs} />
      <Outlet context={company satisfies CompanyView} />
    </>
  );
}

function Badges({ company }: { company: CompanyView }) {
  const t = useTranslations("companies");
  const words = useCompanyWords();
  if (company.archivedAt) return <StateBadge tone="idle">{t("archived")}</StateBadge>;
  if (company.status === "active") return null;
  return <StateBadge tone={company.status === "inactive" ? "bad" : "info"}>{words.status(company.status)}</StateBadge>;
}

function Actions({ company: { can, archivedAt }, path }: { company: CompanyView; path: string }) {
  const t = useTranslations("companies.actions");
  return (
    <>
      {(can.archive || can.erase) && (
        <Menu withinPortal={false} position="bottom-end">
          <Menu.Target>
            <Button variant="default" px="xs" aria-label={t("more")}>
              <IconDots size={18} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {can.archive && (
              <Form method="post" action={path}>
                <input type="hidden" name="intent" value={archivedAt ? "unarchive" : "archive"} />
                <Menu.Item type="submit" leftSection={archivedAt ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}>
                  {archivedAt ? t("unarchive") : t("archive")}
                </Menu.Item>
              </Form>
            )}
            {can.erase && (
              <Menu.Item component={Link} to={`${path}/erasure`} color="red" leftSection={<IconEraser size={16} />}>
                {t("erase")}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {can.edit && (
        <Button component={Link} to={`${path}/edit`} variant="default" leftSection={<IconPencil size={16} />}>
          {t("edit")}
        </Button>
      )}
    </>
  );
}
