import { v5 } from "uuid";
import { type Context, contextFor, type Platform, system } from "#platform/context.ts";

/** "Today" of the demo world; seeds never read the wall clock. */
export const demoToday = "2026-11-16T01:30:00Z";

const namespace = "6f1d6a3e-8f0a-4c7b-9f43-0d6b5a9c2e11";

/** The same id on every machine: "person/scout" → a UUID, so journeys, pictures and links stay the same. */
export const demoId = (path: string): string => v5(path, namespace);

/** The system's context at an instant of the demo world. */
export function demoSystem(platform: Platform, instant: string = demoToday): Context {
  return contextFor({ ...platform, now: () => new Date(instant) }, system, { requestId: "demo-seed" });
}
