import { IconCheck, IconQuestionMark, IconX } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import type { RequirementOutcome } from "../../views.ts";
import { useEvidenceText, useRequirementText } from "../labels.ts";
import classes from "../matching.module.css";

const icons = { met: IconCheck, unknown: IconQuestionMark, failed: IconX };

/** Each requirement with its verdict and what in the profile it rests on. */
export function RequirementTicks({ requirements }: { requirements: RequirementOutcome[] }) {
  const t = useTranslations("matching.matches");
  const requirementText = useRequirementText();
  const evidenceText = useEvidenceText();
  if (requirements.length === 0) return null;
  return (
    <ul className={classes.ticks} aria-label={t("requirements")}>
      {requirements.map((requirement) => {
        const Icon = icons[requirement.verdict];
        const evidence = evidenceText(requirement);
        return (
          <li key={requirement.id} className={classes.tick} data-verdict={requirement.verdict}>
            <span className={classes.tickIcon} role="img" aria-label={t(`verdict.${requirement.verdict}`)}>
              <Icon size={13} stroke={2.4} aria-hidden />
            </span>
            <span>
              <span className={requirement.level === "must" ? classes.must : undefined}>{requirementText(requirement)}</span>
              {evidence !== "" && <span className={classes.evidence}> · {evidence}</span>}
              {evidence === "" && requirement.verdict === "unknown" && (
                <span className={classes.evidence}> · {t("notSaid")}</span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
