import { useTranslations } from "use-intl";
import { RelativeTime } from "#ui/dates.tsx";
import { Section } from "#ui/section.tsx";
import type { ReadinessKind, ReadinessState } from "../../readiness.ts";
import type { ReadinessView } from "../../readiness-views.ts";
import classes from "./readiness.module.css";

/** Who moved what, when and why, the last first. */
export function MoveList({ moves }: { moves: ReadinessView["moves"] }) {
  const t = useTranslations("readiness");
  if (moves.length === 0) return null;
  return (
    <Section title={t("moves.title")}>
      <ol className={classes.moves}>
        {moves.map(({ id, kind, toState, reason, side, personName, movedAt }) => (
          <li key={id}>
            <span>
              <strong>{t(`kind.${kind as ReadinessKind}`)}</strong> · {t(`moves.to.${toState as ReadinessState}`)}
            </span>
            {reason && <q>{reason}</q>}
            <small>
              {personName || t("moves.system")}
              {side && ` (${t(`side.${side}`)})`} · <RelativeTime value={movedAt} />
            </small>
          </li>
        ))}
      </ol>
    </Section>
  );
}
