export { pilotEvents } from "./events.ts";
export { canSeePilots } from "./policy.ts";
export { listWaitingPilots, type WaitingPilot } from "./queries/waiting.ts";
