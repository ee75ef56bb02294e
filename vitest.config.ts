import { defineConfig } from "vitest/config";

// TEST_DATABASE_URL set: only the database suites, on that PostgreSQL server; otherwise everything, on the embedded database.
const onServer = Boolean(process.env.TEST_DATABASE_URL);

export default defineConfig({
  test: {
    include: onServer
      ? ["src/**/*.db.test.ts", "db/**/*.db.test.ts"]
      : ["src/**/*.test.{ts,tsx}", "db/**/*.test.ts", "bench/**/*.test.ts", "tools/**/*.test.ts"],
    globalSetup: ["src/server/testing/database-template.ts"],
    setupFiles: ["src/server/testing/no-unexpected-errors.ts"],
    pool: "forks",
    maxWorkers: 2,
    // Only what hangs is to be ended: on a busy machine the longest tests take some minutes.
    testTimeout: 240_000,
    hookTimeout: 300_000,
  },
});
