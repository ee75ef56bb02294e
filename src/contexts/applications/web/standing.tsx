import { useFormatter, useTranslations } from "use-intl";
import type { Standing } from "../review/rubric.ts";

/** The mean of the reviews, with how far they lie apart. */
export function StandingText({ standing: { mean, spread } }: { standing: Standing }) {
  const t = useTranslations("applications.list");
  const format = useFormatter();
  const round = (value: number) => format.number(value, { maximumFractionDigits: 0 });
  return <>{spread === null ? round(mean) : t("spread", { mean: round(mean), spread: round(spread) })}</>;
}
