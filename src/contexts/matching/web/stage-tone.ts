import type { Tone } from "#ui/state-badge.tsx";
import type { ShortlistStage } from "../shortlist-stage.ts";

export const stageTone: Record<ShortlistStage, Tone> = {
  longlist: "idle",
  shortlist: "info",
  contacted: "info",
  meeting: "accent",
  chosen: "good",
  passed: "bad",
};
