// `npm run check`: types, lint and format, boundaries, unused code, generated files.
import { checks } from "./checks.ts";
import { printTally } from "./steps.ts";

const tally = checks();
printTally(tally);
process.exit(tally.failed === 0 ? 0 : 1);
