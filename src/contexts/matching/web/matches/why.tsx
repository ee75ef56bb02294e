import { IconArrowRight, IconChevronRight } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "use-intl";
import { FitBar } from "#ui/fit-bar.tsx";
import { sharesOf } from "../../score.ts";
import type { MatchReason, MatchView } from "../../views.ts";
import classes from "../matching.module.css";

/** The score taken apart: its parts, and the words of the need beside the words of the profile they met. */
export function Why({
  match,
}: {
  match: Pick<MatchView, "fit" | "parts" | "reasons" | "missing"> & Partial<Pick<MatchView, "learned">>;
}) {
  const t = useTranslations("matching.why");
  const format = useFormatter();
  const { fit, parts, reasons, missing, learned } = match;
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 0 });
  return (
    <details className={classes.why}>
      <summary data-key="why">
        <IconChevronRight size={15} aria-hidden /> {t("title")}
      </summary>
      <div className={classes.whyBody}>
        <FitBar score={fit} parts={sharesOf(parts).map(({ part, value }) => ({ label: t(`parts.${part}`), value }))} legend />
        {parts.caution < 1 && <p className={classes.quiet}>{t("caution", { percent: percent(parts.caution) })}</p>}
        {learned && Math.abs(learned.factor - 1) >= 0.01 && (
          <p className={classes.quiet}>{t("learned", { percent: percent(learned.factor) })}</p>
        )}
        <table className={classes.whyTable}>
          <thead>
            <tr>
              <th scope="col">{t("asked")}</th>
              <th scope="col">{t("found")}</th>
              <th scope="col">{t("how")}</th>
              <th scope="col">{t("share")}</th>
            </tr>
          </thead>
          <tbody>
            {reasons.map((reason, at) => (
              <tr key={at}>
                <td>{reason.asked.join(", ") || "–"}</td>
                <td>{reason.found.join(", ") || "–"}</td>
                <td>
                  <Via reason={reason} />
                </td>
                <td className="tabular">{percent(reason.share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {missing.length > 0 && (
          <p className={classes.quiet}>
            {t("missing")} {missing.join(" · ")}
          </p>
        )}
      </div>
    </details>
  );
}

function Via({ reason: { via, concept } }: { reason: MatchReason }) {
  const t = useTranslations("matching.why");
  const way = t(`via.${via}`);
  return <>{concept ? `${way}: ${concept}` : way}</>;
}

/** Words of two languages that say the same. */
export function Bridges({ reasons }: { reasons: MatchReason[] }) {
  const t = useTranslations("matching.matches");
  const bridges = reasons.flatMap(({ bridge, share, concept }) => (bridge && share > 0 ? [{ ...bridge, concept }] : []));
  const distinct = [...new Map(bridges.map((bridge) => [`${bridge.from}→${bridge.to}`, bridge])).values()].slice(0, 4);
  if (distinct.length === 0) return null;
  return (
    <ul className={classes.bridges} aria-label={t("bridges")}>
      {distinct.map(({ from, fromLanguage, to, toLanguage, concept }) => (
        <li key={`${from}→${to}`} title={concept ?? undefined}>
          <span lang={fromLanguage}>{from}</span>
          <IconArrowRight size={13} role="img" aria-label={t("means")} />
          <span lang={toLanguage}>{to}</span>
        </li>
      ))}
    </ul>
  );
}
