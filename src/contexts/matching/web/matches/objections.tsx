import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import type { Objection } from "../../views.ts";
import { useLabels } from "../labels.ts";
import classes from "../matching.module.css";

/** What speaks against a company: who passed and why, what colleagues said, what became of it. */
export function Objections({ against }: { against: Objection[] }) {
  const t = useTranslations("matching");
  if (against.length === 0) return null;
  return (
    <ul className={classes.against} aria-label={t("matches.against")}>
      {against.map((objection, at) => (
        <li key={at}>
          <IconAlertTriangle size={15} aria-hidden />
          <ObjectionText objection={objection} />
        </li>
      ))}
    </ul>
  );
}

function ObjectionText({ objection }: { objection: Objection }) {
  const t = useTranslations("matching");
  const labels = useLabels();
  if (objection.kind === "status") return <span>{t("objections.status", { status: labels.status(objection.status) })}</span>;
  const who = objection.personName ?? t("objections.somebody");
  const note = objection.note ? ` “${objection.note}”` : "";
  if (objection.kind === "feedback") {
    const reason = objection.reasonCode ? t(`feedbackReasons.${objection.reasonCode}` as never) : t("objections.noReason");
    return (
      <span>
        {t("objections.feedback", { who, reason })}
        {note} <DateText value={objection.at} />
      </span>
    );
  }
  const reason = labels.passReason(objection.reasonCode);
  return (
    <span>
      {objection.isThisNeed ? t("objections.passedHere", { who, reason }) : t("objections.passed", { who, reason })}
      {note} <DateText value={objection.at} />
      {objection.isDue && <strong> · {t("objections.recheckDue")}</strong>}
    </span>
  );
}
