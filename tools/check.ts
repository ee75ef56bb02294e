// `npm run check`: types, lint and format, boundaries, unused code, generated files.
import { checks } from "./checks.ts";
import { conclude } from "./steps.ts";

const tally = checks();
conclude(tally);
