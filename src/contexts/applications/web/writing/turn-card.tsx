import { IconCheck, IconHourglassEmpty, IconPencil } from "@tabler/icons-react";
import { useTranslations } from "use-intl";
import { DateText, RelativeTime } from "#ui/dates.tsx";
import type { OwnApplicationRow } from "../../own-views.ts";
import classes from "./writing.module.css";

const icons = { applicant: IconPencil, operators: IconHourglassEmpty, nobody: IconCheck };

/** Whose turn it is, since when and until when: nothing goes silent. */
export function TurnCard({ application: { clock, state, outcome, call } }: { application: OwnApplicationRow }) {
  const t = useTranslations("writing.turn");
  const Icon = icons[clock.turn];
  const what =
    clock.turn === "applicant"
      ? t(state === "draft" ? "write" : "answerMore")
      : clock.turn === "operators"
        ? t(outcome === "waitlisted" ? "keepPlace" : state === "submitted" ? "screen" : "decide")
        : t("done");
  const who = call.operators.map(({ name }) => name).join(" · ");
  return (
    <div className={classes.turn} data-turn={clock.turn} data-overdue={clock.isOverdue || undefined}>
      <span className={classes.turnMark}>
        <Icon size={22} aria-hidden />
      </span>
      <div>
        <strong>{clock.turn === "operators" ? t("operators", { who }) : t(clock.turn)}</strong>
        <p>{what}</p>
      </div>
      <dl>
        <div>
          <dt>{t("since")}</dt>
          <dd>
            <DateText value={clock.since} />
          </dd>
        </div>
        {clock.until && (
          <div>
            <dt>{t("until")}</dt>
            <dd>
              <DateText value={clock.until} />{" "}
              <small>
                (<RelativeTime value={clock.until} />)
              </small>
            </dd>
          </div>
        )}
      </dl>
      {clock.isOverdue && <p className={classes.overdue}>{clock.turn === "operators" ? t("overdueBase") : t("overdueYours")}</p>}
    </div>
  );
}
