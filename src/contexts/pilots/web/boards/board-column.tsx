import { useDroppable } from "@dnd-kit/core";
import { Link, useSearchParams } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { hrefOf } from "#ui/list/list-params.ts";
import type { PilotBoard, PilotRowView } from "../../board-views.ts";
import { PilotStateBadge } from "../labels.tsx";
import type { AskedVerdict } from "./board.tsx";
import classes from "./boards.module.css";
import { CardFace, PilotCard } from "./card.tsx";
import { verdictFor } from "./moves.ts";

type Column = PilotBoard["columns"][number];

/** The pilots in one state; lights up while a card is carried that may lie here. */
export function BoardColumn({
  column: { state, total, pilots },
  dragged,
  asked,
}: {
  column: Column;
  dragged: PilotRowView | null;
  asked: AskedVerdict | null;
}) {
  const t = useTranslations("pipeline.board");
  const format = useFormatter();
  const { setNodeRef, isOver } = useDroppable({ id: state });
  const mayTake = dragged !== null && verdictFor(dragged, state) !== null;
  const isHome = dragged?.state === state;
  const arriving = asked && asked.verdict !== "hold" && verdictFor(asked.pilot, state) === asked.verdict ? asked.pilot : null;
  return (
    <section
      ref={setNodeRef}
      className={classes.lane}
      data-bare={(total === 0 && !arriving) || undefined}
      data-takes={mayTake || undefined}
      data-closed={(dragged && !mayTake && !isHome) || undefined}
      data-over={(isOver && mayTake) || undefined}
      aria-labelledby={`lane-${state}`}
    >
      <h2 className={classes.laneTitle} id={`lane-${state}`}>
        <PilotStateBadge state={state} /> <span>{format.number(total)}</span>
      </h2>
      <ul className={classes.cards}>
        {arriving && (
          <li aria-hidden className={classes.arriving}>
            <CardFace pilot={arriving} />
          </li>
        )}
        {pilots.map((pilot) => (
          <PilotCard key={pilot.id} pilot={pilot} isAway={pilot.id === dragged?.id || pilot.id === arrivingElsewhere(asked)} />
        ))}
      </ul>
      {total === 0 && !arriving && <p className={classes.none}>{t("none")}</p>}
      {total > pilots.length && <MoreLink state={state} count={total - pilots.length} />}
    </section>
  );
}

const arrivingElsewhere = (asked: AskedVerdict | null): string | null =>
  asked && asked.verdict !== "hold" ? asked.pilot.id : null;

function MoreLink({ state, count }: { state: string; count: number }) {
  const t = useTranslations("pipeline.board");
  const [params] = useSearchParams();
  const next = new URLSearchParams([...params].filter(([name]) => !["view", "state", "decide", "to"].includes(name)));
  next.set("state", state);
  return (
    <Link className={classes.more} to={hrefOf(next)}>
      {t("more", { count })}
    </Link>
  );
}
