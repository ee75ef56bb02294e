import { IconArrowRight } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import { Timeline } from "#ui/timeline.tsx";
import { ctxOf } from "#web/context.ts";
import { page } from "#web/respond.ts";
import type { CloseReason } from "../need.ts";
import { listStateChanges } from "../queries.ts";
import type { StateChange } from "../schema.ts";
import type { Route } from "./+types/history";

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const ctx = ctxOf(context);
  return page(ctx, async () => ({ changes: await listStateChanges(ctx, params.needId) }), request);
}

export default function History({ loaderData: { changes } }: Route.ComponentProps) {
  const t = useTranslations("needs");
  return (
    <Section title={t("history.title")} hint={t("history.hint")}>
      <Timeline
        entries={changes.map((change) => ({
          id: change.id,
          icon: <IconArrowRight size={15} />,
          tone: change.to === "solved" ? "good" : change.to === "closed" ? "idle" : "info",
          title: change.from
            ? t("history.moved", { from: t(`state.${change.from}`), to: t(`state.${change.to}`) })
            : t("history.stated"),
          by: change.person?.name ?? t("history.system"),
          at: change.changedAt,
          body: <Reason change={change} />,
        }))}
      />
    </Section>
  );
}

function Reason({ change }: { change: StateChange }) {
  const t = useTranslations("needs");
  if (!change.reasonCode && !change.note) return null;
  return (
    <>
      {change.reasonCode && <strong>{t(`closeReason.${change.reasonCode as CloseReason}`)}</strong>}
      {change.reasonCode && change.note && " – "}
      {change.note && <bdi>{change.note}</bdi>}
    </>
  );
}
