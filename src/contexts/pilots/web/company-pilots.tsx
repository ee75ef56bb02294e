import { IconFlask } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { EmptyState } from "#ui/empty-state.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { triedForCompany } from "../queries/tried-before.ts";
import type { Route } from "./+types/company-pilots";
import { TriedList } from "./record/tried-list.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ pilots: await triedForCompany(ctx, params.companyId) }), request);
}

/** The pilots with a company, and what was learned. */
export default function CompanyPilots({ loaderData: { pilots } }: Route.ComponentProps) {
  const t = useTranslations("pilots.ofCompany");
  if (pilots.length === 0)
    return <EmptyState icon={<IconFlask size={26} />} title={t("emptyTitle")} text={t("emptyText")} order={2} />;
  return (
    <Section title={t("title")}>
      <TriedList pilots={pilots} />
    </Section>
  );
}
