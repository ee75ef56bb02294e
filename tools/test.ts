// `npm test`: checks, unit and database suites on the embedded database, database suites on a PostgreSQL server, browser journeys.
import { checks } from "./checks.ts";
import { findChromium } from "./chromium.ts";
import { startPostgresServer } from "./postgres-server.ts";
import { add, conclude, failure, step, type Tally, vitest } from "./steps.ts";

const tallies: Tally[] = [checks(), vitest("Unit and database suites, embedded database", [])];
tallies.push(await onRealPostgres(), inBrowser());
conclude(tallies.reduce(add));

async function onRealPostgres(): Promise<Tally> {
  if (process.env.TEST_DATABASE_URL) return vitest("Database suites, your PostgreSQL server", []);
  try {
    const server = await startPostgresServer();
    const tally = vitest(`Database suites, ${server.version}`, [], { TEST_DATABASE_URL: server.url });
    await server.stop();
    return tally;
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
}

function inBrowser(): Tally {
  try {
    const chromium = findChromium();
    const built = step("Web application is built", "node", ["tools/bootstrap.mjs", "--build"]);
    if (built.failures.length > 0) return built;
    return add(built, vitest("Browser journeys", ["--config", "e2e/vitest.config.ts"], { CHROMIUM_PATH: chromium }));
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
}
