import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import type { ItemView, ReadinessView } from "../../readiness-views.ts";
import classes from "./readiness.module.css";

/** The same plan in words, for whoever reads it or copies it into a mail. */
export function PlanTable({ lane, items }: { lane: ReadinessView; items: ItemView[] }) {
  const t = useTranslations("readiness");
  return (
    <details className={classes.disclosure}>
      <summary>{t("plan.asTable")}</summary>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <caption>{t("plan.caption")}</caption>
          <thead>
            <tr>
              {(["item", "standing", "turn", "starts", "handedOver", "ends", "slack"] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`plan.columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.kind}>
                <th scope="row">{t(`kind.${item.kind}`)}</th>
                <td>{t(`standing.${item.standing}`)}</td>
                <td>{item.turn ? t(`side.${item.turn}`) : t("side.nobody")}</td>
                <td>
                  <DateText value={item.startsOn} />
                </td>
                <td>
                  <DateText value={item.handedOverOn} />
                </td>
                <td>
                  <DateText value={item.endsOn} />
                </td>
                <td>{item.isDone ? "–" : item.isCritical ? t("plan.holds") : t("plan.slackDays", { days: item.slackDays })}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t("plan.order")}</th>
              <td colSpan={4} />
              <td>
                <DateText value={lane.readyOn} />
              </td>
              <td />
            </tr>
          </tbody>
        </table>
      </div>
    </details>
  );
}
