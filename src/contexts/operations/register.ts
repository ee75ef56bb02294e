import type { Platform } from "#platform/context.ts";

export { endpoints } from "./api.ts";

export function defineJobs(_platform: Platform): void {}
