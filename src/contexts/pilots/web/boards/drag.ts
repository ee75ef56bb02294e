import {
  type CollisionDetection,
  closestCenter,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import type { PilotRowView } from "../../board-views.ts";
import type { PilotState } from "../../pilot.ts";
import { verdictFor } from "./moves.ts";

/** A click stays a click, a swipe scrolls; a card is taken by moving the mouse, by holding a finger on it, or by Space on its handle. */
export function useBoardSensors(columns: readonly PilotState[]) {
  return useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: besides(columns) }),
  );
}

/** The column under the pointer; by keyboard, which has none, the nearest one. */
export const collisionOf: CollisionDetection = (args) => (args.pointerCoordinates ? pointerWithin(args) : closestCenter(args));

/** The arrow keys lead from column to column, past those where the card may not lie. */
const besides =
  (columns: readonly PilotState[]): KeyboardCoordinateGetter =>
  (event, { context: { active, over, droppableRects, collisionRect } }) => {
    const step = { [KeyboardCode.Right]: 1, [KeyboardCode.Left]: -1 }[event.code as string];
    const pilot = active?.data.current?.pilot as PilotRowView | undefined;
    if (!step || !pilot || !collisionRect) return undefined;
    event.preventDefault();
    const open = columns.filter((column) => column === pilot.state || verdictFor(pilot, column));
    const to = open[open.indexOf((over?.id ?? pilot.state) as PilotState) + step];
    const target = to && droppableRects.get(to);
    if (!target) return undefined;
    return {
      x: target.left + (target.width - collisionRect.width) / 2,
      y: target.top + (target.height - collisionRect.height) / 2,
    };
  };
