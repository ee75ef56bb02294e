import { DndContext, type DragEndEvent, DragOverlay } from "@dnd-kit/core";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";
import { showNotice } from "#ui/live/notices.tsx";
import type { PilotBoard as Board, PilotRowView } from "../../board-views.ts";
import { type PilotState, type Verdict, verdicts } from "../../pilot.ts";
import { BoardColumn } from "./board-column.tsx";
import classes from "./boards.module.css";
import { CardFace } from "./card.tsx";
import { collisionOf, useBoardSensors } from "./drag.ts";
import { verdictFor, verdictHref } from "./moves.ts";
import { useSpokenDrag } from "./spoken-drag.ts";
import { VerdictDialog } from "./verdict-dialog.tsx";

/** Pilots as columns by state. A card is taken by mouse, finger or keyboard to the next gate, where the verdict is asked for. */
export function PilotBoard({ board }: { board: Board }) {
  const t = useTranslations("pipeline.board");
  const [params] = useSearchParams();
  const [dragged, setDragged] = useState<PilotRowView | null>(null);
  const pilots = board.columns.flatMap((column) => column.pilots);
  const asked = askedIn(params, pilots);
  const letGo = useLetGo(pilots);
  const columns = board.columns.map(({ state }) => state);
  return (
    <DndContext
      id="pilot-board"
      sensors={useBoardSensors(columns)}
      collisionDetection={collisionOf}
      accessibility={useSpokenDrag(pilots)}
      onDragStart={({ active }) => setDragged(pilots.find(({ id }) => id === active.id) ?? null)}
      onDragCancel={() => setDragged(null)}
      onDragEnd={(event) => {
        setDragged(null);
        letGo(event);
      }}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section className={classes.board} aria-label={t("label")} tabIndex={0}>
        {board.columns.map((column) => (
          <BoardColumn key={column.state} column={column} dragged={dragged} asked={asked} />
        ))}
      </section>
      <DragOverlay>{dragged && <CardFace pilot={dragged} isLifted />}</DragOverlay>
      {asked && <VerdictDialog key={asked.pilot.id} pilot={asked.pilot} verdict={asked.verdict} />}
    </DndContext>
  );
}

export interface AskedVerdict {
  pilot: PilotRowView;
  verdict: Verdict;
}

function askedIn(params: URLSearchParams, pilots: readonly PilotRowView[]): AskedVerdict | null {
  const pilot = pilots.find(({ id, can }) => id === params.get("decide") && can.decide);
  const verdict = verdicts.find((each) => each === params.get("to"));
  return pilot && verdict ? { pilot, verdict } : null;
}

/** Asks for the verdict where a card may lie, and says why where it may not. */
function useLetGo(pilots: readonly PilotRowView[]) {
  const t = useTranslations("pipeline.board");
  const state = useTranslations("pilots.state");
  const [params] = useSearchParams();
  const navigate = useNavigate();
  return ({ active, over }: DragEndEvent) => {
    const pilot = pilots.find(({ id }) => id === active.id);
    if (!pilot || !over || over.id === pilot.state) return;
    const verdict = verdictFor(pilot, over.id as PilotState);
    if (verdict) navigate(verdictHref(params, { id: pilot.id, verdict }), { preventScrollReset: true });
    else if (pilot.nextState) showNotice({ message: t("oneGate", { next: state(pilot.nextState) }) });
  };
}
