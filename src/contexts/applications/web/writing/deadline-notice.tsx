import { Alert } from "@mantine/core";
import { IconAlarm, IconHourglassHigh } from "@tabler/icons-react";
import { useNow, useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { opennessOf } from "../../call.ts";
import type { OwnApplicationView } from "../../own-views.ts";
import { noteClasses } from "./note-classes.ts";

const soonMs = 3 * 24 * 3600 * 1000;

/** What the clock means for who writes: soon, late but taken, or too late. Looks again by itself while somebody types. */
export function DeadlineNotice({ application: { call, isReopened, clock } }: { application: OwnApplicationView }) {
  const t = useTranslations("writing.deadline");
  const now = useNow({ updateInterval: 20_000 });
  if (isReopened)
    return clock.isOverdue ? (
      <Alert classNames={noteClasses} color="orange" role="status" icon={<IconAlarm size={20} />} mb="md">
        {t("overdue")} <DateText value={clock.until} />.
      </Alert>
    ) : null;
  const openness = opennessOf(call, now);
  if (openness === "closed")
    return (
      <Alert classNames={noteClasses} color="red" role="alert" icon={<IconAlarm size={20} />} title={t("closedTitle")} mb="md">
        {t("closed")}
      </Alert>
    );
  if (openness === "late")
    return (
      <Alert classNames={noteClasses} color="orange" role="alert" icon={<IconAlarm size={20} />} title={t("lateTitle")} mb="md">
        {t("late", { hasEnd: call.hardDeadlineAt ? "yes" : "no" })} <DateText value={call.hardDeadlineAt} withTime />
      </Alert>
    );
  const first = call.mode === "window" ? (call.softDeadlineAt ?? call.hardDeadlineAt) : null;
  if (!first || first.getTime() - now.getTime() > soonMs) return null;
  return (
    <Alert classNames={noteClasses} color="blue" role="status" icon={<IconHourglassHigh size={20} />} mb="md">
      {t("soon")} <DateText value={first} withTime />.
    </Alert>
  );
}
