import { useTranslations } from "use-intl";
import classes from "./shell.module.css";

/** First stop of the keyboard: past the navigation, to the content. */
export function SkipLink() {
  const t = useTranslations("ui");
  return (
    <a href="#content" className={classes.skip}>
      {t("skip")}
    </a>
  );
}
