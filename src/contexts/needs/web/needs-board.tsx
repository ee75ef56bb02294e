import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl";
import { needStates } from "../need.ts";
import type { NeedRow } from "../schema.ts";
import { ClockText, NeedStateBadge, NeedTitle, useTaxonomy, useUnitName } from "./labels.tsx";
import classes from "./needs.module.css";

/** Needs as columns by state, in the order of their life. */
export function NeedsBoard({ needs }: { needs: NeedRow[] }) {
  const t = useTranslations("needs");
  const format = useFormatter();
  const ofState = Map.groupBy(needs, ({ state }) => state);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section className={classes.board} aria-label={t("list.board")} tabIndex={0}>
      {needStates.map((state) => (
        <div key={state} className={classes.lane}>
          <h2 className={classes.laneTitle}>
            <NeedStateBadge state={state} /> <span>{format.number(ofState.get(state)?.length ?? 0)}</span>
          </h2>
          <ul className={classes.cards}>
            {(ofState.get(state) ?? []).map((need) => (
              <BoardCard key={need.id} need={need} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function BoardCard({ need }: { need: NeedRow }) {
  const t = useTranslations("needs");
  const unitName = useUnitName();
  const taxonomy = useTaxonomy();
  return (
    <li className={classes.card} data-urgent={need.urgency === "high" || undefined}>
      <Link to={`/needs/${need.id}`} className={classes.cardTitle}>
        <NeedTitle title={need.title} lang={need.lang} />
      </Link>
      <p>{unitName(need.unit)}</p>
      <p>
        {need.field ? taxonomy.field(need.field) : t("list.noField")}
        {need.urgency === "high" && <> · {t("urgency.high")}</>}
      </p>
      <p className={classes.cardClock}>
        <ClockText clock={need.clock} />
      </p>
    </li>
  );
}
