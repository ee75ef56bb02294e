import type { Platform } from "#platform/context.ts";

export { needEndpoints as endpoints } from "./api.ts";

export function defineJobs(_platform: Platform): void {}
