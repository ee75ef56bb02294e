import type { Tone } from "#ui/state-badge.tsx";
import type { Judgement } from "../../criterion.ts";

export const judgementTone: Record<Judgement, Tone> = { met: "good", partly: "warn", missed: "bad" };
