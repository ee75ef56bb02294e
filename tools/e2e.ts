// `npm run e2e`: the browser journeys alone.
import { findChromium } from "./chromium.ts";
import { printTally, vitest } from "./steps.ts";

const tally = vitest("Browser journeys", ["--config", "e2e/vitest.config.ts", ...process.argv.slice(2)], {
  CHROMIUM_PATH: findChromium(),
});
printTally(tally);
process.exit(tally.failed === 0 ? 0 : 1);
