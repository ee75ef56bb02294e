import { Button } from "@mantine/core";
import { IconFlask, IconPlus } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { EmptyState } from "#ui/empty-state.tsx";
import { Section } from "#ui/section.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import { triedAroundNeed } from "../queries/tried-before.ts";
import type { Route } from "./+types/need-pilots";
import { TriedList } from "./record/tried-list.tsx";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, () => triedAroundNeed(ctx, params.needId), request);
}

/** The pilots of a need, and what was tried for needs like it. */
export default function NeedPilots({ loaderData: { pilots, similar, canPropose }, params }: Route.ComponentProps) {
  const t = useTranslations("pilots.ofNeed");
  const start = canPropose && (
    <Button component={Link} to={`/pilots/new?need=${params.needId}`} leftSection={<IconPlus size={16} />}>
      {t("start")}
    </Button>
  );
  return (
    <>
      {pilots.length === 0 ? (
        <EmptyState icon={<IconFlask size={26} />} title={t("emptyTitle")} text={t("emptyText")} action={start} order={2} />
      ) : (
        <Section title={t("title")} actions={start}>
          <TriedList pilots={pilots} />
        </Section>
      )}
      {similar.length > 0 && (
        <Section title={t("similar")} hint={t("similarHint")}>
          <TriedList pilots={similar} />
        </Section>
      )}
    </>
  );
}
