import { useTranslations } from "use-intl";
import { RelativeTime } from "#ui/dates.tsx";
import { Section } from "#ui/section.tsx";
import type { ReadinessKind, ReadinessState } from "../../readiness.ts";
import type { ReadinessView } from "../../readiness-views.ts";
import classes from "./readiness.module.css";

/** Who moved what, when and why, the last first. */
export function MoveList({ moves }: { moves: ReadinessView["moves"] }) {
  const t = useTranslations("readiness.moves");
  if (moves.length === 0) return null;
  const earlier = moves.slice(newest);
  return (
    <Section title={t("title")}>
      <Moves moves={moves.slice(0, newest)} />
      {earlier.length > 0 && (
        <details className={classes.disclosure}>
          <summary>{t("earlier", { count: earlier.length })}</summary>
          <Moves moves={earlier} />
        </details>
      )}
    </Section>
  );
}

const newest = 5;

function Moves({ moves }: { moves: ReadinessView["moves"] }) {
  const t = useTranslations("readiness");
  return (
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
  );
}
