import type { Endpoint } from "#platform/api.ts";
import type { Platform } from "#platform/context.ts";

export const endpoints: Endpoint[] = [];

export function defineJobs(_platform: Platform): void {}
