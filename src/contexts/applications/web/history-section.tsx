import { IconArrowRight } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import { Timeline } from "#ui/timeline.tsx";
import type { ApplicationView } from "../views.ts";

/** What happened to an application, who did it and why. */
export function HistorySection({ history }: { history: ApplicationView["history"] }) {
  const t = useTranslations("reviews.page");
  const words = useTranslations("applications.writing");
  if (history.length === 0) return null;
  return (
    <Section title={t("history")}>
      <Timeline
        entries={history.map(({ to, person, reason, at }, index) => ({
          id: `${history.length - index}`,
          icon: <IconArrowRight size={15} />,
          tone: index === 0 ? "info" : "idle",
          title: words(`state.${to}`),
          by: person ?? undefined,
          at,
          body: reason ?? undefined,
        }))}
      />
    </Section>
  );
}
