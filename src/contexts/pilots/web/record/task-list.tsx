import { Link } from "react-router";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { Section } from "#ui/section.tsx";
import type { PilotView, TaskKind, TaskView } from "../../views.ts";
import classes from "./overview.module.css";

/** What waits for the own side and what for the other, so that nobody wonders whose turn it is. */
export function TaskList({ pilot }: { pilot: PilotView }) {
  const t = useTranslations("pilots.tasks");
  const own = pilot.tasks.filter(({ side }) => side === pilot.side);
  const others = pilot.tasks.filter(({ side }) => side !== pilot.side);
  return (
    <Section title={t("title")}>
      {own.length === 0 ? <p className={classes.quiet}>{t("nothing")}</p> : <Tasks pilot={pilot} tasks={own} isOwn />}
      {others.length > 0 && (
        <>
          <p className={classes.missingTitle}>{t(pilot.side === "host" ? "ofStartup" : "ofHost")}</p>
          <Tasks pilot={pilot} tasks={others} />
        </>
      )}
    </Section>
  );
}

function Tasks({ pilot: { id }, tasks, isOwn = false }: { pilot: PilotView; tasks: TaskView[]; isOwn?: boolean }) {
  const t = useTranslations("pilots.tasks");
  return (
    <ul className={classes.tasks}>
      {tasks.map(({ kind, side, count, dueOn, isOverdue }) => (
        <li key={`${kind} ${side}`}>
          {isOwn && placeOf[kind] ? <Link to={`/pilots/${id}${placeOf[kind]}`}>{t(kind, { count })}</Link> : t(kind, { count })}
          {dueOn && (
            <span className={classes.due} data-late={isOverdue || undefined}>
              {t(isOverdue ? "since" : "until")} <DateText value={dueOn} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Where each is done; empty where it is done on this page. */
const placeOf: Record<TaskKind, string> = {
  readiness: "/readiness",
  judgeReadiness: "/readiness",
  signAgreement: "/agreements",
  sendAgreement: "/agreements",
  approveOrder: "/orders",
  sendOrder: "/orders",
  confirmOrder: "/orders",
  deliver: "/orders",
  acceptDelivery: "/orders",
  approveInvoice: "/orders",
  payInvoice: "/orders",
  answerTerm: "/terms",
  pulse: "/running",
  offer: "",
};
