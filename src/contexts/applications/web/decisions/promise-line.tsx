import { useTranslations } from "use-intl";
import type { PublicAnswerTimes } from "../../decision-views.ts";

/** Beside what a call promises: what it has kept so far, once there are enough answers to tell. */
export function PromiseLine({ told: { medianDays, ninetiethDays } }: { told: PublicAnswerTimes }) {
  const t = useTranslations("decisions.times");
  if (medianDays === null) return null;
  return (
    <p>
      {ninetiethDays === null
        ? t("publicTold", { days: medianDays })
        : t("publicBoth", { days: medianDays, most: ninetiethDays })}
    </p>
  );
}
