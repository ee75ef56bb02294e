import { IconLock, IconWorld } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import type { NeedView } from "../../schema.ts";
import classes from "../needs.module.css";

/** The two texts, each with its mark: confidential, and written for outside. */
export function NeedTexts({ need }: { need: NeedView }) {
  const t = useTranslations("needs");
  return (
    <>
      <Section
        title={
          <span className={classes.marked}>
            <IconLock size={17} aria-hidden /> {t("form.detail")}
          </span>
        }
      >
        {need.detail === "" ? (
          <p className={classes.quiet}>{t("overview.noDetail")}</p>
        ) : (
          <div className={classes.text} lang={need.lang} dir="auto">
            {need.detail}
          </div>
        )}
      </Section>
      <Section
        title={
          <span className={classes.marked}>
            <IconWorld size={17} aria-hidden /> {t("form.teaser")}
          </span>
        }
        hint={t("overview.teaserHint")}
      >
        {need.teaser === "" ? (
          <p className={classes.quiet}>{t("overview.noTeaser")}</p>
        ) : (
          <div className={classes.text} lang={need.lang} dir="auto">
            {need.teaser}
          </div>
        )}
      </Section>
    </>
  );
}
