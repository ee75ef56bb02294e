// `npm run e2e`: the browser journeys alone.
import { findChromium } from "./chromium.ts";
import { conclude, vitest } from "./steps.ts";

const tally = vitest("Browser journeys", ["--config", "e2e/vitest.config.ts", ...process.argv.slice(2)], {
  CHROMIUM_PATH: findChromium(),
});
conclude(tally);
