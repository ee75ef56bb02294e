import type { DndContextProps } from "@dnd-kit/core";
import { useTranslations } from "use-intl";
import type { PilotRowView } from "../../board-views.ts";
import type { PilotState } from "../../pilot.ts";
import { verdictFor } from "./moves.ts";

/** What a screen reader says while a card is moved. */
export function useSpokenDrag(pilots: readonly PilotRowView[]): DndContextProps["accessibility"] {
  const t = useTranslations("pipeline.spoken");
  const state = useTranslations("pilots.state");
  const pilotOf = (id: string | number) => pilots.find((pilot) => pilot.id === id);
  const at = (id: string | number, over: { id: string | number } | null): string | undefined => {
    const pilot = pilotOf(id);
    if (!pilot || !over) return undefined;
    const column = over.id as PilotState;
    const values = { title: pilot.title, state: state(column) };
    if (column === pilot.state) return t("home", values);
    return t(verdictFor(pilot, column) ? "over" : "closed", values);
  };
  return {
    screenReaderInstructions: { draggable: t("instructions") },
    announcements: {
      onDragStart: ({ active }) => {
        const pilot = pilotOf(active.id);
        return pilot && t("lifted", { title: pilot.title, state: state(pilot.state) });
      },
      onDragOver: ({ active, over }) => at(active.id, over),
      onDragEnd: ({ active, over }) => {
        const pilot = pilotOf(active.id);
        if (!pilot) return undefined;
        const column = (over?.id ?? pilot.state) as PilotState;
        const isTaken = column !== pilot.state && verdictFor(pilot, column) !== null;
        return t(isTaken ? "dropped" : "returned", { title: pilot.title, state: state(isTaken ? column : pilot.state) });
      },
      onDragCancel: ({ active }) => {
        const pilot = pilotOf(active.id);
        return pilot && t("returned", { title: pilot.title, state: state(pilot.state) });
      },
    },
  };
}
