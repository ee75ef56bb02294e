import { useTranslations } from "use-intl";
import { StateBadge, type Tone } from "#ui/state-badge.tsx";
import type { PilotState } from "../pilot.ts";

export const stateTone: Record<PilotState, Tone> = {
  proposed: "idle",
  scoped: "info",
  contracting: "info",
  ordered: "info",
  running: "accent",
  evaluated: "warn",
  adopted: "good",
  stopped: "bad",
};

export function PilotStateBadge({ state }: { state: PilotState }) {
  const t = useTranslations("pilots");
  return <StateBadge tone={stateTone[state]}>{t(`state.${state}`)}</StateBadge>;
}
