import { IconCheck, IconClock, IconPlayerPause, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { DateText } from "#ui/dates.tsx";
import { type PilotState, pilotStates } from "../../pilot.ts";
import type { PilotView } from "../../views.ts";
import classes from "./overview.module.css";

type Mark = "done" | "here" | "held" | "ahead" | "stopped";

interface Step {
  state: PilotState;
  mark: Mark;
  on: Date | string | null;
  /** The day is planned, not past. */
  isPlanned: boolean;
}

/** The life of a pilot as a path: what it passed and when, where it stands, what lies ahead and on which day. */
export function PathSteps({ pilot }: { pilot: PilotView }) {
  const t = useTranslations("pilots");
  return (
    <ol className={classes.path} aria-label={t("path.label")}>
      {stepsOf(pilot).map(({ state, mark, on, isPlanned }) => (
        <li key={state} data-mark={mark} aria-current={mark === "here" || mark === "held" ? "step" : undefined}>
          <span className={classes.pathMark} aria-hidden>
            {icons[mark]}
          </span>
          <span className={classes.pathText}>
            <strong>{t(`state.${state}`)}</strong>
            <span className={classes.pathDay}>
              {on ? (
                <>
                  {isPlanned && <span>{t("path.planned")} </span>}
                  <DateText value={on} />
                </>
              ) : (
                mark === "ahead" && t("path.noDay")
              )}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}

const icons: Record<Mark, ReactNode> = {
  done: <IconCheck size={15} stroke={2.5} />,
  here: <IconClock size={15} stroke={2.5} />,
  held: <IconPlayerPause size={15} stroke={2.5} />,
  ahead: null,
  stopped: <IconX size={15} stroke={2.5} />,
};

function stepsOf(pilot: PilotView): Step[] {
  const { state, gates, stateChangedAt, heldUntil } = pilot;
  const reached = new Map(gates.filter(({ verdict }) => verdict === "go").map(({ toState, decidedAt }) => [toState, decidedAt]));
  const line = pilotStates.filter((each) => each !== "stopped");
  if (state === "stopped") {
    const passed = line.filter((each) => reached.has(each)).map((each) => stepOf(each, "done", reached.get(each)!));
    return [...passed, stepOf("stopped", "stopped", stateChangedAt)];
  }
  const here = line.indexOf(state);
  return line.map((each, at) => {
    if (at < here) return stepOf(each, "done", reached.get(each) ?? null);
    if (at === here)
      return stepOf(each, each === "adopted" ? "done" : heldUntil ? "held" : "here", reached.get(each) ?? stateChangedAt);
    return { state: each, mark: "ahead", on: plannedOn(pilot, each), isPlanned: true };
  });
}

const stepOf = (state: PilotState, mark: Mark, on: Date | null): Step => ({ state, mark, on, isPlanned: false });

function plannedOn({ startsOn, decisionOn }: PilotView, state: PilotState): string | null {
  if (state === "running") return startsOn;
  return state === "evaluated" ? decisionOn : null;
}
