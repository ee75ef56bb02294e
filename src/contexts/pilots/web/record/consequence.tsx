import { IconArrowDown } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { FactList } from "#ui/fact-list.tsx";
import { Section } from "#ui/section.tsx";
import { StateBadge } from "#ui/state-badge.tsx";
import type { PilotView } from "../../views.ts";
import classes from "./overview.module.css";

/** "If met, then": what was promised before the start, when it is due and whether it was carried out. */
export function ConsequenceSection({ pilot }: { pilot: PilotView }) {
  const t = useTranslations("pilots");
  const { nextOrder, consequenceWithinDays, consequenceDueOn, consequenceDoneAt, internal, lang } = pilot;
  return (
    <Section title={t("form.consequence")} actions={<Standing pilot={pilot} />}>
      {nextOrder ? (
        <p className={classes.promise} lang={lang}>
          <IconArrowDown size={18} aria-hidden /> {nextOrder}
        </p>
      ) : (
        <p className={classes.quiet}>{t("consequence.none")}</p>
      )}
      <FactList
        facts={[
          {
            label: t("consequence.within"),
            value: consequenceWithinDays === null ? null : t("consequence.days", { count: consequenceWithinDays }),
          },
          ...(consequenceDueOn ? [{ label: t("consequence.due"), value: <DateText value={consequenceDueOn} /> }] : []),
          ...(consequenceDoneAt ? [{ label: t("consequence.done"), value: <DateText value={consequenceDoneAt} /> }] : []),
          ...(internal
            ? [
                { label: t("form.budgetLine"), value: internal.budgetLine || null },
                { label: t("form.seriesContact"), value: internal.seriesContact || null },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Standing({ pilot: { consequenceDueOn, consequenceDoneAt, clock } }: { pilot: PilotView }) {
  const t = useTranslations("pilots.consequence");
  if (consequenceDoneAt) return <StateBadge tone="good">{t("carriedOut")}</StateBadge>;
  if (!consequenceDueOn) return null;
  const isLate = clock?.kind === "consequence" && clock.isOverdue;
  return <StateBadge tone={isLate ? "bad" : "accent"}>{t(isLate ? "late" : "isDue")}</StateBadge>;
}
