import { useDraggable } from "@dnd-kit/core";
import { IconGripVertical, IconListCheck } from "@tabler/icons-react";
import { Link, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import type { PilotRowView } from "../../board-views.ts";
import type { Verdict } from "../../pilot.ts";
import classes from "./boards.module.css";
import { gripId, verdictHref } from "./moves.ts";
import { NextText, StayText, TurnText } from "./names.tsx";

/** A pilot on the board: taken by its handle or anywhere, moved by its links without dragging or without JavaScript. */
export function PilotCard({ pilot, isAway }: { pilot: PilotRowView; isAway: boolean }) {
  const t = useTranslations("pipeline.board");
  const { can, id, title } = pilot;
  const drag = useDraggable({ id, data: { pilot }, disabled: !can.decide, attributes: { roleDescription: t("card") } });
  if (!can.decide)
    return (
      <li data-away={isAway || undefined} className={classes.slot}>
        <CardFace pilot={pilot} />
      </li>
    );
  return (
    <li ref={drag.setNodeRef} {...drag.listeners} data-away={isAway || undefined} className={classes.slot}>
      <CardFace pilot={pilot}>
        <button
          type="button"
          id={gripId(id)}
          ref={drag.setActivatorNodeRef}
          {...drag.attributes}
          className={classes.grip}
          aria-label={t("take", { title })}
        >
          <IconGripVertical size={16} aria-hidden />
        </button>
        <Verdicts pilot={pilot} />
      </CardFace>
    </li>
  );
}

function Verdicts({ pilot: { id, nextState, title } }: { pilot: PilotRowView }) {
  const t = useTranslations("pipeline.board");
  const state = useTranslations("pilots.state");
  const verdict = useTranslations("pilots.verdict");
  const [params] = useSearchParams();
  const to = (asked: Verdict) => verdictHref(params, { id, verdict: asked });
  return (
    <details className={classes.verdicts} name="verdicts">
      <summary aria-label={t("decideOn", { title })}>{t("decide")}</summary>
      <ul>
        {nextState && (
          <li>
            <Link to={to("go")} preventScrollReset>
              {t("goTo", { state: state(nextState) })}
            </Link>
          </li>
        )}
        <li>
          <Link to={to("hold")} preventScrollReset>
            {verdict("hold")} …
          </Link>
        </li>
        <li>
          <Link to={to("stop")} preventScrollReset>
            {verdict("stop")} …
          </Link>
        </li>
      </ul>
    </details>
  );
}

/** What a card says: whose product, for which need, how long, whose turn, what is next, what is missing. */
export function CardFace({ pilot, isLifted, children }: { pilot: PilotRowView; isLifted?: boolean; children?: React.ReactNode }) {
  const t = useTranslations("pipeline");
  const { id, title, lang, company, need, missing, due, turn, side } = pilot;
  return (
    <article
      className={classes.card}
      data-lifted={isLifted || undefined}
      data-overdue={due.includes("overdue") || undefined}
      data-ours={(turn !== null && (turn === side || turn === "both") && side !== null) || undefined}
    >
      <p className={classes.company}>{company.name}</p>
      <h3 className={classes.cardTitle}>
        <Link to={`/pilots/${id}`} draggable={false}>
          <bdi lang={lang}>{title}</bdi>
        </Link>
      </h3>
      {need && need.title !== title && <p>{need.title}</p>}
      <p className={classes.facts}>
        <StayText pilot={pilot} />
        <TurnText pilot={pilot} />
      </p>
      {pilot.next && (
        <p>
          <NextText pilot={pilot} />
        </p>
      )}
      {missing && missing.length > 0 && (
        <p className={classes.marked} data-missing>
          <IconListCheck size={14} aria-hidden />
          <span>{t("missingCount", { count: missing.length })}</span>
        </p>
      )}
      {children}
    </article>
  );
}
