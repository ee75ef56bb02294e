import { useTranslations } from "use-intl";
import type { MatchedText } from "../../views.ts";
import { useLabels } from "../labels.ts";
import classes from "../matching.module.css";
import { MarkedText } from "./marked-text.tsx";

/** What the company says of itself, in its own language first, then as translated. */
export function ProfileTexts({ texts }: { texts: MatchedText[] }) {
  const t = useTranslations("matching.matches");
  const labels = useLabels();
  const own = texts.filter(({ field, isTranslation }) => !isTranslation && (field === "oneLiner" || field === "description"));
  const translations = Map.groupBy(
    texts.filter(({ isTranslation }) => isTranslation),
    ({ lang }) => lang,
  );
  const tags = texts.filter(({ field }) => field === "tags");
  return (
    <div className={classes.texts}>
      {own.map((text) => (
        <p key={text.field} className={text.field === "oneLiner" ? classes.oneLiner : classes.description}>
          <MarkedText text={text} />
        </p>
      ))}
      {[...translations].map(([lang, versions]) => (
        <p key={lang} className={classes.translation}>
          <span className={classes.translationLabel}>{t("translated", { language: labels.language(lang) })}</span>{" "}
          {versions.map((text) => (
            <span key={text.field}>
              <MarkedText text={text} />{" "}
            </span>
          ))}
        </p>
      ))}
      {tags.length > 0 && (
        <p className={classes.tags}>
          {tags.map((text, at) => (
            <span key={at} className={classes.tag}>
              <MarkedText text={text} />
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
