export { pilotEvents } from "./events.ts";
export { canSeePilots } from "./policy.ts";
