import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import type { HandView, OrdersView } from "../../money-views.ts";
import classes from "./money.module.css";

/** Who did which step and when: the separated duties, to be read at a glance. */
export function Hands({ hands, pilot }: { hands: HandView[]; pilot: OrdersView["pilot"] }) {
  const t = useTranslations("orders");
  if (hands.length === 0) return null;
  return (
    <ol className={classes.hands} aria-label={t("hands.label")}>
      {hands.map(({ step, side, personName, at }) => (
        <li key={step}>
          <span className={classes.handStep}>{t(`hands.${step}`)}</span>{" "}
          {step !== "completed" && <span>{personName ?? (side === "startup" ? pilot.startup : t("hands.host"))}</span>}{" "}
          <DateText value={at} />
        </li>
      ))}
    </ol>
  );
}
