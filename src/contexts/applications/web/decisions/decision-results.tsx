import { IconCheck, IconClock, IconMoodConfuzed, IconX } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { Section } from "#ui/section.tsx";
import type { DecisionResult } from "../../decision-views.ts";
import classes from "./decisions.module.css";

const icons = { decided: IconCheck, waits: IconClock, disputed: IconMoodConfuzed, failed: IconX };

/** What has come of each row; what failed stands first, with its reason. */
export function Results({ results }: { results: DecisionResult[] }) {
  const t = useTranslations("decisions.result");
  const failed = results.filter(({ result }) => result === "failed").length;
  const sorted = results.toSorted((a, b) => Number(b.result === "failed") - Number(a.result === "failed"));
  return (
    <Section title={failed === 0 ? t("done") : t("partly", { failed, count: results.length })}>
      <ul className={classes.results} role="status">
        {sorted.map(({ applicationId, firmName, result, error }) => {
          const Icon = icons[result];
          return (
            <li key={applicationId} data-result={result}>
              <Icon size={18} aria-hidden />
              <span>
                <Link to={`/applications/${applicationId}`}>{firmName ?? t("unknown")}</Link> – {error ?? t(result)}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
