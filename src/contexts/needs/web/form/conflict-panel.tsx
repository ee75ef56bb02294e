import { useTranslations } from "use-intl";
import classes from "./form.module.css";
import type { NeedFormValues } from "./form-values.ts";

export interface Conflict {
  theirs: NeedFormValues;
  version: number;
}

const comparedTexts = ["title", "detail", "teaser", "budgetMinor", "decideBy"] as const;

/** Both texts of a version conflict: the saved one here to read and copy, one's own below in the form. */
export function ConflictPanel({ conflict, yours }: { conflict: Conflict; yours: Partial<Record<string, string | string[]>> }) {
  const t = useTranslations("needs");
  const different = comparedTexts.filter((part) => conflict.theirs[part] !== String(yours[part] ?? ""));
  return (
    <section className={classes.conflict} aria-label={t("conflict.title")}>
      <h2>{t("conflict.title")}</h2>
      <p>{t("conflict.text")}</p>
      {different.map((part) => (
        <div key={part}>
          <h3>{t(`conflict.part.${part}`)}</h3>
          <div className={classes.both}>
            <div>
              <span>{t("conflict.theirs")}</span>
              <div dir="auto">{conflict.theirs[part] || "–"}</div>
            </div>
            <div>
              <span>{t("conflict.yours")}</span>
              <div dir="auto">{String(yours[part] ?? "") || "–"}</div>
            </div>
          </div>
        </div>
      ))}
    </section>
  );
}
