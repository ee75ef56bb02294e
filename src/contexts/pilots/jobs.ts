import type { Platform } from "#platform/context.ts";

/** Jobs of pilots. */
export function definePilotJobs(_platform: Platform): void {}
