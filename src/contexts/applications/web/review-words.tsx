import { useFormatter, useLocale, useTranslations } from "use-intl";
import type { Locale } from "#platform/i18n/locales.ts";
import { DateText } from "#ui/dates.tsx";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { OwnReviewRow } from "../review-views.ts";
import { readWording } from "../wording.ts";

const toneOf: Record<OwnReviewRow["state"], Tone> = { assigned: "accent", started: "info", submitted: "good" };

export function OwnReviewBadge({ state }: { state: OwnReviewRow["state"] }) {
  const t = useTranslations("reviews");
  return <StateBadge tone={toneOf[state]}>{t(`state.${state}`)}</StateBadge>;
}

/** The day a review is due, marked once it is over. */
export function DueText({ dueOn, isOverdue }: Pick<OwnReviewRow, "dueOn" | "isOverdue">) {
  const t = useTranslations("reviews");
  if (!dueOn) return null;
  if (!isOverdue) return <DateText value={dueOn} />;
  return (
    <StateBadge tone="bad" quiet>
      {t("overdueSince")} <DateText value={dueOn} />
    </StateBadge>
  );
}

export function useWording() {
  const locale = useLocale() as Locale;
  return (wording: Record<string, string>): string => readWording(wording, locale).text;
}

/** A fit between 0 and 1 as whole percent. */
export function usePercent() {
  const format = useFormatter();
  return (share: number): string => format.number(share, { style: "percent", maximumFractionDigits: 0 });
}
