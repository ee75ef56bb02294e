import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { StateBadge } from "#ui/state-badge.tsx";
import type { CompanyView } from "../views.ts";
import classes from "./companies.module.css";
import { useCompanyWords } from "./words.ts";

interface Version {
  lang: string;
  oneLiner: string;
  description: string;
  origin: "original" | "source" | "person" | "machine";
  isStale: boolean;
}

/** The profile in the reader's language where there is one, with a switch to every other. */
export function Profile({ company }: { company: CompanyView }) {
  const t = useTranslations("companies.profile");
  const words = useCompanyWords();
  const locale = useLocale();
  const { lang, oneLiner, description } = company;
  const versions: Version[] = [{ lang, oneLiner, description, origin: "original", isStale: false }, ...company.translations];
  const [chosen, setChosen] = useState<string | null>(null);
  const readers = versions.find((version) => version.lang.split("-")[0] === locale.split("-")[0]);
  const shown = versions.find((version) => version.lang === chosen) ?? readers ?? versions[0]!;
  if (versions.every((version) => version.oneLiner === "" && version.description === ""))
    return <p className={classes.hint}>{t("none")}</p>;
  return (
    <>
      {versions.length > 1 && (
        <div className={classes.languages} role="group" aria-label={t("language")}>
          {versions.map((version) => (
            <button
              key={version.lang}
              type="button"
              aria-pressed={version.lang === shown.lang}
              onClick={() => setChosen(version.lang)}
            >
              {words.language(version.lang)}
            </button>
          ))}
          <span className={classes.entryMeta}>{t(`origin.${shown.origin}`)}</span>
          {shown.isStale && <StateBadge tone="warn">{t("stale")}</StateBadge>}
        </div>
      )}
      <div lang={shown.lang}>
        {shown.oneLiner && <p className={classes.oneLinerLarge}>{shown.oneLiner}</p>}
        {shown.description && shown.description !== shown.oneLiner && (
          <div className={classes.description}>{shown.description}</div>
        )}
      </div>
    </>
  );
}
