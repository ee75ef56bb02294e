import type { Tone } from "#ui/state-badge.tsx";
import type { ImportStatus } from "../import/schema.ts";

export const toneOfImport: Record<ImportStatus, Tone> = {
  uploaded: "accent",
  queued: "info",
  running: "info",
  done: "good",
  failed: "bad",
  cancelled: "idle",
};
