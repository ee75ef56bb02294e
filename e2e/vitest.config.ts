import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["e2e/journeys/**/*.spec.ts"],
    globalSetup: ["e2e/support/running-server.ts"],
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 300_000,
  },
});
