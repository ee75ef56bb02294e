import { IconArrowsExchange, IconBellRinging, IconHeartbeat } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { useDateText } from "#ui/dates.tsx";
import type { TimelineEntry } from "#ui/timeline.tsx";
import type { FollowUpView } from "../../views.ts";

/** What was followed up, as lines of a pilot's history. */
export function useFollowUpEntries(followUps: readonly FollowUpView[]): TimelineEntry[] {
  const t = useTranslations("pilotMail.history");
  const dateText = useDateText();
  return followUps.map((followUp): TimelineEntry => {
    const { id, at, kind } = followUp;
    if (kind === "handedOver") {
      const { part, fromName, toName, personName } = followUp;
      const title = t(`handedOver.${part}`, { name: toName || "–" });
      return {
        id,
        at,
        icon: <IconArrowsExchange size={15} />,
        tone: "info",
        title,
        by: personName,
        body: fromName && t("before", { name: fromName }),
      };
    }
    if (kind !== "escalated")
      return {
        id,
        at,
        icon: <IconHeartbeat size={15} />,
        tone: kind === "allWell" ? "good" : "warn",
        title: t(kind),
        by: followUp.personName,
      };
    const body = t(`duty.${followUp.duty}`, { day: dateText(followUp.dueOn) });
    return { id, at, icon: <IconBellRinging size={15} />, tone: "bad", title: t("escalated"), by: t("system"), body };
  });
}
