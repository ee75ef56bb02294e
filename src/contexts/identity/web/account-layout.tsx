import { Outlet } from "react-router";
import { useTranslations } from "use-intl";
import { LinkTabs } from "#ui/link-tabs.tsx";
import { PageHeader } from "#ui/page-header.tsx";

export const loader = () => null;

export default function AccountLayout() {
  const t = useTranslations("identity.account");
  const tabs = [
    { label: t("profile"), to: "/account", end: true },
    { label: t("security"), to: "/account/security" },
    { label: t("tokens"), to: "/account/tokens" },
  ];
  return (
    <>
      <title>{t("title")}</title>
      <PageHeader title={t("title")} />
      <LinkTabs label={t("tabs")} tabs={tabs} />
      <Outlet />
    </>
  );
}
