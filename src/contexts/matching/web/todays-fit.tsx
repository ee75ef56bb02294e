import { useTranslations } from "use-intl";
import { FitBar } from "#ui/fit-bar.tsx";
import classes from "./matching.module.css";

/** Points of a hundred by which a fit may move unmentioned. */
const quietChange = 5;

/** How well a company fits today, with a note where that has changed since it was put on the list. */
export function TodaysFit({ fit, whenAdded }: { fit: number; whenAdded: number | null }) {
  const t = useTranslations("matching.shortlist");
  const before = whenAdded === null ? null : Math.round(whenAdded * 100);
  const hasChanged = before !== null && Math.abs(Math.round(fit * 100) - before) > quietChange;
  return (
    <>
      <FitBar score={fit} />
      {hasChanged && <p className={classes.quiet}>{t("fitWhenAdded", { fit: before })}</p>}
    </>
  );
}
