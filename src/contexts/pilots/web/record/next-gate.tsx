import { Alert } from "@mantine/core";
import { IconArrowRight, IconCircleCheck } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { Section } from "#ui/section.tsx";
import type { MissingPart } from "../../pilot.ts";
import type { PilotView } from "../../views.ts";
import { GateForms } from "./gate-forms.tsx";
import classes from "./overview.module.css";

/** The gate a pilot stands before, for the host: what is missing and where it is mended, and the verdict for whoever decides. */
export function NextGate({ pilot }: { pilot: PilotView }) {
  const t = useTranslations("pilots");
  const { nextState, missing, can, heldUntil, holdReason } = pilot;
  if (nextState === null) return null;
  return (
    <Section title={t("gate.title", { state: t(`state.${nextState}`) })}>
      {heldUntil && (
        <Alert color="yellow" variant="light" mb="md">
          {t("gate.held")} <DateText value={heldUntil} />
          {holdReason && ` · ${t(`reason.${holdReason}`)}`}
        </Alert>
      )}
      {missing.length === 0 ? (
        <p className={classes.ready}>
          <IconCircleCheck size={18} aria-hidden /> {t("gate.ready")}
        </p>
      ) : (
        <MissingParts pilot={pilot} />
      )}
      {can.decide ? (
        <GateForms pilot={pilot} />
      ) : (
        <p className={classes.quiet}>{t("gate.decider", { name: pilot.problemOwner.name })}</p>
      )}
    </Section>
  );
}

function MissingParts({ pilot: { id, missing, faults } }: { pilot: PilotView }) {
  const t = useTranslations("pilots");
  return (
    <>
      <p className={classes.missingTitle}>{t("gate.missing", { count: missing.length })}</p>
      <ul className={classes.missing}>
        {missing.map((part) => (
          <li key={part}>
            <Link to={`/pilots/${id}${placeOf[part]}`}>
              <span>{t(`missing.${part}`)}</span>
              <IconArrowRight size={16} aria-hidden />
            </Link>
            {part === "criteria" && (
              <ul>
                {faults.map(({ key, at = 0, given = 0 }) => (
                  <li key={`${key} ${at}`}>{t(key.replace("pilots.", "") as "faults.tooFew", { at, given })}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Where each part is mended. */
const placeOf: Record<MissingPart, string> = {
  scope: "/edit",
  owner: "/edit",
  sponsor: "/edit",
  budget: "/edit",
  start: "/edit",
  end: "/edit",
  endBeforeStart: "/edit",
  decisionDay: "/edit",
  decisionBeforeEnd: "/edit",
  consequence: "/edit",
  criteria: "/edit#pilot-criteria",
  agreement: "/agreements",
  purchaseOrder: "/orders",
  sentOrder: "/orders",
  readiness: "/readiness",
  judgements: "/result",
  adoption: "/result",
};
